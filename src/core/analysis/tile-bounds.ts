import { BLOCK_POINTS, type BlockTile, blocksOfLook, LOOK_SQUARE } from "../graph/look-blocks.ts";
import type { LookupRaster } from "../graph/lookup-raster.ts";
import {
  blockHalfDiagonalMetres,
  CLAIM,
  LOOK_BLOCKS,
  lookHalfDiagonalMetres,
} from "../graph/nearest-candidates.ts";
import { COURSE_LINES, type StreetCourses, type TimeSpan } from "../graph/street-courses.ts";
import { offStreetDeciseconds, STREET_SIDE_METRES } from "./off-street.ts";

/** Part of a lookup raster, in blocks, ends included; may reach beyond it. */
export interface RasterWindow {
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly lastColumn: number;
  readonly lastRow: number;
}

/** Metres: what rounding does to a distance in single precision. */
const SLACK_METRES = 0.01;

/** Where the bounds of a tile's blocks go: block 0 of the tile to `first`, the rows `stride` apart. */
interface BoundColumns {
  readonly earliest: Float32Array;
  readonly latest: Float32Array;
  readonly first: number;
  readonly stride: number;
}

/** Columns of the lines of pieces: x, y, dx, dy, metres. */
const PIECE_LINES = 5;
/** Bits of what edges and pieces of them are: reached throughout before all outlines, not at all before the last of them, or in between. */
const BEFORE = 1;
const AFTER = 2;
const AMONG = 4;

/** Works out the bounds of the blocks of a tile that are in a window of it; those that are not reached may be left. */
export function tileBounds(
  raster: LookupRaster,
  courses: StreetCourses,
  decisecondsPerMetre: number,
  soonest: number,
  last: number,
) {
  const { index, claims, groundMetres } = raster.streets;
  const { pieceMetres } = index;
  const { blockMetres, pointMetres } = raster;
  const middle = ((BLOCK_POINTS - 1) / 2) * pointMetres;
  const halfDiagonal = blockHalfDiagonalMetres(pointMetres, BLOCK_POINTS) + SLACK_METRES;
  const lookDiagonal = lookHalfDiagonalMetres(pointMetres, BLOCK_POINTS) + SLACK_METRES;
  const lookMetres = LOOK_BLOCKS * blockMetres;
  const span: TimeSpan = { earliest: 0, latest: 0 };
  /** Of the edges and pieces of the tile looked at: BEFORE, AFTER or AMONG. */
  let edgeStates = new Uint8Array(512);
  let states = new Uint8Array(1024);
  /** Of its pieces that are AMONG the time along them (NaN = not so simple), and the lines of those looked at closely. */
  let courseLines = new Float64Array(1024 * COURSE_LINES);
  let pieceLines = new Float64Array(1024 * PIECE_LINES);
  let isRead = new Uint8Array(1024);

  const enter = ({ edges, pieces, edgePlaces }: BlockTile): number => {
    if (edges.length > edgeStates.length) edgeStates = new Uint8Array(edges.length * 2);
    if (pieces.length > states.length) {
      states = new Uint8Array(pieces.length * 2);
      courseLines = new Float64Array(states.length * COURSE_LINES);
      pieceLines = new Float64Array(states.length * PIECE_LINES);
      isRead = new Uint8Array(states.length);
    }
    isRead.fill(0, 0, pieces.length);
    let all = 0;
    for (let k = 0; k < edges.length; k++) {
      const place = courses.placeOf(edges[k] as number);
      const { bounds } = courses.room;
      const state = stateOf(bounds[place * 2] as number, bounds[place * 2 + 1] as number);
      edgeStates[k] = state;
      all |= state;
    }
    if (all !== AFTER)
      for (let k = 0; k < pieces.length; k++) {
        const state = edgeStates[edgePlaces[k] as number] as number;
        states[k] = state === AMONG ? enterPiece(k, pieces[k] as number) : state;
      }
    return all;
  };

  const stateOf = (earliestThere: number, latestThere: number) =>
    earliestThere > last ? AFTER : latestThere <= soonest ? BEFORE : AMONG;

  /** What a piece of an edge that is AMONG is itself. */
  const enterPiece = (k: number, piece: number): number => {
    const to = k * COURSE_LINES;
    if (!courses.linesOf(piece, courseLines, to)) courseLines[to] = NaN;
    else {
      const onward = courseLines[to] as number;
      const onwardEnd = onward + (courseLines[to + 1] as number);
      const back = courseLines[to + 2] as number;
      const backEnd = back - (courseLines[to + 3] as number);
      const first = onward < back ? onward : back;
      const end = onwardEnd < backEnd ? onwardEnd : backEnd;
      const state = stateOf(first < end ? first : end, onwardEnd < back ? onwardEnd : back);
      if (state !== AMONG) return state;
    }
    return AMONG;
  };

  /** The lines of a piece that is looked at closely, and of what is not AMONG the time along it too. */
  const readLine = (k: number, piece: number) => {
    isRead[k] = 1;
    if (states[k] !== AMONG) courses.linesOf(piece, courseLines, k * COURSE_LINES);
    const line = k * PIECE_LINES;
    const x0 = pieceMetres[piece * 4] as number;
    const y0 = pieceMetres[piece * 4 + 1] as number;
    const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
    const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
    pieceLines[line] = x0;
    pieceLines[line + 1] = y0;
    pieceLines[line + 2] = dx;
    pieceLines[line + 3] = dy;
    pieceLines[line + 4] = Math.sqrt(dx * dx + dy * dy);
  };

  /** Bounds by the part of a piece that is nearest to somewhere in a block, into `span`. */
  const lookClosely = (k: number, piece: number, x: number, y: number) => {
    if (isRead[k] === 0) readLine(k, piece);
    const line = k * PIECE_LINES;
    const metres = pieceLines[line + 4] as number;
    let low = 0;
    let high = 1;
    if (metres > 0) {
      const along =
        ((x - (pieceLines[line] as number)) * (pieceLines[line + 2] as number) +
          (y - (pieceLines[line + 1] as number)) * (pieceLines[line + 3] as number)) /
        metres;
      low = (along - halfDiagonal) / metres;
      high = (along + halfDiagonal) / metres;
      low = low < 0 ? 0 : low > 1 ? 1 : low;
      high = high < 0 ? 0 : high > 1 ? 1 : high;
    }
    const from = k * COURSE_LINES;
    const onward = courseLines[from] as number;
    if (Number.isNaN(onward)) {
      courses.around(piece, (low + high) / 2, (high - low) / 2, span);
      return;
    }
    const onwardLow = onward + low * (courseLines[from + 1] as number);
    const onwardHigh = onward + high * (courseLines[from + 1] as number);
    const backLow = (courseLines[from + 2] as number) - low * (courseLines[from + 3] as number);
    const backHigh = (courseLines[from + 2] as number) - high * (courseLines[from + 3] as number);
    const atLow = onwardLow < backLow ? onwardLow : backLow;
    const atHigh = onwardHigh < backHigh ? onwardHigh : backHigh;
    span.earliest = atLow < atHigh ? atLow : atHigh;
    span.latest = onwardHigh < backLow ? onwardHigh : backLow;
  };

  /** Bounds of a block, or none where it is not reached before the last of the outlines. */
  const boundBlock = (
    tile: BlockTile,
    block: number,
    x: number,
    y: number,
    into: BoundColumns,
    to: number,
  ) => {
    const { ends, candidates, middleMetres } = tile.blocks;
    const start = block === 0 ? 0 : (ends[block - 1] as number);
    const end = ends[block] as number;
    let all = 0;
    for (let k = start; k < end; k++) all |= states[candidates[k] as number] as number;
    if ((all | AFTER) === AFTER) return;
    const metres = middleMetres[block] as number;
    if ((all & AMONG) === 0 && metres + halfDiagonal <= STREET_SIDE_METRES) {
      into.earliest[to] = -Infinity;
      into.latest[to] = (all & AFTER) === 0 ? -Infinity : Infinity;
      return;
    }
    const near = offStreetDeciseconds(metres - halfDiagonal, decisecondsPerMetre);
    const far = offStreetDeciseconds(metres + halfDiagonal, decisecondsPerMetre);
    const { edgePlaces, edges, pieces } = tile;
    let least = Infinity;
    // where the limit cuts in, some points may have no owner
    let most = metres + halfDiagonal > groundMetres ? Infinity : -Infinity;
    for (let k = start; k < end; k++) {
      const candidate = candidates[k] as number;
      const state = states[candidate] as number;
      if (state === AFTER) {
        most = Infinity;
        continue;
      }
      const edge = edges[edgePlaces[candidate] as number] as number;
      const isGround = claims[edge] === CLAIM.ground;
      if (state === BEFORE && (!isGround || far === 0)) {
        // no outline is passed before the street's own width is left
        least = -Infinity;
        continue;
      }
      lookClosely(candidate, pieces[candidate] as number, x, y);
      const first = span.earliest + (isGround ? near : 0);
      const final = span.latest + (isGround ? far : 0);
      if (first < least) least = first;
      if (final > most) most = final;
      // an outline may pass at any of the times: no closer look changes that
      if (least <= soonest && most > last) break;
    }
    into.earliest[to] = least;
    into.latest[to] = most;
  };

  /** Whether every point of a look whose edges are all BEFORE is reached before all outlines. */
  const isLookBefore = (tile: BlockTile, look: number): boolean => {
    const metres = (tile.middleMetres[look] as number) + lookDiagonal;
    // where the limit cuts in, some points may have no owner
    if (metres > groundMetres) return false;
    const far = offStreetDeciseconds(metres, decisecondsPerMetre);
    if (far === 0) return true;
    const { bounds } = courses.room;
    const end = tile.offsets[look + 1] as number;
    for (let k = tile.offsets[look] as number; k < end; k++) {
      const place = courses.placeOf(tile.edges[tile.edgePlaces[tile.found[k] as number] as number] as number);
      if ((bounds[place * 2 + 1] as number) + far > soonest) return false;
    }
    return true;
  };

  return (tile: BlockTile, window: RasterWindow, east: number, north: number, into: BoundColumns) => {
    if (enter(tile) === AFTER) return;
    const { offsets, found, lookColumns } = tile;
    const lastLookRow = Math.floor(window.lastRow / LOOK_BLOCKS);
    const lastLookColumn = Math.floor(window.lastColumn / LOOK_BLOCKS);
    for (let lookRow = Math.floor(window.firstRow / LOOK_BLOCKS); lookRow <= lastLookRow; lookRow++)
      for (
        let lookColumn = Math.floor(window.firstColumn / LOOK_BLOCKS);
        lookColumn <= lastLookColumn;
        lookColumn++
      ) {
        const look = lookRow * lookColumns + lookColumn;
        const end = offsets[look + 1] as number;
        let all = 0;
        for (let k = offsets[look] as number; k < end; k++) all |= states[found[k] as number] as number;
        if ((all | AFTER) === AFTER) continue;
        const isBefore = all === BEFORE && isLookBefore(tile, look);
        const x = east + lookColumn * lookMetres;
        const y = north + lookRow * lookMetres;
        const first = isBefore ? 0 : blocksOfLook(raster.streets, tile, look, pointMetres, x, y);
        for (let k = 0; k < LOOK_SQUARE; k++) {
          const inColumn = k % LOOK_BLOCKS;
          const inRow = (k - inColumn) / LOOK_BLOCKS;
          const column = lookColumn * LOOK_BLOCKS + inColumn;
          const row = lookRow * LOOK_BLOCKS + inRow;
          if (
            column < window.firstColumn ||
            column > window.lastColumn ||
            row < window.firstRow ||
            row > window.lastRow
          )
            continue;
          const to = into.first + row * into.stride + column;
          if (isBefore) {
            into.earliest[to] = -Infinity;
            into.latest[to] = -Infinity;
          } else
            boundBlock(
              tile,
              first + k,
              x + inColumn * blockMetres + middle,
              y + inRow * blockMetres + middle,
              into,
              to,
            );
        }
      }
  };
}
