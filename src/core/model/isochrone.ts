import type { MultiPolygon } from "geojson";
import type { LngLat } from "./geometry.ts";
import type { Scenario } from "./scenario.ts";

export interface IsochroneRequest {
  readonly scenario: Scenario;
  readonly origin: LngLat;
  /** Minutes, 0 or more, in any order; the longest is the limit of all that is counted. */
  readonly cutoffMinutes: readonly number[];
  /** `from` the origin outwards, or `to` it. */
  readonly direction: "from" | "to";
  /** Also the streets themselves, cut where each of the minutes ends. Default: no. */
  readonly edges?: boolean;
}

export interface ReachPolygon {
  readonly minutes: number;
  /**
   * Ground whose nearest street is reached in at most `minutes`; beyond 10 m from the middle of that street the walk
   * from it counts too. A bridge or tunnel owns the ground within 4 m of its middle. Islands and holes kept.
   */
  readonly geometry: MultiPolygon;
  readonly areaSquareMetres: number;
}

/**
 * Reached stretches of street as flat arrays, ready for a deck.gl PathLayer: path p has the points
 * [startIndices[p], startIndices[p + 1]). No stretch crosses one of the minutes, and time runs evenly along each.
 */
export interface ReachedEdges {
  /** lng, lat of every point, WGS-84 degrees, in the order of the edge's own direction. */
  readonly positions: Float64Array;
  /** One more than there are paths. */
  readonly startIndices: Uint32Array;
  /** Per path: edge of the network. */
  readonly edge: Uint32Array;
  /** Per path: where on its edge it begins, share of the edge's length, 0-1. */
  readonly firstShare: Float32Array;
  /** Per path: metres by the edge's stated length; they sum to `reachedStreetMetres`. */
  readonly metres: Float64Array;
  /** Per path: seconds at its first and last point. */
  readonly firstSeconds: Float32Array;
  readonly lastSeconds: Float32Array;
  /** Per path: the shortest of the minutes that it lies within. */
  readonly minutes: Float32Array;
}

export interface IsochroneAnswer {
  readonly request: IsochroneRequest;
  readonly polygons: readonly ReachPolygon[];
  /** Metres between the points the outlines were laid through: 2.5 m, more for more than 20 km x 20 km of ground. */
  readonly cellMetres: number;
  readonly reachedStreetMetres: number;
  readonly reachedPersons: number;
  /** null where not asked for. */
  readonly edges: ReachedEdges | null;
  readonly computeMilliseconds: number;
}
