import type { LngLat } from "../core/model/geometry.ts";

/**
 * The first `share` (0-1) of a line by length on the ground, ending exactly where that share ends.
 * Empty of an empty line; one point at share 0.
 */
export function drivenPart(line: readonly LngLat[], share: number): readonly LngLat[] {
  const first = line[0];
  if (!first) return [];
  // On the small plane of a district a degree of longitude shrinks evenly.
  const lngScale = Math.cos((first[1] * Math.PI) / 180);
  const lengthTo = (from: LngLat, to: LngLat) => Math.hypot((to[0] - from[0]) * lngScale, to[1] - from[1]);
  let total = 0;
  for (let i = 1; i < line.length; i++) total += lengthTo(line[i - 1] as LngLat, line[i] as LngLat);
  let left = total * Math.min(1, Math.max(0, share));
  const driven: LngLat[] = [first];
  for (let i = 1; i < line.length && left > 0; i++) {
    const from = line[i - 1] as LngLat;
    const to = line[i] as LngLat;
    const length = lengthTo(from, to);
    if (length === 0) continue;
    const part = Math.min(1, left / length);
    driven.push([from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]);
    left -= length;
  }
  return driven;
}
