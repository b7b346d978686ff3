import type { LngLat } from "./geometry.ts";
import type { ReachPolygon } from "./isochrone.ts";
import type { Incident } from "./operation.ts";
import type { StationKind } from "./pack.ts";
import type { Scenario } from "./scenario.ts";

/*
 * Forces and what they are called to. Every crew drives as an engine on a call: mobilisation of its station, the drive
 * under the closures, the last metres on foot. One vehicle is one crew.
 */

/** Who is sent to what. Anybody goes to what nobody has a name for. */
export const FORCES_FOR: Readonly<Record<Incident["kind"], readonly StationKind[]>> = {
  collapse: ["fire", "fire-small", "volunteer"],
  trapped: ["fire", "fire-small", "volunteer"],
  fire: ["fire", "fire-small"],
  gas: ["fire", "fire-small"],
  injured: ["medical"],
  water: ["flood", "fire", "fire-small"],
  other: ["fire", "fire-small", "medical", "flood", "volunteer"],
};

/** Crews of a station of which nobody knows the vehicles. */
export const ASSUMED_CREWS = 1;

export interface ForcesRequest {
  readonly scenario: Scenario;
  /** Those that are open. */
  readonly incidents: readonly Incident[];
  /** What is out already; `incidentId` null: in the field. */
  readonly crewsOut: readonly {
    readonly stationId: string;
    readonly incidentId: string | null;
    readonly crews: number;
  }[];
  /** Stations told per incident, nearest first. */
  readonly nearest: number;
  /** Homes count as reached within so many minutes from the call. */
  readonly reachMinutes: number;
  /** The ground that stations of this kind reach within the minutes is outlined too; null: of none. */
  readonly outlinedKind: StationKind | null;
}

export interface StationStrength {
  readonly stationId: string;
  readonly crews: number;
  /** The pack does not know its vehicles: `ASSUMED_CREWS` stands for them. */
  readonly isAssumed: boolean;
  readonly outCrews: number;
  /** Never negative: more may be out than the pack knows of. */
  readonly freeCrews: number;
  /** No street an engine may drive within the snap limit. */
  readonly isCutOff: boolean;
}

export interface NearForce {
  readonly stationId: string;
  /** From the call: mobilisation, drive, and the way on foot. */
  readonly minutes: number;
  readonly freeCrews: number;
}

export interface IncidentForces {
  readonly incidentId: string;
  /** No street near: nobody drives there, and it may lie outside the district. */
  readonly isOffStreets: boolean;
  /** Of the kinds that are sent to it, with or without a crew at hand; those that come at all. */
  readonly nearest: readonly NearForce[];
  /** Open ground nearest by drive that is not the place itself; null: none in reach. */
  readonly staging: {
    readonly candidateId: string;
    readonly lngLat: LngLat;
    readonly minutes: number;
  } | null;
  /** Asked for and neither there already nor in the plan. */
  readonly missingCrews: number;
}

export interface CrewOrder {
  readonly stationId: string;
  readonly incidentId: string;
  readonly crews: number;
  /** Until they are there. */
  readonly minutes: number;
}

export interface ForceReach {
  readonly kind: StationKind;
  /** With at least one crew at hand. */
  readonly stations: number;
  readonly reachedPersons: number;
  /** Where most people are reached by none of the kind, the worst first. */
  readonly gaps: readonly { readonly communityId: string; readonly persons: number }[];
}

export interface ForcesAnswer {
  readonly request: ForcesRequest;
  readonly stations: readonly StationStrength[];
  readonly incidents: readonly IncidentForces[];
  /**
   * As many crews as are wanted and at hand; of all ways of sending so many the one that leaves the least severity
   * wanting, and of those the one with the least arrival time weighted by severity. Exact.
   */
  readonly orders: readonly CrewOrder[];
  /** Sum over the crews sent of severity times minutes. */
  readonly severityMinutes: number;
  /** Residents of the scenario's period. */
  readonly persons: number;
  readonly reach: readonly ForceReach[];
  readonly polygons: readonly ReachPolygon[];
  readonly cellMetres: number;
  readonly computeMilliseconds: number;
}
