/** West, south, east, north of a window in the units of the ring. */
export type Window = readonly [west: number, south: number, east: number, north: number];

type Point = readonly [x: number, y: number];

/** Side of the window: whether a point lies within it, and where a segment crosses its line. */
interface Side {
  readonly holds: (point: Point) => boolean;
  readonly cross: (from: Point, to: Point) => Point;
}

const vertical = (x: number, sign: 1 | -1): Side => ({
  holds: (point) => (point[0] - x) * sign >= 0,
  cross: (from, to) => [x, from[1] + ((to[1] - from[1]) * (x - from[0])) / (to[0] - from[0])],
});
const horizontal = (y: number, sign: 1 | -1): Side => ({
  holds: (point) => (point[1] - y) * sign >= 0,
  cross: (from, to) => [from[0] + ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]), y],
});

/**
 * The part of a ring within a window (Sutherland-Hodgman). A ring that leaves the window and comes back runs along its
 * border meanwhile, out and back again: how often it winds around any point inside the window is what it was before.
 * Empty where nothing of it is left.
 */
export function clipRing(ring: readonly Point[], [west, south, east, north]: Window): readonly Point[] {
  let clipped: readonly Point[] = ring;
  for (const side of [vertical(west, 1), vertical(east, -1), horizontal(south, 1), horizontal(north, -1)]) {
    if (clipped.every(side.holds)) continue;
    const kept: Point[] = [];
    clipped.forEach((to, i) => {
      const from = clipped[i === 0 ? clipped.length - 1 : i - 1] as Point;
      const isIn = side.holds(to);
      if (isIn !== side.holds(from)) kept.push(side.cross(from, to));
      if (isIn) kept.push(to);
    });
    clipped = kept;
  }
  return clipped.length < 3 ? [] : clipped;
}
