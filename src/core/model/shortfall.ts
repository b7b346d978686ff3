import type { Scenario } from "./scenario.ts";

/** Who is short of a place under a scenario, and what would help most. */
export interface ShortfallRequest {
  readonly scenario: Scenario;
  /** Candidates taken as open besides the shelters: the sites of a choice that was not enough. */
  readonly openIds: readonly string[];
  /** Sites, square metres and gates to verify and report of each, 1 or more; of the minutes all that gain somebody. */
  readonly most: number;
  /** Seconds for the question of the fewest sites, more than 0. */
  readonly limitSeconds: number;
}

/** Persons of one community without a place, by why; the parts sum to `shortPersons`. */
export interface CommunityShortfall {
  readonly communityId: string;
  readonly persons: number;
  readonly shortPersons: number;
  readonly notReachedPersons: number;
  readonly nearButFullPersons: number;
  readonly unknownPersons: number;
}

/**
 * One thing that could be given, alone. `minutes`: longer walks count, in whole minutes and as metres at the pace.
 * `square-metres`: more effective area at one open site, as much as ever helps. `site`: one candidate opened.
 * `gate`: one gate opened that does not count now.
 */
export type RelaxationChange =
  | { readonly kind: "minutes"; readonly extraMinutes: number; readonly extraMetres: number }
  | { readonly kind: "square-metres"; readonly siteId: string; readonly extraSquareMetres: number }
  | { readonly kind: "site"; readonly siteId: string; readonly squareMetres: number }
  | { readonly kind: "gate"; readonly gateId: string; readonly shelterId: string };

export interface Relaxation {
  readonly change: RelaxationChange;
  /** More persons with a place, by the exact allocation solved again with this change. */
  readonly gainedPersons: number;
  /** Persons still short after it. */
  readonly stillShortPersons: number;
}

export interface ShortfallAnswer {
  readonly request: ShortfallRequest;
  readonly persons: number;
  readonly placedPersons: number;
  /** Communities with somebody short, most persons first. */
  readonly communities: readonly CommunityShortfall[];
  /** What ends the shortage alone first, then by persons gained, most first. None gains nobody. */
  readonly relaxations: readonly Relaxation[];
  /** Whole minutes at which nobody is short who has a street near; null = not within an hour, because room is short. */
  readonly enoughMinutes: number | null;
  /** Square metres that are missing within the minutes, wherever they are added in reach; 0 = room is not what is short. */
  readonly missingSquareMetres: number;
  /** Fewest candidates that bring a site within the minutes of everybody who can be reached; null = not found out, or there are no candidates. */
  readonly fewestSites: {
    readonly siteIds: readonly string[];
    readonly isProven: boolean;
    /** Persons whom no candidate reaches either. */
    readonly beyondPersons: number;
  } | null;
}
