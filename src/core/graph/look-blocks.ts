import { type NarrowColumn, narrowColumn } from "./narrow-column.ts";
import {
  blockHalfDiagonalMetres,
  CLAIM,
  LOOK_BLOCKS,
  type LookCandidates,
  type StreetClaims,
  squaresWithin,
} from "./nearest-candidates.ts";

/** Points on a side of a block. */
export const BLOCK_POINTS = 4;
/** Points of a block. */
export const BLOCK_SQUARE = BLOCK_POINTS * BLOCK_POINTS;
/** Blocks of a look. */
export const LOOK_SQUARE = LOOK_BLOCKS * LOOK_BLOCKS;

/**
 * The blocks of the looks asked for so far, look by look and in a look row by row: among which pieces their points have
 * their owners and, of the blocks somebody asked for, the owners.
 */
export interface LookBlocks {
  /** Per look its place among those asked for, + 1; 0 = not asked for yet. */
  readonly places: Uint16Array;
  /** Looks asked for. */
  count: number;
  /** Per block where its candidates end; they begin where those of the block before it end. */
  ends: Uint32Array;
  /** Metres from a block's middle to the nearest street with a claim to ground; Infinity = too far for every point. */
  middleMetres: Float32Array;
  /** Places in the `pieces` of the looks. */
  candidates: NarrowColumn;
  /** Per block: 1 = its owners are known. */
  areOwnersKnown: Uint8Array;
  /** Per point, row by row in each block, place of its owner among the block's candidates, + 1; 0 = nobody. */
  owners: NarrowColumn;
}

/** Looks, and what is known of their blocks. */
export interface BlockTile extends LookCandidates {
  readonly blocks: LookBlocks;
  /** Of all its columns; grows with the blocks asked for. */
  bytes: number;
}

export function withBlocks(looks: LookCandidates): BlockTile {
  const { offsets, found, pieces, edgePlaces, edges, middleMetres } = looks;
  let most = 0;
  for (let look = 1; look < offsets.length; look++)
    most = Math.max(most, (offsets[look] as number) - (offsets[look - 1] as number));
  const places = new Uint16Array(offsets.length - 1);
  const columns = [offsets, found, pieces, edgePlaces, edges, middleMetres, places];
  return {
    ...looks,
    bytes: columns.reduce((sum, { byteLength }) => sum + byteLength, 0),
    blocks: {
      places,
      count: 0,
      ends: new Uint32Array(0),
      middleMetres: new Float32Array(0),
      candidates: narrowColumn(pieces.length, 0),
      areOwnersKnown: new Uint8Array(0),
      owners: narrowColumn(most, 0),
    },
  };
}

/** Columns of the scratch of a look: x, y, dx, dy and squared length of its pieces. */
const LINE_COLUMNS = 5;
let lines = new Float64Array(256 * LINE_COLUMNS);
/** Per piece of the look: 1 = claims ground, 0 = a strip; squared metres from a block's middle. */
let areGround = new Uint8Array(256);
let squares = new Float64Array(256);

/** Place of a look's first block in the columns of blocks. `x`, `y`: plane metres of the look's first point. */
export function blocksOfLook(
  streets: StreetClaims,
  tile: BlockTile,
  look: number,
  pointMetres: number,
  x: number,
  y: number,
): number {
  const { blocks, offsets } = tile;
  const known = blocks.places[look] as number;
  if (known > 0) return (known - 1) * LOOK_SQUARE;
  const first = offsets[look] as number;
  const count = (offsets[look + 1] as number) - first;
  const firstBlock = blocks.count * LOOK_SQUARE;
  blocks.count++;
  blocks.places[look] = blocks.count;
  let end = firstBlock === 0 ? 0 : (blocks.ends[firstBlock - 1] as number);
  makeRoom(tile, end + count * LOOK_SQUARE);
  readLines(streets, tile, first, count);
  const { groundMetres } = streets;
  const blockMetres = BLOCK_POINTS * pointMetres;
  const middle = ((BLOCK_POINTS - 1) / 2) * pointMetres;
  const halfDiagonal = blockHalfDiagonalMetres(pointMetres, BLOCK_POINTS);
  for (let k = 0; k < LOOK_SQUARE; k++) {
    const column = k % LOOK_BLOCKS;
    const row = (k - column) / LOOK_BLOCKS;
    const nearest = measure(count, x + column * blockMetres + middle, y + row * blockMetres + middle);
    const [groundSquared, stripSquared] = squaresWithin(streets, nearest, halfDiagonal);
    const { candidates } = blocks;
    for (let j = 0; j < count; j++)
      if ((squares[j] as number) <= (areGround[j] === 1 ? groundSquared : stripSquared))
        candidates[end++] = tile.found[first + j] as number;
    blocks.ends[firstBlock + k] = end;
    blocks.middleMetres[firstBlock + k] = nearest <= groundMetres + halfDiagonal ? nearest : Infinity;
  }
  return firstBlock;
}

/** Columns grow by half: they are held for long. */
const grown = (needed: number, length: number) => (needed <= length ? length : needed + (needed >> 1));

/** Room for the blocks of the looks asked for and for so many candidates. */
function makeRoom(tile: BlockTile, candidateCount: number): void {
  const { blocks } = tile;
  const wider = <Column extends NarrowColumn | Float32Array>(column: Column, to: Column): Column => {
    to.set(column);
    tile.bytes += to.byteLength - column.byteLength;
    return to;
  };
  const room = grown(blocks.count, blocks.ends.length / LOOK_SQUARE) * LOOK_SQUARE;
  if (room > blocks.ends.length) {
    blocks.ends = wider(blocks.ends, new Uint32Array(room));
    blocks.middleMetres = wider(blocks.middleMetres, new Float32Array(room));
    blocks.areOwnersKnown = wider(blocks.areOwnersKnown, new Uint8Array(room));
    blocks.owners = wider(blocks.owners, alike(blocks.owners, room * BLOCK_SQUARE));
  }
  const candidateRoom = grown(candidateCount, blocks.candidates.length);
  if (candidateRoom > blocks.candidates.length)
    blocks.candidates = wider(blocks.candidates, alike(blocks.candidates, candidateRoom));
}

const alike = ({ BYTES_PER_ELEMENT }: NarrowColumn, length: number): NarrowColumn =>
  narrowColumn(2 ** (8 * BYTES_PER_ELEMENT) - 1, length);

function readLines({ index, claims }: StreetClaims, tile: BlockTile, first: number, count: number): void {
  if (count > squares.length) {
    lines = new Float64Array(count * 2 * LINE_COLUMNS);
    areGround = new Uint8Array(count * 2);
    squares = new Float64Array(count * 2);
  }
  const { pieceMetres, pieceEdge } = index;
  for (let j = 0; j < count; j++) {
    const piece = tile.pieces[tile.found[first + j] as number] as number;
    const x0 = pieceMetres[piece * 4] as number;
    const y0 = pieceMetres[piece * 4 + 1] as number;
    const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
    const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
    const at = j * LINE_COLUMNS;
    lines[at] = x0;
    lines[at + 1] = y0;
    lines[at + 2] = dx;
    lines[at + 3] = dy;
    lines[at + 4] = dx * dx + dy * dy;
    areGround[j] = claims[pieceEdge[piece] as number] === CLAIM.ground ? 1 : 0;
  }
}

/** Squared metres from a place to every piece of the look; metres to the nearest with a claim to ground. */
function measure(count: number, x: number, y: number): number {
  let least = Infinity;
  for (let j = 0; j < count; j++) {
    const at = j * LINE_COLUMNS;
    const x0 = lines[at] as number;
    const y0 = lines[at + 1] as number;
    const dx = lines[at + 2] as number;
    const dy = lines[at + 3] as number;
    const squared = lines[at + 4] as number;
    let share = squared === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squared;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    const offX = x - (x0 + share * dx);
    const offY = y - (y0 + share * dy);
    const off = offX * offX + offY * offY;
    squares[j] = off;
    if (off < least && areGround[j] === 1) least = off;
  }
  return Math.sqrt(least);
}
