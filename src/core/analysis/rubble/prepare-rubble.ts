import type { BuildingStock } from "../../model/buildings.ts";
import type { Failure } from "../../model/failure.ts";
import type { StreetNetwork } from "../../model/network.ts";
import type { RubbleAssumptions, RubbleRequest } from "../../model/rubble.ts";
import type { RubbleRules } from "../../model/rubble-rules.ts";
import { err, ok, type Result } from "../../result.ts";
import { countingGates, type PreparedPack } from "../prepare.ts";
import { scenarioCosts } from "../street-edits.ts";
import { checkRubbleRequest } from "./check-request.ts";
import { collapseChances } from "./collapse-chance.ts";
import { gateStarts, homesOf } from "./homes.ts";
import type { RubbleTask } from "./rubble-task.ts";
import { streetBlockers } from "./street-blockers.ts";
import { groupBridges, groupStreets } from "./street-groups.ts";

/** A rubble question ready to be drawn, and what its answer has to say besides. */
export interface RubbleSetup {
  readonly task: RubbleTask;
  readonly matrixId: string;
  /** Edges of the pack's own streets; those laid for a scenario come after them. */
  readonly streetEdgeCount: number;
  /** 1 per edge walkers of the scenario / vehicles pass with every house standing. */
  readonly walked: Uint8Array;
  readonly driven: Uint8Array;
  readonly assumed: Omit<RubbleAssumptions, "collapsedBuildings">;
}

export function prepareRubble(
  prepared: PreparedPack,
  stock: BuildingStock,
  rules: RubbleRules,
  request: RubbleRequest,
): Result<RubbleSetup, Failure> {
  const matrix = checkRubbleRequest(request, rules);
  if (!matrix.ok) return matrix;
  const { network, index: packIndex } = prepared.pack;
  const { scenario } = request;
  if (stock.count === 0)
    return err({ code: "LAYER_MISSING", packId: packIndex.description.id, layer: "buildings" });
  const gates = countingGates(prepared, scenario);
  if (gates.length === 0) return err({ code: "NO_OPEN_SHELTER" });

  const streets = prepared.base ?? prepared;
  const ground = streets.pack.network;
  const { walkBlockers, driveBlockers, blocking, walked, pieces, driven } = streetBlockers(
    prepared,
    stock,
    rules,
    { debris: request.debris, walker: scenario },
  );
  const groups = groupStreets(ground);
  const streetOfEdge = new Int32Array(network.edgeCount).fill(-1);
  streetOfEdge.set(groups.groupOfEdge);
  for (const { edge, parent } of pieces) streetOfEdge[edge] = groups.groupOfEdge[parent] as number;
  const bridges = groupBridges(network);
  return ok({
    task: {
      network: {
        nodeCount: network.nodeCount,
        edgeCount: network.edgeCount,
        arcCount: network.arcCount,
        arcOffsets: network.arcOffsets,
        arcHead: network.arcHead,
        arcEdge: network.arcEdge,
        edgeFrom: network.edgeFrom,
        edgeTo: network.edgeTo,
      },
      directed: scenarioCosts(prepared, scenario).directed,
      limitDeciseconds: Math.round(scenario.reachMinutes * 600),
      seed: request.seed,
      gates: gateStarts(prepared, scenario, gates),
      homes: homesOf(prepared, scenario, gates),
      luckKey: stock.luckKey,
      chance: collapseChances(stock, matrix.value, request.intensity),
      blocking,
      walkBlockers,
      driveBlockers,
      streetOfEdge,
      streetCount: groups.count,
      bridgeOfEdge: bridges.groupOfEdge,
      bridgeCount: bridges.count,
    },
    matrixId: matrix.value.id,
    streetEdgeCount: ground.edgeCount,
    walked,
    driven,
    assumed: {
      ...assumedShares(stock),
      buildingsAlong: blocking.length,
      streetWidthShare: unknownWidthShare(ground, walked),
    },
  });
}

function assumedShares(stock: BuildingStock) {
  const share = (isAssumed: (building: number) => boolean) => {
    let assumed = 0;
    for (let building = 0; building < stock.count; building++) if (isAssumed(building)) assumed++;
    return assumed / stock.count;
  };
  return {
    buildings: stock.count,
    skippedBuildings: stock.skippedCount,
    heightShare: share((b) => Number.isNaN(stock.heightMetres[b]) && stock.storeys[b] === 0),
    structureShare: share((b) => (stock.structure[b] as number) < 0),
    yearShare: share((b) => stock.yearBand[b] === 0),
  };
}

function unknownWidthShare(network: StreetNetwork, walked: Uint8Array): number {
  let [all, unknown] = [0, 0];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (walked[edge] !== 1) continue;
    const length = network.edgeLengthDecimetres[edge] as number;
    all += length;
    if (network.edgeWidthDecimetres[edge] === 0) unknown += length;
  }
  return all === 0 ? 0 : unknown / all;
}
