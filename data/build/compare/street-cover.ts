import { createLocalPlane, eastMetres, northMetres } from "../../../src/core/geo/local-plane.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";

/** Middle of Xicheng, so that plane metres are true there to better than 0.01 %. */
export const XICHENG_PLANE = createLocalPlane([116.36, 39.91]);

const SAMPLE_STEP_METRES = 5;

type Point = readonly [east: number, north: number];
const toPlane = ([lng, lat]: LngLat): Point => [
  eastMetres(XICHENG_PLANE, lng),
  northMetres(XICHENG_PLANE, lat),
];

function metresToSegment(point: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy);
}

/** Answers whether a place lies within `reachMetres` of any of the courses. */
export function nearCourses(
  courses: readonly (readonly LngLat[])[],
  reachMetres: number,
): (place: LngLat) => boolean {
  const cells = new Map<string, [Point, Point][]>();
  const cellOf = (metres: number) => Math.floor(metres / reachMetres);
  for (const course of courses) {
    const points = course.map(toPlane);
    for (let i = 1; i < points.length; i++) {
      const segment: [Point, Point] = [points[i - 1] as Point, points[i] as Point];
      const [low, high] = [0, 1].map((axis) =>
        segment.map((end) => end[axis] as number).sort((a, b) => a - b),
      ) as [number[], number[]];
      for (let x = cellOf(low[0]! - reachMetres); x <= cellOf(low[1]! + reachMetres); x++)
        for (let y = cellOf(high[0]! - reachMetres); y <= cellOf(high[1]! + reachMetres); y++) {
          const key = `${x} ${y}`;
          const list = cells.get(key);
          if (list) list.push(segment);
          else cells.set(key, [segment]);
        }
    }
  }
  return (place) => {
    const point = toPlane(place);
    const near = cells.get(`${cellOf(point[0])} ${cellOf(point[1])}`) ?? [];
    return near.some(([a, b]) => metresToSegment(point, a, b) <= reachMetres);
  };
}

/**
 * Metres of the courses that satisfy `counts`, and of those the metres that satisfy `hit`, by samples every 5 m in the
 * middle of equal pieces.
 */
export function sampledMetres(
  courses: readonly (readonly LngLat[])[],
  counts: (place: LngLat) => boolean,
  hit: (place: LngLat) => boolean,
): { readonly metres: number; readonly hitMetres: number } {
  let metres = 0;
  let hitMetres = 0;
  for (const course of courses)
    for (let i = 1; i < course.length; i++) {
      const a = course[i - 1] as LngLat;
      const b = course[i] as LngLat;
      const [ax, ay] = toPlane(a);
      const [bx, by] = toPlane(b);
      const length = Math.hypot(bx - ax, by - ay);
      const pieces = Math.max(1, Math.round(length / SAMPLE_STEP_METRES));
      for (let piece = 0; piece < pieces; piece++) {
        const t = (piece + 0.5) / pieces;
        const place: LngLat = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
        if (!counts(place)) continue;
        metres += length / pieces;
        if (hit(place)) hitMetres += length / pieces;
      }
    }
  return { metres, hitMetres };
}
