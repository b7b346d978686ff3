import { createLocalPlane, planeMetres } from "../../geo/local-plane.ts";
import type { LngLat } from "../../model/geometry.ts";

/** Straight-line metres between sites i and j at [i * sites + j]. */
export function siteMetres(places: readonly LngLat[]): Float64Array {
  const metres = new Float64Array(places.length * places.length);
  const middle = (axis: 0 | 1) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  const plane = createLocalPlane(places.length > 0 ? [middle(0), middle(1)] : [0, 0]);
  places.forEach((place, i) => {
    for (let j = 0; j < i; j++) {
      const apart = planeMetres(plane, place, places[j]!);
      metres[i * places.length + j] = apart;
      metres[j * places.length + i] = apart;
    }
  });
  return metres;
}
