import { interchangeMedian } from "./median-interchange.ts";
import { type MedianModel, medianCost } from "./median-model.ts";

export interface MedianBound {
  /** No choice costs less. */
  readonly bound: number;
  /** Best choice seen, its cost. */
  readonly chosen: readonly number[];
  readonly cost: number;
  /** Per site: no choice cheaper than `cost` opens it (1), or leaves it shut (2); 0 = undecided. */
  readonly decided: Uint8Array;
}

const ITERATIONS = 1500;
/** Rounds without a better bound after which the step is halved. */
const PATIENCE = 25;

/**
 * Lagrangian relaxation of "everybody is served once" (Narula, Ogbu and Samuelsson 1977; fixing as in Christofides and
 * Beasley 1982), by subgradients. `step`: costs of choices differ by at least this much (1 for whole persons, 0 else),
 * so what cannot undercut by it cannot be better.
 */
export function medianBound(model: MedianModel, start: readonly number[], step: number): MedianBound {
  const { columnOffsets, columnDemand, columnCost, siteCount, demandCount, baseCost, open } = model;
  let chosen = [...start];
  let cost = medianCost(model, chosen);
  let bound = -Infinity;
  const decided = new Uint8Array(siteCount);
  const price = startPrices(model);
  const value = new Float64Array(siteCount);
  const excess = new Float64Array(demandCount);
  let scale = 2;
  let waited = 0;
  const order = Array.from({ length: siteCount }, (_, site) => site);
  // Rounding of sums of this size must not decide anything.
  const tolerance = () => 1e-11 * Math.abs(cost) + 1e-6;
  const isDone = () => bound > cost - Math.max(step - tolerance(), tolerance());
  for (let round = 0; round < ITERATIONS && !isDone(); round++) {
    let lower = 0;
    for (let demand = 0; demand < demandCount; demand++) {
      lower += Math.min(price[demand]!, baseCost[demand]!);
      excess[demand] = baseCost[demand]! < price[demand]! ? 0 : 1;
    }
    for (let site = 0; site < siteCount; site++) {
      let sum = 0;
      for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++)
        sum += Math.min(0, columnCost[arc]! - price[columnDemand[arc]!]!);
      value[site] = sum;
    }
    // What is decided stays decided: open first, shut never.
    const rank = (site: number) => (decided[site] === 2 ? -1 : decided[site] === 1 ? 1 : 0);
    order.sort((a, b) => rank(a) - rank(b) || value[a]! - value[b]! || a - b);
    const taken = order.slice(0, open).filter((site) => decided[site] !== 1);
    for (const site of taken) lower += value[site]!;
    if (lower > bound + 1e-7 * Math.abs(bound)) {
      waited = 0;
    } else if (++waited >= PATIENCE) {
      scale /= 2;
      waited = 0;
    }
    bound = Math.max(bound, lower);
    const before = cost;
    const trial = medianCost(model, taken);
    if (trial < cost || round % 40 === 0) {
      const better = taken.length === open ? interchangeMedian(model, taken) : taken;
      const betterCost = medianCost(model, better);
      if (betterCost < cost) {
        cost = betterCost;
        chosen = better;
      }
    }
    if (cost < before) waited = 0;
    const limit = cost - step + tolerance();
    const worstIn = taken.length === open ? (value[taken.at(-1)!] ?? 0) : 0;
    const next = order[open];
    const bestOut = next === undefined || decided[next] === 1 ? 0 : value[next]!;
    const isTaken = new Uint8Array(siteCount);
    for (const site of taken) isTaken[site] = 1;
    for (let site = 0; site < siteCount; site++) {
      if (decided[site] !== 0) continue;
      if (isTaken[site] === 1) {
        if (lower - value[site]! + bestOut > limit) decided[site] = 2;
      } else if (lower - worstIn + value[site]! > limit) decided[site] = 1;
    }
    if (scale < 1e-4) break;
    for (const site of taken)
      for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++)
        if (columnCost[arc]! < price[columnDemand[arc]!]!) excess[columnDemand[arc]!]!--;
    let length = 0;
    for (const each of excess) length += each * each;
    if (length === 0) break;
    const stride = (scale * (1.01 * cost - lower)) / length;
    for (let demand = 0; demand < demandCount; demand++)
      price[demand] = Math.max(0, price[demand]! + stride * excess[demand]!);
  }
  // With sites decided, the bound speaks of choices cheaper than `cost` only: there is none below the lesser of the two.
  return { bound: isDone() ? cost : Math.min(bound, cost), chosen, cost, decided };
}

/** The second cheapest way to serve each demand: about what its best one is worth. */
function startPrices({
  columnOffsets,
  columnDemand,
  columnCost,
  baseCost,
  siteCount,
}: MedianModel): Float64Array {
  const first = baseCost.slice();
  const second = new Float64Array(first.length).fill(Infinity);
  for (let arc = 0; arc < columnOffsets[siteCount]!; arc++) {
    const demand = columnDemand[arc]!;
    const cost = columnCost[arc]!;
    if (cost < first[demand]!) {
      second[demand] = first[demand]!;
      first[demand] = cost;
    } else if (cost < second[demand]!) second[demand] = cost;
  }
  return second.map((cost, demand) => (cost === Infinity ? first[demand]! : cost));
}
