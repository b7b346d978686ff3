/** A closed ring as x, y pairs in metres on a plane; the last point joins the first, given twice or not. */
export type PlaneRing = readonly (readonly [x: number, y: number])[];

/** Even-odd rule; points on the edge may fall either way. */
export function ringContains(ring: PlaneRing, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as readonly [number, number];
    const [xj, yj] = ring[j] as readonly [number, number];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

const side = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

/** Whether two closed segments share a point. */
export function segmentsTouch(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const abc = side(ax, ay, bx, by, cx, cy);
  const abd = side(ax, ay, bx, by, dx, dy);
  const cda = side(cx, cy, dx, dy, ax, ay);
  const cdb = side(cx, cy, dx, dy, bx, by);
  if (abc !== abd && cda !== cdb) return true;
  const within = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) =>
    Math.min(px, qx) <= rx && rx <= Math.max(px, qx) && Math.min(py, qy) <= ry && ry <= Math.max(py, qy);
  return (
    (abc === 0 && within(ax, ay, bx, by, cx, cy)) ||
    (abd === 0 && within(ax, ay, bx, by, dx, dy)) ||
    (cda === 0 && within(cx, cy, dx, dy, ax, ay)) ||
    (cdb === 0 && within(cx, cy, dx, dy, bx, by))
  );
}

/** Whether a segment lies in the ring or touches it. */
export function ringTouchesSegment(ring: PlaneRing, ax: number, ay: number, bx: number, by: number): boolean {
  if (ringContains(ring, ax, ay) || ringContains(ring, bx, by)) return true;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as readonly [number, number];
    const [xj, yj] = ring[j] as readonly [number, number];
    if (segmentsTouch(ax, ay, bx, by, xj, yj, xi, yi)) return true;
  }
  return false;
}

/** Metres from a point to a segment. */
export function metresToSegment(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

/** Area by the shoelace formula, square metres, positive when the ring runs anticlockwise. */
export function signedRingSquareMetres(ring: PlaneRing): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as readonly [number, number];
    const [xj, yj] = ring[j] as readonly [number, number];
    twice += xj * yi - xi * yj;
  }
  return twice / 2;
}
