import { findOwners } from "../graph/block-owners.ts";
import { BLOCK_POINTS, BLOCK_SQUARE, type BlockTile, blocksOfLook } from "../graph/look-blocks.ts";
import { type LookupRaster, rasterTile, TILE_BLOCKS } from "../graph/lookup-raster.ts";
import { LOOK_BLOCKS } from "../graph/nearest-candidates.ts";
import {
  COURSE_LINES,
  type StreetCourses,
  type StreetTimes,
  streetCourses,
} from "../graph/street-courses.ts";
import { offStreetDeciseconds } from "./off-street.ts";
import { type RasterWindow, tileBounds } from "./tile-bounds.ts";

/** Who owns points of ground, and when they are reached. */
export interface OwnedPoints {
  /** Straight piece of the edge index; -1 = nobody. */
  readonly piece: Int32Array;
  /** Metres to it. */
  readonly offMetres: Float32Array;
  /** Infinity = not reached. */
  readonly deciseconds: Float64Array;
}

export const createOwnedPoints = (count: number): OwnedPoints => ({
  piece: new Int32Array(count),
  offMetres: new Float32Array(count),
  deciseconds: new Float64Array(count),
});

/** Blocks of points over a window, with one more block on every side, where nothing is reached: outlines close. */
export interface StreetField {
  readonly raster: LookupRaster;
  readonly courses: StreetCourses;
  readonly decisecondsPerMetre: number;
  readonly blockColumns: number;
  readonly blockRows: number;
  /** Plane metres of the first point of block 0. */
  readonly firstEast: number;
  readonly firstNorth: number;
  /** Per block: no point of it is reached sooner, none later. Infinity = not reached. */
  readonly earliest: Float32Array;
  readonly latest: Float32Array;
  /** Owners and times of `count` points of a block, from its point `first` on, into `points` from `to` on. */
  readonly look: (block: number, first: number, count: number, points: OwnedPoints, to: number) => void;
}

/** Deciseconds: far above what rounding does to a time, far below what anybody walks. */
export const SLACK_DECISECONDS = 2;
/**
 * One look at every block of a window. Between `soonest` and `last` deciseconds, where the outlines will be, the bounds
 * are those of the parts of street that can own a point of the block; beyond them they tell on which side it is.
 */
export function streetField(
  raster: LookupRaster,
  times: StreetTimes,
  window: RasterWindow,
  decisecondsPerMetre: number,
  soonest: number,
  last: number,
): StreetField {
  const { streets, blockMetres, pointMetres } = raster;
  const { pieceMetres } = streets.index;
  const firstColumn = Math.max(0, window.firstColumn) - 1;
  const firstRow = Math.max(0, window.firstRow) - 1;
  const blockColumns = Math.max(0, Math.min(raster.columns - 1, window.lastColumn) - firstColumn) + 2;
  const blockRows = Math.max(0, Math.min(raster.rows - 1, window.lastRow) - firstRow) + 2;
  const earliest = new Float32Array(blockColumns * blockRows).fill(Infinity);
  const latest = new Float32Array(blockColumns * blockRows).fill(Infinity);
  const courses = streetCourses(streets.index, times, raster.room);
  const boundsOf = tileBounds(raster, courses, decisecondsPerMetre, soonest, last);
  const firstEast = raster.firstEast + firstColumn * blockMetres;
  const firstNorth = raster.firstNorth + firstRow * blockMetres;

  const tiles: (BlockTile | null)[] = [];
  const firstTileColumn = Math.floor((firstColumn + 1) / TILE_BLOCKS);
  const firstTileRow = Math.floor((firstRow + 1) / TILE_BLOCKS);
  const lastColumn = firstColumn + blockColumns - 2;
  const lastRow = firstRow + blockRows - 2;
  const tileColumns = Math.max(0, Math.floor(lastColumn / TILE_BLOCKS) - firstTileColumn + 1);
  for (let tileRow = firstTileRow; tileRow * TILE_BLOCKS <= lastRow; tileRow++)
    for (let tileColumn = firstTileColumn; tileColumn * TILE_BLOCKS <= lastColumn; tileColumn++) {
      const tile = rasterTile(raster, tileColumn, tileRow);
      tiles.push(tile);
      if (tile === null) continue;
      const column = tileColumn * TILE_BLOCKS;
      const row = tileRow * TILE_BLOCKS;
      boundsOf(
        tile,
        {
          firstColumn: Math.max(firstColumn + 1 - column, 0),
          firstRow: Math.max(firstRow + 1 - row, 0),
          lastColumn: Math.min(lastColumn - column, TILE_BLOCKS - 1),
          lastRow: Math.min(lastRow - row, TILE_BLOCKS - 1),
        },
        raster.firstEast + column * blockMetres,
        raster.firstNorth + row * blockMetres,
        {
          earliest,
          latest,
          stride: blockColumns,
          first: (row - firstRow) * blockColumns + column - firstColumn,
        },
      );
    }

  const lines = new Float64Array(COURSE_LINES);
  const look: StreetField["look"] = (block, first, count, points, to) => {
    const blockColumn = block % blockColumns;
    const blockRow = (block - blockColumn) / blockColumns;
    const column = blockColumn + firstColumn - firstTileColumn * TILE_BLOCKS;
    const row = blockRow + firstRow - firstTileRow * TILE_BLOCKS;
    const tileColumn = Math.floor(column / TILE_BLOCKS);
    const tileRow = Math.floor(row / TILE_BLOCKS);
    const tile =
      column < 0 || row < 0 || tileColumn >= tileColumns ? null : tiles[tileRow * tileColumns + tileColumn];
    if (!tile) {
      points.piece.fill(-1, to, to + count);
      points.offMetres.fill(Infinity, to, to + count);
      points.deciseconds.fill(Infinity, to, to + count);
      return;
    }
    const inTileColumn = column - tileColumn * TILE_BLOCKS;
    const inTileRow = row - tileRow * TILE_BLOCKS;
    const lookColumn = Math.floor(inTileColumn / LOOK_BLOCKS);
    const lookRow = Math.floor(inTileRow / LOOK_BLOCKS);
    const inLookColumn = inTileColumn - lookColumn * LOOK_BLOCKS;
    const inLookRow = inTileRow - lookRow * LOOK_BLOCKS;
    const x = firstEast + blockColumn * blockMetres;
    const y = firstNorth + blockRow * blockMetres;
    const look = lookRow * tile.lookColumns + lookColumn;
    const inBlocks =
      blocksOfLook(
        streets,
        tile,
        look,
        pointMetres,
        x - inLookColumn * blockMetres,
        y - inLookRow * blockMetres,
      ) +
      inLookRow * LOOK_BLOCKS +
      inLookColumn;
    findOwners(streets, tile, inBlocks, pointMetres, x, y);
    const { owners, candidates, ends } = tile.blocks;
    const firstCandidate = inBlocks === 0 ? 0 : (ends[inBlocks - 1] as number);
    let known = 0;
    let piece = -1;
    let isEven = false;
    let [x0, y0, dx, dy, inverse] = [0, 0, 0, 0, 0];
    for (let k = 0; k < count; k++) {
      const point = first + k;
      const place = owners[inBlocks * BLOCK_SQUARE + point] as number;
      if (place === 0) {
        points.piece[to + k] = -1;
        points.offMetres[to + k] = Infinity;
        points.deciseconds[to + k] = Infinity;
        continue;
      }
      // neighbours mostly have the same owner
      if (place !== known) {
        known = place;
        piece = tile.pieces[candidates[firstCandidate + place - 1] as number] as number;
        x0 = pieceMetres[piece * 4] as number;
        y0 = pieceMetres[piece * 4 + 1] as number;
        dx = (pieceMetres[piece * 4 + 2] as number) - x0;
        dy = (pieceMetres[piece * 4 + 3] as number) - y0;
        const squared = dx * dx + dy * dy;
        inverse = squared === 0 ? 0 : 1 / squared;
        isEven = courses.linesOf(piece, lines, 0);
      }
      const inRow = point % BLOCK_POINTS;
      const toX = x + inRow * pointMetres - x0;
      const toY = y + ((point - inRow) / BLOCK_POINTS) * pointMetres - y0;
      let share = (toX * dx + toY * dy) * inverse;
      share = share < 0 ? 0 : share > 1 ? 1 : share;
      const offX = toX - share * dx;
      const offY = toY - share * dy;
      const off = Math.sqrt(offX * offX + offY * offY);
      const onward = (lines[0] as number) + share * (lines[1] as number);
      const back = (lines[2] as number) - share * (lines[3] as number);
      const onStreet = !isEven ? courses.onPiece(piece, share) : onward < back ? onward : back;
      points.piece[to + k] = piece;
      points.offMetres[to + k] = off;
      points.deciseconds[to + k] = onStreet + offStreetDeciseconds(off, decisecondsPerMetre);
    }
  };
  return {
    raster,
    courses,
    decisecondsPerMetre,
    blockColumns,
    blockRows,
    firstEast,
    firstNorth,
    earliest,
    latest,
    look,
  };
}
