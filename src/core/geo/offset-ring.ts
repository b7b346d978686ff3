import { type PlaneRing, signedRingSquareMetres } from "./ring.ts";

/** Arcs are drawn as chords that stay this near to the circle. */
const CHORD_METRES = 0.05;
/** Corners nearer to each other than this are one. */
const SAME_METRES = 1e-3;

function distinct(ring: PlaneRing): PlaneRing {
  return ring.filter(([x, y], i) => {
    const [px, py] = ring[i === 0 ? ring.length - 1 : i - 1] as readonly [number, number];
    return Math.hypot(x - px, y - py) > SAME_METRES;
  });
}

/** Points of an arc around a corner, anticlockwise from one direction to another, both ends included. */
function arc(x: number, y: number, metres: number, from: number, to: number): (readonly [number, number])[] {
  const turn = to - from + (to < from ? 2 * Math.PI : 0);
  const step = 2 * Math.acos(Math.max(0, 1 - CHORD_METRES / metres));
  const count = Math.max(1, Math.ceil(turn / step));
  return Array.from({ length: count + 1 }, (_, i) => {
    const angle = from + (turn * i) / count;
    return [x + metres * Math.cos(angle), y + metres * Math.sin(angle)] as const;
  });
}

/**
 * A closed curve that winds at least once around every point in a simple ring or within `metres` of it, and around no
 * other: each side moved outwards, joined by arcs at corners that point outwards and through the corner itself at those
 * that point inwards. It may cross itself. Empty for a ring of fewer than three corners.
 */
export function offsetCurve(ring: PlaneRing, metres: number): PlaneRing {
  const corners = distinct(signedRingSquareMetres(ring) < 0 ? [...ring].reverse() : ring);
  if (corners.length < 3 || !(metres > 0)) return corners.length < 3 ? [] : corners;
  const curve: (readonly [number, number])[] = [];
  corners.forEach(([x, y], i) => {
    const [px, py] = corners[i === 0 ? corners.length - 1 : i - 1] as readonly [number, number];
    const [nx, ny] = corners[(i + 1) % corners.length] as readonly [number, number];
    // outwards is to the right of an anticlockwise ring
    const before = Math.atan2(-(x - px), y - py);
    const after = Math.atan2(-(nx - x), ny - y);
    const isOutward = (x - px) * (ny - y) - (y - py) * (nx - x) >= 0;
    if (isOutward) curve.push(...arc(x, y, metres, before, after));
    else
      curve.push(
        [x + metres * Math.cos(before), y + metres * Math.sin(before)],
        [x, y],
        [x + metres * Math.cos(after), y + metres * Math.sin(after)],
      );
  });
  return curve;
}

/** The ground within `metres` of one segment: two sides and two half circles, anticlockwise. */
export function offsetSegment(ax: number, ay: number, bx: number, by: number, metres: number): PlaneRing {
  const along = Math.atan2(by - ay, bx - ax);
  return [
    ...arc(bx, by, metres, along - Math.PI / 2, along + Math.PI / 2),
    ...arc(ax, ay, metres, along + Math.PI / 2, along + (3 * Math.PI) / 2),
  ];
}
