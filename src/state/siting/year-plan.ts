import type { BuildOrderAnswer, BuildOrderGoal, BuildOrderRequest } from "../../core/model/build-order.ts";
import { isWithoutProposals, NO_PROPOSALS, type Proposals } from "../../core/model/proposal.ts";
import type { Scenario } from "../../core/model/scenario.ts";
import type { SitingWeight } from "../../core/model/siting.ts";

/** Candidate ids by year of building, the first year first. */
export type YearPlan = readonly (readonly string[])[];

export interface OrderDraft {
  /** First calendar year of building. */
  readonly fromYear: number;
  readonly years: number;
  readonly perYear: number;
  readonly goal: BuildOrderGoal;
  readonly weight: SitingWeight;
  readonly limitSeconds: number;
}

/** How much later than planned a plot may be free. */
export const SLIPS = ["none", "one", "two", "never"] as const;
export type Slip = (typeof SLIPS)[number];
const SLIP_YEARS: Readonly<Record<Slip, number>> = {
  none: 0,
  one: 1,
  two: 2,
  never: Number.POSITIVE_INFINITY,
};

export const yearPlanOf = (answer: BuildOrderAnswer): YearPlan => answer.years.map(({ newIds }) => newIds);

/** Index of the year a site is built in; -1 = not in the plan. */
export const yearOfSite = (plan: YearPlan, id: string): number => plan.findIndex((ids) => ids.includes(id));

/** The two sites change their years. */
export const swapSites = (plan: YearPlan, one: string, other: string): YearPlan =>
  plan.map((ids) => ids.map((id) => (id === one ? other : id === other ? one : id)));

/**
 * The site in another year. Where that year is full it changes places with `inPlaceOf`, or else with the first one there
 * that is not fixed; where all are fixed, or the site itself is, nothing changes.
 */
export function moveSite(
  plan: YearPlan,
  id: string,
  toYear: number,
  rules: { readonly perYear: number; readonly fixedIds: ReadonlySet<string>; readonly inPlaceOf?: string },
): YearPlan {
  const from = yearOfSite(plan, id);
  const there = plan[toYear];
  if (from === -1 || !there || from === toYear || rules.fixedIds.has(id)) return plan;
  if (there.length < rules.perYear)
    return plan.map((ids, year) =>
      year === from ? ids.filter((each) => each !== id) : year === toYear ? [...ids, id] : ids,
    );
  const other = [rules.inPlaceOf, ...there].find(
    (each) => each !== undefined && there.includes(each) && !rules.fixedIds.has(each),
  );
  return other === undefined ? plan : swapSites(plan, id, other);
}

/** The plan as it goes when the site comes so late and nothing else changes; beyond the last year it never comes. */
export function slipped(plan: YearPlan, id: string, slip: Slip): YearPlan {
  const from = yearOfSite(plan, id);
  if (from === -1 || slip === "none") return plan;
  const to = from + SLIP_YEARS[slip];
  return plan.map((ids, year) => {
    const others = ids.filter((each) => each !== id);
    return year === to ? [...others, id] : others;
  });
}

/** Years from 1, as the engine counts them. */
export const fixedYearsOf = (plan: YearPlan): Record<string, number> =>
  Object.fromEntries(plan.flatMap((ids, year) => ids.map((id) => [id, year + 1])));

/** Sites of the scheme that come from candidates are what is to be put in order: they are not there yet. */
export function unbuilt(proposals: Proposals): {
  readonly proposals: Proposals;
  readonly candidateIds: readonly string[];
} {
  return {
    proposals: { ...proposals, sites: proposals.sites.filter(({ candidateId }) => candidateId === null) },
    candidateIds: proposals.sites.flatMap(({ candidateId }) => candidateId ?? []),
  };
}

export function scenarioBefore(scenario: Scenario): Scenario {
  const { proposals = NO_PROPOSALS, ...rest } = scenario;
  const before = unbuilt(proposals).proposals;
  return isWithoutProposals(before) ? rest : { ...rest, proposals: before };
}

export function orderRequestOf(
  { years, perYear, goal, weight, limitSeconds }: OrderDraft,
  scenario: Scenario,
  wishes: Pick<BuildOrderRequest, "requiredIds" | "forbiddenIds" | "fixedYears">,
): BuildOrderRequest {
  return {
    kind: "cover-most-with-room",
    goal,
    perYear,
    years,
    limitSeconds,
    weight,
    scenario,
    existing: true,
    ...wishes,
  };
}

/** What exactly this plan comes to: every site fixed to its year, no other allowed; a late one may be one too many in its year. */
export function evaluationOf(
  request: BuildOrderRequest,
  plan: YearPlan,
  candidateIds: readonly string[],
): BuildOrderRequest {
  const fixedYears = fixedYearsOf(plan);
  return {
    ...request,
    perYear: Math.max(1, request.perYear, ...plan.map((ids) => ids.length)),
    requiredIds: [],
    forbiddenIds: candidateIds.filter((id) => fixedYears[id] === undefined),
    fixedYears,
  };
}

export interface YearValue {
  readonly value: number;
  /** The best choice of as many sites that does not have to hold the years before. */
  readonly best: number;
}

/** A plan's years beside the best that each could have, as the free question found it. */
export function yearValues(free: BuildOrderAnswer, values: readonly number[]): readonly YearValue[] {
  return free.years.map(({ best, value }, year) => {
    const here = values[year] ?? value;
    // Better than what was found to be the best: then that is the best known.
    return { value: here, best: Math.max(best.value, here) };
  });
}

/** Persons of all years together that stay behind each year's best, 0 or more. */
export const regretOf = (values: readonly YearValue[]): number =>
  values.reduce((sum, { value, best }) => sum + best - value, 0);
