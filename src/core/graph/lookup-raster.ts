import type { EdgeIndex } from "./edge-index.ts";
import {
  createGridScratch,
  type GridScratch,
  NEAREST_STREET_BYTES,
  type NearestStreets,
  nearestStreetGrid,
} from "./nearest-street-grid.ts";

/** Cells on a side of a tile: 1.3 km at 10 m, so that a walk of a quarter of an hour touches four or so. */
export const TILE_CELLS = 128;

/**
 * For every cell of the ground its nearest usable street: which straight piece, where along its edge, how far. One per
 * network, way of walking and width of cell. Computed tile by tile when somebody looks there; tiles not looked at for
 * longest are dropped beyond `mostBytes`, so a network of any size takes bounded memory.
 */
export interface LookupRaster {
  readonly cellMetres: number;
  /** Plane metres of the centre of cell 0; row 0 is the southernmost. */
  readonly firstEast: number;
  readonly firstNorth: number;
  /** Cells beyond these are farther than the limit from every street. */
  readonly columns: number;
  readonly rows: number;
  readonly limitMetres: number;
  readonly mostBytes: number;
  readonly index: EdgeIndex;
  readonly usable: Uint8Array;
  /** By tile row * tiles in a row + tile column, least lately used first; null = no street within the limit of any cell. */
  readonly tiles: Map<number, NearestStreets | null>;
  readonly scratch: GridScratch;
}

export function createLookupRaster(
  index: EdgeIndex,
  usable: Uint8Array,
  cellMetres: number,
  limitMetres: number,
  mostBytes: number,
): LookupRaster {
  return {
    cellMetres,
    firstEast: index.minEast - limitMetres,
    firstNorth: index.minNorth - limitMetres,
    columns: Math.ceil((index.columns * index.cellMetres + 2 * limitMetres) / cellMetres) + 1,
    rows: Math.ceil((index.rows * index.cellMetres + 2 * limitMetres) / cellMetres) + 1,
    limitMetres,
    mostBytes,
    index,
    usable,
    tiles: new Map(),
    scratch: createGridScratch(index),
  };
}

const TILE_BYTES = TILE_CELLS * TILE_CELLS * NEAREST_STREET_BYTES;

/** Bytes of the tiles held now. */
export function heldBytes(raster: LookupRaster): number {
  let held = 0;
  for (const tile of raster.tiles.values()) if (tile) held += TILE_BYTES;
  return held;
}

/** Cells of one tile, row by row; null where no cell has a street within the limit. */
export function rasterTile(raster: LookupRaster, tileColumn: number, tileRow: number): NearestStreets | null {
  const { tiles, cellMetres } = raster;
  const key = tileRow * Math.ceil(raster.columns / TILE_CELLS) + tileColumn;
  let tile = tiles.get(key);
  if (tile === undefined) {
    tile = nearestStreetGrid(
      raster.index,
      raster.usable,
      {
        columns: TILE_CELLS,
        rows: TILE_CELLS,
        cellMetres,
        firstEast: raster.firstEast + tileColumn * TILE_CELLS * cellMetres,
        firstNorth: raster.firstNorth + tileRow * TILE_CELLS * cellMetres,
      },
      raster.limitMetres,
      raster.scratch,
    );
    let held = heldBytes(raster) + (tile ? TILE_BYTES : 0);
    for (const [oldest, dropped] of tiles) {
      if (held <= raster.mostBytes) break;
      tiles.delete(oldest);
      if (dropped) held -= TILE_BYTES;
    }
  } else tiles.delete(key);
  tiles.set(key, tile);
  return tile;
}
