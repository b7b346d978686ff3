import type { Expression } from "./map-style.ts";

/** Pixels of radius of one person at these zooms: area grows with persons. */
const STOPS = [
  [11, 0.08],
  [13, 0.15],
  [16, 0.4],
] as const;
const GROWTH = 1.5;

/** The ring of those near but full stands beside the dot of those not reached. */
export const CROWDED_SHIFT_PIXELS: readonly [number, number] = [7, -7];

/** For the map's own drawing. */
export const radiusOfPersons = (property: string): Expression => {
  const root: Expression = ["sqrt", ["max", 0, ["coalesce", ["get", property], 0]]];
  const stops = STOPS.flatMap(([zoom, pixels]): (number | Expression)[] => [zoom, ["*", pixels, root]]);
  return ["interpolate", ["exponential", GROWTH], ["zoom"], ...stops] as unknown as Expression;
};

/** The same for one circle at one zoom, where something else than the map draws it. */
export function radiusPixels(persons: number, zoom: number): number {
  const root = Math.sqrt(Math.max(0, persons));
  const [first, last] = [STOPS[0], STOPS[STOPS.length - 1]!];
  if (zoom <= first[0]) return first[1] * root;
  for (let i = 1; i < STOPS.length; i++) {
    const [from, to] = [STOPS[i - 1]!, STOPS[i]!];
    if (zoom > to[0]) continue;
    const share = (GROWTH ** (zoom - from[0]) - 1) / (GROWTH ** (to[0] - from[0]) - 1);
    return (from[1] + share * (to[1] - from[1])) * root;
  }
  return last[1] * root;
}
