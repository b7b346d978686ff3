import type { CoverageSplit } from "./answers.ts";
import type { Scenario } from "./scenario.ts";

/** Times from demand to sites, a network's or anybody else's: compressed rows, one per demand. */
export interface TravelTimes {
  /** Arcs of demand i are [arcOffsets[i], arcOffsets[i + 1]), sites rising, one per pair at most. A pair without an arc is not reached. */
  readonly arcOffsets: Uint32Array;
  readonly arcSite: Uint32Array;
  /** Tenths of a second, 0 or more. */
  readonly arcDeciseconds: Uint32Array;
}

/** `shelters`: through their counting gates. `candidates`: sites that could become shelters, by their point. */
export const SITE_CHOICES = ["shelters", "candidates", "both"] as const;
export type SiteChoice = (typeof SITE_CHOICES)[number];

export interface MatrixRequest {
  readonly scenario: Scenario;
  readonly to: SiteChoice;
}

export interface MatrixAnswer {
  readonly request: MatrixRequest;
  readonly demandIds: readonly string[];
  readonly siteIds: readonly string[];
  /** As in TravelTimes; only pairs within the scenario's minutes. */
  readonly arcOffsets: Uint32Array;
  readonly arcSite: Uint32Array;
  readonly arcSeconds: Float64Array;
  /** Indexes into demandIds of places with no street near: their times are not known, which is not "not reached". */
  readonly unknownDemand: Uint32Array;
}

export interface AllocateRequest {
  readonly scenario: Scenario;
  /** See AllocationProblem; null, the default: as many as possible have a place, however far they walk. */
  readonly unservedDeciseconds: number | null;
}

export interface SiteLoad {
  readonly siteId: string;
  /** null = room unknown: takes no part in the allocation. */
  readonly capacityPersons: number | null;
  readonly assignedPersons: number;
}

/** Who goes where when as many as can find room do, and those walk as little as can be in total. Exact. */
export interface AllocateAnswer {
  readonly request: AllocateRequest;
  readonly persons: number;
  readonly servedPersons: number;
  readonly unservedPersons: number;
  /** Sum over those served of their walking seconds. */
  readonly personSeconds: number;
  readonly loads: readonly SiteLoad[];
  readonly demandIds: readonly string[];
  /** Same order as demandIds. */
  readonly demandUnservedPersons: Int32Array;
  /** One entry per used pair, same order in all four: index into demandIds, index into loads, persons, seconds. */
  readonly flowDemand: Uint32Array;
  readonly flowSite: Uint32Array;
  readonly flowPersons: Int32Array;
  readonly flowSeconds: Float64Array;
}

/** What a matrix from elsewhere is asked: no scenario, because pace, gates and closures are already in its seconds. */
export interface MatrixQuestion {
  /** Minutes that count as reached, more than 0. */
  readonly reachMinutes: number;
}

export interface MatrixAreaCoverage extends CoverageSplit {
  readonly id: string;
}

/** Coverage from a matrix: by persons only, since a matrix has no ground to measure. */
export interface MatrixCoverageAnswer {
  readonly total: CoverageSplit;
  /** By the demand's sub-district, in the order they first appear; empty when none was given. */
  readonly subDistricts: readonly MatrixAreaCoverage[];
  readonly demandIds: readonly string[];
  /** Seconds to the nearest site, also beyond the minutes; Infinity = no pair in the matrix. */
  readonly demandSeconds: Float64Array;
  readonly demandUnservedPersons: Int32Array;
  readonly loads: readonly (SiteLoad & { readonly nearestPersons: number })[];
}
