import { search, UNREACHED } from "../graph/search.ts";
import { snapToEdge } from "../graph/snap.ts";
import type { TravelTimes } from "../model/matrix-answers.ts";
import type { Scenario } from "../model/scenario.ts";
import { demandTies, figure, type PreparedPack, paceMetresPerSecond, usableEdges } from "./prepare.ts";
import { legCosts, scenarioCosts } from "./street-edits.ts";
import { alongDeciseconds, deciseconds, seedsTowards, shareDeciseconds } from "./surface.ts";

/** Lists of (demand, site, time) with sites rising become rows per demand. */
function timesFromPairs(
  demandCount: number,
  pairs: readonly { readonly demand: number; readonly site: number; readonly deciseconds: number }[],
): TravelTimes {
  const arcOffsets = new Uint32Array(demandCount + 1);
  for (const { demand } of pairs) arcOffsets[demand + 1]!++;
  for (let demand = 0; demand < demandCount; demand++) arcOffsets[demand + 1]! += arcOffsets[demand]!;
  const cursor = arcOffsets.slice();
  const arcSite = new Uint32Array(pairs.length);
  const arcDeciseconds = new Uint32Array(pairs.length);
  for (const pair of pairs) {
    const arc = cursor[pair.demand]!++;
    arcSite[arc] = pair.site;
    arcDeciseconds[arc] = pair.deciseconds;
  }
  return { arcOffsets, arcSite, arcDeciseconds };
}

/**
 * Walks from every demand cell to every candidate within the minutes, both legs included: one bounded reverse search
 * per candidate, tied to the street by its point. A candidate with no street near is reached by nobody.
 */
export function candidateReach(prepared: PreparedPack, scenario: Scenario): TravelTimes {
  const { network, index, demand } = prepared.pack;
  const { edgeFrom, edgeTo } = network;
  const costs = scenarioCosts(prepared, scenario);
  const open = legCosts(prepared, scenario);
  const pace = paceMetresPerSecond(prepared, scenario);
  const { snaps } = demandTies(prepared, scenario.pace);
  const usable = usableEdges(prepared, scenario.pace);
  const limitDeciseconds = Math.round(scenario.reachMinutes * 600);
  const pairs: { demand: number; site: number; deciseconds: number }[] = [];
  index.candidates.forEach((candidate, site) => {
    const stop = snapToEdge(prepared.index, usable, candidate.lngLat);
    if (stop === null || stop.accessMetres > figure(prepared, "snapLimitMetres")) return;
    const egress = deciseconds(stop.accessMetres, pace);
    const { deciseconds: rest } = search({
      network,
      costs,
      direction: "reverse",
      seeds: seedsTowards(prepared, open, stop, egress, 0),
      limitDeciseconds,
      scratch: prepared.scratch,
    });
    snaps.forEach((snap, cell) => {
      if (!snap) return;
      const { edge, alongShare } = snap;
      const leave = (node: number, cost: number, share: number) =>
        rest[node] === UNREACHED ? Infinity : rest[node]! + shareDeciseconds(cost, share);
      let best = Math.min(
        leave(edgeTo[edge]!, open.directed[edge * 2]!, 1 - alongShare),
        leave(edgeFrom[edge]!, open.directed[edge * 2 + 1]!, alongShare),
      );
      for (const join of prepared.joins.get(edge) ?? [])
        if (rest[join.node] !== UNREACHED)
          best = Math.min(best, rest[join.node]! + alongDeciseconds(open, edge, alongShare, join.share));
      if (edge === stop.edge)
        best = Math.min(best, alongDeciseconds(open, edge, alongShare, stop.alongShare) + egress);
      best += deciseconds(snap.accessMetres, pace);
      if (best <= limitDeciseconds) pairs.push({ demand: cell, site, deciseconds: best });
    });
  });
  return timesFromPairs(demand.length, pairs);
}
