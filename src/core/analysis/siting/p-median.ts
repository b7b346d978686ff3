import type { SolveMilp } from "../../model/milp.ts";
import { coverAll } from "./cover-all.ts";
import { type MedianBound, medianBound } from "./median-bound.ts";
import { greedyMedian, interchangeMedian } from "./median-interchange.ts";
import { type MedianModel, medianCost, medianModel } from "./median-model.ts";
import {
  INFEASIBLE,
  lpSum,
  NOTHING_FOUND,
  openQuestion,
  type Siting,
  type SitingProblem,
  siteName,
} from "./siting-problem.ts";

/** Above this the WebAssembly solver runs out of memory: the bound found so far is then the answer. */
const MOST_ARCS = 250_000;

/**
 * Least person-seconds of every coverable demand with at most `newSites` new sites. Interchange for the choice, a
 * Lagrangian bound for the proof, sites it can rule out fixed, HiGHS only for what is left (ENGINE: proven in seconds
 * where the full model takes half a minute).
 */
export async function pMedian(
  problem: SitingProblem,
  newSites: number,
  limitSeconds: number,
  solve: SolveMilp,
): Promise<Siting> {
  const question = openQuestion(problem);
  const left = newSites - question.requiredCount;
  if (left < 0) return INFEASIBLE;
  const model = medianModel(problem, question, left);
  const asSiting = (columns: readonly number[], cost: number, bound: number | null): Siting => ({
    chosen: columns.map((column) => question.free[column]!).sort((a, b) => a - b),
    value: cost / 10,
    bound: bound === null ? null : bound / 10,
    isInfeasible: false,
    fewestNewSites: null,
  });
  let start = interchangeMedian(model, greedyMedian(model));
  if (medianCost(model, start) >= model.penalty) {
    // Somebody is left out: is there any choice that reaches everybody?
    const fewest = await coverAll({ ...problem, costs: null }, null, limitSeconds, solve);
    if (fewest.chosen === null) return NOTHING_FOUND;
    if (fewest.chosen.length > model.open)
      return fewest.bound !== null && fewest.bound > newSites
        ? { ...INFEASIBLE, fewestNewSites: fewest.fewestNewSites }
        : NOTHING_FOUND;
    const columns = fewest.chosen.map((site) => question.free.indexOf(site));
    start = interchangeMedian(model, greedyMedian(model, columns));
  }
  // Whole persons times whole deciseconds: two costs differ by 1 or not at all.
  const isWhole = problem.persons.every(Number.isInteger);
  const lagrangian = medianBound(model, start, isWhole ? 1 : 0);
  if (lagrangian.bound >= lagrangian.cost)
    return asSiting(lagrangian.chosen, lagrangian.cost, lagrangian.cost);
  const rest = await solveRest(model, lagrangian, limitSeconds, solve);
  return asSiting(rest.chosen, rest.cost, rest.bound);
}

/** The choices the bound has not ruled out, by HiGHS; the best known stays when none of them is better. */
async function solveRest(
  model: MedianModel,
  { bound, chosen, cost, decided }: MedianBound,
  limitSeconds: number,
  solve: SolveMilp,
): Promise<{ chosen: readonly number[]; cost: number; bound: number }> {
  const { columnOffsets, columnDemand, columnCost, siteCount, demandCount, penalty } = model;
  const fixed = [...decided.keys()].filter((site) => decided[site] === 2);
  const free = [...decided.keys()].filter((site) => decided[site] === 0);
  const base = model.baseCost.slice();
  for (const site of fixed)
    for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++)
      base[columnDemand[arc]!] = Math.min(base[columnDemand[arc]!]!, columnCost[arc]!);
  const arcs: { site: number; cost: number }[][] = Array.from({ length: demandCount }, () => []);
  let arcCount = 0;
  for (const site of free)
    for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++)
      if (columnCost[arc]! < base[columnDemand[arc]!]!) {
        arcs[columnDemand[arc]!]!.push({ site, cost: columnCost[arc]! });
        arcCount++;
      }
  const open = model.open - fixed.length;
  if (open < 0 || siteCount === 0) return { chosen, cost, bound: cost };
  if (arcCount > MOST_ARCS) return { chosen, cost, bound };
  // What every choice pays at least is left out, so that the solver's tolerances are about what is decided.
  let constant = 0;
  const objective: [number, string][] = [];
  const rows: string[] = [];
  arcs.forEach((list, demand) => {
    list.sort((a, b) => a.cost - b.cost || a.site - b.site);
    const least = Math.min(base[demand]!, list[0]?.cost ?? Infinity);
    constant += least;
    if (list.length === 0) return;
    const terms: [number, string][] = list.map(({ site }) => [1, `x${demand}_${site}`]);
    list.forEach(({ site, cost: each }) => {
      if (each > least) objective.push([each - least, `x${demand}_${site}`]);
      rows.push(` u${demand}_${site}: x${demand}_${site} - ${siteName(site)} <= 0`);
    });
    if (base[demand]! < penalty) {
      terms.push([1, `b${demand}`]);
      objective.push([base[demand]! - least, `b${demand}`]);
    }
    rows.push(` d${demand}: ${lpSum(terms)} = 1`);
  });
  if (objective.length === 0) objective.push([0, siteName(free[0] ?? 0)]);
  const lpText = [
    "Minimize",
    ` total: ${lpSum(objective)}`,
    "Subject To",
    ...rows,
    ` most: ${lpSum(free.map((site) => [1, siteName(site)]))} <= ${open}`,
    "Binary",
    ...free.map((site) => ` ${siteName(site)}`),
    "End",
  ].join("\n");
  const result = await solve(lpText, limitSeconds);
  if (result.status === "infeasible") return { chosen, cost, bound: cost };
  let best = { chosen, cost };
  if (result.value !== null) {
    const found = [...fixed, ...free.filter((site) => (result.values.get(siteName(site)) ?? 0) > 0.5)];
    const foundCost = medianCost(model, found);
    if (foundCost < cost) best = { chosen: found, cost: foundCost };
  }
  if (result.status === "optimal") return { ...best, bound: best.cost };
  const proven = result.bound === null ? bound : Math.max(bound, result.bound + constant);
  return { ...best, bound: Math.min(proven, best.cost) };
}
