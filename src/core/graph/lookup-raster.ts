import { BLOCK_POINTS, type BlockTile, withBlocks } from "./look-blocks.ts";
import {
  type CandidateScratch,
  createCandidateScratch,
  nearestCandidates,
  type StreetClaims,
} from "./nearest-candidates.ts";
import { type CourseRoom, createCourseRoom } from "./street-courses.ts";

/** Blocks on a side of a tile: 640 m at 10 m a block, so that a walk of a quarter of an hour touches sixteen or so. */
export const TILE_BLOCKS = 64;

/**
 * For every look of ground the streets among which its points have their owners; where somebody asked, the same block by
 * block, and the owners themselves. One per network, way of walking and width of block. Computed tile by tile when
 * somebody looks there; tiles not looked at for longest are dropped beyond `mostBytes`, so a network of any size takes
 * bounded memory.
 */
export interface LookupRaster {
  readonly streets: StreetClaims;
  readonly blockMetres: number;
  readonly pointMetres: number;
  /** Plane metres of the first point of block 0; row 0 is the southernmost. */
  readonly firstEast: number;
  readonly firstNorth: number;
  /** Blocks beyond these are farther than the limit from every street. */
  readonly columns: number;
  readonly rows: number;
  readonly mostBytes: number;
  /** By tile row * tiles in a row + tile column, least lately used first; null = no look has a candidate. */
  readonly tiles: Map<number, BlockTile | null>;
  readonly scratch: CandidateScratch;
  readonly room: CourseRoom;
}

export function createLookupRaster(
  streets: StreetClaims,
  blockMetres: number,
  mostBytes: number,
): LookupRaster {
  const { index, groundMetres } = streets;
  return {
    streets,
    blockMetres,
    pointMetres: blockMetres / BLOCK_POINTS,
    firstEast: index.minEast - groundMetres,
    firstNorth: index.minNorth - groundMetres,
    columns: Math.ceil((index.columns * index.cellMetres + 2 * groundMetres) / blockMetres) + 1,
    rows: Math.ceil((index.rows * index.cellMetres + 2 * groundMetres) / blockMetres) + 1,
    mostBytes,
    tiles: new Map(),
    scratch: createCandidateScratch(index),
    room: createCourseRoom(index.pieceOffsets.length - 1),
  };
}

/** Bytes of the tiles held now. */
export function heldBytes(raster: LookupRaster): number {
  let held = 0;
  for (const tile of raster.tiles.values()) if (tile) held += tile.bytes;
  return held;
}

/**
 * Lets the tiles go that were used least lately until no more than the raster's bytes are held, `moreBytes` counted in.
 * Tiles grow as blocks are asked for, so that this belongs after a look at them as well as before another comes.
 */
export function dropOldTiles(raster: LookupRaster, moreBytes = 0): void {
  let held = heldBytes(raster) + moreBytes;
  for (const [oldest, dropped] of raster.tiles) {
    if (held <= raster.mostBytes) break;
    raster.tiles.delete(oldest);
    if (dropped) held -= dropped.bytes;
  }
}

/** One tile; null where no look has a candidate. */
export function rasterTile(raster: LookupRaster, tileColumn: number, tileRow: number): BlockTile | null {
  const { tiles, blockMetres } = raster;
  const key = tileRow * Math.ceil(raster.columns / TILE_BLOCKS) + tileColumn;
  let tile = tiles.get(key);
  if (tile === undefined) {
    const candidates = nearestCandidates(
      raster.streets,
      {
        columns: TILE_BLOCKS,
        rows: TILE_BLOCKS,
        points: BLOCK_POINTS,
        pointMetres: raster.pointMetres,
        firstEast: raster.firstEast + tileColumn * TILE_BLOCKS * blockMetres,
        firstNorth: raster.firstNorth + tileRow * TILE_BLOCKS * blockMetres,
      },
      raster.scratch,
    );
    tile = candidates && withBlocks(candidates);
    dropOldTiles(raster, tile ? tile.bytes : 0);
  } else tiles.delete(key);
  tiles.set(key, tile);
  return tile;
}
