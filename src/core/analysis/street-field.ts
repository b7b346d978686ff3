import { CLOSED } from "../graph/costs.ts";
import { type LookupRaster, rasterTile, TILE_CELLS } from "../graph/lookup-raster.ts";
import type { NearestStreets } from "../graph/nearest-street-grid.ts";
import { UNREACHED } from "../graph/search.ts";
import type { StreetNetwork } from "../model/network.ts";
import type { StreetTime } from "./surface.ts";

/** Time at any point of any street, and what it is made of on streets where nothing is special. */
export interface StreetTimes {
  /** Holds everywhere. */
  readonly at: StreetTime;
  readonly network: StreetNetwork;
  /** Deciseconds per node; UNREACHED beyond the limit. */
  readonly nodeDeciseconds: Uint32Array;
  /** By directed edge. From `edgeFrom` it takes directed[edge * 2 + flip] to the other end, from `edgeTo` the other one. */
  readonly directed: Uint32Array;
  readonly flip: 0 | 1;
  /** Streets with a start or target on them: ask `at`. */
  readonly isSpecial: (edge: number) => boolean;
}

/** Part of a lookup raster, in cells, ends included; may reach beyond it. */
export interface RasterWindow {
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly lastColumn: number;
  readonly lastRow: number;
}

/** The time at every cell of a window: that of its nearest street. */
export interface StreetField {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  /** Plane metres of the centre of cell 0. */
  readonly firstEast: number;
  readonly firstNorth: number;
  /** Infinity = not reached, and on the whole border. */
  readonly deciseconds: Float32Array;
  /** Nearest straight piece of the edge index; -1 = none within the limit. */
  readonly piece: Int32Array;
}

/**
 * Metres to either side of a street's middle that count as the street: carriageway, pavement and the way in. Farther
 * off, the walk from the street counts as well.
 */
export const STREET_SIDE_METRES = 10;

/** Deciseconds of standing so far from a street. */
export const offStreetDeciseconds = (offMetres: number, decisecondsPerMetre: number): number =>
  offMetres > STREET_SIDE_METRES ? (offMetres - STREET_SIDE_METRES) * decisecondsPerMetre : 0;

/** One pass over the cells of a window. */
export function streetField(
  raster: LookupRaster,
  times: StreetTimes,
  window: RasterWindow,
  decisecondsPerMetre: number,
): StreetField {
  const { pieceEdge } = raster.index;
  // one cell more on every side, outside: outlines close
  const firstColumn = Math.max(0, window.firstColumn) - 1;
  const firstRow = Math.max(0, window.firstRow) - 1;
  const columns = Math.max(0, Math.min(raster.columns - 1, window.lastColumn) - firstColumn) + 2;
  const rows = Math.max(0, Math.min(raster.rows - 1, window.lastRow) - firstRow) + 2;
  const deciseconds = new Float32Array(columns * rows).fill(Infinity);
  const piece = new Int32Array(columns * rows).fill(-1);
  const { nodeDeciseconds, directed, flip, isSpecial, at } = times;
  const { edgeFrom, edgeTo } = times.network;
  const lastColumn = firstColumn + columns - 2;
  const lastRow = firstRow + rows - 2;
  const copyRow = (tile: NearestStreets, first: number, count: number, to: number) => {
    // cells of one street follow each other: its ends are looked up once
    let edge = -1;
    let isPlain = false;
    let atFrom = Infinity;
    let atTo = Infinity;
    let viaFrom = 0;
    let viaTo = 0;
    for (let k = 0; k < count; k++) {
      const nearest = tile.piece[first + k] as number;
      if (nearest < 0) continue;
      piece[to + k] = nearest;
      if ((pieceEdge[nearest] as number) !== edge) {
        edge = pieceEdge[nearest] as number;
        viaFrom = directed[edge * 2 + flip] as number;
        viaTo = directed[edge * 2 + 1 - flip] as number;
        const spentFrom = nodeDeciseconds[edgeFrom[edge] as number] as number;
        const spentTo = nodeDeciseconds[edgeTo[edge] as number] as number;
        atFrom = spentFrom === UNREACHED ? Infinity : spentFrom;
        atTo = spentTo === UNREACHED ? Infinity : spentTo;
        isPlain = viaFrom !== CLOSED && viaTo !== CLOSED && !isSpecial(edge);
      }
      const share = tile.alongShare[first + k] as number;
      let time = Infinity;
      if (isPlain) {
        const onward = atFrom + viaFrom * share;
        const back = atTo + viaTo * (1 - share);
        time = onward < back ? onward : back;
      } else time = at(edge, share);
      if (time === Infinity) continue;
      const off = tile.offMetres[first + k] as number;
      if (off > STREET_SIDE_METRES) time += (off - STREET_SIDE_METRES) * decisecondsPerMetre;
      deciseconds[to + k] = time;
    }
  };
  for (let tileRow = Math.floor((firstRow + 1) / TILE_CELLS); tileRow * TILE_CELLS <= lastRow; tileRow++) {
    const fromRow = Math.max(firstRow + 1, tileRow * TILE_CELLS);
    const toRow = Math.min(lastRow, (tileRow + 1) * TILE_CELLS - 1);
    let tileColumn = Math.floor((firstColumn + 1) / TILE_CELLS);
    for (; tileColumn * TILE_CELLS <= lastColumn; tileColumn++) {
      const tile = rasterTile(raster, tileColumn, tileRow);
      if (tile === null) continue;
      const fromColumn = Math.max(firstColumn + 1, tileColumn * TILE_CELLS);
      const count = Math.min(lastColumn, (tileColumn + 1) * TILE_CELLS - 1) - fromColumn + 1;
      for (let row = fromRow; row <= toRow; row++) {
        const from = (row - tileRow * TILE_CELLS) * TILE_CELLS + fromColumn - tileColumn * TILE_CELLS;
        const to = (row - firstRow) * columns + fromColumn - firstColumn;
        copyRow(tile, from, count, to);
      }
    }
  }
  return {
    columns,
    rows,
    cellMetres: raster.cellMetres,
    firstEast: raster.firstEast + firstColumn * raster.cellMetres,
    firstNorth: raster.firstNorth + firstRow * raster.cellMetres,
    deciseconds,
    piece,
  };
}
