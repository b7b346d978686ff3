import { contours } from "d3-contour";
import type { Position } from "geojson";
import { planeToLngLat } from "../geo/local-plane.ts";
import { signedRingSquareMetres } from "../geo/ring.ts";
import { createLookupRaster, type LookupRaster } from "../graph/lookup-raster.ts";
import type { ReachPolygon } from "../model/answers.ts";
import type { PaceId } from "../model/scenario.ts";
import { figure, keep, type PreparedPack, paceMetresPerSecond, usableEdges, walkModeOf } from "./prepare.ts";
import type { StreetTime } from "./surface.ts";

/** Side of a raster cell. Error of the method at this width: about 1 % of the street length (10 m 0.9 %, 20 m 1.2 %). */
const CELL_METRES = 15;

/** The district's lookup raster for a way of walking. Cells farther from a street than a place may be tied have none. */
export const lookupRaster = (prepared: PreparedPack, pace: PaceId): LookupRaster =>
  keep(prepared.kept.rasters, walkModeOf(pace), () =>
    createLookupRaster(
      prepared.index,
      usableEdges(prepared, pace),
      CELL_METRES,
      figure(prepared, "snapLimitMetres"),
    ),
  );

/** Part of the raster, in cells, ends included; clipped to the raster. */
export interface RasterWindow {
  readonly firstColumn: number;
  readonly firstRow: number;
  readonly lastColumn: number;
  readonly lastRow: number;
}

/**
 * What is reached within each of the minutes: each cell takes its nearest street's own time there plus the walk from
 * the street, and the cells are contoured. Islands and holes are kept, a longer time contains a shorter one, and no
 * ring touches itself.
 */
export function reachPolygons(
  prepared: PreparedPack,
  pace: PaceId,
  streetTime: StreetTime,
  cutoffMinutes: readonly number[],
  window?: RasterWindow,
): ReachPolygon[] {
  const raster = lookupRaster(prepared, pace);
  const firstColumn = Math.max(0, window?.firstColumn ?? 0);
  const firstRow = Math.max(0, window?.firstRow ?? 0);
  const columns = Math.min(raster.columns - 1, window?.lastColumn ?? Infinity) - firstColumn + 1;
  const rows = Math.min(raster.rows - 1, window?.lastRow ?? Infinity) - firstRow + 1;
  if (columns < 2 || rows < 2)
    return cutoffMinutes.map((minutes) => ({
      minutes,
      geometry: { type: "MultiPolygon", coordinates: [] },
      areaSquareMetres: 0,
    }));

  const decisecondsPerMetre = 10 / paceMetresPerSecond(prepared, pace);
  const times = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = (row + firstRow) * raster.columns + column + firstColumn;
      const edge = raster.edge[cell] as number;
      times[row * columns + column] =
        edge < 0
          ? Infinity
          : streetTime(edge, raster.alongShare[cell] as number) +
            (raster.offMetres[cell] as number) * decisecondsPerMetre;
    }
  }
  const toLngLat = (position: Position) =>
    planeToLngLat(
      prepared.index.plane,
      // d3-contour puts the value of column i at i + 0.5
      raster.firstEast + (firstColumn + (position[0] as number) - 0.5) * raster.cellMetres,
      raster.firstNorth + (firstRow + (position[1] as number) - 0.5) * raster.cellMetres,
    );
  // A cell counts as at most this far before or after the cut-off: contours stay between the cells' centres, also
  // beside unreached cells, and so never collapse onto a centre or cross themselves.
  const clampDeciseconds = raster.cellMetres * decisecondsPerMetre;
  const values = new Float64Array(columns * rows);
  const contour = contours().size([columns, rows]);
  const squareMetresPerCell = raster.cellMetres * raster.cellMetres;
  return cutoffMinutes.map((minutes) => {
    const cutoff = minutes * 600;
    for (let i = 0; i < values.length; i++) {
      const spare = Math.max(-clampDeciseconds, Math.min(clampDeciseconds, cutoff - (times[i] as number)));
      // exactly on the cut-off counts as reached, and a contour through a centre is moved off it
      values[i] = spare >= 0 && spare < clampDeciseconds * 1e-3 ? clampDeciseconds * 1e-3 : spare;
    }
    let areaSquareMetres = 0;
    const shapes = contour.contour(values as unknown as number[], 0).coordinates;
    const coordinates = shapes.map((rings) =>
      rings.map((ring, k) => {
        const area = signedRingSquareMetres(ring as [number, number][]) * squareMetresPerCell;
        areaSquareMetres += k === 0 ? Math.abs(area) : -Math.abs(area);
        const isAnticlockwise = area > 0;
        const places = ring.map((position) => [...toLngLat(position)]);
        // RFC 7946: the outer ring anticlockwise, holes clockwise
        return isAnticlockwise === (k === 0) ? places : places.reverse();
      }),
    );
    return { minutes, geometry: { type: "MultiPolygon", coordinates }, areaSquareMetres };
  });
}
