import type { EdgeIndex } from "./edge-index.ts";
import { snapPlanePoint } from "./snap.ts";

/**
 * For every cell of the ground its nearest usable street: which edge, where along it, how far. Made once per network
 * and way of walking; every isochrone and field of minutes afterwards is one pass over it. 12 bytes a cell: 15 m cells
 * over 10 km x 10 km are 444,000 cells, 5.3 MB.
 */
export interface LookupRaster {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  /** Plane metres of the centre of cell 0; row 0 is the southernmost. */
  readonly firstEast: number;
  readonly firstNorth: number;
  /** Nearest usable edge, -1 = none within the limit. */
  readonly edge: Int32Array;
  /** Share of that edge's length from edgeFrom, 0-1. */
  readonly alongShare: Float32Array;
  /** Metres to it; at most the limit. */
  readonly offMetres: Float32Array;
}

export function createLookupRaster(
  index: EdgeIndex,
  usable: Uint8Array,
  cellMetres: number,
  limitMetres: number,
): LookupRaster {
  // One cell more than the limit on every side, so that the outermost cells are always unreached and contours close.
  const margin = limitMetres + cellMetres;
  const firstEast = index.minEast - margin;
  const firstNorth = index.minNorth - margin;
  const columns = Math.ceil((index.columns * index.cellMetres + 2 * margin) / cellMetres) + 1;
  const rows = Math.ceil((index.rows * index.cellMetres + 2 * margin) / cellMetres) + 1;
  const edge = new Int32Array(columns * rows).fill(-1);
  const alongShare = new Float32Array(columns * rows);
  const offMetres = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const y = firstNorth + row * cellMetres;
    let within = limitMetres;
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const snap = snapPlanePoint(index, usable, firstEast + column * cellMetres, y, within);
      if (snap === null) {
        within = limitMetres;
        continue;
      }
      edge[cell] = snap.edge;
      alongShare[cell] = snap.alongShare;
      offMetres[cell] = snap.accessMetres;
      // one cell on, the same street is at most a cell farther: a tight bound that spares most of the looking
      within = Math.min(limitMetres, snap.accessMetres + cellMetres + 0.001);
    }
  }
  return { columns, rows, cellMetres, firstEast, firstNorth, edge, alongShare, offMetres };
}
