import { BoxGrid } from "../model/grid.ts";
import {
  boxOf,
  centroid,
  crossing,
  distance,
  insideRing,
  lerp,
  type Point,
  type Ring,
  ringsOverlap,
} from "../model/plane.ts";
import type { Ground } from "./ground.ts";

export interface Plot {
  readonly ring: Ring;
  readonly middle: Point;
  readonly squareMetres: number;
  /** Point of the street it lies along, at the middle of its front. */
  readonly front: Point;
}

/** Ground that is already used: sites, lakes. */
export class TakenGround {
  readonly #rings = new BoxGrid<Ring>();
  add(ring: Ring): void {
    this.#rings.add(ring, boxOf(ring));
  }
  meets(ring: Ring): boolean {
    return this.#rings.search(boxOf(ring)).some((other) => ringsOverlap(ring, other));
  }
}

const PLOT_CLASSES = new Set([
  "tertiary",
  "residential",
  "living-street",
  "hutong",
  "service",
  "pedestrian",
  "footway",
]);
/** Clear strip between the edge of the carriageway and the plot. */
const SETBACK_METRES = 1.5;

function meetsStreet(ground: Ground, ring: Ring): boolean {
  return ground.streets
    .search(boxOf(ring))
    .some(
      ({ a, b }) =>
        insideRing(a, ring) ||
        ring.some((corner, i) => crossing(a, b, corner, ring[(i + 1) % ring.length] as Point) !== null),
    );
}

function isFree(ground: Ground, taken: TakenGround, ring: Ring): boolean {
  if (ring.some((corner) => ground.inDistrict(corner) === null)) return false;
  if (ground.buildings.search(boxOf(ring)).some((placed) => ringsOverlap(ring, placed.ring))) return false;
  return !taken.meets(ring) && !meetsStreet(ground, ring);
}

/**
 * The largest open rectangle of the asked `sizes` (width along the street × depth, metres) beside a lane or path within
 * `radiusMetres`: no house, street, lake or other site on it. Null where there is none.
 */
export function findPlot(
  ground: Ground,
  taken: TakenGround,
  near: Point,
  radiusMetres: number,
  sizes: readonly (readonly [number, number])[],
): Plot | null {
  const fronts = ground.streets
    .search({
      minX: near[0] - radiusMetres,
      minY: near[1] - radiusMetres,
      maxX: near[0] + radiusMetres,
      maxY: near[1] + radiusMetres,
    })
    .filter(
      ({ a, b, data }) =>
        data.onFoot && data.atGrade && PLOT_CLASSES.has(data.streetClass) && distance(a, b) > 8,
    )
    .map((segment) => ({ ...segment, away: distance(near, lerp(segment.a, segment.b, 0.5)) }))
    .sort((p, q) => p.away - q.away);
  for (const [width, depth] of sizes) {
    for (const { a, b, data } of fronts) {
      const length = distance(a, b);
      const along: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
      for (const side of [1, -1]) {
        const out: Point = [-along[1] * side, along[0] * side];
        const start = Math.max(data.widthMetres, 3) / 2 + SETBACK_METRES;
        for (const share of [0.5, 0.25, 0.75]) {
          const front = lerp(a, b, share);
          if (distance(front, near) > radiusMetres) continue;
          const corner = (u: number, v: number): Point => [
            front[0] + along[0] * u + out[0] * v,
            front[1] + along[1] * u + out[1] * v,
          ];
          const ring = [
            corner(-width / 2, start),
            corner(width / 2, start),
            corner(width / 2, start + depth),
            corner(-width / 2, start + depth),
          ];
          if (isFree(ground, taken, ring))
            return { ring, middle: centroid(ring), squareMetres: width * depth, front };
        }
      }
    }
  }
  return null;
}
