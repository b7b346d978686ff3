import type { LngLat } from "../../../src/core/model/geometry.ts";
import { nearCourses } from "./street-cover.ts";

/** Number of separate parts, joined by shared vertices, among the streets that touch the area. */
export function streetParts(
  streets: readonly { readonly vertices: readonly LngLat[] }[],
  inArea: (place: LngLat) => boolean,
): number {
  const parentOf = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    while (parentOf.get(root) !== undefined && parentOf.get(root) !== root)
      root = parentOf.get(root) as string;
    parentOf.set(key, root);
    return root;
  };
  const keyOf = ([lng, lat]: LngLat) => `${lng.toFixed(4)} ${lat.toFixed(4)}`;
  for (const { vertices } of streets)
    for (const vertex of vertices) parentOf.set(rootOf(keyOf(vertex)), rootOf(keyOf(vertices[0] as LngLat)));
  const touching = streets.filter(({ vertices }) => vertices.some(inArea));
  return new Set(touching.map(({ vertices }) => rootOf(keyOf(vertices[0] as LngLat)))).size;
}

/**
 * Ends of streets that belong to no other street and yet lie within `reachMetres` of one: on the map they look like
 * junctions, in the network they are not.
 */
export function looseEnds(
  streets: readonly { readonly vertices: readonly LngLat[] }[],
  reachMetres: number,
): LngLat[] {
  const uses = new Map<string, number>();
  const keyOf = ([lng, lat]: LngLat) => `${lng.toFixed(4)} ${lat.toFixed(4)}`;
  for (const { vertices } of streets)
    for (const key of new Set(vertices.map(keyOf))) uses.set(key, (uses.get(key) ?? 0) + 1);
  return streets.flatMap(({ vertices }, street) => {
    const ends = [vertices[0], vertices[vertices.length - 1]] as LngLat[];
    const loose = ends.filter((end) => uses.get(keyOf(end)) === 1);
    if (loose.length === 0) return [];
    const others = nearCourses(
      streets.filter((_, other) => other !== street).map((other) => other.vertices),
      reachMetres,
    );
    return loose.filter(others);
  });
}
