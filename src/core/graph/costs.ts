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

/** Who walks decides which edges are open: wheels take no steps and no edge that is not marked passable for them. */
export type WalkMode = "foot" | "wheelchair";

const STEPS = STREET_CLASSES.indexOf("steps");

function footForward(network: StreetNetwork, edge: number, mode: WalkMode, bit: number): boolean {
  const flags = network.edgeFlags[edge] as number;
  if ((flags & bit) === 0) return false;
  return mode === "foot" || ((flags & EDGE_FLAG.wheelchair) !== 0 && network.edgeClass[edge] !== STEPS);
}

/**
 * Walking time: length / pace, the same on every open edge. No allowance for turns or crossings: no figure with a
 * source is in the rule packs. At least 1 decisecond, so that no two places fall together.
 */
export function walkCosts(network: StreetNetwork, metresPerSecond: number, mode: WalkMode): ArcCosts {
  const { edgeCount, edgeLengthDecimetres } = network;
  const directed = new Uint32Array(edgeCount * 2);
  for (let edge = 0; edge < edgeCount; edge++) {
    const deciseconds = Math.max(1, Math.round((edgeLengthDecimetres[edge] as number) / metresPerSecond));
    directed[edge * 2] = footForward(network, edge, mode, EDGE_FLAG.footForward) ? deciseconds : CLOSED;
    directed[edge * 2 + 1] = footForward(network, edge, mode, EDGE_FLAG.footBackward) ? deciseconds : CLOSED;
  }
  return arcCosts(network, directed);
}

/**
 * Driving time at the edge's speed, in the permitted direction. An edge known to be narrower than the vehicle needs
 * is closed; where the width is unknown the access bits decide alone. No turn allowance, as for walking.
 */
export function vehicleCosts(network: StreetNetwork, minimumWidthMetres: number): ArcCosts {
  const { edgeCount, edgeLengthDecimetres, edgeSpeedKmh, edgeWidthDecimetres, edgeFlags } = network;
  const directed = new Uint32Array(edgeCount * 2);
  for (let edge = 0; edge < edgeCount; edge++) {
    const speedKmh = edgeSpeedKmh[edge] as number;
    const widthDecimetres = edgeWidthDecimetres[edge] as number;
    const fits = widthDecimetres === 0 || widthDecimetres >= minimumWidthMetres * 10;
    // decimetres / (km/h / 3.6 m/s) = deciseconds
    const deciseconds =
      speedKmh === 0 || !fits
        ? CLOSED
        : Math.max(1, Math.round(((edgeLengthDecimetres[edge] as number) * 3.6) / speedKmh));
    const flags = edgeFlags[edge] as number;
    directed[edge * 2] = flags & EDGE_FLAG.vehicleForward ? deciseconds : CLOSED;
    directed[edge * 2 + 1] = flags & EDGE_FLAG.vehicleBackward ? deciseconds : CLOSED;
  }
  return arcCosts(network, directed);
}

/** A copy of the costs with these edges closed both ways. */
export function withClosedEdges(network: StreetNetwork, costs: ArcCosts, edges: Iterable<number>): ArcCosts {
  const directed = costs.directed.slice();
  for (const edge of edges) {
    directed[edge * 2] = CLOSED;
    directed[edge * 2 + 1] = CLOSED;
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
