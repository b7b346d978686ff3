import type { CoverLimits } from "./cover-model.ts";
import { type CoverTask, coverRows, coverTask } from "./cover-question.ts";
import { searchCover } from "./cover-search.ts";
import {
  INFEASIBLE,
  type OpenQuestion,
  type Siting,
  type SitingProblem,
  type SitingTask,
} from "./siting-problem.ts";

/** What opening takes: a budget of sites that all cost the same is a number of sites. */
export function openLimits(task: SitingTask, { cost, mostCost, mostSites }: CoverTask): CoverLimits {
  const isPriced = task.problem.costs !== null && mostCost < Infinity;
  return {
    cost: new Float64Array(cost.length),
    spend: isPriced ? cost : null,
    budget: isPriced ? mostCost : Infinity,
    open: isPriced ? mostSites : Math.min(mostSites, Math.floor(mostCost + 1e-9)),
  };
}

/** Maximal covering: most persons within the minutes of `backupSites` open sites. */
export function coverMost(task: SitingTask): Siting {
  const { problem, run, backupSites } = task;
  const cover = coverTask(task, backupSites);
  if (cover.isBeyond) return INFEASIBLE;
  const { open } = cover;
  const model = coverRows(task, cover, openLimits(task, cover), {
    backupSites,
    mostDeciseconds: Infinity,
    weightOf: (demand) => problem.persons[demand]!,
  });
  const isWhole = problem.persons.every(Number.isInteger);
  const persons = open.coverable.reduce((sum, demand) => sum + problem.persons[demand]!, 0);
  const boundOf = (bound: number) => persons - (isWhole ? Math.ceil(bound - 1e-6) : bound);
  const found = searchCover({
    model,
    isWhole,
    most: Infinity,
    isFirstEnough: false,
    run,
    deadline: run.now() + task.limitSeconds * 1000,
    onProgress: (value, bound, share) =>
      run.onProgress({
        share,
        found: value === null ? null : { value: persons - value, bound: Math.min(persons, boundOf(bound)) },
      }),
  });
  // Opening nothing is always allowed, so there is a choice.
  const chosen = (found.columns ?? []).map((column) => open.free[column]!);
  const value = reachedPersons(problem, open, chosen, backupSites);
  return {
    chosen,
    value,
    bound: found.bound === found.value ? value : Math.max(value, Math.min(persons, boundOf(found.bound))),
    isInfeasible: false,
    fewestNewSites: null,
  };
}

/** Persons within the minutes of `backupSites` open sites. */
export function reachedPersons(
  { persons, times, standing }: SitingProblem,
  question: OpenQuestion,
  chosen: readonly number[],
  backupSites: number,
): number {
  const isOpen = question.isFixed.slice(0, standing.length);
  for (const site of chosen) isOpen[site] = 1;
  return question.coverable.reduce((sum, demand) => {
    let reaching = 0;
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++)
      reaching += isOpen[times.arcSite[arc]!]!;
    return reaching >= backupSites ? sum + persons[demand]! : sum;
  }, 0);
}
