import { eastMetres, northMetres } from "../geo/local-plane.ts";
import type { CommitmentState } from "../model/answers.ts";
import type { LngLat } from "../model/geometry.ts";
import { type LayerId, METHODS, type Method } from "../model/pack.ts";
import type { PreparedPack } from "./prepare.ts";
import { sampleGrid } from "./sample-grid.ts";

/** Within a tenth of the target counts as near. */
const NEAR_SHARE = 0.9;

/** `reached` ÷ target for "at least", target ÷ value for "at most"; a hair forgives sums of fractions. */
export function stateOf(reachedShare: number): CommitmentState {
  if (Number.isNaN(reachedShare)) return "cannot-judge";
  if (reachedShare >= 1 - 1e-9) return "kept";
  return reachedShare >= NEAR_SHARE ? "near" : "not-kept";
}

/** The weakest method among the layers; null when the pack describes none of them. */
export function weakestMethod(
  prepared: PreparedPack,
  layers: readonly (LayerId | "network")[],
): Method | null {
  let weakest = -1;
  for (const resource of prepared.pack.index.description.resources)
    if (layers.includes(resource.name)) weakest = Math.max(weakest, METHODS.indexOf(resource.method));
  return METHODS[weakest] ?? null;
}

/** How sites are spread over the district, metres. Each null where there are too few sites to say. */
export interface Spacing {
  readonly squareMetres: number;
  /** √(A/n): one site per square. */
  readonly squareGrid: number | null;
  /** √(1.1547·A/n): the same on a triangular lattice, 1.1547 = 2/√3. */
  readonly triangularGrid: number | null;
  readonly meanNearestNeighbour: number | null;
  /** Radius of the largest circle inside the district's ground without a site, over points 20 m apart. */
  readonly largestEmptyCircle: number | null;
}

export function spacing(prepared: PreparedPack, sites: readonly LngLat[]): Spacing {
  const grid = sampleGrid(prepared);
  const { plane } = prepared.index;
  const points = sites.map(
    (lngLat) => [eastMetres(plane, lngLat[0]), northMetres(plane, lngLat[1])] as const,
  );
  let samples = 0;
  let emptiest = 0;
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      if (grid.inDistrict[row * grid.columns + column] === 0) continue;
      samples++;
      const x = grid.firstEast + column * grid.cellMetres;
      const y = grid.firstNorth + row * grid.cellMetres;
      let nearest = Infinity;
      for (const [siteX, siteY] of points)
        nearest = Math.min(nearest, (siteX - x) * (siteX - x) + (siteY - y) * (siteY - y));
      emptiest = Math.max(emptiest, nearest);
    }
  }
  const count = sites.length;
  const squareMetres = samples * grid.cellMetres * grid.cellMetres;
  const neighbours = points.map(([x, y], i) =>
    points.reduce(
      (least, [ox, oy], j) => (i === j ? least : Math.min(least, Math.hypot(ox - x, oy - y))),
      Infinity,
    ),
  );
  return {
    squareMetres,
    squareGrid: count === 0 ? null : Math.sqrt(squareMetres / count),
    triangularGrid: count === 0 ? null : Math.sqrt(((2 / Math.sqrt(3)) * squareMetres) / count),
    meanNearestNeighbour: count < 2 ? null : neighbours.reduce((sum, metres) => sum + metres, 0) / count,
    largestEmptyCircle: count === 0 ? null : Math.sqrt(emptiest),
  };
}
