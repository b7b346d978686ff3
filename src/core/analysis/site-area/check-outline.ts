import { createLocalPlane, eastMetres, northMetres } from "../../geo/local-plane.ts";
import { type PlaneRing, ringContains, segmentsTouch, signedRingSquareMetres } from "../../geo/ring.ts";
import type { LngLat } from "../../model/geometry.ts";
import { PROPOSAL_LIMITS } from "../../model/proposal.ts";
import type { SiteFault } from "../../model/site-area.ts";

/** Ground smaller than this is a slip of the hand. */
const LEAST_SQUARE_METRES = 1;

const isPlace = ([lng, lat]: LngLat) => Math.abs(lng) <= 180 && Math.abs(lat) <= 85;

/** Rings in metres around the first corner. */
function planeRings(rings: readonly (readonly LngLat[])[], around: LngLat): PlaneRing[] {
  const plane = createLocalPlane(around);
  return rings.map((ring) =>
    ring.map(([lng, lat]) => [eastMetres(plane, lng), northMetres(plane, lat)] as const),
  );
}

/** Whether a side touches any other than its neighbours, of its own ring or another. */
function sidesTouch(rings: readonly PlaneRing[]): boolean {
  const sides = rings.flatMap((ring, r) =>
    ring.map((to, i) => {
      const from = ring[i === 0 ? ring.length - 1 : i - 1] as readonly [number, number];
      return {
        r,
        i,
        count: ring.length,
        from,
        to,
        west: Math.min(from[0], to[0]),
        east: Math.max(from[0], to[0]),
      };
    }),
  );
  sides.sort((a, b) => a.west - b.west);
  for (let k = 0; k < sides.length; k++) {
    const a = sides[k]!;
    for (let m = k + 1; m < sides.length && sides[m]!.west <= a.east; m++) {
      const b = sides[m]!;
      const apart = Math.abs(a.i - b.i);
      if (a.r === b.r && (apart === 1 || apart === a.count - 1)) {
        if (a.count > 3 && foldsBack(a, b)) return true;
        continue;
      }
      if (segmentsTouch(...a.from, ...a.to, ...b.from, ...b.to)) return true;
    }
  }
  return false;
}

interface Side {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}
/** Neighbours that run back over each other. */
function foldsBack(a: Side, b: Side): boolean {
  const ax = a.to[0] - a.from[0];
  const ay = a.to[1] - a.from[1];
  const bx = b.to[0] - b.from[0];
  const by = b.to[1] - b.from[1];
  const cross = ax * by - ay * bx;
  return Math.abs(cross) < 1e-9 * Math.hypot(ax, ay) * Math.hypot(bx, by) && ax * bx + ay * by < 0;
}

/**
 * What is wrong with an outline (outer ring, then holes, each open), in the order a person would mend it; null = it
 * bounds ground. It may lie anywhere: where it lies is said by the answer.
 */
export function checkOutline(rings: readonly (readonly LngLat[])[]): SiteFault | null {
  const [outer] = rings;
  const corners = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (!outer || rings.some((ring) => ring.length < 3) || corners > PROPOSAL_LIMITS.corners) return "corners";
  if (!rings.every((ring) => ring.every(isPlace))) return "place";
  const planar = planeRings(rings, outer[0] as LngLat);
  const size = planar.reduce(
    (sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(signedRingSquareMetres(ring)),
    0,
  );
  // before the rest: of all corners in one line or one place each side touches the others
  if (planar.length === 1 && isFlat(planar[0] as PlaneRing)) return "no-area";
  if (sidesTouch(planar)) return "crosses-itself";
  const [ground, ...holes] = planar as [PlaneRing, ...PlaneRing[]];
  const isWithin = (hole: PlaneRing, around: PlaneRing) => {
    const [x, y] = hole[0] as readonly [number, number];
    return ringContains(around, x, y);
  };
  if (!holes.every((hole) => isWithin(hole, ground))) return "hole";
  if (holes.some((hole, i) => holes.some((other, k) => k !== i && isWithin(hole, other)))) return "hole";
  if (!(size >= LEAST_SQUARE_METRES)) return "no-area";
  return size > PROPOSAL_LIMITS.squareMetres[1] ? "too-large" : null;
}

/** All corners within a hand's breadth of one line. */
function isFlat(ring: PlaneRing): boolean {
  const [x0, y0] = ring[0] as readonly [number, number];
  let far: readonly [number, number] = [x0, y0];
  for (const corner of ring)
    if (Math.hypot(corner[0] - x0, corner[1] - y0) > Math.hypot(far[0] - x0, far[1] - y0)) far = corner;
  const length = Math.hypot(far[0] - x0, far[1] - y0);
  if (length < 0.1) return true;
  return ring.every(([x, y]) => Math.abs((far[0] - x0) * (y - y0) - (far[1] - y0) * (x - x0)) / length < 0.1);
}
