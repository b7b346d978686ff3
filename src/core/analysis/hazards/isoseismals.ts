import type { LngLat } from "../../model/geometry.ts";
import type { Isoseismal } from "../../model/hazard-outlook.ts";
import type { IntensityRelation } from "../../model/hazard-rules.ts";
import type { Earthquake } from "../../model/hazards.ts";
import { shakingOf } from "./intensity.ts";

/** Lines are not drawn below this: hardly anything breaks. */
const LEAST_DEGREE = 4;
const CORNERS = 90;
/** Degrees of latitude: beyond that nobody looks for the lines of a district's earthquake. */
const FARTHEST_DEGREES = 4;
const HALVINGS = 24;

/** Lines of whole and half degrees: along every bearing the intensity only falls, so each line is found by halving. */
export function isoseismals(earthquake: Earthquake, relation: IntensityRelation): readonly Isoseismal[] {
  const shaking = shakingOf(earthquake, relation);
  const [lng, lat] = earthquake.epicentre;
  const narrowing = Math.cos((lat * Math.PI) / 180);
  const most = shaking(earthquake.epicentre).intensity;
  const lines: Isoseismal[] = [];
  for (let degree = Math.floor(most * 2) / 2; degree >= LEAST_DEGREE; degree -= 0.5) {
    if (degree === most) continue;
    const line = Array.from({ length: CORNERS }, (_, corner): LngLat => {
      const turn = (corner / CORNERS) * 2 * Math.PI;
      const placeAt = (far: number): LngLat => [
        lng + (far * Math.sin(turn)) / narrowing,
        lat + far * Math.cos(turn),
      ];
      let [inside, outside] = [0, FARTHEST_DEGREES];
      for (let i = 0; i < HALVINGS; i++) {
        const middle = (inside + outside) / 2;
        if (shaking(placeAt(middle)).intensity >= degree) inside = middle;
        else outside = middle;
      }
      return placeAt(inside);
    });
    const first = line[0] as LngLat;
    // a line that would leave the map is none
    if (Math.abs(first[1] - lat) < FARTHEST_DEGREES * 0.99) lines.push({ degree, line: [...line, first] });
  }
  return lines;
}
