import type { Scenario } from "./scenario.ts";

/**
 * `cover-all`: fewest new sites so that everybody who can be covered is (location set covering). `cover-most`: most
 * persons within the minutes with so many new sites. `cover-most-with-room`: the same, and every person also has a
 * place. `p-median`: least person-seconds in total. `p-center`: shortest longest walk.
 */
export const SITING_KINDS = [
  "cover-all",
  "cover-most",
  "cover-most-with-room",
  "p-median",
  "p-center",
] as const;
export type SitingKind = (typeof SITING_KINDS)[number];

/** The question without its places. */
export interface SitingQuestion {
  readonly kind: SitingKind;
  /** New sites to choose at most, existing ones not counted; null only for `cover-all`. */
  readonly newSites: number | null;
  /** Ids that must be, may not be chosen. */
  readonly requiredIds: readonly string[];
  readonly forbiddenIds: readonly string[];
  /** Seconds the solver may take, more than 0. */
  readonly limitSeconds: number;
}

/** `candidates` of the pack are chosen from; its shelters count as there already unless `existing` is false. */
export interface SiteRequest extends SitingQuestion {
  readonly scenario: Scenario;
  readonly existing: boolean;
}

/** How good the choice is proven to be. `gapShare`: (value − bound) ÷ value, 0-1; the optimum lies between the two. */
export type SitingProof =
  | { readonly status: "optimal" }
  /** The time was over: the best found, and how far from the optimum it may be at most. */
  | { readonly status: "gap"; readonly bound: number; readonly gapShare: number }
  /** No choice can do it: `shortOf` says whom or what. */
  | { readonly status: "infeasible" }
  /** The time was over before any choice was found. */
  | { readonly status: "nothing-found" };

export interface SitingChoice {
  /** New sites, in the order of the sites. Empty when infeasible. */
  readonly chosenIds: readonly string[];
  /**
   * `cover-all`: new sites (or their cost, where costs are given). `cover-most`, `cover-most-with-room`: persons.
   * `p-median`: person-seconds. `p-center`: seconds. null = no choice.
   */
  readonly value: number | null;
  readonly proof: SitingProof;
  /** Demand no site that may stand could ever serve within the minutes, and its persons: left out of `cover-all` never. */
  readonly uncoverableIds: readonly string[];
  readonly uncoverablePersons: number;
  /** Fewest new sites that reach everybody; null = not asked or not possible. */
  readonly fewestNewSites: number | null;
  /** Persons within the minutes of an open site. */
  readonly coveredPersons: number;
  readonly persons: number;
}

export interface SiteAnswer extends SitingChoice {
  readonly request: SiteRequest;
  readonly existingIds: readonly string[];
}
