import { eastMetres, northMetres } from "../geo/local-plane.ts";
import { createRingTouch } from "../geo/ring-touch.ts";
import type { LngLat } from "../model/geometry.ts";
import { EDGE_FLAG, type StreetNetwork } from "../model/network.ts";
import type { Closure } from "../model/scenario.ts";
import type { EdgeIndex } from "./edge-index.ts";
import { snapToEdge } from "./snap.ts";

/** A run of one named street between its junctions with other named streets. */
export interface Stretch {
  /** Edges from one end to the other, and whether each runs from its edgeFrom to its edgeTo. */
  readonly edges: readonly { readonly edge: number; readonly onward: boolean }[];
  /** Metres from the click to the street. */
  readonly metresAway: number;
}

const drivable = (network: StreetNetwork, edge: number) =>
  ((network.edgeFlags[edge] as number) & (EDGE_FLAG.vehicleForward | EDGE_FLAG.vehicleBackward)) !== 0;

const namedDrivableMasks = new WeakMap<StreetNetwork, Uint8Array>();

/** 1 per edge that has a name and lets vehicles in: what a person means who clicks a street to close it. */
function namedDrivable(network: StreetNetwork): Uint8Array {
  let mask = namedDrivableMasks.get(network);
  if (!mask) {
    mask = new Uint8Array(network.edgeCount);
    for (let edge = 0; edge < network.edgeCount; edge++)
      mask[edge] = network.edgeName[edge] !== 0 && drivable(network, edge) ? 1 : 0;
    namedDrivableMasks.set(network, mask);
  }
  return mask;
}

/** The stretch a click means; null when the network has no named street with vehicles. */
export function findStretch(network: StreetNetwork, index: EdgeIndex, lngLat: LngLat): Stretch | null {
  const snap = snapToEdge(index, namedDrivable(network), lngLat);
  if (snap === null) return null;
  const taken = new Set([snap.edge]);
  const ahead = follow(network, snap.edge, network.edgeTo[snap.edge] as number, taken);
  const behind = follow(network, snap.edge, network.edgeFrom[snap.edge] as number, taken);
  return {
    edges: [
      ...behind.reverse().map(({ edge, onward }) => ({ edge, onward: !onward })),
      { edge: snap.edge, onward: true },
      ...ahead,
    ],
    metresAway: snap.accessMetres,
  };
}

/** Edges of the same name and class onwards from a node until another named street meets it, or the street ends. */
function follow(network: StreetNetwork, startEdge: number, startNode: number, taken: Set<number>) {
  const { arcOffsets, arcEdge, arcHead, edgeName, edgeClass } = network;
  const run: { edge: number; onward: boolean }[] = [];
  let node = startNode;
  while (true) {
    let next = -1;
    for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++) {
      const edge = (arcEdge[arc] as number) >>> 1;
      const name = edgeName[edge] as number;
      if (name !== 0 && name !== edgeName[startEdge]) return run;
      if (name === 0 || edgeClass[edge] !== edgeClass[startEdge] || taken.has(edge)) continue;
      if (!drivable(network, edge)) continue;
      // a street that forks under one name ends here: neither branch is meant more than the other
      if (next >= 0) return run;
      next = arc;
    }
    if (next < 0) return run;
    const directedEdge = arcEdge[next] as number;
    taken.add(directedEdge >>> 1);
    run.push({ edge: directedEdge >>> 1, onward: (directedEdge & 1) === 0 });
    node = arcHead[next] as number;
  }
}

/** Edges that lie in an area or cross its border, rising; a ring that crosses itself holds what an odd number of turns holds. */
export function edgesInArea(network: StreetNetwork, index: EdgeIndex, ring: readonly LngLat[]): number[] {
  if (ring.length < 3) return [];
  const planeRing = ring.map(
    (lngLat) => [eastMetres(index.plane, lngLat[0]), northMetres(index.plane, lngLat[1])] as const,
  );
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of planeRing) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const touches = createRingTouch(planeRing);
  const { pieceMetres, pieceOffsets } = index;
  const edges: number[] = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    for (let piece = pieceOffsets[edge] as number; piece < (pieceOffsets[edge + 1] as number); piece++) {
      const x0 = pieceMetres[piece * 4] as number;
      const y0 = pieceMetres[piece * 4 + 1] as number;
      const x1 = pieceMetres[piece * 4 + 2] as number;
      const y1 = pieceMetres[piece * 4 + 3] as number;
      if (Math.max(x0, x1) < west || Math.min(x0, x1) > east) continue;
      if (Math.max(y0, y1) < south || Math.min(y0, y1) > north) continue;
      if (touches(x0, y0, x1, y1)) {
        edges.push(edge);
        break;
      }
    }
  }
  return edges;
}

/** Above the water on the ground: a flood leaves it as it is. */
const isDry = (network: StreetNetwork, edge: number) =>
  ((network.edgeFlags[edge] as number) & EDGE_FLAG.bridge) !== 0 || (network.edgeLevel[edge] as number) > 0;

/**
 * The edges a change is about, rising. A street closure whose click has no named street within `clickLimitMetres` is
 * about none: the same limit makes the click itself fail, so no such closure should exist. A bridge changes no street
 * that is there.
 */
export function edgesOfClosure(
  network: StreetNetwork,
  index: EdgeIndex,
  closure: Closure,
  clickLimitMetres: number,
): number[] {
  switch (closure.kind) {
    case "street": {
      const stretch = findStretch(network, index, closure.lngLat);
      if (!stretch || stretch.metresAway > clickLimitMetres) return [];
      return stretch.edges.map(({ edge }) => edge).sort((a, b) => a - b);
    }
    case "area":
    case "slow":
      return edgesInArea(network, index, closure.ring);
    case "flood":
      return edgesInArea(network, index, closure.ring).filter((edge) => !isDry(network, edge));
    case "bridge":
      return [];
    // #region staff
    case "edges":
      return [...closure.edges];
    // #endregion staff
    default: {
      const never: never = closure;
      throw new Error(String(never));
    }
  }
}
