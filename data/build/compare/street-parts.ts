import type { LngLat } from "../../../src/core/model/geometry.ts";

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
