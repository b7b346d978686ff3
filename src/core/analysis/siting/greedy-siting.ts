import { coverBound, startPrices } from "./cover-bound.ts";
import { interchangeCover } from "./cover-interchange.ts";
import { coverValue } from "./cover-model.ts";
import { openLimits, reachedPersons } from "./cover-most.ts";
import { coverRows, coverTask } from "./cover-question.ts";
import { INFEASIBLE, NOTHING_FOUND, type Siting, type SitingTask } from "./siting-problem.ts";

/** Enough for a bound within a few percent. */
const ROUNDS = 60;

/**
 * An answer while a pin is being dragged: greedy and interchange with the bound of a few rounds of prices, for set
 * covering and maximal covering. A guess is never called infeasible: only where the required sites alone exceed a limit.
 */
export function greedySiting(kind: "cover-all" | "cover-most", task: SitingTask): Siting {
  const { problem, backupSites } = task;
  const cover = coverTask(task, backupSites);
  if (cover.isBeyond) return INFEASIBLE;
  const { open, cost, mostCost, mostSites, requiredCost } = cover;
  const isAll = kind === "cover-all";
  const limits = isAll
    ? { cost, spend: mostCost < Infinity ? cost : null, budget: mostCost, open: mostSites }
    : openLimits(task, cover);
  const model = coverRows(task, cover, limits, {
    backupSites,
    mostDeciseconds: Infinity,
    weightOf: (demand) => (isAll ? Infinity : problem.persons[demand]!),
  });
  const columns = interchangeCover(model, []);
  const value = coverValue(model, columns);
  if (value === null) return NOTHING_FOUND;
  const { bound } = coverBound(model, startPrices(model), {
    rounds: ROUNDS,
    firstScale: 1,
    leastScale: 0.01,
    isOver: () => false,
    limit: () => value,
    offer: () => {},
  });
  const chosen = columns.map((column) => open.free[column]!);
  const isWhole = isAll ? cost.every(Number.isInteger) : problem.persons.every(Number.isInteger);
  const least = Math.min(value, isWhole ? Math.ceil(bound - 1e-6) : bound);
  const known = { chosen, isInfeasible: false, fewestNewSites: null };
  if (isAll) return { ...known, value: requiredCost + value, bound: requiredCost + least };
  const reached = reachedPersons(problem, open, chosen, backupSites);
  return { ...known, value: reached, bound: reached + value - least };
}
