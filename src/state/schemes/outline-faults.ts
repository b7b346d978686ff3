import type { MultiPolygon, Polygon } from "geojson";
import { polygonContains } from "../../core/geo/polygon.ts";
import { segmentsTouch } from "../../core/geo/ring.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { ProposedSite } from "../../core/model/proposal.ts";
import { grossSquareMetres } from "./shape-site.ts";

/** What is wrong with where a site lies. Nothing of it is refused: what was drawn stays, and the planner is told. */
export type OutlineFault =
  | { readonly kind: "crossing" }
  | { readonly kind: "no-area" }
  | { readonly kind: "outside" }
  | { readonly kind: "on-water" }
  | { readonly kind: "overlaps"; readonly names: readonly string[] };

/** What lies around: outlines by name. */
export interface OutlineGround {
  readonly district: Polygon | MultiPolygon | null;
  readonly waters: readonly (Polygon | MultiPolygon)[];
  readonly others: readonly { readonly name: string; readonly outline: Polygon | MultiPolygon }[];
}

/** Below this an outline is a slip of the hand. */
const LEAST_SQUARE_METRES = 1;

const touch = (a: LngLat, b: LngLat, c: LngLat, d: LngLat) =>
  segmentsTouch(a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1]);

/** Whether a line of corners touches itself; sides that follow one another share their corner, which is none. */
export function crossesItself(corners: readonly LngLat[], isClosed: boolean): boolean {
  const count = corners.length;
  const sides = isClosed ? count : count - 1;
  const at = (i: number) => corners[i % count] as LngLat;
  for (let i = 0; i < sides; i++)
    for (let j = i + 2; j < sides; j++) {
      if (isClosed && i === 0 && j === sides - 1) continue;
      if (touch(at(i), at(i + 1), at(j), at(j + 1))) return true;
    }
  return false;
}

/** Whether one more corner after these would cross what is drawn. */
export const wouldCross = (corners: readonly LngLat[], next: LngLat): boolean =>
  crossesItself([...corners, next], false);

const ringsOf = (polygon: Polygon | MultiPolygon) =>
  (polygon.type === "Polygon" ? polygon.coordinates : polygon.coordinates.flat()) as unknown as LngLat[][];

/** Whether an outline and a polygon share ground: their edges meet, or one lies in the other. */
function sharesGround(outline: readonly LngLat[], polygon: Polygon | MultiPolygon): boolean {
  const [first] = outline;
  if (!first) return false;
  const rings = ringsOf(polygon);
  if (outline.some((corner) => polygonContains(polygon, corner))) return true;
  const own: Polygon = { type: "Polygon", coordinates: [outline.map((corner) => [...corner])] };
  if (rings.some((ring) => ring[0] && polygonContains(own, ring[0]))) return true;
  return rings.some((ring) =>
    ring.some((to, i) => {
      const from = ring[i === 0 ? ring.length - 1 : i - 1] as LngLat;
      return outline.some((corner, k) =>
        touch(corner, outline[(k + 1) % outline.length] as LngLat, from, to),
      );
    }),
  );
}

/** Outside as soon as one corner is: a site is judged by all of its ground. */
export function outlineFaults(site: ProposedSite, ground: OutlineGround): readonly OutlineFault[] {
  const outer = site.rings[0] ?? [];
  const faults: OutlineFault[] = [];
  if (crossesItself(outer, true)) faults.push({ kind: "crossing" });
  if (!(grossSquareMetres(site) >= LEAST_SQUARE_METRES)) faults.push({ kind: "no-area" });
  const { district } = ground;
  if (district && outer.some((corner) => !polygonContains(district, corner)))
    faults.push({ kind: "outside" });
  if (ground.waters.some((water) => sharesGround(outer, water))) faults.push({ kind: "on-water" });
  const names = ground.others.filter(({ outline }) => sharesGround(outer, outline)).map(({ name }) => name);
  if (names.length > 0) faults.push({ kind: "overlaps", names });
  return faults;
}
