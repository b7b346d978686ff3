import type { Scenario } from "./scenario.ts";
import type { SitingProof, SitingWeight } from "./siting.ts";

/**
 * What a year is judged by. `cover-most`: persons within the minutes. `cover-most-with-room`: persons with a place.
 * `p-median`, `p-median-with-room`: person-seconds walked in total; who is beyond the minutes, or has no place, counts
 * as walking just the minutes, so that early years can be compared.
 */
export const BUILD_ORDER_KINDS = [
  "cover-most",
  "cover-most-with-room",
  "p-median",
  "p-median-with-room",
] as const;
export type BuildOrderKind = (typeof BUILD_ORDER_KINDS)[number];

/**
 * `every-year`: the least regret in all years together, which is the same as the fewest persons missed, or the fewest
 * person-seconds, in all years together. `last-year`: the best that the last year can be first, then the order in which
 * those sites are of most use on the way.
 */
export const BUILD_ORDER_GOALS = ["every-year", "last-year"] as const;
export type BuildOrderGoal = (typeof BUILD_ORDER_GOALS)[number];

export interface BuildOrderQuestion {
  readonly kind: BuildOrderKind;
  readonly goal: BuildOrderGoal;
  /** New sites built each year, 1 or more. */
  readonly perYear: number;
  /** Years of building, 1 or more. */
  readonly years: number;
  /** Sites to be built in some year, and never. */
  readonly requiredIds: readonly string[];
  readonly forbiddenIds: readonly string[];
  /** Year (from 1) in which a site is to be built, by its id. */
  readonly fixedYears: Readonly<Record<string, number>>;
  /** Seconds the whole may take, more than 0. */
  readonly limitSeconds: number;
  readonly weight: SitingWeight;
}

export interface BuildOrderRequest extends BuildOrderQuestion {
  readonly scenario: Scenario;
  /** Whether the pack's shelters count as there already. */
  readonly existing: boolean;
}

export interface BuildOrderYear {
  /** From 1. */
  readonly year: number;
  readonly newIds: readonly string[];
  /** All built so far, in the order of the sites. */
  readonly chosenIds: readonly string[];
  /** In the unit of the kind, see BUILD_ORDER_KINDS. */
  readonly value: number;
  /**
   * The best choice of as many sites that does not have to hold the years before; sites fixed to a year by then are in
   * it, those of later years are not.
   */
  readonly best: {
    readonly chosenIds: readonly string[];
    readonly value: number;
    readonly proof: SitingProof;
  };
  /** How far `value` stays behind that best, 0 or more, and its share of it, 0-1 (0 where the best is 0 as well). */
  readonly regret: number;
  readonly regretShare: number;
  readonly coveredPersons: number;
}

export interface BuildOrder {
  /** Empty when `proof` is infeasible or nothing was found. */
  readonly years: readonly BuildOrderYear[];
  /** Sum of the years' regrets. */
  readonly totalRegret: number;
  /**
   * Of the order by its goal: `bound` is what the years' values can sum to at best. For `last-year` the order is the
   * best of the last year's choice as found; another choice as good may have a better one.
   */
  readonly proof: SitingProof;
  /** Demand no site that may stand could ever serve within the minutes. */
  readonly uncoverablePersons: number;
  readonly persons: number;
}

export interface BuildOrderAnswer extends BuildOrder {
  readonly request: BuildOrderRequest;
  readonly existingIds: readonly string[];
}
