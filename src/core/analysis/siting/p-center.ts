import { coverAll } from "./cover-all.ts";
import { type CoverTask, coverRows, coverTask } from "./cover-question.ts";
import { type CoverOutcome, searchCover } from "./cover-search.ts";
import { INFEASIBLE, NOTHING_FOUND, type Siting, type SitingTask } from "./siting-problem.ts";

/**
 * The shortest longest walk of every coverable demand, by halving the list of all walks that occur: can everybody be
 * covered within this one (Minieka 1970)? `value` in seconds. Where a question ends for want of time the halving stops,
 * and the bound is the shortest walk not yet ruled out.
 */
export function pCenter(task: SitingTask): Siting {
  const { run } = task;
  const deadline = run.now() + task.limitSeconds * 1000;
  const cover = coverTask(task, 1);
  const { open } = cover;
  if (cover.isBeyond) return INFEASIBLE;
  const siting = (chosen: readonly number[], walk: number, bound: number): Siting => ({
    chosen,
    value: walk / 10,
    bound: bound / 10,
    isInfeasible: false,
    fewestNewSites: null,
  });
  if (open.coverable.length === 0) return siting([], 0, 0);
  const rising = walksOf(task, cover);
  const ask = (deciseconds: number) => coverWithin(task, cover, deciseconds, deadline);
  const sitesOf = ({ columns }: CoverOutcome) => columns?.map((column) => open.free[column]!) ?? null;
  // Walks far above the answer make the largest questions and tell least.
  let chosen = farthestFirst(task, cover);
  if (chosen === null) {
    const widest = ask(rising.at(-1)!);
    chosen = sitesOf(widest);
    if (chosen === null && widest.bound < Infinity) return NOTHING_FOUND;
  }
  if (chosen === null) {
    const left = (deadline - run.now()) / 1000;
    const unbound = { newSites: null, budget: null, backupSites: 1, limitSeconds: left };
    const fewest = coverAll({ ...task, ...unbound, problem: { ...task.problem, costs: null } });
    return { ...INFEASIBLE, fewestNewSites: fewest.fewestNewSites };
  }
  let walk = longestWalk(task, open.fixed, open.coverable, chosen);
  let ruledOut = -1;
  let possible = rising.indexOf(walk);
  const steps = Math.log2(rising.length + 1);
  while (possible - ruledOut > 1 && !run.isCancelled()) {
    const middle = (possible + ruledOut) >> 1;
    const found = ask(rising[middle]!);
    const better = sitesOf(found);
    if (better !== null) {
      chosen = better;
      walk = longestWalk(task, open.fixed, open.coverable, chosen);
      possible = rising.indexOf(walk);
    } else if (found.bound === Infinity) ruledOut = middle;
    else break;
    run.onProgress({
      share: 1 - Math.log2(possible - ruledOut) / steps,
      found: { value: walk / 10, bound: rising[ruledOut + 1]! / 10 },
    });
  }
  return siting(chosen, walk, rising[ruledOut + 1]!);
}

/**
 * Again and again the nearest site of whoever walks longest is opened (Gonzalez 1985); null = that reaches not everybody, or
 * costs too much.
 */
function farthestFirst(
  { problem }: SitingTask,
  { open, cost, mostCost, mostSites }: CoverTask,
): number[] | null {
  const { times } = problem;
  const nearest = new Float64Array(problem.persons.length).fill(Infinity);
  const serve = (isServing: (site: number) => boolean) => {
    for (const demand of open.coverable)
      for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++)
        if (isServing(times.arcSite[arc]!))
          nearest[demand] = Math.min(nearest[demand]!, times.arcDeciseconds[arc]!);
  };
  serve((site) => open.isFixed[site] === 1);
  const chosen: number[] = [];
  while (chosen.length < mostSites) {
    const farthest = open.coverable.reduce((most, each) => (nearest[each]! > nearest[most]! ? each : most));
    let next = -1;
    let least = nearest[farthest]!;
    for (let arc = times.arcOffsets[farthest]!; arc < times.arcOffsets[farthest + 1]!; arc++) {
      const site = times.arcSite[arc]!;
      if (open.isFree[site] === 0 || times.arcDeciseconds[arc]! >= least) continue;
      least = times.arcDeciseconds[arc]!;
      next = site;
    }
    if (next === -1) break;
    chosen.push(next);
    serve((site) => site === next);
  }
  const costs = new Map(open.free.map((site, column) => [site, cost[column]!]));
  const spent = chosen.reduce((sum, site) => sum + costs.get(site)!, 0);
  return spent <= mostCost && open.coverable.every((demand) => nearest[demand]! < Infinity) ? chosen : null;
}

/** All walks that occur, rising, from the shortest that could do: nobody can do better than his nearest site. */
function walksOf({ problem }: SitingTask, { open }: CoverTask): Uint32Array {
  const { times } = problem;
  const walks = new Uint32Array(times.arcDeciseconds.length);
  let count = 0;
  let least = 0;
  for (const demand of open.coverable) {
    let nearest = Infinity;
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++) {
      const site = times.arcSite[arc]!;
      if (open.isFixed[site] === 0 && open.isFree[site] === 0) continue;
      walks[count++] = times.arcDeciseconds[arc]!;
      nearest = Math.min(nearest, times.arcDeciseconds[arc]!);
    }
    least = Math.max(least, nearest);
  }
  return walks
    .subarray(0, count)
    .sort()
    .filter((walk, i, all) => walk >= least && walk !== all[i - 1]);
}

/** Can everybody be covered within so many deciseconds? Under a budget the cheapest cover says so, else the smallest. */
function coverWithin(
  task: SitingTask,
  cover: CoverTask,
  mostDeciseconds: number,
  deadline: number,
): CoverOutcome {
  const isPriced = cover.mostCost < Infinity;
  const cost = isPriced ? cover.cost : new Float64Array(cover.cost.length).fill(1);
  const limits = { cost, spend: null, budget: Infinity, open: cover.mostSites };
  const asked = { backupSites: 1, mostDeciseconds, weightOf: () => Infinity };
  return searchCover({
    model: coverRows(task, cover, limits, asked),
    isWhole: cost.every(Number.isInteger),
    most: isPriced ? cover.mostCost : cover.mostSites,
    isFirstEnough: true,
    run: { ...task.run, onProgress: () => {} },
    deadline,
    onProgress: () => {},
  });
}

/** Longest of the walks to the nearest open site, deciseconds. */
function longestWalk(
  { problem }: SitingTask,
  fixed: readonly number[],
  demands: readonly number[],
  chosen: readonly number[],
): number {
  const { times } = problem;
  const isOpen = new Uint8Array(problem.standing.length);
  for (const site of [...fixed, ...chosen]) isOpen[site] = 1;
  let longest = 0;
  for (const demand of demands) {
    let nearest = Infinity;
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++)
      if (isOpen[times.arcSite[arc]!] === 1) nearest = Math.min(nearest, times.arcDeciseconds[arc]!);
    longest = Math.max(longest, nearest);
  }
  return longest;
}
