import type { OpenQuestion, SitingProblem } from "./siting-problem.ts";

/** p-median seen from its free sites: columns of costs, and what each demand pays without any of them. */
export interface MedianModel {
  readonly demandCount: number;
  readonly siteCount: number;
  /** Free sites to open at most. */
  readonly open: number;
  /** Arcs of site j are [columnOffsets[j], columnOffsets[j + 1]). */
  readonly columnOffsets: Uint32Array;
  readonly columnDemand: Uint32Array;
  /** Persons times deciseconds. */
  readonly columnCost: Float64Array;
  /** Cost at the nearest site that is open anyway; without one, `penalty`. */
  readonly baseCost: Float64Array;
  /** More than any choice that reaches everybody costs in total. */
  readonly penalty: number;
}

export function medianModel(
  { persons, times }: SitingProblem,
  { coverable, free, isFixed, isFree }: OpenQuestion,
  open: number,
): MedianModel {
  const column = new Map(free.map((site, j) => [site, j]));
  const lists: { demand: number; cost: number }[][] = free.map(() => []);
  const baseCost = new Float64Array(coverable.length).fill(Infinity);
  let penalty = 1;
  coverable.forEach((demand, i) => {
    let dearest = 0;
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++) {
      const site = times.arcSite[arc]!;
      const cost = persons[demand]! * times.arcDeciseconds[arc]!;
      if (isFixed[site] === 1) baseCost[i] = Math.min(baseCost[i]!, cost);
      else if (isFree[site] === 1) lists[column.get(site)!]!.push({ demand: i, cost });
      else continue;
      dearest = Math.max(dearest, cost);
    }
    penalty += dearest;
  });
  const columnOffsets = new Uint32Array(free.length + 1);
  lists.forEach((list, j) => {
    columnOffsets[j + 1] = columnOffsets[j]! + list.length;
  });
  const flat = lists.flat();
  return {
    demandCount: coverable.length,
    siteCount: free.length,
    open: Math.min(open, free.length),
    columnOffsets,
    columnDemand: Uint32Array.from(flat, ({ demand }) => demand),
    columnCost: Float64Array.from(flat, ({ cost }) => cost),
    baseCost: baseCost.map((cost) => (cost === Infinity ? penalty : cost)),
    penalty,
  };
}

/** Total cost of a choice of columns. */
export function medianCost(model: MedianModel, chosen: readonly number[]): number {
  const cost = model.baseCost.slice();
  for (const site of chosen)
    for (let arc = model.columnOffsets[site]!; arc < model.columnOffsets[site + 1]!; arc++) {
      const demand = model.columnDemand[arc]!;
      if (model.columnCost[arc]! < cost[demand]!) cost[demand] = model.columnCost[arc]!;
    }
  return cost.reduce((sum, each) => sum + each, 0);
}
