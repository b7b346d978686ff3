import type { SolveMilp } from "../../model/milp.ts";
import {
  chosenSites,
  INFEASIBLE,
  lpSum,
  NOTHING_FOUND,
  openQuestion,
  type Siting,
  type SitingProblem,
  siteName,
  sitesOf,
} from "./siting-problem.ts";

/**
 * Location set covering: the fewest (or cheapest) free sites so that every coverable demand has an open site within the
 * minutes; at most `mostNew` of them. `value` counts the required sites too.
 */
export async function coverAll(
  problem: SitingProblem,
  mostNew: number | null,
  limitSeconds: number,
  solve: SolveMilp,
): Promise<Siting> {
  const { times, costs } = problem;
  const { fixed, free, requiredCount, coverable, isFixed, isFree } = openQuestion(problem);
  const costOf = (site: number) => costs?.[site] ?? 1;
  const requiredCost = fixed
    .filter((site) => problem.standing[site] === "required")
    .reduce((sum, site) => sum + costOf(site), 0);
  const rows = new Set<string>();
  for (const demand of coverable) {
    const sites = sitesOf(times, demand);
    if (sites.some((site) => isFixed[site] === 1)) continue;
    rows.add(sites.filter((site) => isFree[site] === 1).join(" "));
  }
  const answer = (chosen: readonly number[], bound: number | null): Siting => ({
    chosen,
    value: requiredCost + chosen.reduce((sum, site) => sum + costOf(site), 0),
    bound: bound === null ? null : requiredCost + bound,
    isInfeasible: false,
    fewestNewSites: costs === null && bound === chosen.length ? requiredCount + chosen.length : null,
  });
  if (mostNew !== null && requiredCount > mostNew) return INFEASIBLE;
  if (rows.size === 0) return answer([], 0);
  const sums = [...rows].map((row, i) => {
    const sites = row.split(" ").map(Number);
    return ` c${i}: ${lpSum(sites.map((site) => [1, siteName(site)]))} >= 1`;
  });
  if (mostNew !== null)
    sums.push(` most: ${lpSum(free.map((site) => [1, siteName(site)]))} <= ${mostNew - requiredCount}`);
  const lpText = [
    "Minimize",
    ` total: ${lpSum(free.map((site) => [costOf(site), siteName(site)]))}`,
    "Subject To",
    ...sums,
    "Binary",
    ...free.map((site) => ` ${siteName(site)}`),
    "End",
  ].join("\n");
  const result = await solve(lpText, limitSeconds);
  if (result.status === "infeasible") return INFEASIBLE;
  if (result.value === null) return NOTHING_FOUND;
  const chosen = chosenSites(result.values, free);
  const value = chosen.reduce((sum, site) => sum + costOf(site), 0);
  if (result.status === "optimal") return answer(chosen, value);
  // Without costs a bound of 3.2 sites is a bound of 4.
  const bound = result.bound === null ? null : costs === null ? Math.ceil(result.bound - 1e-6) : result.bound;
  return answer(chosen, bound === null ? null : Math.min(bound, value));
}
