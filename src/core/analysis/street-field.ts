import { BLOCK_POINTS, ownersOf } from "../graph/block-owners.ts";
import { type LookupRaster, type LookupTile, rasterTile, TILE_BLOCKS } from "../graph/lookup-raster.ts";
import { blockHalfDiagonalMetres, CLAIM } from "../graph/nearest-candidates.ts";
import {
  type StreetCourses,
  type StreetTimes,
  streetCourses,
  type TimeSpan,
} from "../graph/street-courses.ts";

/** Part of a lookup raster, in blocks, ends included; may reach beyond it. */
export interface RasterWindow {
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly lastColumn: number;
  readonly lastRow: number;
}

/**
 * Metres to either side of a street's middle that count as the street: carriageway, pavement and the way in. Farther
 * off, the walk from the street counts as well.
 */
export const STREET_SIDE_METRES = 10;

/** Deciseconds of standing so far from a street. */
export const offStreetDeciseconds = (offMetres: number, decisecondsPerMetre: number): number =>
  offMetres > STREET_SIDE_METRES ? (offMetres - STREET_SIDE_METRES) * decisecondsPerMetre : 0;

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
/** Metres: what rounding does to a distance in single precision. */
const SLACK_METRES = 0.01;

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

  const tiles: (LookupTile | null)[] = [];
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
    const inTile = (row - tileRow * TILE_BLOCKS) * TILE_BLOCKS + column - tileColumn * TILE_BLOCKS;
    const from =
      first +
      ownersOf(
        streets,
        tile,
        inTile,
        pointMetres,
        firstEast + blockColumn * blockMetres,
        firstNorth + blockRow * blockMetres,
      );
    const { piece, share, offMetres } = tile.owners;
    for (let k = 0; k < count; k++) {
      const owner = piece[from + k] as number;
      const off = offMetres[from + k] as number;
      points.piece[to + k] = owner;
      points.offMetres[to + k] = off;
      points.deciseconds[to + k] =
        owner < 0
          ? Infinity
          : courses.onPiece(owner, share[from + k] as number) +
            offStreetDeciseconds(off, decisecondsPerMetre);
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

/** Where the bounds of a tile's blocks go: block 0 of the tile to `first`, the rows `stride` apart. */
interface BoundColumns {
  readonly earliest: Float32Array;
  readonly latest: Float32Array;
  readonly first: number;
  readonly stride: number;
}

/** Bits of what edges are: reached throughout before all outlines, not at all before the last of them, or in between. */
const BEFORE = 1;
const AFTER = 2;
const AMONG = 4;

/** Works out the bounds of the blocks of a tile that are in a window of it; those that are not reached may be left. */
function tileBounds(
  raster: LookupRaster,
  courses: StreetCourses,
  decisecondsPerMetre: number,
  soonest: number,
  last: number,
) {
  const { index, claims, groundMetres } = raster.streets;
  const { pieceMetres } = index;
  const { blockMetres } = raster;
  const middle = ((BLOCK_POINTS - 1) / 2) * raster.pointMetres;
  const halfDiagonal = blockHalfDiagonalMetres(raster.pointMetres, BLOCK_POINTS) + SLACK_METRES;
  const span: TimeSpan = { earliest: 0, latest: 0 };
  /** Of the edges of the tile looked at: BEFORE, AFTER or AMONG. */
  let states = new Uint8Array(512);

  const enter = ({ edges }: LookupTile): number => {
    if (edges.length > states.length) states = new Uint8Array(edges.length * 2);
    let all = 0;
    for (let k = 0; k < edges.length; k++) {
      const place = courses.placeOf(edges[k] as number);
      const { bounds } = courses.room;
      const state =
        (bounds[place * 2] as number) > last
          ? AFTER
          : (bounds[place * 2 + 1] as number) <= soonest
            ? BEFORE
            : AMONG;
      states[k] = state;
      all |= state;
    }
    return all;
  };

  /** Bounds by the part of a piece that is nearest to somewhere in a block, into `span`. */
  const lookClosely = (piece: number, x: number, y: number) => {
    const x0 = pieceMetres[piece * 4] as number;
    const y0 = pieceMetres[piece * 4 + 1] as number;
    const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
    const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squared;
    const aside = squared === 0 ? 0 : halfDiagonal / Math.sqrt(squared);
    const clamped = share < 0 ? 0 : share > 1 ? 1 : share;
    const beyond = Math.abs(share - clamped);
    courses.around(piece, clamped, beyond < aside ? aside - beyond : 0, span);
  };

  /** Bounds of a block some of whose candidates are not AFTER, so that times count. */
  const boundBlock = (
    tile: LookupTile,
    block: number,
    x: number,
    y: number,
    into: BoundColumns,
    to: number,
  ) => {
    const metres = tile.middleMetres[block] as number;
    const near = offStreetDeciseconds(metres - halfDiagonal, decisecondsPerMetre);
    const far = offStreetDeciseconds(metres + halfDiagonal, decisecondsPerMetre);
    const { edgePlaces, edges, pieces } = tile;
    const { room } = courses;
    let least = Infinity;
    // where the limit cuts in, some points may have no owner
    let most = metres + halfDiagonal > groundMetres ? Infinity : -Infinity;
    const end = tile.offsets[block + 1] as number;
    for (let k = tile.offsets[block] as number; k < end; k++) {
      const place = edgePlaces[k] as number;
      const state = states[place] as number;
      if (state === AFTER) {
        most = Infinity;
        continue;
      }
      const edge = edges[place] as number;
      const isGround = claims[edge] === CLAIM.ground;
      const bound = courses.placeOf(edge) * 2;
      span.earliest = room.bounds[bound] as number;
      span.latest = room.bounds[bound + 1] as number;
      if (state === AMONG || (isGround && span.latest + far > soonest))
        lookClosely(pieces[k] as number, x, y);
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

  return (tile: LookupTile, window: RasterWindow, east: number, north: number, into: BoundColumns) => {
    if (enter(tile) === AFTER) return;
    const { offsets, edgePlaces, middleMetres } = tile;
    const stateOf = states;
    for (let row = window.firstRow; row <= window.lastRow; row++)
      for (let column = window.firstColumn; column <= window.lastColumn; column++) {
        const block = row * TILE_BLOCKS + column;
        const end = offsets[block + 1] as number;
        let all = 0;
        for (let k = offsets[block] as number; k < end; k++)
          all |= stateOf[edgePlaces[k] as number] as number;
        if ((all | AFTER) === AFTER) continue;
        const to = into.first + row * into.stride + column;
        const isNear = (middleMetres[block] as number) + halfDiagonal <= STREET_SIDE_METRES;
        if (isNear && (all & AMONG) === 0) {
          into.earliest[to] = -Infinity;
          into.latest[to] = (all & AFTER) === 0 ? -Infinity : Infinity;
        } else
          boundBlock(
            tile,
            block,
            east + column * blockMetres + middle,
            north + row * blockMetres + middle,
            into,
            to,
          );
      }
  };
}
