import type { LngLat } from "../model/geometry.ts";

/** Mean of the corners of the outer ring: where the sign of a site stands. NaN without a corner. */
export function ringCentre(rings: readonly (readonly LngLat[])[]): LngLat {
  const outer = rings[0] ?? [];
  const mean = (axis: 0 | 1) => outer.reduce((sum, corner) => sum + corner[axis], 0) / outer.length;
  return [mean(0), mean(1)];
}
