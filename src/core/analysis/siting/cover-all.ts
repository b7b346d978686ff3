import { coverRows, coverTask } from "./cover-question.ts";
import { searchCover } from "./cover-search.ts";
import { INFEASIBLE, NOTHING_FOUND, type Siting, type SitingTask } from "./siting-problem.ts";

/**
 * Location set covering: the fewest (or cheapest) new sites so that every coverable demand has `backupSites` open sites
 * within the minutes. `value` counts the required sites too. Where the limits do not allow it, the fewest sites without
 * them are looked for in the time that is left.
 */
export function coverAll(task: SitingTask): Siting {
  const deadline = task.run.now() + task.limitSeconds * 1000;
  const siting = within(task, deadline);
  if (!siting.isInfeasible) return siting;
  const free = within(
    { ...task, newSites: null, budget: null, problem: { ...task.problem, costs: null } },
    deadline,
  );
  return { ...INFEASIBLE, fewestNewSites: free.fewestNewSites };
}

function within(task: SitingTask, deadline: number): Siting {
  const { problem, run, backupSites } = task;
  const cover = coverTask(task, backupSites);
  if (cover.isBeyond) return INFEASIBLE;
  const { open, cost, requiredCost, mostSites, mostCost } = cover;
  const model = coverRows(
    task,
    cover,
    { cost, spend: null, budget: Infinity, open: mostSites },
    { backupSites, mostDeciseconds: Infinity, weightOf: () => Infinity },
  );
  const isWhole = cost.every(Number.isInteger);
  const boundOf = (bound: number) => requiredCost + (isWhole ? Math.ceil(bound - 1e-6) : bound);
  const found = searchCover({
    model,
    isWhole,
    most: mostCost,
    isFirstEnough: false,
    run,
    deadline,
    onProgress: (value, bound, share) =>
      run.onProgress({
        share,
        found: value === null ? null : { value: requiredCost + value, bound: boundOf(bound) },
      }),
  });
  if (found.columns === null) return found.bound === Infinity ? INFEASIBLE : NOTHING_FOUND;
  const isProven = found.bound === found.value;
  return {
    chosen: found.columns.map((column) => open.free[column]!),
    value: requiredCost + found.value,
    bound: isProven ? requiredCost + found.value : boundOf(found.bound),
    isInfeasible: false,
    fewestNewSites: problem.costs === null && isProven ? open.requiredCount + found.columns.length : null,
  };
}
