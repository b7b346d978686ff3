import type { RouteStep } from "./answers.ts";
import type { LngLat } from "./geometry.ts";
import type { Scenario } from "./scenario.ts";

/** Who goes: on foot or in a wheelchair at the scenario's pace, or driving by the rules of the vehicle. */
export const ROUTE_PROFILES = ["walk", "wheelchair", "fire-engine", "truck"] as const;
export type RouteProfile = (typeof ROUTE_PROFILES)[number];

/** From the first place to the second, or back again: one-way streets and turns make these two ways. */
export const ROUTE_DIRECTIONS = ["there", "back"] as const;
export type RouteDirection = (typeof ROUTE_DIRECTIONS)[number];

export interface RouteRequest {
  readonly scenario: Scenario;
  readonly from: LngLat;
  readonly to: LngLat;
  readonly profile: RouteProfile;
  readonly direction: RouteDirection;
}

export interface RouteAnswer {
  readonly request: RouteRequest;
  readonly seconds: number;
  readonly metres: number;
  /** From the place left to the place come to, WGS-84. */
  readonly line: readonly LngLat[];
  readonly steps: readonly RouteStep[];
  /** Metres on foot from the place to its street and from the last street to the place, in metres and seconds of the route. */
  readonly accessMetres: number;
  readonly egressMetres: number;
  /** Metres of streets whose slope is level or not known, which counts as level, for wheels; null: nobody asks for slopes. */
  readonly slopeUnknownMetres: number | null;
}
