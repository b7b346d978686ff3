import { type BlockCandidates, CLAIM, type StreetClaims } from "./nearest-candidates.ts";

/** Points on a side of a block. */
export const BLOCK_POINTS = 4;
/** Points of a block. */
export const BLOCK_SQUARE = BLOCK_POINTS * BLOCK_POINTS;

/** Owners of the points of blocks asked for so far, each block's row by row in one run of the columns. */
export interface BlockOwners {
  /** Per block where its run begins, + 1; 0 = not asked for yet. */
  readonly blocks: Uint32Array;
  /** Points in use and points there is room for. */
  count: number;
  room: number;
  /** Straight piece of the edge index; -1 = nobody. */
  piece: Int32Array;
  /** Share (0-1) of the piece nearest to the point, and metres to it. */
  share: Float32Array;
  offMetres: Float32Array;
}

/** Bytes a point takes in the three columns. */
export const OWNED_POINT_BYTES = 12;

export const createBlockOwners = (blocks: number): BlockOwners => ({
  blocks: new Uint32Array(blocks),
  count: 0,
  room: 0,
  piece: new Int32Array(0),
  share: new Float32Array(0),
  offMetres: new Float32Array(0),
});

const squares = new Float64Array(BLOCK_SQUARE);
const shares = new Float64Array(BLOCK_SQUARE);
const nearest = new Int32Array(BLOCK_SQUARE);

/**
 * Where the owners of a block's points begin in the columns. The nearest street owns a point, of equally near ones the
 * lower piece; a bridge or tunnel only where it is nearer than any street and not beyond its strip. `x`, `y`: plane
 * metres of the block's first point.
 */
export function ownersOf(
  streets: StreetClaims,
  tile: BlockCandidates & { readonly owners: BlockOwners },
  block: number,
  pointMetres: number,
  x: number,
  y: number,
): number {
  const { owners, offsets, pieces } = tile;
  const known = owners.blocks[block] as number;
  if (known > 0) return known - 1;
  const { claims, groundMetres, stripMetres, index } = streets;
  nearest.fill(-1);
  squares.fill(Infinity);
  const end = offsets[block + 1] as number;
  let strips = 0;
  for (let k = offsets[block] as number; k < end; k++) {
    const piece = pieces[k] as number;
    if (claims[index.pieceEdge[piece] as number] === CLAIM.strip) strips++;
    else sweep(index.pieceMetres, piece, x, y, pointMetres, groundMetres * groundMetres, true);
  }
  // after the ground's owners are known: a strip is owned only where it is nearer
  for (let k = offsets[block] as number; strips > 0 && k < end; k++) {
    const piece = pieces[k] as number;
    if (claims[index.pieceEdge[piece] as number] !== CLAIM.strip) continue;
    strips--;
    sweep(index.pieceMetres, piece, x, y, pointMetres, stripMetres * stripMetres, false);
  }
  if (owners.count === owners.room) widen(owners);
  const first = owners.count;
  owners.count += BLOCK_SQUARE;
  owners.blocks[block] = first + 1;
  for (let i = 0; i < BLOCK_SQUARE; i++) {
    owners.piece[first + i] = nearest[i] as number;
    owners.share[first + i] = shares[i] as number;
    owners.offMetres[first + i] = Math.sqrt(squares[i] as number);
  }
  return first;
}

/** Takes the points a piece is nearer to than what is known; at equal distance only `takesEqual` the lower piece does. */
function sweep(
  pieceMetres: Float64Array,
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
      shares[i] = share;
      nearest[i] = piece;
    }
  }
}

function widen(owners: BlockOwners): void {
  owners.room = Math.max(64 * BLOCK_SQUARE, owners.room * 2);
  const { piece, share, offMetres } = owners;
  owners.piece = new Int32Array(owners.room);
  owners.piece.set(piece);
  owners.share = new Float32Array(owners.room);
  owners.share.set(share);
  owners.offMetres = new Float32Array(owners.room);
  owners.offMetres.set(offMetres);
}
