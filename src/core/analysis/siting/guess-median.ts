import { medianModel } from "./median-model.ts";
import { MedianSearch } from "./median-search.ts";
import { shakeMedian } from "./median-shake.ts";
import { siteAllowance } from "./site-allowance.ts";
import { INFEASIBLE, NOTHING_FOUND, openQuestion, type Siting, type SitingTask } from "./siting-problem.ts";

/**
 * A p-median without proof, for an answer while a pin is being dragged: greedy and interchange, and so many shakes of
 * what they found (none: about 50 ms for 1,000 demands and 300 sites). A guess is never called infeasible: only where the
 * required sites alone exceed a limit.
 */
export function guessMedian(task: SitingTask, shakes: number): Siting {
  const { problem, limitSeconds, run } = task;
  const until = run.now() + limitSeconds * 1000;
  const question = openQuestion(problem);
  const allowance = siteAllowance(task, question);
  if (allowance === null) return INFEASIBLE;
  const stops = () => run.isCancelled() || run.now() >= until;
  const model = medianModel(problem, question, allowance, null, stops);
  const search = new MedianSearch(model, stops);
  search.fill();
  search.descend();
  shakeMedian(model, search, shakes, { run, until });
  const cost = search.cost();
  if (cost >= model.penalty) return NOTHING_FOUND;
  return {
    chosen: search.chosen().map((column) => question.free[column]!),
    value: cost / 10,
    bound: null,
    isInfeasible: false,
    fewestNewSites: null,
  };
}
