import type { EdgeIndex } from "./edge-index.ts";
import { pieceEndShare, snapPlanePoint } from "./snap.ts";

/** Points in rows and columns on the plane of an edge index; row 0 is the southernmost. */
export interface PointGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  /** Plane metres of point 0. */
  readonly firstEast: number;
  readonly firstNorth: number;
}

/** For every point of a grid its nearest usable street. */
export interface NearestStreets {
  /** Straight piece of the edge index, -1 = no usable street within the limit. */
  readonly piece: Int32Array;
  /** Share of that edge's length from edgeFrom, 0-1. */
  readonly alongShare: Float32Array;
  /** Metres to it; at most the limit. */
  readonly offMetres: Float32Array;
}

/** Bytes a point takes in the three arrays. */
export const NEAREST_STREET_BYTES = 12;

/** Points on a side of a block that is looked up in the index at once. */
const BLOCK = 4;
/** Metres: far above what rounding does to a distance on the plane, far below what changes the work. */
const SLACK_METRES = 1e-6;

/** What a look through the index writes to; made once per index and used again. */
export interface GridScratch {
  /** By piece: the block that saw it last. */
  readonly seenIn: Uint32Array;
  block: number;
  /** Candidate nearest to the block's middle. */
  nearest: number;
  /** Candidates of a block: piece, squared metres from the block's middle; x, y, dx, dy, squared length of the piece. */
  pieces: Int32Array;
  squares: Float64Array;
  lines: Float64Array;
}

export const createGridScratch = (index: EdgeIndex): GridScratch => ({
  seenIn: new Uint32Array(index.pieceEdge.length),
  block: 0,
  nearest: 0,
  pieces: new Int32Array(256),
  squares: new Float64Array(256),
  lines: new Float64Array(256 * 5),
});

/**
 * The nearest usable street of every point, exactly as `snapPlanePoint` finds it, equal distances going to the lower
 * piece. Points are taken in blocks: whatever is nearest to one of them is at most a block's diagonal farther from the
 * middle than what is nearest to the middle. null: no point has a street within the limit.
 */
export function nearestStreetGrid(
  index: EdgeIndex,
  usable: Uint8Array,
  grid: PointGrid,
  limitMetres: number,
  scratch: GridScratch = createGridScratch(index),
): NearestStreets | null {
  const { columns, rows, cellMetres, firstEast, firstNorth } = grid;
  let found: NearestStreets | null = null;
  /** Per column of blocks the piece nearest to the middle of the block below; -1 = none known. */
  const below = new Int32Array(Math.ceil(columns / BLOCK)).fill(-1);
  const halfSide = ((BLOCK - 1) / 2) * cellMetres;
  const halfDiagonal = halfSide * Math.SQRT2 + SLACK_METRES;
  const limitSquared = limitMetres * limitMetres;
  for (let row = 0; row < rows; row += BLOCK) {
    let before = -1;
    for (let column = 0; column < columns; column += BLOCK) {
      const x = firstEast + column * cellMetres + halfSide;
      const y = firstNorth + row * cellMetres + halfSide;
      const under = below[column / BLOCK] as number;
      let metres = Math.sqrt(
        Math.min(
          before < 0 ? Infinity : squaredMetres(index, before, x, y),
          under < 0 ? Infinity : squaredMetres(index, under, x, y),
        ),
      );
      // nothing known near: the only blocks that cost a search of their own
      if (metres > limitMetres + halfDiagonal)
        metres = snapPlanePoint(index, usable, x, y, limitMetres + halfDiagonal)?.accessMetres ?? Infinity;
      let count = 0;
      if (metres < Infinity) {
        const reach = halfSide + Math.min(limitMetres, metres + halfDiagonal) + SLACK_METRES;
        count = sift(index, scratch, gather(index, usable, scratch, x, y, reach), halfDiagonal);
      }
      const { pieces, squares, lines, nearest: first } = scratch;
      before = count === 0 ? -1 : (pieces[first] as number);
      below[column / BLOCK] = before;
      if (count === 0) continue;
      const endRow = Math.min(row + BLOCK, rows);
      const endColumn = Math.min(column + BLOCK, columns);
      for (let r = row; r < endRow; r++)
        for (let c = column; c < endColumn; c++) {
          const px = firstEast + c * cellMetres;
          const py = firstNorth + r * cellMetres;
          const fromMiddle = Math.sqrt((px - x) * (px - x) + (py - y) * (py - y)) + SLACK_METRES;
          let best = limitSquared;
          let nearest = -1;
          let within = (limitMetres + fromMiddle) * (limitMetres + fromMiddle);
          // begins with the one nearest to the middle: a good first guess that spares the others
          for (let n = -1; n < count; n++) {
            const k = n < 0 ? first : n;
            if ((squares[k] as number) > within) continue;
            const at = k * 5;
            const x0 = lines[at] as number;
            const y0 = lines[at + 1] as number;
            const dx = lines[at + 2] as number;
            const dy = lines[at + 3] as number;
            const squared = lines[at + 4] as number;
            let share = squared === 0 ? 0 : ((px - x0) * dx + (py - y0) * dy) / squared;
            share = share < 0 ? 0 : share > 1 ? 1 : share;
            const offX = px - (x0 + share * dx);
            const offY = py - (y0 + share * dy);
            const off = offX * offX + offY * offY;
            const piece = pieces[k] as number;
            if (off < best || (off === best && (nearest < 0 || piece < nearest))) {
              best = off;
              nearest = piece;
              within = (Math.sqrt(off) + fromMiddle) ** 2;
            }
          }
          if (nearest < 0) continue;
          found ??= emptyGrid(columns * rows);
          const point = r * columns + c;
          found.piece[point] = nearest;
          found.offMetres[point] = Math.sqrt(best);
          found.alongShare[point] = shareOnEdge(index, nearest, px, py);
        }
    }
  }
  return found;
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

/** Puts the usable pieces of the index's cells within `reach` of a place east, west, north and south into the scratch; how many. */
function gather(
  index: EdgeIndex,
  usable: Uint8Array,
  scratch: GridScratch,
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
  const block = ++scratch.block;
  let count = 0;
  for (let row = firstRow; row <= lastRow; row++) {
    // the cells of a row follow each other
    const end = cellOffsets[row * columns + lastColumn + 1] as number;
    for (let k = cellOffsets[row * columns + firstColumn] as number; k < end; k++) {
      const piece = cellPieces[k] as number;
      if (seenIn[piece] === block) continue;
      seenIn[piece] = block;
      if (usable[pieceEdge[piece] as number] !== 1) continue;
      if (count === scratch.pieces.length) widen(scratch);
      scratch.pieces[count] = piece;
      scratch.squares[count++] = squaredMetres(index, piece, x, y);
    }
  }
  return count;
}

function widen(scratch: GridScratch): void {
  const { pieces, squares } = scratch;
  scratch.pieces = new Int32Array(pieces.length * 2);
  scratch.pieces.set(pieces);
  scratch.squares = new Float64Array(squares.length * 2);
  scratch.squares.set(squares);
  scratch.lines = new Float64Array(pieces.length * 10);
}

/** Keeps the gathered pieces that can be nearest to a point of the block; the one nearest to its middle. */
function sift(index: EdgeIndex, scratch: GridScratch, gathered: number, halfDiagonal: number): number {
  const { pieces, squares, lines } = scratch;
  const { pieceMetres } = index;
  let least = Infinity;
  let nearest = -1;
  for (let k = 0; k < gathered; k++)
    if ((squares[k] as number) < least) {
      least = squares[k] as number;
      nearest = k;
    }
  const within = (Math.sqrt(least) + 2 * halfDiagonal) ** 2;
  let count = 0;
  for (let k = 0; k < gathered; k++) {
    if ((squares[k] as number) > within) continue;
    const piece = pieces[k] as number;
    if (k === nearest) scratch.nearest = count;
    pieces[count] = piece;
    squares[count] = squares[k] as number;
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

/** Share of the edge's length at the point of one of its pieces nearest to a place; the ends exactly. */
function shareOnEdge(index: EdgeIndex, piece: number, x: number, y: number): number {
  const { pieceMetres, pieceStartShare } = index;
  const x0 = pieceMetres[piece * 4] as number;
  const y0 = pieceMetres[piece * 4 + 1] as number;
  const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
  const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squared;
  const start = pieceStartShare[piece] as number;
  if (share <= 0) return start;
  const end = pieceEndShare(index, piece);
  return share >= 1 ? end : start + share * (end - start);
}

const emptyGrid = (points: number): NearestStreets => ({
  piece: new Int32Array(points).fill(-1),
  alongShare: new Float32Array(points),
  offMetres: new Float32Array(points),
});
