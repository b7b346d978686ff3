import type { EdgeSnap } from "../../graph/snap.ts";
import type { Scenario } from "../../model/scenario.ts";
import { demandTies, gateTies, type PreparedPack, paceMetresPerSecond } from "../prepare.ts";
import { cellPersons } from "../shelter-reach.ts";
import { legCosts } from "../street-edits.ts";
import { alongDeciseconds, deciseconds, streetStops } from "../surface.ts";
import { wholePersons } from "../whole-persons.ts";
import type { GateStarts, Homes } from "./rubble-task.ts";

/** Gates that count, by the nodes of their streets; legs and rounding as in `seedsTowards`. */
export function gateStarts(prepared: PreparedPack, scenario: Scenario, gates: readonly number[]): GateStarts {
  const legs = legCosts(prepared, scenario);
  const pace = paceMetresPerSecond(prepared, scenario);
  const { snaps } = gateTies(prepared, scenario.pace);
  const starts = gates.flatMap((gate) => {
    const { edge, alongShare, accessMetres } = snaps[gate] as EdgeSnap;
    return streetStops(prepared, edge).map(({ node, share }) => ({
      node,
      edge,
      total: deciseconds(accessMetres, pace) + alongDeciseconds(legs, edge, share, alongShare),
      fromShare: Math.min(share, alongShare),
      toShare: Math.max(share, alongShare),
    }));
  });
  const open = starts.filter(({ total }) => total !== Infinity);
  return {
    node: Uint32Array.from(open, (start) => start.node),
    deciseconds: Uint32Array.from(open, (start) => start.total),
    edge: Uint32Array.from(open, (start) => start.edge),
    fromShare: Float64Array.from(open, (start) => start.fromShare),
    toShare: Float64Array.from(open, (start) => start.toShare),
  };
}

/** Demand cells as homes of the draws, in the pack's order; legs and rounding as in `placeTime`. */
export function homesOf(prepared: PreparedPack, scenario: Scenario, gates: readonly number[]): Homes {
  const { demand } = prepared.pack;
  const legs = legCosts(prepared, scenario);
  const pace = paceMetresPerSecond(prepared, scenario);
  const { snaps } = demandTies(prepared, scenario.pace);
  const gateSnaps = gateTies(prepared, scenario.pace).snaps;
  const gatesOnEdge = new Map<number, EdgeSnap[]>();
  for (const gate of gates) {
    const snap = gateSnaps[gate] as EdgeSnap;
    gatesOnEdge.set(snap.edge, [...(gatesOnEdge.get(snap.edge) ?? []), snap]);
  }
  const count = demand.length;
  const exits: { readonly node: number; readonly share: number; readonly total: number }[] = [];
  const exitOffsets = new Uint32Array(count + 1);
  const sameGates: { readonly share: number; readonly total: number }[] = [];
  const sameOffsets = new Uint32Array(count + 1);
  snaps.forEach((snap, home) => {
    if (snap) {
      const { edge, alongShare } = snap;
      const access = deciseconds(snap.accessMetres, pace);
      const along = (share: number) => alongDeciseconds(legs, edge, alongShare, share);
      for (const { node, share } of streetStops(prepared, edge))
        if (along(share) !== Infinity) exits.push({ node, share, total: access + along(share) });
      for (const gate of gatesOnEdge.get(edge) ?? [])
        if (along(gate.alongShare) !== Infinity)
          sameGates.push({
            share: gate.alongShare,
            total: access + along(gate.alongShare) + deciseconds(gate.accessMetres, pace),
          });
    }
    exitOffsets[home + 1] = exits.length;
    sameOffsets[home + 1] = sameGates.length;
  });
  return {
    count,
    persons: wholePersons(cellPersons(prepared, scenario)),
    edge: Int32Array.from(snaps, (snap) => snap?.edge ?? -1),
    share: Float64Array.from(snaps, (snap) => snap?.alongShare ?? 0),
    exitOffsets,
    exitNode: Uint32Array.from(exits, (exit) => exit.node),
    exitShare: Float64Array.from(exits, (exit) => exit.share),
    exitDeciseconds: Uint32Array.from(exits, (exit) => exit.total),
    sameOffsets,
    sameGateShare: Float64Array.from(sameGates, (gate) => gate.share),
    sameDeciseconds: Uint32Array.from(sameGates, (gate) => gate.total),
    ...areasOf(prepared),
  };
}

/** Sub-districts are numbered first, then communities. */
function areasOf({ pack: { demand, index } }: PreparedPack): Pick<Homes, "areas" | "areaCount"> {
  const subDistricts = new Map(index.subDistricts.map(({ code }, i) => [code, i]));
  const communities = new Map(index.communities.map(({ id }, i) => [id, index.subDistricts.length + i]));
  const areas = new Int32Array(demand.length * 2);
  demand.forEach((cell, home) => {
    areas[home * 2] = subDistricts.get(cell.subDistrictCode) ?? -1;
    areas[home * 2 + 1] = communities.get(cell.communityId) ?? -1;
  });
  return { areas, areaCount: index.subDistricts.length + index.communities.length };
}
