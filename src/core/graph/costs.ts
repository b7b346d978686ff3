import { EDGE_FLAG, STREET_CLASSES, type StreetNetwork } from "../model/network.ts";

/** Cost of an arc nobody may take. */
export const CLOSED = 0xffffffff;

/** Deciseconds to pass each arc, one set per profile. A closure makes a copy with more CLOSED; costs never fall. */
export interface ArcCosts {
  /** By directed edge: [edge * 2] from edgeFrom to edgeTo, [edge * 2 + 1] back. Deciseconds or CLOSED. */
  readonly directed: Uint32Array;
  /** By arc of the network's rows, for searches that follow the arcs: directed[arcEdge[arc]]. */
  readonly forward: Uint32Array;
  /** By arc, for searches that run against the arcs, towards a target: directed[arcEdge[arc] ^ 1]. */
  readonly reverse: Uint32Array;
  /** Greatest cost that is not CLOSED; 0 when every arc is closed. */
  readonly greatestDeciseconds: number;
}

export function arcCosts(network: StreetNetwork, directed: Uint32Array): ArcCosts {
  const { arcCount, arcEdge } = network;
  const forward = new Uint32Array(arcCount);
  const reverse = new Uint32Array(arcCount);
  let greatestDeciseconds = 0;
  for (let arc = 0; arc < arcCount; arc++) {
    const edge = arcEdge[arc] as number;
    const cost = directed[edge] as number;
    forward[arc] = cost;
    reverse[arc] = directed[edge ^ 1] as number;
    if (cost !== CLOSED && cost > greatestDeciseconds) greatestDeciseconds = cost;
  }
  return { directed, forward, reverse, greatestDeciseconds };
}

/**
 * Who walks decides which edges are open: a wheelchair takes no steps and no edge that is not marked passable for it; a
 * pram, which hands can lift over a kerb and push over a bad surface, takes no steps and no bridge or tunnel that is not
 * so marked, because stairs lead to those.
 */
export type WalkMode = "foot" | "pram" | "wheelchair";

const STEPS = STREET_CLASSES.indexOf("steps");

function pramPasses(network: StreetNetwork, edge: number): boolean {
  const flags = network.edgeFlags[edge] as number;
  const isRaised = (flags & (EDGE_FLAG.bridge | EDGE_FLAG.tunnel)) !== 0;
  return network.edgeClass[edge] !== STEPS && (!isRaised || (flags & EDGE_FLAG.wheelchair) !== 0);
}

/** No steps, nothing known to stop wheels (kerbs and surfaces are in the flag), and no slope known to be too steep. */
function wheelchairPasses(network: StreetNetwork, edge: number, steepestPercent: number): boolean {
  return (
    ((network.edgeFlags[edge] as number) & EDGE_FLAG.wheelchair) !== 0 &&
    network.edgeClass[edge] !== STEPS &&
    Math.abs(network.edgeInclinePercent[edge] as number) <= steepestPercent
  );
}

/**
 * Walking time: length / pace, the same on every open edge. No allowance for turns or crossings: no figure with a
 * source is in the rule packs. At least 1 decisecond, so that no two places fall together.
 *
 * A slope shuts an edge to wheelchairs where it is known to be steeper than `steepestPercent`, up or down; it slows nobody,
 * because no relation of slope and pace with a source is in the rule packs. An unknown slope counts as level.
 */
export function walkCosts(
  network: StreetNetwork,
  metresPerSecond: number,
  mode: WalkMode,
  steepestPercent = Infinity,
): ArcCosts {
  const { edgeCount, edgeLengthDecimetres } = network;
  const directed = new Uint32Array(edgeCount * 2);
  for (let edge = 0; edge < edgeCount; edge++) {
    const deciseconds = Math.max(1, Math.round((edgeLengthDecimetres[edge] as number) / metresPerSecond));
    const isOpen =
      mode === "foot" ||
      (mode === "pram" ? pramPasses(network, edge) : wheelchairPasses(network, edge, steepestPercent));
    const flags = isOpen ? (network.edgeFlags[edge] as number) : 0;
    directed[edge * 2] = flags & EDGE_FLAG.footForward ? deciseconds : CLOSED;
    directed[edge * 2 + 1] = flags & EDGE_FLAG.footBackward ? deciseconds : CLOSED;
  }
  return arcCosts(network, directed);
}

/** What a vehicle is; null or absent = not known, then no limit on the street closes it. */
export interface VehicleSize {
  readonly widthMetres: number;
  readonly heightMetres?: number | null;
  readonly weightTonnes?: number | null;
}

/** Does a vehicle keep the posted limits of the edge and fit between its walls? Unknown limits let it pass. */
function fits(network: StreetNetwork, edge: number, size: VehicleSize): boolean {
  const width = network.edgeWidthDecimetres[edge] as number;
  const maxWidth = network.edgeMaxWidthCentimetres[edge] as number;
  const maxHeight = network.edgeMaxHeightCentimetres[edge] as number;
  const maxWeight = network.edgeMaxWeightHundredKilograms[edge] as number;
  return (
    (width === 0 || width >= size.widthMetres * 10) &&
    (maxWidth === 0 || maxWidth >= size.widthMetres * 100) &&
    (maxHeight === 0 || maxHeight >= (size.heightMetres ?? 0) * 100) &&
    (maxWeight === 0 || maxWeight >= (size.weightTonnes ?? 0) * 10)
  );
}

/** Walking pace of an engine on a way that has no driving speed: a footway or a square opened for it. */
const CALLED_OFF_ROAD_KMH = 5;

/**
 * Driving time of a fire engine on a call: every street open to vehicles, and those only it may enter
 * (`fireEngineForward`/`Backward`), as far as it fits. Turns are the business of the graph: see turn-graph.ts.
 */
export function fireEngineCosts(network: StreetNetwork, size: VehicleSize): ArcCosts {
  const { fireEngineForward, fireEngineBackward, vehicleForward, vehicleBackward } = EDGE_FLAG;
  return sizedCosts(network, size, {
    forward: vehicleForward | fireEngineForward,
    backward: vehicleBackward | fireEngineBackward,
    closing: 0,
    slowKmh: CALLED_OFF_ROAD_KMH,
  });
}

/** Driving time of a goods vehicle: streets open to vehicles and not closed to trucks, as far as it fits. */
export function truckCosts(network: StreetNetwork, size: VehicleSize): ArcCosts {
  return sizedCosts(network, size, {
    forward: EDGE_FLAG.vehicleForward,
    backward: EDGE_FLAG.vehicleBackward,
    closing: EDGE_FLAG.noTrucks,
    slowKmh: 0,
  });
}

interface Passage {
  /** Any of these bits opens the edge in that direction. */
  readonly forward: number;
  readonly backward: number;
  /** Any of these bits closes it both ways. */
  readonly closing: number;
  /** Speed where the edge has none; 0 = closed there. */
  readonly slowKmh: number;
}

function sizedCosts(network: StreetNetwork, size: VehicleSize, passage: Passage): ArcCosts {
  const directed = new Uint32Array(network.edgeCount * 2).fill(CLOSED);
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const flags = network.edgeFlags[edge] as number;
    const speedKmh = network.edgeSpeedKmh[edge] || passage.slowKmh;
    if (speedKmh === 0 || (flags & passage.closing) !== 0 || !fits(network, edge, size)) continue;
    const length = network.edgeLengthDecimetres[edge] as number;
    const deciseconds = Math.max(1, Math.round((length * 3.6) / speedKmh));
    if (flags & passage.forward) directed[edge * 2] = deciseconds;
    if (flags & passage.backward) directed[edge * 2 + 1] = deciseconds;
  }
  return arcCosts(network, directed);
}

/**
 * Edges a place may be tied to: open at least one way, and at street level: nobody steps from a doorway onto a
 * bridge or into a tunnel between its ends. 1 = yes.
 */
export function snappableEdges(network: StreetNetwork, costs: ArcCosts): Uint8Array {
  const mask = new Uint8Array(network.edgeCount);
  const offLevel = EDGE_FLAG.bridge | EDGE_FLAG.tunnel;
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const open = costs.directed[edge * 2] !== CLOSED || costs.directed[edge * 2 + 1] !== CLOSED;
    mask[edge] = open && ((network.edgeFlags[edge] as number) & offLevel) === 0 ? 1 : 0;
  }
  return mask;
}
