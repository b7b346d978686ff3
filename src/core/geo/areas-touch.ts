import type { MultiPolygon, Polygon } from "geojson";
import { segmentsTouch } from "./ring.ts";

type Area = Polygon | MultiPolygon;
type Ring = Polygon["coordinates"][number];

const partsOf = (area: Area) => (area.type === "Polygon" ? [area.coordinates] : area.coordinates);

interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** An outline is asked about once for each plot it may touch. */
const known = new WeakMap<Ring, Box>();

function boxOf(ring: Ring): Box {
  const before = known.get(ring);
  if (before) return before;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = Number.NaN, y = Number.NaN] of ring) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  const box = { west, south, east, north };
  known.set(ring, box);
  return box;
}

const boxesMeet = (a: Box, b: Box) =>
  a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;

/** Even-odd over all rings, so that a hole is outside. */
function contains(rings: readonly Ring[], x: number, y: number): boolean {
  let isInside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi = 0, yi = 0] = ring[i]!;
      const [xj = 0, yj = 0] = ring[j]!;
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside = !isInside;
    }
  return isInside;
}

function sidesTouch(one: Ring, other: Ring): boolean {
  const box = boxOf(other);
  for (let i = 0, j = one.length - 1; i < one.length; j = i++) {
    const [ax = 0, ay = 0] = one[j]!;
    const [bx = 0, by = 0] = one[i]!;
    if (Math.min(ax, bx) > box.east || Math.max(ax, bx) < box.west) continue;
    if (Math.min(ay, by) > box.north || Math.max(ay, by) < box.south) continue;
    for (let k = 0, l = other.length - 1; k < other.length; l = k++) {
      const [cx = 0, cy = 0] = other[l]!;
      const [dx = 0, dy = 0] = other[k]!;
      if (segmentsTouch(ax, ay, bx, by, cx, cy, dx, dy)) return true;
    }
  }
  return false;
}

/**
 * Whether two areas share a point. In degrees as they are: whether lines cross does not hang on the scale of an axis. Areas
 * without a ring touch nothing.
 */
export function areasTouch(one: Area, other: Area): boolean {
  for (const a of partsOf(one))
    for (const b of partsOf(other)) {
      const [outerA, outerB] = [a[0], b[0]];
      const [startA, startB] = [outerA?.[0], outerB?.[0]];
      if (!outerA || !outerB || !startA || !startB) continue;
      if (!boxesMeet(boxOf(outerA), boxOf(outerB))) continue;
      // Without a crossing one lies wholly inside the other, in a hole of it, or apart: any one point tells.
      if (contains(b, startA[0]!, startA[1]!) || contains(a, startB[0]!, startB[1]!)) return true;
      if (a.some((ringA) => b.some((ringB) => sidesTouch(ringA, ringB)))) return true;
    }
  return false;
}
