import type { RunContext } from "../../model/progress.ts";

/** Which of the free sites to open beside the fixed ones so that the worst loss of any one open site hurts least. */
export interface LossTask {
  /** Per site the time to each demand; Infinity = no way. */
  readonly columns: readonly Float64Array[];
  /** Per demand, 0 or more. */
  readonly weights: Float64Array;
  /** Time that counts where none of those left comes: no less than the greatest in the columns. */
  readonly cutOffTime: number;
  readonly fixed: readonly number[];
  /** Required sites are among the fixed ones. */
  readonly free: readonly number[];
  /** Free sites to open, exactly; fewer free ones open all. */
  readonly count: number;
  readonly run: RunContext;
  /** In the clock of `run`, milliseconds. */
  readonly until: number;
}

export interface LossChoice {
  readonly chosen: readonly number[];
  /** Weighted time in total when the worst one is lost. */
  readonly lost: number;
  /** The same with none lost: among equals by the first the choice with the least of it. */
  readonly whole: number;
  /** No choice is better than this. */
  readonly bound: number;
}

/** Weighted time in total from the nearest of some sites. */
export function totalTime(
  { columns, weights, cutOffTime }: Pick<LossTask, "columns" | "weights" | "cutOffTime">,
  open: readonly number[],
): number {
  let total = 0;
  for (let demand = 0; demand < weights.length; demand++) {
    let nearest = cutOffTime;
    for (const site of open) nearest = Math.min(nearest, columns[site]![demand]!);
    total += nearest * weights[demand]!;
  }
  return total;
}

/** The total with the worst one of some sites lost, and which one that is; of fewer than two: Infinity and -1. */
export function worstLoss(
  task: Pick<LossTask, "columns" | "weights" | "cutOffTime">,
  open: readonly number[],
): { readonly total: number; readonly lost: number } {
  let worst = { total: Number.NEGATIVE_INFINITY, lost: -1 };
  if (open.length < 2) return { total: Infinity, lost: -1 };
  for (const lost of open) {
    const total = totalTime(
      task,
      open.filter((site) => site !== lost),
    );
    if (total > worst.total) worst = { total, lost };
  }
  return worst;
}

interface Branch {
  readonly chosen: readonly number[];
  /** First of the free sites that may still be added. */
  readonly next: number;
  readonly bound: number;
}

/**
 * Exact by branch and bound: free sites are added in rising order. A branch comes to no less than what the loss of any
 * site it has already would cost, less the greatest savings that so many later sites promise one by one (what several
 * save together is never more than the sum of it). Stopped early it says how good any choice could still be.
 */
export function leastLoss(task: LossTask): LossChoice | null {
  const { fixed, free, run, until } = task;
  const count = Math.min(task.count, free.length);
  if (fixed.length + count === 0) return null;
  let best = choiceOf(task, greedyChoice(task, count));
  const branches: Branch[] = [{ chosen: [], next: 0, bound: 0 }];
  let looked = 0;
  while (branches.length > 0) {
    if ((looked++ & 15) === 0 && (run.isCancelled() || run.now() >= until)) break;
    const branch = branches.pop()!;
    if (branch.bound > best.lost) continue;
    if (branch.chosen.length === count) {
      const choice = choiceOf(task, branch.chosen);
      if (choice.lost < best.lost || (choice.lost === best.lost && choice.whole < best.whole)) best = choice;
      continue;
    }
    const grown: Branch[] = [];
    for (let next = branch.next; next + count - branch.chosen.length <= free.length; next++) {
      const chosen = [...branch.chosen, free[next]!];
      const bound = Math.max(branch.bound, leastWith(task, chosen, next + 1, count - chosen.length));
      if (bound <= best.lost) grown.push({ chosen, next: next + 1, bound });
    }
    // the most promising is looked at first
    branches.push(...grown.sort((a, b) => b.bound - a.bound));
  }
  return { ...best, bound: branches.reduce((least, { bound }) => Math.min(least, bound), best.lost) };
}

function choiceOf(task: LossTask, chosen: readonly number[]): LossChoice {
  const open = [...task.fixed, ...chosen];
  const lost = worstLoss(task, open).total;
  return { chosen, lost, whole: totalTime(task, open), bound: lost };
}

/** No choice that holds these sites and so many of the free ones from `next` on has a lesser worst loss. */
function leastWith(task: LossTask, chosen: readonly number[], next: number, more: number): number {
  const open = [...task.fixed, ...chosen];
  return open.reduce((worst, lost) => {
    const nearest = nearestTimes(task, open, lost);
    const total = nearest.reduce((sum, time, demand) => sum + time * task.weights[demand]!, 0);
    if (total <= worst) return worst;
    return Math.max(worst, total - (more === 0 ? 0 : greatestSavings(task, nearest, next, more)));
  }, 0);
}

function nearestTimes(
  { columns, weights, cutOffTime }: LossTask,
  open: readonly number[],
  lost: number,
): Float64Array {
  const nearest = new Float64Array(weights.length).fill(cutOffTime);
  for (const site of open) {
    if (site === lost) continue;
    const column = columns[site]!;
    for (let demand = 0; demand < nearest.length; demand++)
      if (column[demand]! < nearest[demand]!) nearest[demand] = column[demand]!;
  }
  return nearest;
}

/** Sum of the `more` greatest savings that one of the free sites from `next` on makes alone. */
function greatestSavings(
  { columns, weights, free }: LossTask,
  nearest: Float64Array,
  next: number,
  more: number,
): number {
  const savings = new Float64Array(free.length - next);
  for (let k = next; k < free.length; k++) {
    const column = columns[free[k]!]!;
    let saved = 0;
    for (let demand = 0; demand < nearest.length; demand++) {
      const gain = nearest[demand]! - column[demand]!;
      if (gain > 0) saved += gain * weights[demand]!;
    }
    savings[k - next] = saved;
  }
  return savings
    .sort()
    .subarray(Math.max(0, savings.length - more))
    .reduce((sum, saved) => sum + saved, 0);
}

/** One after the other the site with which the worst loss hurts least. */
function greedyChoice(task: LossTask, count: number): number[] {
  const chosen: number[] = [];
  while (chosen.length < count) {
    const left = task.free.filter((site) => !chosen.includes(site));
    const lossWith = (site: number) => {
      const open = [...task.fixed, ...chosen, site];
      return open.length < 2 ? totalTime(task, open) : worstLoss(task, open).total;
    };
    const values = left.map(lossWith);
    chosen.push(left[values.indexOf(Math.min(...values))]!);
  }
  return chosen.sort((a, b) => task.free.indexOf(a) - task.free.indexOf(b));
}
