import { eastMetres, northMetres } from "../../core/geo/local-plane.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { CrsReference } from "./crs-reference.ts";

const FEWEST_FOUND = 3;
/** A name that more places bear is no name: there is one of them near anywhere. */
const MOST_BEARERS = 2;
/** Found names lie at least this far apart, or they are one find. */
const APART_METRES = 300;

/** Width, spaces, case and brackets do not make another place. */
const normalised = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s·・()\-_,.'"]/g, "");

/** Median metres between points and the known places of their name; null when fewer than three names are known. */
export function anchorMetres(
  points: readonly (readonly [x: number, y: number])[],
  names: readonly (string | null)[],
  toWgs84: (x: number, y: number) => LngLat,
  reference: CrsReference,
): number | null {
  const known = new Map<string, LngLat[]>();
  for (const { name, lngLat } of reference.anchors) {
    const key = normalised(name);
    known.set(key, [...(known.get(key) ?? []), lngLat]);
  }
  const metresFrom = ([lngA, latA]: LngLat, [lngB, latB]: LngLat) =>
    Math.hypot(
      eastMetres(reference.plane, lngA) - eastMetres(reference.plane, lngB),
      northMetres(reference.plane, latA) - northMetres(reference.plane, latB),
    );
  const found = new Map<string, { readonly places: readonly LngLat[]; readonly points: LngLat[] }>();
  points.forEach(([x, y], i) => {
    const key = normalised(names[i] ?? "");
    const places = known.get(key);
    if (key.length < 2 || !places || places.length > MOST_BEARERS) return;
    const entry = found.get(key) ?? { places, points: [] };
    entry.points.push(toWgs84(x, y));
    found.set(key, entry);
  });
  const apart: LngLat[] = [];
  const metres: number[] = [];
  for (const { places, points: own } of found.values()) {
    const [first] = places;
    if (!first || own.length > MOST_BEARERS || apart.some((other) => metresFrom(other, first) < APART_METRES))
      continue;
    apart.push(first);
    metres.push(Math.min(...own.flatMap((point) => places.map((place) => metresFrom(point, place)))));
  }
  if (metres.length < FEWEST_FOUND) return null;
  metres.sort((a, b) => a - b);
  const middle = metres.length / 2;
  return ((metres[Math.ceil(middle) - 1] as number) + (metres[Math.floor(middle)] as number)) / 2;
}
