import { AFFORDABLE, type SiteAllowance } from "./site-node.ts";
import type { OpenQuestion, SitingTask } from "./siting-problem.ts";

/** What is left to spend once the required sites are paid; null = they alone are too many or too dear. */
export function siteAllowance(
  { problem, newSites, budget }: SitingTask,
  { fixed, free, requiredCount }: OpenQuestion,
): SiteAllowance | null {
  const { costs } = problem;
  const spent = fixed
    .filter((site) => problem.standing[site] === "required")
    .reduce((sum, site) => sum + (costs?.[site] ?? 1), 0);
  // Without costs each site counts 1, and a budget is one more limit of their number.
  const byBudget = budget === null || costs !== null ? Infinity : Math.floor(budget + 1e-9);
  const most = Math.min(newSites ?? Infinity, byBudget);
  if (requiredCount > most || (budget !== null && spent > budget * AFFORDABLE)) return null;
  return {
    open: Math.min(free.length, most - requiredCount),
    siteCosts: costs === null || budget === null ? null : Float64Array.from(free, (site) => costs[site]!),
    budget: costs === null || budget === null ? Infinity : budget - spent,
  };
}
