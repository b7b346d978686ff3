import type { TravelTimes } from "../../model/matrix-answers.ts";
import type { SolveMilp } from "../../model/milp.ts";
import type { RunContext } from "../../model/progress.ts";

/** What may become of a site. `existing`: open already and not counted; `required`: one of the new ones; `forbidden`: never. */
export type SiteStanding = "free" | "existing" | "required" | "forbidden";

export interface SitingProblem {
  readonly demandIds: readonly string[];
  /** Weight of each demand, 0 or more; whole persons where room counts. A demand of 0 binds nobody. */
  readonly persons: Float64Array;
  readonly siteIds: readonly string[];
  readonly standing: readonly SiteStanding[];
  /** Persons each site has room for; null = unknown, gives room to nobody. Read only where room counts. */
  readonly capacities: readonly (number | null)[];
  /** Cost of each new site, more than 0, in any unit; null = each counts 1. */
  readonly costs: Float64Array | null;
  /** Every pair within the minutes, and no other. */
  readonly times: TravelTimes;
  /** Metres between sites i and j in a straight line at [i * sites + j]; null = places unknown. Read by `p-dispersion` only. */
  readonly siteMetres: Float64Array | null;
}

/** One siting question: the places, what is wanted of them, and what it may take. */
export interface SitingTask {
  readonly problem: SitingProblem;
  /** New sites at most, required ones counted; null = no limit but the budget. */
  readonly newSites: number | null;
  /** Most the new sites may cost together, required ones counted; null = no budget. */
  readonly budget: number | null;
  /** Open sites a place needs within the minutes to count as covered, 1 or more. */
  readonly backupSites: number;
  readonly limitSeconds: number;
  readonly solve: SolveMilp;
  readonly run: RunContext;
}

/** A problem seen from what is left to decide. */
export interface OpenQuestion {
  /** Sites that are open whatever is chosen: existing and required. */
  readonly fixed: readonly number[];
  /** Sites that may be chosen, rising. */
  readonly free: readonly number[];
  readonly requiredCount: number;
  /** Demands with persons that enough sites which may stand reach, rising. */
  readonly coverable: readonly number[];
  /** Demands with persons that too few ever reach, rising. */
  readonly uncoverable: readonly number[];
  /** 1 per site that is fixed open. */
  readonly isFixed: Uint8Array;
  readonly isFree: Uint8Array;
}

/** `backupSites`: open sites that a demand needs; one that fewer may ever reach is not coverable. */
export function openQuestion({ persons, standing, times }: SitingProblem, backupSites = 1): OpenQuestion {
  const indexes = [...standing.keys()];
  const fixed = indexes.filter((site) => standing[site] === "existing" || standing[site] === "required");
  const free = indexes.filter((site) => standing[site] === "free");
  const isFixed = new Uint8Array(standing.length);
  const isFree = new Uint8Array(standing.length);
  for (const site of fixed) isFixed[site] = 1;
  for (const site of free) isFree[site] = 1;
  const coverable: number[] = [];
  const uncoverable: number[] = [];
  for (let demand = 0; demand < persons.length; demand++) {
    if (persons[demand] === 0) continue;
    let reaching = 0;
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++)
      reaching += isFixed[times.arcSite[arc]!]! + isFree[times.arcSite[arc]!]!;
    (reaching >= backupSites ? coverable : uncoverable).push(demand);
  }
  const requiredCount = standing.filter((each) => each === "required").length;
  return { fixed, free, requiredCount, coverable, uncoverable, isFixed, isFree };
}

export const sitesOf = (times: TravelTimes, demand: number): number[] =>
  Array.from(times.arcSite.subarray(times.arcOffsets[demand], times.arcOffsets[demand + 1]));

/** What a kind of siting found, before it is put into words of ids. */
export interface Siting {
  /** New sites beside the required ones, rising; null = none found. */
  readonly chosen: readonly number[] | null;
  readonly value: number | null;
  /** Proven: no choice is better than this; null = nothing proven. Equal to `value`: optimal. */
  readonly bound: number | null;
  readonly isInfeasible: boolean;
  /** Fewest new sites, required ones counted, that reach every coverable demand; null = not found out. */
  readonly fewestNewSites: number | null;
}

export const INFEASIBLE: Siting = {
  chosen: null,
  value: null,
  bound: null,
  isInfeasible: true,
  fewestNewSites: null,
};
export const NOTHING_FOUND: Siting = { ...INFEASIBLE, isInfeasible: false };

/** `2 y1 + 3 y4` in lines of bearable length. */
export function lpSum(terms: readonly (readonly [coefficient: number, name: string])[]): string {
  const parts = terms.map(
    ([coefficient, name]) => `${coefficient < 0 ? "-" : "+"} ${Math.abs(coefficient)} ${name}`,
  );
  const lines: string[] = [];
  for (let i = 0; i < parts.length; i += 16) lines.push(parts.slice(i, i + 16).join(" "));
  return lines.join("\n ");
}

export const siteName = (site: number): string => `y${site}`;

/** Sites a solver set to 1. */
export const chosenSites = (values: ReadonlyMap<string, number>, free: readonly number[]): number[] =>
  free.filter((site) => (values.get(siteName(site)) ?? 0) > 0.5);
