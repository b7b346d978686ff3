import type { EdgeIndex } from "./edge-index.ts";
import { snapPlanePoint } from "./snap.ts";

/** What ground an edge may own: none, all that is nearer to it than to any other, or of that only a strip along itself. */
export const CLAIM = { none: 0, ground: 1, strip: 2 } as const;

/** Who may own ground, and how far from the street. */
export interface StreetClaims {
  readonly index: EdgeIndex;
  /** One of CLAIM per edge. */
  readonly claims: Uint8Array;
  /** Metres from a street with a claim to ground, and from one with a claim to a strip. */
  readonly groundMetres: number;
  readonly stripMetres: number;
}

/** Square blocks of points in rows and columns on the plane of an edge index; row 0 is the southernmost. */
export interface BlockGrid {
  readonly columns: number;
  readonly rows: number;
  /** Points on a side of a block, and metres between one and the next. */
  readonly points: number;
  readonly pointMetres: number;
  /** Plane metres of the first point of block 0. */
  readonly firstEast: number;
  readonly firstNorth: number;
}

/** For every block the straight pieces of street among which each of its points has its owner. */
export interface BlockCandidates {
  /** Those of block b are [offsets[b], offsets[b + 1]) of `pieces`. */
  readonly offsets: Uint32Array;
  /** Pieces of the edge index, some of which may own no point of the block. */
  readonly pieces: Uint32Array;
  /** Their edges, each once, and per entry of `pieces` its place among them. */
  readonly edges: Uint32Array;
  readonly edgePlaces: Uint16Array | Uint32Array;
  /** Metres from a block's middle to the nearest street with a claim to ground; Infinity = too far for every point. */
  readonly middleMetres: Float32Array;
}

/** Blocks on a side of what is looked up in the index at once. */
const LOOK_BLOCKS = 4;
/** Metres: far above what rounding does to a distance on the plane, far below what changes the work. */
const SLACK_METRES = 1e-6;

/** What a look through the index writes to; made once per index and used again. */
export interface CandidateScratch {
  /** By piece: the look that saw it last. */
  readonly seenIn: Uint32Array;
  look: number;
  /** Of a look: piece, its claim, squared metres from the middle, from the middle of one block; x, y, dx, dy, squared length. */
  pieces: Int32Array;
  claims: Uint8Array;
  squares: Float64Array;
  blockSquares: Float64Array;
  lines: Float64Array;
  /** Pieces of the blocks so far. */
  found: Uint32Array;
  /** By edge its place among those of the tile being put together, counted on from tile to tile. */
  readonly edgeCounted: Uint32Array;
  edgeCount: number;
}

export const createCandidateScratch = (index: EdgeIndex): CandidateScratch => ({
  seenIn: new Uint32Array(index.pieceEdge.length),
  look: 0,
  pieces: new Int32Array(256),
  claims: new Uint8Array(256),
  squares: new Float64Array(256),
  blockSquares: new Float64Array(256),
  lines: new Float64Array(256 * 5),
  found: new Uint32Array(4096),
  edgeCounted: new Uint32Array(index.pieceOffsets.length - 1),
  edgeCount: 0,
});

/** Metres from the middle of a block to its outermost points. */
export const blockHalfDiagonalMetres = (pointMetres: number, points: number): number =>
  ((points - 1) / 2) * pointMetres * Math.SQRT2 + SLACK_METRES;

/**
 * Whatever owns a point of a block is, seen from the block's middle, at most two half diagonals farther than what is
 * nearest there. The same holds for a square of blocks, which is looked up at once. null: no block has a candidate.
 */
export function nearestCandidates(
  streets: StreetClaims,
  grid: BlockGrid,
  scratch: CandidateScratch = createCandidateScratch(streets.index),
): BlockCandidates | null {
  const { index, claims, groundMetres, stripMetres } = streets;
  const { columns, rows, points, pointMetres, firstEast, firstNorth } = grid;
  const blockMetres = points * pointMetres;
  const blockMiddle = ((points - 1) / 2) * pointMetres;
  const halfDiagonal = blockHalfDiagonalMetres(pointMetres, points);
  const lookSide = blockMiddle + ((LOOK_BLOCKS - 1) / 2) * blockMetres;
  const lookDiagonal = lookSide * Math.SQRT2 + SLACK_METRES;
  const starts = new Uint32Array(columns * rows);
  const ends = new Uint32Array(columns * rows);
  const middleMetres = new Float32Array(columns * rows).fill(Infinity);
  /** Per column of looks the ground piece nearest to the middle of the look below; -1 = none known. */
  const below = new Int32Array(Math.ceil(columns / LOOK_BLOCKS)).fill(-1);
  let foundCount = 0;
  for (let row = 0; row < rows; row += LOOK_BLOCKS) {
    let before = -1;
    for (let column = 0; column < columns; column += LOOK_BLOCKS) {
      const x = firstEast + column * blockMetres + lookSide;
      const y = firstNorth + row * blockMetres + lookSide;
      const under = below[column / LOOK_BLOCKS] as number;
      let metres = Math.sqrt(
        Math.min(
          before < 0 ? Infinity : squaredMetres(index, before, x, y),
          under < 0 ? Infinity : squaredMetres(index, under, x, y),
        ),
      );
      // nothing known near: the only looks that cost a search of their own
      if (metres > groundMetres + lookDiagonal)
        metres = snapPlanePoint(index, claims, x, y, groundMetres + lookDiagonal)?.accessMetres ?? Infinity;
      const ground = metres === Infinity ? 0 : Math.min(groundMetres, metres + lookDiagonal);
      const reach = lookSide + Math.max(stripMetres, ground) + SLACK_METRES;
      const gathered = gather(streets, scratch, x, y, reach);
      const count = sift(streets, scratch, gathered, lookDiagonal);
      before = scratch.pieces[0] as number;
      if (count === 0 || scratch.claims[0] !== CLAIM.ground) before = -1;
      below[column / LOOK_BLOCKS] = before;
      if (count === 0) continue;
      const endRow = Math.min(row + LOOK_BLOCKS, rows);
      const endColumn = Math.min(column + LOOK_BLOCKS, columns);
      for (let r = row; r < endRow; r++)
        for (let c = column; c < endColumn; c++) {
          const px = firstEast + c * blockMetres + blockMiddle;
          const py = firstNorth + r * blockMetres + blockMiddle;
          const block = r * columns + c;
          const nearest = measure(scratch, count, px, py);
          starts[block] = foundCount;
          foundCount = pick(streets, scratch, count, nearest, halfDiagonal, foundCount);
          ends[block] = foundCount;
          if (nearest <= groundMetres + halfDiagonal) middleMetres[block] = nearest;
        }
    }
  }
  if (foundCount === 0) return null;
  // the looks came in squares of blocks, the tile has them row by row
  const offsets = new Uint32Array(columns * rows + 1);
  const pieces = new Uint32Array(foundCount);
  let at = 0;
  for (let block = 0; block < columns * rows; block++) {
    const end = ends[block] as number;
    for (let k = starts[block] as number; k < end; k++) pieces[at++] = scratch.found[k] as number;
    offsets[block + 1] = at;
  }
  return { offsets, pieces, middleMetres, ...edgesOf(index, scratch, pieces) };
}

/** Counts beyond are started anew, to stay below what an array holds. */
const MOST_COUNTED = 2 ** 31;

const placesColumn = (edgeCount: number, length: number) =>
  edgeCount < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);

function edgesOf({ pieceEdge }: EdgeIndex, scratch: CandidateScratch, pieces: Uint32Array) {
  const { edgeCounted } = scratch;
  if (scratch.edgeCount > MOST_COUNTED) {
    edgeCounted.fill(0);
    scratch.edgeCount = 0;
  }
  const before = scratch.edgeCount;
  const edges: number[] = [];
  for (const piece of pieces) {
    const edge = pieceEdge[piece] as number;
    if ((edgeCounted[edge] as number) > before) continue;
    edges.push(edge);
    edgeCounted[edge] = ++scratch.edgeCount;
  }
  const edgePlaces = placesColumn(edges.length, pieces.length);
  for (let k = 0; k < pieces.length; k++)
    edgePlaces[k] = (edgeCounted[pieceEdge[pieces[k] as number] as number] as number) - before - 1;
  return { edges: Uint32Array.from(edges), edgePlaces };
}

function squaredMetres({ pieceMetres }: EdgeIndex, piece: number, x: number, y: number): number {
  const x0 = pieceMetres[piece * 4] as number;
  const y0 = pieceMetres[piece * 4 + 1] as number;
  const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
  const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
  const squared = dx * dx + dy * dy;
  let share = squared === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squared;
  share = share < 0 ? 0 : share > 1 ? 1 : share;
  const offX = x - (x0 + share * dx);
  const offY = y - (y0 + share * dy);
  return offX * offX + offY * offY;
}

/** Puts the pieces with a claim in the index's cells within `reach` of a place east, west, north and south into the scratch; how many. */
function gather(
  { index, claims }: StreetClaims,
  scratch: CandidateScratch,
  x: number,
  y: number,
  reach: number,
): number {
  const { cellMetres, columns, rows, minEast, minNorth, cellOffsets, cellPieces, pieceEdge } = index;
  const firstColumn = Math.max(0, Math.floor((x - reach - minEast) / cellMetres));
  const lastColumn = Math.min(columns - 1, Math.floor((x + reach - minEast) / cellMetres));
  const firstRow = Math.max(0, Math.floor((y - reach - minNorth) / cellMetres));
  const lastRow = Math.min(rows - 1, Math.floor((y + reach - minNorth) / cellMetres));
  if (firstColumn > lastColumn) return 0;
  const { seenIn } = scratch;
  const look = ++scratch.look;
  let count = 0;
  for (let row = firstRow; row <= lastRow; row++) {
    // the cells of a row follow each other
    const end = cellOffsets[row * columns + lastColumn + 1] as number;
    for (let k = cellOffsets[row * columns + firstColumn] as number; k < end; k++) {
      const piece = cellPieces[k] as number;
      if (seenIn[piece] === look) continue;
      seenIn[piece] = look;
      const claim = claims[pieceEdge[piece] as number];
      if (claim !== CLAIM.ground && claim !== CLAIM.strip) continue;
      if (count === scratch.pieces.length) widen(scratch);
      scratch.pieces[count] = piece;
      scratch.claims[count] = claim;
      scratch.squares[count++] = squaredMetres(index, piece, x, y);
    }
  }
  return count;
}

function widen(scratch: CandidateScratch): void {
  const { pieces, claims, squares } = scratch;
  scratch.pieces = new Int32Array(pieces.length * 2);
  scratch.pieces.set(pieces);
  scratch.claims = new Uint8Array(pieces.length * 2);
  scratch.claims.set(claims);
  scratch.squares = new Float64Array(squares.length * 2);
  scratch.squares.set(squares);
  scratch.blockSquares = new Float64Array(pieces.length * 2);
  scratch.lines = new Float64Array(pieces.length * 10);
}

/** Farthest squared metres from the middle at which ground and a strip can be owned, given the nearest claim to ground. */
const within = (
  { groundMetres, stripMetres }: StreetClaims,
  nearestMetres: number,
  halfDiagonal: number,
): [ground: number, strip: number] => {
  const far = nearestMetres + 2 * halfDiagonal;
  return [Math.min(far, groundMetres + halfDiagonal) ** 2, Math.min(far, stripMetres + halfDiagonal) ** 2];
};

/** Keeps the gathered pieces that can own a point of the look, the one nearest to its middle first; how many. */
function sift(
  streets: StreetClaims,
  scratch: CandidateScratch,
  gathered: number,
  halfDiagonal: number,
): number {
  const { pieces, claims, squares, lines } = scratch;
  const { pieceMetres } = streets.index;
  let least = Infinity;
  let nearest = -1;
  for (let k = 0; k < gathered; k++)
    if (claims[k] === CLAIM.ground && (squares[k] as number) < least) {
      least = squares[k] as number;
      nearest = k;
    }
  if (nearest > 0) swap(scratch, 0, nearest);
  const [groundSquared, stripSquared] = within(streets, Math.sqrt(least), halfDiagonal);
  let count = 0;
  for (let k = 0; k < gathered; k++) {
    const claim = claims[k] as number;
    if ((squares[k] as number) > (claim === CLAIM.ground ? groundSquared : stripSquared)) continue;
    const piece = pieces[k] as number;
    pieces[count] = piece;
    claims[count] = claim;
    const x0 = pieceMetres[piece * 4] as number;
    const y0 = pieceMetres[piece * 4 + 1] as number;
    const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
    const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
    lines[count * 5] = x0;
    lines[count * 5 + 1] = y0;
    lines[count * 5 + 2] = dx;
    lines[count * 5 + 3] = dy;
    lines[count * 5 + 4] = dx * dx + dy * dy;
    count++;
  }
  return count;
}

function swap({ pieces, claims, squares }: CandidateScratch, a: number, b: number): void {
  for (const column of [pieces, claims, squares]) {
    const value = column[a] as number;
    column[a] = column[b] as number;
    column[b] = value;
  }
}

/** Squared metres from a place to every piece of the look; metres to the nearest with a claim to ground. */
function measure(
  { claims, lines, blockSquares }: CandidateScratch,
  count: number,
  x: number,
  y: number,
): number {
  let least = Infinity;
  for (let k = 0; k < count; k++) {
    const at = k * 5;
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
    blockSquares[k] = off;
    if (off < least && claims[k] === CLAIM.ground) least = off;
  }
  return Math.sqrt(least);
}

/** Appends the pieces that can own a point of a block just measured; the new end of `found`. */
function pick(
  streets: StreetClaims,
  scratch: CandidateScratch,
  count: number,
  nearestMetres: number,
  halfDiagonal: number,
  end: number,
): number {
  const { pieces, claims, blockSquares } = scratch;
  const [groundSquared, stripSquared] = within(streets, nearestMetres, halfDiagonal);
  if (end + count > scratch.found.length) {
    const wider = new Uint32Array((end + count) * 2);
    wider.set(scratch.found.subarray(0, end));
    scratch.found = wider;
  }
  let at = end;
  for (let k = 0; k < count; k++)
    if ((blockSquares[k] as number) <= (claims[k] === CLAIM.ground ? groundSquared : stripSquared))
      scratch.found[at++] = pieces[k] as number;
  return at;
}
