import { createLocalPlane, eastMetres, northMetres } from "../../geo/local-plane.ts";
import type { LngLat } from "../../model/geometry.ts";

/** Compass bearing of a place from another, degrees from north, clockwise, 0-360. */
export function bearingFrom(from: LngLat, to: LngLat): number {
  const plane = createLocalPlane(from);
  const degrees = (Math.atan2(eastMetres(plane, to[0]), northMetres(plane, to[1])) * 180) / Math.PI;
  return (degrees + 360) % 360;
}
/** Degrees between two bearings, 0-180. */
export const bearingsApart = (a: number, b: number): number => {
  const apart = Math.abs(a - b) % 360;
  return Math.min(apart, 360 - apart);
};

/** Mean of the corners: stands in the middle of anything shaped like a plot. */
export function middleOf(ring: readonly LngLat[]): LngLat {
  const mean = (axis: 0 | 1) => ring.reduce((sum, corner) => sum + corner[axis], 0) / ring.length;
  return [mean(0), mean(1)];
}
