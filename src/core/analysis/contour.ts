import type { Position } from "geojson";
import { planeToLngLat } from "../geo/local-plane.ts";
import { type OutlineRing, traceOutline } from "../geo/trace-outline.ts";
import type { EdgeIndex } from "../graph/edge-index.ts";
import { createLookupRaster, type LookupRaster } from "../graph/lookup-raster.ts";
import { UNREACHED } from "../graph/search.ts";
import { pieceEndShare } from "../graph/snap.ts";
import type { ReachPolygon } from "../model/isochrone.ts";
import type { PaceId, Walker } from "../model/scenario.ts";
import { figure, keep, type PreparedPack, paceMetresPerSecond, usableEdges, walkModeOf } from "./prepare.ts";
import {
  offStreetDeciseconds,
  type RasterWindow,
  type StreetField,
  type StreetTimes,
  streetField,
} from "./street-field.ts";
import type { StreetTime } from "./surface.ts";

/** Narrowest cells, for windows of up to so many of them: a walk of a quarter of an hour. */
const FINE_METRES = 5;
const MOST_FINE_CELLS = 250_000;
/** Cells of any window: beyond, they are twice as wide. 20 km x 20 km at 10 m; 9 bytes each while an answer is made. */
const MOST_CELLS = 4_000_000;
/** Bytes of tiles kept per raster: about those of a window of the most cells. */
const MOST_TILE_BYTES = 64_000_000;

/** The district's lookup raster for a way of walking. Cells farther from a street than a place may be tied have none. */
const lookupRaster = (prepared: PreparedPack, pace: PaceId, cellMetres: number): LookupRaster =>
  keep(prepared.kept.rasters, `${walkModeOf(pace)}/${cellMetres}`, () =>
    createLookupRaster(
      prepared.index,
      usableEdges(prepared, pace),
      cellMetres,
      figure(prepared, "snapLimitMetres"),
      MOST_TILE_BYTES,
    ),
  );

/** The limit of a search for these minutes: 0 for none; what is not a number or less than 0 reaches nothing and binds nothing. */
export const longestMinutes = (cutoffMinutes: readonly number[]): number =>
  cutoffMinutes.reduce((longest, minutes) => (minutes > longest ? minutes : longest), 0);

/** Metres on the plane of the edge index. */
export interface PlaneBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Areas reached, and the width of the cells they were drawn from. */
export interface ReachAreas {
  readonly polygons: ReachPolygon[];
  readonly cellMetres: number;
}

/**
 * What is reached within each of the minutes. Ground belongs to its nearest street, as homes do; it is reached when
 * that street is, and beyond the street's own width when the walk from the street is within the minutes too. The
 * outline is laid through cells of 5 m (10 m for more ground than a quarter of an hour's walk, more for very much), but
 * crosses between two cells where the time truly passes the limit or where another street becomes the nearest. Islands and holes are kept, a longer time contains a shorter one, and no ring
 * touches itself or another.
 */
export function reachPolygons(
  prepared: PreparedPack,
  walker: Walker,
  times: StreetTimes,
  cutoffMinutes: readonly number[],
  box: PlaneBox,
): ReachAreas {
  let cellMetres = FINE_METRES;
  let raster = lookupRaster(prepared, walker.pace, cellMetres);
  let window = windowOf(raster, box);
  while (cellsOf(window) > (cellMetres === FINE_METRES ? MOST_FINE_CELLS : MOST_CELLS)) {
    cellMetres *= 2;
    raster = lookupRaster(prepared, walker.pace, cellMetres);
    window = windowOf(raster, box);
  }
  const decisecondsPerMetre = 10 / paceMetresPerSecond(prepared, walker);
  const field = streetField(raster, times, window, decisecondsPerMetre);
  const inside = new Uint8Array(field.deciseconds.length);
  const polygons = cutoffMinutes.map((minutes) => {
    // a cut-off of Infinity takes in what is reached at all
    const cutoff = Math.min(minutes * 600, UNREACHED - 1);
    for (let i = 0; i < inside.length; i++) inside[i] = (field.deciseconds[i] as number) <= cutoff ? 1 : 0;
    const rings = traceOutline({
      columns: field.columns,
      rows: field.rows,
      inside,
      ...outlineBetween(prepared.index, field, times.at, cutoff, decisecondsPerMetre, raster.limitMetres),
    });
    return reachPolygon(prepared, field, minutes, rings);
  });
  return { polygons, cellMetres };
}

function windowOf(raster: LookupRaster, box: PlaneBox): RasterWindow {
  const column = (x: number) => (x - raster.firstEast) / raster.cellMetres;
  const row = (y: number) => (y - raster.firstNorth) / raster.cellMetres;
  return {
    firstColumn: Math.max(0, Math.floor(column(box.west))),
    firstRow: Math.max(0, Math.floor(row(box.south))),
    lastColumn: Math.min(raster.columns - 1, Math.ceil(column(box.east))),
    lastRow: Math.min(raster.rows - 1, Math.ceil(row(box.north))),
  };
}

const cellsOf = (window: RasterWindow) =>
  Math.max(0, window.lastColumn - window.firstColumn + 1) * Math.max(0, window.lastRow - window.firstRow + 1);

function outlineBetween(
  index: EdgeIndex,
  field: StreetField,
  streetTime: StreetTime,
  cutoff: number,
  decisecondsPerMetre: number,
  limitMetres: number,
) {
  const { columns, cellMetres, firstEast, firstNorth, deciseconds, piece } = field;
  const { pieceMetres, pieceStartShare, pieceEdge } = index;
  let offMetres = 0;
  /** Time at a place if it is reached by this piece; leaves the metres to it in `offMetres`. */
  const timeBy = (of: number, x: number, y: number): number => {
    const x0 = pieceMetres[of * 4] as number;
    const y0 = pieceMetres[of * 4 + 1] as number;
    const dx = (pieceMetres[of * 4 + 2] as number) - x0;
    const dy = (pieceMetres[of * 4 + 3] as number) - y0;
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
    offMetres = Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
    const start = pieceStartShare[of] as number;
    return (
      streetTime(pieceEdge[of] as number, start + share * (pieceEndShare(index, of) - start)) +
      offStreetDeciseconds(offMetres, decisecondsPerMetre)
    );
  };
  const east = (point: number) => firstEast + (point % columns) * cellMetres;
  const north = (point: number) => firstNorth + Math.floor(point / columns) * cellMetres;
  return {
    crossing(insidePoint: number, outsidePoint: number): number {
      const ours = piece[insidePoint] as number;
      const theirs = piece[outsidePoint] as number;
      const atInside = deciseconds[insidePoint] as number;
      const atOutside = deciseconds[outsidePoint] as number;
      if (ours === theirs) return (cutoff - atInside) / (atOutside - atInside);
      const x = east(outsidePoint);
      const y = north(outsidePoint);
      const oursAtOutside = timeBy(ours, x, y);
      const oursOffOutside = offMetres;
      // how far our own street carries
      const carries = oursAtOutside > cutoff ? (cutoff - atInside) / (oursAtOutside - atInside) : Infinity;
      timeBy(ours, east(insidePoint), north(insidePoint));
      const oursOffInside = offMetres;
      if (theirs < 0)
        return Math.min(carries, (limitMetres - oursOffInside) / (oursOffOutside - oursOffInside));
      timeBy(theirs, x, y);
      const nearerOutside = oursOffOutside - offMetres;
      const theirsAtInside = timeBy(theirs, east(insidePoint), north(insidePoint));
      const nearerInside = offMetres - oursOffInside;
      // where the other street becomes the nearest: both differences are 0 or more
      const border = nearerInside + nearerOutside > 0 ? nearerInside / (nearerInside + nearerOutside) : 0.5;
      if (carries <= border) return carries;
      return theirsAtInside > cutoff
        ? border
        : Math.max(border, (cutoff - theirsAtInside) / (atOutside - theirsAtInside));
    },
    joined(point: number): boolean {
      const x = east(point) + cellMetres / 2;
      const y = north(point) + cellMetres / 2;
      let nearestMetres = Infinity;
      let time = Infinity;
      for (const corner of [point, point + 1, point + columns, point + columns + 1]) {
        if ((piece[corner] as number) < 0) continue;
        const byCorner = timeBy(piece[corner] as number, x, y);
        if (offMetres >= nearestMetres) continue;
        nearestMetres = offMetres;
        time = byCorner;
      }
      return nearestMetres <= limitMetres && time <= cutoff;
    },
  };
}

/** 1 cm: far finer than anything drawn, and no ring is so thin that rounding could make it cross itself. */
const DEGREE_STEPS = 1e7;
const rounded = (degrees: number) => Math.round(degrees * DEGREE_STEPS) / DEGREE_STEPS;

function reachPolygon(
  prepared: PreparedPack,
  field: StreetField,
  minutes: number,
  rings: readonly OutlineRing[],
): ReachPolygon {
  const { plane } = prepared.index;
  const { firstEast, firstNorth, cellMetres } = field;
  const coordinates: Position[][][] = [];
  /** Place in `coordinates` of each outer ring. */
  const polygonOf = new Int32Array(rings.length);
  let cells = 0;
  rings.forEach(({ points, holeOf, area }, k) => {
    cells += area;
    const ring: Position[] = [];
    for (let i = 0; i < points.length; i += 2) {
      const [lng, lat] = planeToLngLat(
        plane,
        firstEast + (points[i] as number) * cellMetres,
        firstNorth + (points[i + 1] as number) * cellMetres,
      );
      ring.push([rounded(lng), rounded(lat)]);
    }
    ring.push([...(ring[0] as Position)]);
    if (holeOf < 0) polygonOf[k] = coordinates.push([ring]) - 1;
    else (coordinates[polygonOf[holeOf] as number] as Position[][]).push(ring);
  });
  return {
    minutes,
    geometry: { type: "MultiPolygon", coordinates },
    areaSquareMetres: cells * cellMetres * cellMetres,
  };
}
