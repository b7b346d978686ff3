import { chinaZonesNear } from "../../core/geo/china-zones.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { CrsAxes, CrsId } from "../../core/model/import.ts";
import { type CrsProjection, ruledProjection } from "./crs-projection.ts";

export interface CrsReading {
  readonly crs: CrsId;
  readonly axes: CrsAxes;
  readonly toWgs84: (x: number, y: number) => LngLat;
}

/** Zones are used up to the edge of their neighbour and a little beyond. */
const ZONE_REACH_DEGREES = 4.5;

/**
 * Every reading that could put these numbers near a place. The declared one comes first, then newer before older, so that
 * of readings that are the same on the ground the more likely name is kept.
 */
export function crsHypotheses(
  points: readonly (readonly [x: number, y: number])[],
  centre: LngLat,
  declared: CrsProjection | null,
): CrsReading[] {
  const inDegrees = points.filter(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 180).length;
  const utm = 32600 + Math.min(60, Math.floor((centre[0] + 180) / 6) + 1) + (centre[1] < 0 ? 100 : 0);
  const gcj = ruledProjection("GCJ-02")?.fromWgs84(centre[0], centre[1]);
  // Baidu gives places abroad in WGS-84; the formula alone would shift them all over the world
  const inChina = gcj !== undefined && Math.hypot(gcj[0] - centre[0], gcj[1] - centre[1]) > 1e-6;
  const metric: CrsId[] = [
    "EPSG:3857",
    ...(inChina ? (["BD-09MC"] as const) : []),
    ...chinaZonesNear(centre[0], ZONE_REACH_DEGREES).map((zone): CrsId => `EPSG:${zone.code}`),
    ...[utm - 1, utm, utm + 1].map((code): CrsId => `EPSG:${code}`),
  ];
  const ids: CrsId[] =
    inDegrees * 2 >= points.length
      ? ["EPSG:4326", "GCJ-02", ...(inChina ? (["BD-09"] as const) : [])]
      : metric;
  const projections = ids.filter((id) => id !== declared?.crs).flatMap((id) => ruledProjection(id) ?? []);
  if (declared) projections.unshift(declared);
  return projections.flatMap((projection): CrsReading[] => [
    { crs: projection.crs, axes: "xy", toWgs84: (x, y) => projection.toWgs84(x, y) },
    { crs: projection.crs, axes: "yx", toWgs84: (x, y) => projection.toWgs84(y, x) },
  ]);
}
