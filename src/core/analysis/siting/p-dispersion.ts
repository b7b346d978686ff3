import { coverTask } from "./cover-question.ts";
import { INFEASIBLE, NOTHING_FOUND, type Siting, type SitingTask } from "./siting-problem.ts";
import { searchSpreadCover } from "./spread-cover.ts";
import { type SpreadOutcome, searchSpread } from "./spread-search.ts";

/** Steps of a question that is easy. */
const QUICK_STEPS = 2000;
/** Steps that tell the distances that are out of the question, where coverings do the rest. */
const FIRST_STEPS = 60;
/** From so many sites on a covering beats counting groups. */
const MANY_SITES = 16;
/** Share of the time that is left which one question gets before others were tried. */
const FAIR_SHARE = 0.25;

/** How much is spent on a question: steps of the plain search, or a share of the time left for the one by covering. */
type Effort = { readonly mostSteps: number } | { readonly timeShare: number };

/**
 * Exactly `newSites` new sites (none but the required ones where that is null), as far from each other and from existing
 * ones as can be, in a straight line: the least of these distances is greatest. By halving the list of all distances
 * (Erkut 1990); two existing sites do not count. `value` in metres, null where no two sites are to be compared.
 */
export function pDispersion(task: SitingTask): Siting {
  const { problem, newSites, limitSeconds, run } = task;
  const { siteMetres, standing } = problem;
  if (siteMetres === null) throw new Error("p-dispersion was asked without places");
  const sites = standing.length;
  const metres = (a: number, b: number) => siteMetres[a * sites + b]!;
  const { open, cost, mostCost, isBeyond } = coverTask(task, 1);
  const count = newSites === null ? 0 : newSites - open.requiredCount;
  if (isBeyond || count > open.free.length) return INFEASIBLE;
  const cheapest = cost.toSorted().subarray(0, count);
  if (cheapest.reduce((sum, each) => sum + each, 0) > mostCost * (1 + 1e-9)) return INFEASIBLE;
  const deadline = run.now() + limitSeconds * 1000;
  const isOver = () => run.isCancelled() || run.now() >= deadline;

  // What is settled already: required sites among themselves and to existing ones.
  let settled = Infinity;
  for (const a of open.fixed)
    for (const b of open.fixed)
      if (a !== b && standing[a] === "required") settled = Math.min(settled, metres(a, b));
  const near = open.free.map((site) =>
    open.fixed.reduce((least, other) => Math.min(least, metres(site, other)), Infinity),
  );
  const spreadOf = (chosen: readonly number[]) => {
    let least = settled;
    chosen.forEach((a, i) => {
      least = Math.min(least, near[a]!);
      for (let k = 0; k < i; k++) least = Math.min(least, metres(open.free[a]!, open.free[chosen[k]!]!));
    });
    return least;
  };
  const siting = (chosen: readonly number[], spread: number, bound: number): Siting => ({
    chosen: chosen.map((column) => open.free[column]!),
    value: spread === Infinity ? null : spread,
    bound: bound === Infinity ? null : bound,
    isInfeasible: false,
    fewestNewSites: null,
  });
  if (count === 0) return siting([], settled, settled);

  /** A choice in which everything is at least so far apart. */
  const ask = (least: number, effort: Effort): SpreadOutcome => {
    const kept = open.free.flatMap((_, column) => (near[column]! >= least ? [column] : []));
    const question = {
      siteCount: kept.length,
      isFarEnough: (a: number, b: number) => metres(open.free[kept[a]!]!, open.free[kept[b]!]!) >= least,
      count,
    };
    const found =
      "timeShare" in effort
        ? searchSpreadCover({
            ...question,
            run,
            deadline: run.now() + effort.timeShare * (deadline - run.now()),
          })
        : searchSpread({
            ...question,
            cost: Float64Array.from(kept, (column) => cost[column]!),
            mostCost,
            mostSteps: effort.mostSteps,
            isOver,
          });
    return found.status === "found" ? { ...found, sites: found.sites.map((each) => kept[each]!) } : found;
  };
  const first = ask(-Infinity, { mostSteps: Infinity });
  if (first.status !== "found") return NOTHING_FOUND;
  let chosen = first.sites;
  let spread = spreadOf(chosen);
  // One new site and nothing else: there is no distance.
  if (spread === Infinity) return siting(chosen, spread, spread);
  const rising = distancesOf(open.free, near, settled, metres);
  // The distance at `possible` can be had, the one at `ruledOut` cannot.
  let possible = rising.indexOf(spread);
  let ruledOut = rising.length;
  const steps = Math.log2(rising.length + 1);
  /** Halves what is open between; a question given up counts as `guess` says, for this pass only. */
  const halve = (effort: Effort, guess: "possible" | "impossible" | null) => {
    let low = possible;
    let high = ruledOut;
    while (high - low > 1 && !isOver()) {
      const middle = (low + high) >> 1;
      const found = ask(rising[middle]!, effort);
      if (found.status === "found") {
        chosen = found.sites;
        spread = spreadOf(chosen);
        possible = rising.indexOf(spread);
        low = possible;
      } else if (found.status === "impossible") {
        ruledOut = middle;
        high = middle;
      } else if (guess === null) return;
      else if (guess === "possible") low = middle;
      else high = middle;
      run.onProgress({
        share: Math.max(0, 1 - Math.log2(ruledOut - possible) / steps),
        found: { value: spread, bound: rising[ruledOut - 1]! },
      });
    }
  };
  // The questions in the middle are the hard ones: what is easy on either side of them comes first.
  // A covering knows of no costs, and the plain search is quick where few are wanted.
  const isCovering = mostCost === Infinity && count >= MANY_SITES;
  const quick = { mostSteps: isCovering ? FIRST_STEPS : QUICK_STEPS };
  halve(quick, "possible");
  halve(quick, "impossible");
  if (isCovering) {
    halve({ timeShare: FAIR_SHARE }, "possible");
    halve({ timeShare: FAIR_SHARE }, "impossible");
  }
  halve(isCovering ? { timeShare: 1 } : { mostSteps: Infinity }, null);
  return siting(chosen, spread, rising[ruledOut - 1]!);
}

/** All distances that may be the least one, rising: none exceeds what is settled. */
function distancesOf(
  free: readonly number[],
  near: readonly number[],
  settled: number,
  metres: (a: number, b: number) => number,
): number[] {
  const all = new Set<number>(settled === Infinity ? [] : [settled]);
  free.forEach((a, i) => {
    if (near[i]! <= settled && near[i]! < Infinity) all.add(near[i]!);
    for (let k = 0; k < i; k++) {
      const apart = metres(a, free[k]!);
      if (apart <= settled) all.add(apart);
    }
  });
  return [...all].sort((a, b) => a - b);
}
