import { CLOSED, fireEngineCosts } from "../../graph/costs.ts";
import type { EdgeIndex } from "../../graph/edge-index.ts";
import type { BuildingStock } from "../../model/buildings.ts";
import type { Failure } from "../../model/failure.ts";
import { EDGE_FLAG, STREET_CLASSES, type StreetClass, type StreetNetwork } from "../../model/network.ts";
import type { RubbleAssumptions, RubbleRequest } from "../../model/rubble.ts";
import type { RubbleFigureKey, RubbleRules } from "../../model/rubble-rules.ts";
import { err, ok, type Result } from "../../result.ts";
import { avoidsSteps, countingGates, openCosts, type PreparedPack } from "../prepare.ts";
import { scenarioCosts } from "../street-edits.ts";
import { type Blockers, findBlockers, type StreetPiece } from "./blockers.ts";
import { checkRubbleRequest } from "./check-request.ts";
import { collapseChances } from "./collapse-chance.ts";
import { gateStarts, homesOf } from "./homes.ts";
import type { RubbleTask } from "./rubble-task.ts";
import { groupBridges, groupStreets } from "./street-groups.ts";
import { createStreetSections, type StreetSections } from "./street-sections.ts";

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

/** Streets the rule calls rescue arterials: nothing in a pack says which are, so the two greatest classes stand for them. */
const ARTERIALS: ReadonlySet<StreetClass> = new Set(["trunk", "primary"]);

/** What is built once per pack: the sections of the latest stock and reach. */
const keptSections = new WeakMap<
  EdgeIndex,
  { readonly stock: BuildingStock; readonly key: string; readonly sections: StreetSections }
>();

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

  const figure = (key: RubbleFigureKey) => rules.figures[key].value;
  const heightMetres = effectiveHeights(stock, figure("storeyMetres"), figure("storeysWhereUnknown"));
  // rubble falls on the streets themselves; what is laid over them for a scenario is seen from them
  const streets = prepared.base ?? prepared;
  const ground = streets.pack.network;
  const debrisShare = debrisShares(ground, rules, request);
  const widthMetres = streetWidths(ground, rules);
  const vehicleWidth = figure("vehicleWidthMetres");
  const walkWidth = figure(avoidsSteps(scenario.pace) ? "wheelchairWidthMetres" : "footWidthMetres");
  const mostShare = debrisShare.reduce((most, share) => Math.max(most, share), 0);
  const frontageMetres = figure("frontageMetres");
  const margin = Math.max(vehicleWidth, walkWidth);
  const sections = keepSections(streets.index, stock, JSON.stringify([rules.id, mostShare, margin]), () =>
    createStreetSections(
      streets.index,
      stock,
      heightMetres.map((height) => Math.max(frontageMetres, mostShare * height + margin)),
      exposedEdges(ground),
    ),
  );
  const walked = openMask(openCosts(prepared, scenario).directed);
  const driven = openMask(fireEngineCosts(network, { widthMetres: vehicleWidth }).directed);
  const pieces = streetPieces(prepared);
  const blockersFor = (requiredMetres: number, usable: Uint8Array) =>
    findBlockers({
      sections,
      buildingCount: stock.count,
      heightMetres,
      debrisShare,
      widthMetres,
      frontageMetres,
      requiredMetres,
      usable: usable.subarray(0, ground.edgeCount),
      pieces,
    });
  const walkBlockers = blockersFor(walkWidth, walked);
  const driveBlockers = blockersFor(vehicleWidth, driven);
  const blocking = blockingBuildings(stock.count, [walkBlockers, driveBlockers]);
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

/** Pieces follow each other along their street, from its beginning to its end. */
function streetPieces({ joins, pieceParents, wholeEdgeCount }: PreparedPack): StreetPiece[] {
  const counted = new Map<number, number>();
  return pieceParents.map((parent, i) => {
    const before = counted.get(parent) ?? 0;
    counted.set(parent, before + 1);
    const stops = [0, ...(joins.get(parent) ?? []).map(({ share }) => share), 1];
    return {
      edge: wholeEdgeCount + i,
      parent,
      fromShare: stops[before] as number,
      toShare: stops[before + 1] as number,
    };
  });
}

function keepSections(
  index: EdgeIndex,
  stock: BuildingStock,
  key: string,
  create: () => StreetSections,
): StreetSections {
  const kept = keptSections.get(index);
  if (kept?.stock === stock && kept.key === key) return kept.sections;
  const sections = create();
  keptSections.set(index, { stock, key, sections });
  return sections;
}

/** Stated height, or else stated storeys, or else storeys by the rule pack. */
function effectiveHeights(stock: BuildingStock, storeyMetres: number, storeysWhereUnknown: number) {
  return Float32Array.from(stock.heightMetres, (height, building) =>
    Number.isNaN(height)
      ? ((stock.storeys[building] as number) || storeysWhereUnknown) * storeyMetres
      : height,
  );
}

const classOf = (network: StreetNetwork, edge: number) =>
  STREET_CLASSES[network.edgeClass[edge] as number] as StreetClass;

function debrisShares(network: StreetNetwork, { figures }: RubbleRules, { debris }: RubbleRequest) {
  const elsewhere =
    typeof debris === "number"
      ? debris
      : figures[debris === "wide" ? "debrisShareWide" : "debrisShareNarrow"].value;
  const onArterials = typeof debris === "number" ? debris : figures.debrisShareArterial.value;
  return Float32Array.from({ length: network.edgeCount }, (_, edge) =>
    ARTERIALS.has(classOf(network, edge)) ? onArterials : elsewhere,
  );
}

const streetWidths = (network: StreetNetwork, rules: RubbleRules) =>
  Float32Array.from(network.edgeWidthDecimetres, (width, edge) =>
    width > 0 ? width / 10 : rules.streetWidthWhereUnknown[classOf(network, edge)],
  );

/** Edges rubble can fall on: at street level and under the sky. */
function exposedEdges(network: StreetNetwork): Uint8Array {
  const sheltered = EDGE_FLAG.bridge | EDGE_FLAG.tunnel;
  return Uint8Array.from(network.edgeFlags, (flags, edge) =>
    (flags & sheltered) === 0 && network.edgeLevel[edge] === 0 ? 1 : 0,
  );
}

function openMask(directed: Uint32Array): Uint8Array {
  return Uint8Array.from({ length: directed.length / 2 }, (_, edge) =>
    directed[edge * 2] !== CLOSED || directed[edge * 2 + 1] !== CLOSED ? 1 : 0,
  );
}

function blockingBuildings(count: number, all: readonly Blockers[]): Uint32Array {
  const blocks = new Uint8Array(count);
  for (const { soleOffsets, pairOffsets, pairOther } of all) {
    for (let building = 0; building < count; building++)
      if (
        soleOffsets[building] !== soleOffsets[building + 1] ||
        pairOffsets[building] !== pairOffsets[building + 1]
      )
        blocks[building] = 1;
    for (const other of pairOther) blocks[other] = 1;
  }
  return Uint32Array.from(blocks.keys()).filter((building) => blocks[building] === 1);
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
