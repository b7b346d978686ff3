import { ringContains } from "./ring.ts";

export type PlanePoint = readonly [eastMetres: number, northMetres: number];

export interface EmptyCircle {
  readonly centre: PlanePoint;
  readonly radiusMetres: number;
}

/**
 * Largest circle without a point in it whose middle lies on the ground of the rings (by even-odd: holes are out, islands
 * in), all in metres on one plane. Exact: the distance to the nearest point has its greatest value at a corner of the
 * Voronoi diagram inside the ground, where an edge of it crosses the border, or at a corner of the border (Toussaint
 * 1983). The cells are cut out of a frame half-plane by half-plane, which stands points on a line, on a circle and twice
 * in one place. The first of equals; null without points or without ground.
 */
export function largestEmptyCircle(
  rings: readonly (readonly PlanePoint[])[],
  points: readonly PlanePoint[],
): EmptyCircle | null {
  const corners = rings.flat();
  if (points.length === 0 || corners.length === 0) return null;
  let best: EmptyCircle | null = null;
  const look = (centre: PlanePoint, own: PlanePoint) => {
    const radiusMetres = Math.hypot(centre[0] - own[0], centre[1] - own[1]);
    if (best === null || radiusMetres > best.radiusMetres) best = { centre, radiusMetres };
  };
  const frame = frameAround([...corners, ...points]);
  points.forEach((own, i) => {
    const cell = cellOf(own, points, i, frame);
    for (const corner of cell) if (isOnGround(rings, corner)) look(corner, own);
    for (const ring of rings)
      for (let k = 0, j = ring.length - 1; k < ring.length; j = k++)
        for (const place of within(cell, ring[j] as PlanePoint, ring[k] as PlanePoint)) look(place, own);
  });
  return best;
}

/** Whether a place lies on the ground of rings, by even-odd. */
export const isOnGround = (rings: readonly (readonly PlanePoint[])[], [x, y]: PlanePoint): boolean =>
  rings.reduce((inside, ring) => inside !== ringContains(ring, x, y), false);

function frameAround(places: readonly PlanePoint[]): PlanePoint[] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of places) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  // farther out than any place asked about, so that no corner of the frame is on the ground
  const rim = 1 + (east - west) + (north - south);
  return [
    [west - rim, south - rim],
    [east + rim, south - rim],
    [east + rim, north + rim],
    [west - rim, north + rim],
  ];
}

/** The part of the frame nearer to a point than to any other; a point given twice has its cell twice. */
function cellOf(own: PlanePoint, points: readonly PlanePoint[], i: number, frame: readonly PlanePoint[]) {
  let cell = frame;
  points.forEach((other, k) => {
    const across: PlanePoint = [other[0] - own[0], other[1] - own[1]];
    if (k === i || (across[0] === 0 && across[1] === 0)) return;
    const middle: PlanePoint = [(own[0] + other[0]) / 2, (own[1] + other[1]) / 2];
    /** Metres² beyond the line half way to the other point; 0 or less = on the own side. */
    const beyond = (place: PlanePoint) =>
      (place[0] - middle[0]) * across[0] + (place[1] - middle[1]) * across[1];
    const kept: PlanePoint[] = [];
    cell.forEach((to, c) => {
      const from = cell[(c + cell.length - 1) % cell.length] as PlanePoint;
      const [a, b] = [beyond(from), beyond(to)];
      if (a <= 0 !== b <= 0) kept.push(between(from, to, a / (a - b)));
      if (b <= 0) kept.push(to);
    });
    cell = kept;
  });
  return cell;
}

const between = (from: PlanePoint, to: PlanePoint, share: number): PlanePoint => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

/** The ends of the part of a segment inside a convex cell, sides counted in; none where it does not touch it. */
function within(cell: readonly PlanePoint[], from: PlanePoint, to: PlanePoint): PlanePoint[] {
  let [first, last] = [0, 1];
  for (let c = 0, p = cell.length - 1; c < cell.length; p = c++) {
    const [ax, ay] = cell[p] as PlanePoint;
    const [bx, by] = cell[c] as PlanePoint;
    // cells run against the clock: inside is to the left of every side
    const leftOf = ([x, y]: PlanePoint) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const [a, b] = [leftOf(from), leftOf(to)];
    if (a < 0 && b < 0) return [];
    if (a < 0) first = Math.max(first, a / (a - b));
    else if (b < 0) last = Math.min(last, a / (a - b));
  }
  return first > last ? [] : [between(from, to, first), between(from, to, last)];
}
