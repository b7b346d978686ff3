import { type PlaneRing, ringContains, signedRingSquareMetres } from "../ring.ts";

type Point = readonly [x: number, y: number];
/** An outer ring, anticlockwise, then its holes, clockwise. */
export type PlanePolygon = readonly PlaneRing[];

/** Pieces smaller than this are the dust of rounding: they count in sums and are not drawn. */
const DUST_SQUARE_METRES = 0.01;
/** A corner this near to the straight line between its neighbours is none. */
const STRAIGHT_METRES = 1e-3;

/** Sides of one part of the plane between numbered points, its inside to their left. */
export interface Sides {
  readonly from: number[];
  readonly to: number[];
}

/** Of the ways on from a point the sharpest to the left: areas that only touch at it stay apart. */
function leftmost(points: readonly Point[], before: number, at: number, ways: readonly number[]): number {
  if (ways.length === 1) return 0;
  const [px, py] = points[before] as Point;
  const [x, y] = points[at] as Point;
  const back = Math.atan2(py - y, px - x);
  let best = 0;
  let least = Infinity;
  ways.forEach((way, i) => {
    const [nx, ny] = points[way] as Point;
    // clockwise from where we came
    let turn = back - Math.atan2(ny - y, nx - x);
    while (turn <= 1e-12) turn += 2 * Math.PI;
    if (turn < least) [best, least] = [i, turn];
  });
  return best;
}

function withoutStraight(ring: PlaneRing): PlaneRing {
  const kept: Point[] = [];
  ring.forEach((corner, i) => {
    const before = kept.at(-1) ?? (ring.at(-1) as Point);
    const after = ring[(i + 1) % ring.length] as Point;
    const dx = after[0] - before[0];
    const dy = after[1] - before[1];
    const length = Math.hypot(dx, dy);
    const off =
      length === 0 ? 0 : Math.abs((corner[0] - before[0]) * dy - (corner[1] - before[1]) * dx) / length;
    if (off > STRAIGHT_METRES) kept.push(corner);
  });
  return kept;
}

/** The polygons that these sides bound. */
export function tracePolygons(points: readonly Point[], sides: Sides): PlanePolygon[] {
  const waysFrom = new Map<number, number[]>();
  sides.from.forEach((from, i) => {
    const ways = waysFrom.get(from);
    if (ways) ways.push(sides.to[i] as number);
    else waysFrom.set(from, [sides.to[i] as number]);
  });
  const outers: PlaneRing[] = [];
  const holes: PlaneRing[] = [];
  for (const [start, starts] of waysFrom)
    while (starts.length > 0) {
      const ring = [start];
      let before = start;
      let at = starts.pop() as number;
      while (at !== start) {
        ring.push(at);
        const ways = waysFrom.get(at);
        // every point is left as often as it is come to; a way that ends would be a fault of this file
        if (!ways || ways.length === 0) throw new Error("an outline that does not close");
        const [next] = ways.splice(leftmost(points, before, at, ways), 1);
        before = at;
        at = next as number;
      }
      const corners = withoutStraight(ring.map((point) => points[point] as Point));
      const squareMetres = corners.length < 3 ? 0 : signedRingSquareMetres(corners);
      if (squareMetres > DUST_SQUARE_METRES) outers.push(corners);
      else if (squareMetres < -DUST_SQUARE_METRES) holes.push(corners);
    }
  return nest(outers, holes);
}

/** Each hole goes to the smallest outline around it. */
function nest(outers: readonly PlaneRing[], holes: readonly PlaneRing[]): PlanePolygon[] {
  const bySize = outers
    .map((ring) => ({ rings: [ring], squareMetres: signedRingSquareMetres(ring) }))
    .sort((a, b) => a.squareMetres - b.squareMetres);
  for (const hole of holes) {
    const [ax, ay] = hole[0] as Point;
    const [bx, by] = hole[1] as Point;
    bySize
      .find(({ rings }) => ringContains(rings[0] as PlaneRing, (ax + bx) / 2, (ay + by) / 2))
      ?.rings.push(hole);
  }
  return bySize.map(({ rings }) => rings);
}
