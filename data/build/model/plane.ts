import type { LngLat } from "../../../src/core/model/geometry.ts";

/** Local metres, x to the east, y to the north. */
export type Point = readonly [x: number, y: number];
/** Closed ring without the repeated first point. */
export type Ring = readonly Point[];
export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

const ORIGIN_LNG = 116.365;
const ORIGIN_LAT = 39.91;
const ORIGIN_RADIANS = (ORIGIN_LAT * Math.PI) / 180;
/** Metres per degree on the WGS-84 ellipsoid at the origin (series of Snyder, USGS PP 1395). */
const METRES_PER_LNG = 111412.84 * Math.cos(ORIGIN_RADIANS) - 93.5 * Math.cos(3 * ORIGIN_RADIANS);
const METRES_PER_LAT =
  111132.92 - 559.82 * Math.cos(2 * ORIGIN_RADIANS) + 1.175 * Math.cos(4 * ORIGIN_RADIANS);

export const toPlane = (lngLat: LngLat): Point => [
  (lngLat[0] - ORIGIN_LNG) * METRES_PER_LNG,
  (lngLat[1] - ORIGIN_LAT) * METRES_PER_LAT,
];
const round6 = (value: number) => Math.round(value * 1e6) / 1e6;
/** WGS-84 degrees rounded to six decimals (0.1 m). */
export const toLngLat = (point: Point): LngLat => [
  round6(ORIGIN_LNG + point[0] / METRES_PER_LNG),
  round6(ORIGIN_LAT + point[1] / METRES_PER_LAT),
];
/** WGS-84 degrees without rounding, where rings of neighbours must stay identical. */
export const toLngLatExact = (point: Point): LngLat => [
  ORIGIN_LNG + point[0] / METRES_PER_LNG,
  ORIGIN_LAT + point[1] / METRES_PER_LAT,
];
/** The point as it will be written, so that equal places are equal numbers. */
export const snapPoint = (point: Point): Point => toPlane(toLngLat(point));
export const pointKey = (point: Point): string => {
  const [lng, lat] = toLngLat(point);
  return `${Math.round(lng * 1e6)},${Math.round(lat * 1e6)}`;
};

/** Metres on the mean sphere (radius 6 371 008.8 m, IUGG). */
export function haversineMetres(a: LngLat, b: LngLat): number {
  const rad = Math.PI / 180;
  const dLat = (b[1] - a[1]) * rad;
  const dLng = (b[0] - a[0]) * rad;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(dLng / 2) ** 2;
  return 2 * 6371008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}

export const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const lerp = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

/** Share along a-b (0-1) of the point nearest to p. */
export function nearestShare(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  if (length2 === 0) return 0;
  return Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2));
}
export const segmentDistance = (p: Point, a: Point, b: Point) =>
  distance(p, lerp(a, b, nearestShare(p, a, b)));

/** Shares along both segments where they cross, ends included; null when parallel or apart. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { s: number; t: number } | null {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const qx = d[0] - c[0];
  const qy = d[1] - c[1];
  const cross = rx * qy - ry * qx;
  if (Math.abs(cross) < 1e-9) return null;
  const s = ((c[0] - a[0]) * qy - (c[1] - a[1]) * qx) / cross;
  const t = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return s >= 0 && s <= 1 && t >= 0 && t <= 1 ? { s, t } : null;
}

/** Square metres, positive when counter-clockwise. */
export function signedArea(ring: Ring): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i] as Point;
    const b = ring[(i + 1) % ring.length] as Point;
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2;
}
export function perimeter(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++)
    sum += distance(ring[i] as Point, ring[(i + 1) % ring.length] as Point);
  return sum;
}
export function centroid(ring: Ring): Point {
  const [ox, oy] = ring[0] as Point;
  let area = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i] as Point;
    const b = ring[(i + 1) % ring.length] as Point;
    const w = (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy);
    area += w;
    x += w * (a[0] + b[0] - 2 * ox);
    y += w * (a[1] + b[1] - 2 * oy);
  }
  return area === 0 ? [ox, oy] : [ox + x / (3 * area), oy + y / (3 * area)];
}
export function insideRing(p: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i] as Point;
    const b = ring[j] as Point;
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0])
      inside = !inside;
  }
  return inside;
}
/** Some point well inside: the centroid, or the middle of the widest chord of a few rows. */
export function interiorPoint(ring: Ring): Point {
  const middle = centroid(ring);
  if (insideRing(middle, ring)) return middle;
  const box = boxOf(ring);
  let best: Point = middle;
  let bestWidth = 0;
  for (let row = 1; row < 10; row++) {
    const y = box.minY + ((box.maxY - box.minY) * (row - 0.0137)) / 10;
    const xs: number[] = [];
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i] as Point;
      const b = ring[(i + 1) % ring.length] as Point;
      if (a[1] > y !== b[1] > y) xs.push(((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]);
    }
    xs.sort((p, q) => p - q);
    for (let i = 0; i + 1 < xs.length; i += 2) {
      const width = (xs[i + 1] as number) - (xs[i] as number);
      if (width > bestWidth) {
        bestWidth = width;
        best = [((xs[i] as number) + (xs[i + 1] as number)) / 2, y];
      }
    }
  }
  return best;
}
export function ringDistance(p: Point, ring: Ring): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ring.length; i++)
    best = Math.min(best, segmentDistance(p, ring[i] as Point, ring[(i + 1) % ring.length] as Point));
  return best;
}
export function boxOf(points: readonly Point[]): Box {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (const [x, y] of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}
export const boxesMeet = (a: Box, b: Box, margin = 0) =>
  a.minX - margin <= b.maxX &&
  b.minX - margin <= a.maxX &&
  a.minY - margin <= b.maxY &&
  b.minY - margin <= a.maxY;

/** True when the outlines cross or one lies in the other. */
export function ringsOverlap(a: Ring, b: Ring): boolean {
  if (!boxesMeet(boxOf(a), boxOf(b))) return false;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < b.length; j++)
      if (
        crossing(a[i] as Point, a[(i + 1) % a.length] as Point, b[j] as Point, b[(j + 1) % b.length] as Point)
      )
        return true;
  return insideRing(a[0] as Point, b) || insideRing(b[0] as Point, a);
}

/** A course of given width as one ring: both banks, mitres kept short. */
export function bandAround(course: readonly Point[], widthMetres: number): Point[] {
  const half = widthMetres / 2;
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = 0; i < course.length; i++) {
    const before = course[Math.max(0, i - 1)] as Point;
    const after = course[Math.min(course.length - 1, i + 1)] as Point;
    const length = distance(before, after) || 1;
    const nx = -(after[1] - before[1]) / length;
    const ny = (after[0] - before[0]) / length;
    const [x, y] = course[i] as Point;
    left.push([x + nx * half, y + ny * half]);
    right.push([x - nx * half, y - ny * half]);
  }
  return [...left, ...right.reverse()];
}
