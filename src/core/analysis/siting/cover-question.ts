import { type CoverLimits, type CoverModel, type CoverRow, coverModel } from "./cover-model.ts";
import { type OpenQuestion, openQuestion, type SitingTask } from "./siting-problem.ts";

/** A siting task as a question about its free sites only: column j of a model is free site `open.free[j]`. */
export interface CoverTask {
  readonly open: OpenQuestion;
  /** What each free site, by column, and all required ones together cost. */
  readonly cost: Float64Array;
  readonly requiredCost: number;
  /** Free sites to open at most. */
  readonly mostSites: number;
  /** What the free sites may cost together; Infinity = no budget. */
  readonly mostCost: number;
  /** The required sites alone exceed what is allowed. */
  readonly isBeyond: boolean;
}

export function coverTask({ problem, newSites, budget }: SitingTask, backupSites: number): CoverTask {
  const open = openQuestion(problem, backupSites);
  const costOf = (site: number) => problem.costs?.[site] ?? 1;
  let requiredCost = 0;
  problem.standing.forEach((standing, site) => {
    if (standing === "required") requiredCost += costOf(site);
  });
  const mostSites = newSites === null ? open.free.length : newSites - open.requiredCount;
  const mostCost = budget === null ? Infinity : budget - requiredCost;
  return {
    open,
    cost: Float64Array.from(open.free, costOf),
    requiredCost,
    mostSites: Math.min(mostSites, open.free.length),
    mostCost: Math.max(0, mostCost),
    // Sums of costs with fractions may miss a budget they meet by a rounding.
    isBeyond: mostSites < 0 || (budget !== null && mostCost < -1e-9 * budget),
  };
}

/** The demands that the open sites leave in need, as rows of weight `weightOf(demand)`, within the walk. */
export function coverRows(
  { problem }: SitingTask,
  { open }: CoverTask,
  limits: CoverLimits,
  asked: {
    readonly backupSites: number;
    readonly mostDeciseconds: number;
    weightOf(demand: number): number;
  },
): CoverModel {
  const { times } = problem;
  const column = new Int32Array(problem.standing.length).fill(-1);
  open.free.forEach((site, j) => {
    column[site] = j;
  });
  const rows: CoverRow[] = [];
  for (const demand of open.coverable) {
    let need = asked.backupSites;
    const columns: number[] = [];
    for (let arc = times.arcOffsets[demand]!; need > 0 && arc < times.arcOffsets[demand + 1]!; arc++) {
      if (times.arcDeciseconds[arc]! > asked.mostDeciseconds) continue;
      const site = times.arcSite[arc]!;
      if (open.isFixed[site] === 1) need--;
      else if (column[site] !== -1) columns.push(column[site]!);
    }
    if (need > 0) rows.push({ columns: columns.sort((a, b) => a - b), need, weight: asked.weightOf(demand) });
  }
  return coverModel(rows, limits);
}
