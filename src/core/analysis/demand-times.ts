import { UNREACHED } from "../graph/search.ts";
import type { Scenario } from "../model/scenario.ts";
import { demandColumns, demandLegs } from "./demand-columns.ts";
import { demandTies, type PreparedPack } from "./prepare.ts";
import { type GateSurface, placeTime } from "./surface.ts";

export interface DemandTimes {
  /** Same order as pack.demand. Walking seconds to the nearest gate; Infinity = not reached; NaN = no street near enough to judge. */
  readonly seconds: Float32Array;
  /** Index into pack.index.gates; -1 = none. */
  readonly gate: Int32Array;
}

/** The same as `placeTime` of every cell: from columns, and place by place only where a gate or a bridge is on the street. */
export function demandTimes(prepared: PreparedPack, scenario: Scenario, surface: GateSurface): DemandTimes {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  const { tiedEdges, offsets, cells } = demandColumns(prepared, scenario.pace);
  const { toStart, toEnd, access } = demandLegs(prepared, scenario);
  const { nodeDeciseconds, nodeGate, gatesOnEdge, limitDeciseconds } = surface;
  const { snaps } = demandTies(prepared, scenario.pace);
  const seconds = new Float32Array(toStart.length).fill(Number.NaN);
  const gate = new Int32Array(toStart.length).fill(-1);
  for (let k = 0; k < tiedEdges.length; k++) {
    const edge = tiedEdges[k]!;
    const hasMore = gatesOnEdge.has(edge) || prepared.joins.has(edge);
    const start = edgeFrom[edge]!;
    const end = edgeTo[edge]!;
    const atStart = nodeDeciseconds[start]!;
    const atEnd = nodeDeciseconds[end]!;
    for (let i = offsets[k]!; i < offsets[k + 1]!; i++) {
      const cell = cells[i]!;
      if (hasMore) {
        const time = placeTime(prepared, scenario, surface, snaps[cell]!);
        seconds[cell] = time.deciseconds / 10;
        gate[cell] = time.gate;
        continue;
      }
      const viaEnd = atEnd === UNREACHED ? Infinity : atEnd + toEnd[cell]!;
      const viaStart = atStart === UNREACHED ? Infinity : atStart + toStart[cell]!;
      const total = Math.min(viaEnd, viaStart) + access[cell]!;
      const isReached = total <= limitDeciseconds;
      seconds[cell] = isReached ? total / 10 : Infinity;
      if (isReached) gate[cell] = nodeGate[viaEnd <= viaStart ? end : start]!;
    }
  }
  return { seconds, gate };
}
