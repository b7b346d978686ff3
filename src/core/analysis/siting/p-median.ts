import { coverAll } from "./cover-all.ts";
import { medianModel } from "./median-model.ts";
import { proveMedian } from "./median-prove.ts";
import { MedianSearch } from "./median-search.ts";
import { siteAllowance } from "./site-allowance.ts";
import {
  INFEASIBLE,
  NOTHING_FOUND,
  type OpenQuestion,
  openQuestion,
  type Siting,
  type SitingTask,
} from "./siting-problem.ts";

/**
 * Least person-seconds of every coverable demand, within so many new sites and their budget. Interchange for the choice,
 * Lagrangian prices and branch and bound of our own for the proof; whether everybody can be reached at all is asked of set
 * covering, and only when interchange finds no way.
 */
export async function pMedian(task: SitingTask): Promise<Siting> {
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
  if (search.cost() >= model.penalty) {
    if (stops()) return NOTHING_FOUND;
    const reached = reachAll({ ...task, limitSeconds: (until - run.now()) / 1000 }, question);
    if (!Array.isArray(reached)) return reached;
    search.load(reached);
    search.fill();
    search.descend();
  }
  let firstGap = Infinity;
  let share = 0;
  const proof = proveMedian(model, search, search.chosen(), {
    // Whole persons times whole deciseconds: two costs differ by 1 or not at all.
    step: problem.persons.every(Number.isInteger) ? 1 : 0,
    run,
    until,
    onFound: (cost, bound) => {
      if (firstGap === Infinity) firstGap = cost - bound;
      share = Math.max(share, firstGap > 0 ? Math.min(1, 1 - (cost - bound) / firstGap) : 1);
      run.onProgress({ share, found: { value: cost / 10, bound: bound / 10 } });
    },
  });
  return {
    chosen: proof.chosen.map((column) => question.free[column]!),
    value: proof.cost / 10,
    bound: proof.bound === -Infinity ? null : proof.bound / 10,
    isInfeasible: false,
    fewestNewSites: null,
  };
}

/** Columns that reach everybody within the allowance, or that there are none, or that nobody knows. */
function reachAll(task: SitingTask, { free }: OpenQuestion): number[] | Siting {
  const found = coverAll({ ...task, backupSites: 1, run: { ...task.run, onProgress: () => {} } });
  return found.chosen === null ? found : found.chosen.map((site) => free.indexOf(site));
}
