import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { NetworkEdges } from "../../../src/sources/network-binary.ts";

/** The whole course of an edge, its end nodes included. */
export function edgeCourse(network: NetworkEdges, edge: number): LngLat[] {
  const node = (index: number): LngLat => [
    network.nodeLng[index] as number,
    network.nodeLat[index] as number,
  ];
  const course = [node(network.edgeFrom[edge] as number)];
  const end = network.edgeShapeOffsets[edge + 1] as number;
  for (let i = network.edgeShapeOffsets[edge] as number; i < end; i++)
    course.push([network.shapeLngLat[i * 2] as number, network.shapeLngLat[i * 2 + 1] as number]);
  course.push(node(network.edgeTo[edge] as number));
  return course;
}

/** The point at a share of a course's length, 0-1; lengths in degrees, with a degree of longitude shortened by latitude. */
export function pointAlong(course: readonly LngLat[], share: number): LngLat {
  const shrink = Math.cos(((course[0]?.[1] ?? 0) * Math.PI) / 180);
  const lengths = course.slice(1).map(([lng, lat], i) => {
    const [fromLng, fromLat] = course[i] as LngLat;
    return Math.hypot((lng - fromLng) * shrink, lat - fromLat);
  });
  let left = lengths.reduce((a, b) => a + b, 0) * share;
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i] as number;
    if (left <= length && length > 0) {
      const part = left / length;
      const [fromLng, fromLat] = course[i] as LngLat;
      const [toLng, toLat] = course[i + 1] as LngLat;
      return [fromLng + part * (toLng - fromLng), fromLat + part * (toLat - fromLat)];
    }
    left -= length;
  }
  return course.at(-1) as LngLat;
}
