import { CLOSED, fireEngineCosts } from "../../graph/costs.ts";
import type { EdgeIndex } from "../../graph/edge-index.ts";
import type { BuildingStock } from "../../model/buildings.ts";
import { EDGE_FLAG, STREET_CLASSES, type StreetClass, type StreetNetwork } from "../../model/network.ts";
import type { DebrisChoice } from "../../model/rubble.ts";
import type { RubbleFigureKey, RubbleRules } from "../../model/rubble-rules.ts";
import type { Walker } from "../../model/scenario.ts";
import { avoidsSteps, openCosts, type PreparedPack } from "../prepare.ts";
import { type Blockers, findBlockers, type StreetPiece } from "./blockers.ts";
import { createStreetSections, type StreetSections } from "./street-sections.ts";

/** Which buildings can block which streets, to one walker and to vehicles. */
export interface StreetBlockers {
  readonly walkBlockers: Blockers;
  readonly driveBlockers: Blockers;
  /** Buildings that block something, rising. */
  readonly blocking: Uint32Array;
  /** 1 per edge walkers / vehicles pass with every house standing. */
  readonly walked: Uint8Array;
  readonly driven: Uint8Array;
  readonly pieces: readonly StreetPiece[];
}

/** Streets the rule calls rescue arterials: nothing in a pack says which are, so the two greatest classes stand for them. */
const ARTERIALS: ReadonlySet<StreetClass> = new Set(["trunk", "primary"]);

/** What is built once per pack: the sections of the latest stock and reach. */
const keptSections = new WeakMap<
  EdgeIndex,
  { readonly stock: BuildingStock; readonly key: string; readonly sections: StreetSections }
>();

/** Hangs on no intensity: which streets the rubble of which house would shut. */
export function streetBlockers(
  prepared: PreparedPack,
  stock: BuildingStock,
  rules: RubbleRules,
  { debris, walker }: { readonly debris: DebrisChoice; readonly walker: Walker },
): StreetBlockers {
  const figure = (key: RubbleFigureKey) => rules.figures[key].value;
  const heightMetres = effectiveHeights(stock, figure("storeyMetres"), figure("storeysWhereUnknown"));
  // rubble falls on the streets themselves; what is laid over them for a scenario is seen from them
  const streets = prepared.base ?? prepared;
  const ground = streets.pack.network;
  const debrisShare = debrisShares(ground, rules, debris);
  const widthMetres = streetWidths(ground, rules);
  const vehicleWidth = figure("vehicleWidthMetres");
  const walkWidth = figure(avoidsSteps(walker.pace) ? "wheelchairWidthMetres" : "footWidthMetres");
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
  const walked = openMask(openCosts(prepared, walker).directed);
  const driven = openMask(fireEngineCosts(prepared.pack.network, { widthMetres: vehicleWidth }).directed);
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
  return { walkBlockers, driveBlockers, blocking, walked, driven, pieces };
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

function debrisShares(network: StreetNetwork, { figures }: RubbleRules, debris: DebrisChoice) {
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
