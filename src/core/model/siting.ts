import type { Scenario } from "./scenario.ts";

/**
 * `cover-all`: fewest (or cheapest) new sites so that everybody who can be covered is (location set covering).
 * `cover-most`: most persons within the minutes with so many new sites (maximal covering). `cover-most-with-room`: the
 * same, and every person also has a place (capacitated maximal covering). `p-median`: least person-seconds in total.
 * `p-median-with-room`: the same under the sites' room. `p-center`: shortest longest walk. `p-dispersion`: new sites as
 * far apart, and as far from open ones, as can be.
 */
export const SITING_KINDS = [
  "cover-all",
  "cover-most",
  "cover-most-with-room",
  "p-median",
  "p-center",
  "p-median-with-room",
  "p-dispersion",
] as const;
export type SitingKind = (typeof SITING_KINDS)[number];

/** Kinds whose value falls as the choice gets better: their bound is what no choice gets under. */
export const FALLING_KINDS: ReadonlySet<SitingKind> = new Set([
  "cover-all",
  "p-median",
  "p-median-with-room",
  "p-center",
]);

/** Whose walks count: every resident of the period, only those of 65 and over, or only those in need of assistance. */
export const SITING_WEIGHTS = ["persons", "aged-65", "assistance"] as const;
export type SitingWeight = (typeof SITING_WEIGHTS)[number];

/** The question without its places. */
export interface SitingQuestion {
  readonly kind: SitingKind;
  /** New sites to choose at most, existing ones not counted; null: as many as the budget pays, or as it takes. */
  readonly newSites: number | null;
  /** Ids that must be, may not be chosen. */
  readonly requiredIds: readonly string[];
  readonly forbiddenIds: readonly string[];
  /** Seconds the solver may take, more than 0. */
  readonly limitSeconds: number;
  /** Most that all new sites together may cost, in the unit of `costs`; null = no budget. */
  readonly budget: number | null;
  /** Cost per site id, more than 0; sites without an entry cost 1. null: every site costs 1. */
  readonly costs: Readonly<Record<string, number>> | null;
  /** Open sites that must be within the minutes before a place counts as covered: 1 plain, 2 with a backup. Read by the covering kinds without room. */
  readonly backupSites: number;
  readonly weight: SitingWeight;
}

/** Values of a question that says nothing of them. */
export const PLAIN_SITING = { budget: null, costs: null, backupSites: 1, weight: "persons" } as const;

/** `candidates` of the pack are chosen from; its shelters count as there already unless `existing` is false. */
export interface SiteRequest extends SitingQuestion {
  readonly scenario: Scenario;
  readonly existing: boolean;
}

/** How good the choice is proven to be. `gapShare`: |value − bound| ÷ the greater of the two, 0-1; the optimum lies between. */
export type SitingProof =
  | { readonly status: "optimal" }
  /** The time was over: the best found, and how far from the optimum it may be at most. */
  | { readonly status: "gap"; readonly bound: number; readonly gapShare: number }
  /** No choice can do it: the verb `shortfall` says who is short of what, and what would help. */
  | { readonly status: "infeasible" }
  /** The time was over before any choice was found. */
  | { readonly status: "nothing-found" };

export interface SitingChoice {
  /** New sites, in the order of the sites. Empty when infeasible. */
  readonly chosenIds: readonly string[];
  /**
   * `cover-all`: new sites (or their cost, where costs are given). `cover-most`, `cover-most-with-room`: weighted persons.
   * `p-median`, `p-median-with-room`: person-seconds. `p-center`: seconds. `p-dispersion`: least metres between two.
   * null = no choice.
   */
  readonly value: number | null;
  readonly proof: SitingProof;
  /** Demand no site that may stand could ever serve within the minutes, and its persons: left out of `cover-all` never. */
  readonly uncoverableIds: readonly string[];
  readonly uncoverablePersons: number;
  /** Fewest new sites that reach everybody; null = not asked or not possible. */
  readonly fewestNewSites: number | null;
  /** Persons within the minutes of an open site (of `backupSites` of them). */
  readonly coveredPersons: number;
  readonly persons: number;
}

export interface SiteAnswer extends SitingChoice {
  readonly request: SiteRequest;
  readonly existingIds: readonly string[];
}
