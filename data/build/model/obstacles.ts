import { BoxGrid } from "./grid.ts";
import { boxOf, insideRing, type Point, type Ring, ringDistance, ringsOverlap } from "./plane.ts";

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
}
