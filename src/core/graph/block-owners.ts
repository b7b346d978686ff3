import { BLOCK_POINTS, BLOCK_SQUARE, type BlockTile } from "./look-blocks.ts";
import { CLAIM, type StreetClaims } from "./nearest-candidates.ts";

const squares = new Float64Array(BLOCK_SQUARE);
const nearest = new Int32Array(BLOCK_SQUARE);
const owner = new Int32Array(BLOCK_SQUARE);

/**
 * Sees to it that the owners of a block's points are known. The nearest street owns a point, of equally near ones the
 * lower piece; a bridge or tunnel only where it is nearer than any street and not beyond its strip. `block`: its place in
 * the columns of blocks; `x`, `y`: plane metres of its first point.
 */
export function findOwners(
  streets: StreetClaims,
  tile: BlockTile,
  block: number,
  pointMetres: number,
  x: number,
  y: number,
): void {
  const { blocks, pieces } = tile;
  if (blocks.areOwnersKnown[block] === 1) return;
  const { claims, groundMetres, stripMetres, index } = streets;
  owner.fill(-1);
  nearest.fill(-1);
  squares.fill(Infinity);
  const first = block === 0 ? 0 : (blocks.ends[block - 1] as number);
  const count = (blocks.ends[block] as number) - first;
  let strips = 0;
  for (let k = 0; k < count; k++) {
    const piece = pieces[blocks.candidates[first + k] as number] as number;
    if (claims[index.pieceEdge[piece] as number] === CLAIM.strip) strips++;
    else sweep(index.pieceMetres, k, piece, x, y, pointMetres, groundMetres * groundMetres, true);
  }
  // after the ground's owners are known: a strip is owned only where it is nearer
  for (let k = 0; strips > 0 && k < count; k++) {
    const piece = pieces[blocks.candidates[first + k] as number] as number;
    if (claims[index.pieceEdge[piece] as number] !== CLAIM.strip) continue;
    strips--;
    sweep(index.pieceMetres, k, piece, x, y, pointMetres, stripMetres * stripMetres, false);
  }
  blocks.areOwnersKnown[block] = 1;
  for (let i = 0; i < BLOCK_SQUARE; i++) blocks.owners[block * BLOCK_SQUARE + i] = (owner[i] as number) + 1;
}

/** Takes the points a piece is nearer to than what is known; at equal distance only `takesEqual` the lower piece does. */
function sweep(
  pieceMetres: Float64Array,
  candidate: number,
  piece: number,
  x: number,
  y: number,
  pointMetres: number,
  limitSquared: number,
  takesEqual: boolean,
): void {
  const x0 = pieceMetres[piece * 4] as number;
  const y0 = pieceMetres[piece * 4 + 1] as number;
  const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
  const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
  const squared = dx * dx + dy * dy;
  const inverse = squared === 0 ? 0 : 1 / squared;
  let i = 0;
  for (let r = 0; r < BLOCK_POINTS; r++) {
    const toY = y + r * pointMetres - y0;
    for (let c = 0; c < BLOCK_POINTS; c++, i++) {
      const toX = x + c * pointMetres - x0;
      let share = (toX * dx + toY * dy) * inverse;
      share = share < 0 ? 0 : share > 1 ? 1 : share;
      const offX = toX - share * dx;
      const offY = toY - share * dy;
      const off = offX * offX + offY * offY;
      const known = squares[i] as number;
      if (off > known || off > limitSquared) continue;
      if (off === known && !(takesEqual && piece < (nearest[i] as number))) continue;
      squares[i] = off;
      nearest[i] = piece;
      owner[i] = candidate;
    }
  }
}
