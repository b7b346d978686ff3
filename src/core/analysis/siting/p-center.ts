import type { SolveMilp } from "../../model/milp.ts";
import { timesWithin } from "../coverage-of-times.ts";
import { coverAll } from "./cover-all.ts";
import {
  INFEASIBLE,
  NOTHING_FOUND,
  openQuestion,
  type Siting,
  type SitingProblem,
} from "./siting-problem.ts";

/**
 * The shortest longest walk of every coverable demand, by halving the list of all walks that occur and asking set
 * covering each time. `value` in seconds. A covering question that ends at its time limit proves nothing: the halving
 * then stops, and the bound is the shortest walk not yet ruled out.
 */
export async function pCenter(
  problem: SitingProblem,
  newSites: number,
  limitSeconds: number,
  solve: SolveMilp,
): Promise<Siting> {
  const { coverable, isFixed, isFree, requiredCount } = openQuestion(problem);
  if (requiredCount > newSites) return INFEASIBLE;
  const { times } = problem;
  const walks = new Set<number>();
  // Nobody can do better than the nearest site that may stand.
  let leastDeciseconds = 0;
  for (const demand of coverable) {
    let nearest = Infinity;
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++) {
      const site = times.arcSite[arc]!;
      if (isFixed[site] === 0 && isFree[site] === 0) continue;
      walks.add(times.arcDeciseconds[arc]!);
      nearest = Math.min(nearest, times.arcDeciseconds[arc]!);
    }
    leastDeciseconds = Math.max(leastDeciseconds, nearest);
  }
  if (coverable.length === 0)
    return { chosen: [], value: 0, bound: 0, isInfeasible: false, fewestNewSites: requiredCount };
  const rising = [...walks].filter((walk) => walk >= leastDeciseconds).sort((a, b) => a - b);
  // Everybody coverable must stay so: a demand that a shorter limit cuts off has no row of its own otherwise.
  const question = async (limitDeciseconds: number) =>
    coverAll(
      { ...problem, costs: null, times: timesWithin(times, limitDeciseconds) },
      newSites,
      limitSeconds,
      solve,
    );
  const widest = await question(rising.at(-1)!);
  if (widest.isInfeasible) {
    const fewest = await coverAll({ ...problem, costs: null }, null, limitSeconds, solve);
    return { ...INFEASIBLE, fewestNewSites: fewest.fewestNewSites };
  }
  if (widest.chosen === null) return NOTHING_FOUND;
  let chosen = widest.chosen;
  let ruledOut = -1;
  let possible = rising.length - 1;
  while (possible - ruledOut > 1) {
    const middle = (possible + ruledOut) >> 1;
    const found = await question(rising[middle]!);
    if (found.chosen !== null) {
      chosen = found.chosen;
      possible = middle;
    } else if (found.isInfeasible) ruledOut = middle;
    else break;
  }
  return {
    chosen,
    value: rising[possible]! / 10,
    bound: rising[ruledOut + 1]! / 10,
    isInfeasible: false,
    fewestNewSites: null,
  };
}
