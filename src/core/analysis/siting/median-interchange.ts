import type { MedianModel } from "./median-model.ts";

/** Adds the site that saves most until `open` are open; a start for the interchange. */
export function greedyMedian(model: MedianModel, start: readonly number[] = []): number[] {
  const { columnOffsets, columnDemand, columnCost, siteCount } = model;
  const cost = model.baseCost.slice();
  const chosen: number[] = [];
  const isOpen = new Uint8Array(siteCount);
  const take = (site: number) => {
    chosen.push(site);
    isOpen[site] = 1;
    for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++)
      cost[columnDemand[arc]!] = Math.min(cost[columnDemand[arc]!]!, columnCost[arc]!);
  };
  for (const site of start) take(site);
  while (chosen.length < model.open) {
    let best = -1;
    let bestGain = -1;
    for (let site = 0; site < siteCount; site++) {
      if (isOpen[site] === 1) continue;
      let gain = 0;
      for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++)
        gain += Math.max(0, cost[columnDemand[arc]!]! - columnCost[arc]!);
      if (gain > bestGain) {
        best = site;
        bestGain = gain;
      }
    }
    if (best === -1) break;
    take(best);
  }
  return chosen;
}

/**
 * Fast interchange (Whitaker 1983): swaps one open site for one closed as long as that saves, the best swap first. For a
 * site coming in, what leaving costs is summed for all open ones at once from the two cheapest of each demand.
 */
export function interchangeMedian(model: MedianModel, start: readonly number[]): number[] {
  const { columnOffsets, columnDemand, columnCost, siteCount, demandCount, baseCost } = model;
  const chosen = [...start];
  const slot = new Int32Array(siteCount).fill(-1);
  const cheapest = new Float64Array(demandCount);
  const second = new Float64Array(demandCount);
  const server = new Int32Array(demandCount);
  const loss = new Float64Array(chosen.length);
  const lossWith = new Float64Array(chosen.length);
  // Swaps only ever save, so this ends; the count guards against rounding that turns in circles.
  for (let round = 0; round < 10_000; round++) {
    cheapest.set(baseCost);
    second.fill(Infinity);
    server.fill(-1);
    slot.fill(-1);
    chosen.forEach((site, k) => {
      slot[site] = k;
      for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++) {
        const demand = columnDemand[arc]!;
        const cost = columnCost[arc]!;
        if (cost < cheapest[demand]!) {
          second[demand] = cheapest[demand]!;
          cheapest[demand] = cost;
          server[demand] = k;
        } else if (cost < second[demand]!) second[demand] = cost;
      }
    });
    loss.fill(0);
    let total = 0;
    for (let demand = 0; demand < demandCount; demand++) {
      total += cheapest[demand]!;
      if (server[demand] !== -1) loss[server[demand]!]! += second[demand]! - cheapest[demand]!;
    }
    let bestSaving = 1e-9 * total;
    let bestIn = -1;
    let bestOut = -1;
    for (let site = 0; site < siteCount; site++) {
      if (slot[site] !== -1) continue;
      lossWith.set(loss);
      let gain = 0;
      for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++) {
        const demand = columnDemand[arc]!;
        const cost = columnCost[arc]!;
        const near = cheapest[demand]!;
        if (cost < near) gain += near - cost;
        const by = server[demand]!;
        if (by !== -1 && cost < second[demand]!) lossWith[by]! -= second[demand]! - Math.max(near, cost);
      }
      for (let out = 0; out < chosen.length; out++) {
        const saving = gain - lossWith[out]!;
        if (saving > bestSaving) {
          bestSaving = saving;
          bestIn = site;
          bestOut = out;
        }
      }
    }
    if (bestIn === -1) break;
    chosen[bestOut] = bestIn;
  }
  return chosen;
}
