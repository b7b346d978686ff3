import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../model/geometry.ts";
import { createLocalPlane, planeMetres } from "./local-plane.ts";

/** Points along an outline tried for a gate lie at most so far apart. */
export const OUTLINE_STEP_METRES = 10;
/** A street this near runs through the outline: the gate stands on it. */
const CROSSING_METRES = 1;

/** Points along the outer rings, corners included, at most `OUTLINE_STEP_METRES` apart. Nobody walks in from a hole. */
export function outlinePoints(polygon: Polygon | MultiPolygon): LngLat[] {
  const points: LngLat[] = [];
  const parts = polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates;
  for (const [ring = []] of parts) {
    const plane = createLocalPlane((ring[0] ?? [0, 0]) as [number, number]);
    for (let i = 1; i < ring.length; i++) {
      const from = ring[i - 1] as [number, number];
      const to = ring[i] as [number, number];
      const steps = Math.max(1, Math.ceil(planeMetres(plane, from, to) / OUTLINE_STEP_METRES));
      for (let k = 0; k < steps; k++)
        points.push([from[0] + ((to[0] - from[0]) * k) / steps, from[1] + ((to[1] - from[1]) * k) / steps]);
    }
  }
  return points;
}

/**
 * The point of the outline nearest to a street; `at` itself where there is no outline, or no street near it.
 * `nearestStreet`: the nearest point of a street that can be walked; null where none is near.
 */
export function wayIn(
  outline: readonly LngLat[],
  at: LngLat,
  nearestStreet: (lngLat: LngLat) => LngLat | null,
): LngLat {
  const plane = createLocalPlane(at);
  let best = at;
  let bestMetres = Infinity;
  for (const point of outline) {
    const street = nearestStreet(point);
    const metres = street === null ? Infinity : planeMetres(plane, point, street);
    if (street === null || metres >= bestMetres) continue;
    bestMetres = metres;
    best = metres < CROSSING_METRES ? street : point;
  }
  return best;
}
