import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../model/geometry.ts";
import { createLocalPlane, eastMetres, northMetres } from "./local-plane.ts";
import { metresToSegment, ringContains } from "./ring.ts";

/** Whether a place lies in a polygon: in an odd number of its rings, so holes are outside; on an edge it may fall either way. */
export function polygonContains(polygon: Polygon | MultiPolygon, [lng, lat]: LngLat): boolean {
  const parts = polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates;
  let inside = false;
  for (const ring of parts.flat())
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] as [number, number];
      const [bx, by] = ring[j] as [number, number];
      if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}

/** Metres from a place to a polygon; 0 inside it. Holes are outside. Infinity for a polygon without rings. */
export function metresOutside(lngLat: LngLat, polygon: Polygon | MultiPolygon): number {
  const plane = createLocalPlane(lngLat);
  const parts = polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates;
  let nearest = Infinity;
  for (const rings of parts) {
    let inside = false;
    rings.forEach((positions, k) => {
      const ring = positions.map(
        (position) =>
          [eastMetres(plane, position[0] as number), northMetres(plane, position[1] as number)] as const,
      );
      if (ringContains(ring, 0, 0)) inside = k === 0;
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [ax, ay] = ring[j] as readonly [number, number];
        const [bx, by] = ring[i] as readonly [number, number];
        nearest = Math.min(nearest, metresToSegment(0, 0, ax, ay, bx, by));
      }
    });
    if (inside) return 0;
  }
  return nearest;
}
