import { BoxGrid } from "./grid.ts";
import {
  boxOf,
  distance,
  insideRing,
  lerp,
  type Point,
  type Ring,
  ringDistance,
  ringsOverlap,
} from "./plane.ts";

/** Lines are looked at this often. */
const LOOK_METRES = 4;

export type ObstacleKind = "water" | "park" | "ground";
export interface Obstacle {
  readonly ring: Ring;
  readonly kind: ObstacleKind;
}

/** Ground that lanes and houses keep off. */
export class Obstacles {
  readonly #grid = new BoxGrid<Obstacle>();
  readonly all: Obstacle[] = [];
  add(obstacle: Obstacle): void {
    this.all.push(obstacle);
    this.#grid.add(obstacle, boxOf(obstacle.ring));
  }
  /** True in an obstacle or nearer to one than the margin. */
  blocks(
    p: Point,
    marginMetres: number,
    kinds: readonly ObstacleKind[] = ["water", "park", "ground"],
  ): boolean {
    return this.#grid
      .around(p, marginMetres)
      .some(
        ({ ring, kind }) =>
          kinds.includes(kind) &&
          (insideRing(p, ring) || (marginMetres > 0 && ringDistance(p, ring) < marginMetres)),
      );
  }
  overlaps(ring: Ring, kinds: readonly ObstacleKind[] = ["water", "park", "ground"]): boolean {
    return this.#grid
      .search(boxOf(ring))
      .some((obstacle) => kinds.includes(obstacle.kind) && ringsOverlap(ring, obstacle.ring));
  }
  /** True when the straight line between the points runs into an obstacle. */
  blocksLine(a: Point, b: Point, kinds?: readonly ObstacleKind[]): boolean {
    const steps = Math.max(2, Math.ceil(distance(a, b) / LOOK_METRES));
    for (let i = 1; i < steps; i++) if (this.blocks(lerp(a, b, i / steps), 0, kinds)) return true;
    return false;
  }
}
