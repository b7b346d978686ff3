import { type ArcCosts, CLOSED } from "../graph/costs.ts";
import { type Seed, search, UNREACHED } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { Scenario } from "../model/scenario.ts";
import {
  countingGates,
  demandTies,
  gateTies,
  openCosts,
  type PreparedPack,
  paceMetresPerSecond,
  scenarioCosts,
} from "./prepare.ts";

/** Walking time from everywhere to the nearest of some gates. */
export interface GateSurface {
  /** Deciseconds per node to the nearest gate, its egress leg included; UNREACHED beyond the limit or cut off. */
  readonly nodeDeciseconds: Uint32Array;
  /** Index into pack.index.gates of that gate; -1 where unreached. */
  readonly nodeGate: Int32Array;
  /** Arc of each node's next step towards its gate: the step runs against the arc; -1 = the gate's own street. */
  readonly nodeParentArc: Int32Array;
  /** The gates of the surface by the edge they are tied to: for places on the same street. */
  readonly gatesOnEdge: ReadonlyMap<number, readonly number[]>;
  readonly limitDeciseconds: number;
}

export interface PlaceTime {
  /** Deciseconds, access leg included; Infinity = not reached. */
  readonly deciseconds: number;
  /** Index into pack.index.gates; -1 = none. */
  readonly gate: number;
  /** How the place leaves its own street. */
  readonly via: "from-node" | "to-node" | "same-street" | "none";
}

/** Deciseconds along a share (0-1) of an edge; nothing to walk costs nothing, also against a one-way. */
export const shareDeciseconds = (cost: number, share: number): number =>
  share === 0 ? 0 : cost === CLOSED ? Infinity : Math.round(cost * share);

/** Whole deciseconds of an access or egress leg. */
export const deciseconds = (metres: number, metresPerSecond: number): number =>
  Math.round((metres * 10) / metresPerSecond);

/**
 * Seconds from every node to the nearest counting gate (or to the nearest of `gates`, indexes into pack.index.gates).
 *
 * A closed street stops everybody who would pass through it; whoever stands on it may still leave along it to its
 * ends, and a gate on it may still be reached from them. So legs along a place's own street use the costs without
 * closures, and a closure can never make anything nearer.
 */
export function gateSurface(
  prepared: PreparedPack,
  scenario: Scenario,
  options: { readonly gates?: readonly number[]; readonly limitSeconds?: number } = {},
): GateSurface {
  const { network } = prepared.pack;
  const gates = options.gates ?? countingGates(prepared, scenario);
  const costs = scenarioCosts(prepared, scenario);
  const open = openCosts(prepared, scenario.pace);
  const { snaps } = gateTies(prepared, scenario.pace);
  const pace = paceMetresPerSecond(prepared, scenario.pace);
  const seeds: Seed[] = [];
  const gatesOnEdge = new Map<number, number[]>();
  for (const gate of gates) {
    const snap = snaps[gate];
    if (!snap) continue;
    seeds.push(...seedsTowards(prepared, open, snap, deciseconds(snap.accessMetres, pace), gate));
    const on = gatesOnEdge.get(snap.edge);
    if (on) on.push(gate);
    else gatesOnEdge.set(snap.edge, [gate]);
  }
  const limitDeciseconds =
    options.limitSeconds === undefined ? UNREACHED - 1 : Math.round(options.limitSeconds * 10);
  const tree = search({
    network,
    costs,
    direction: "reverse",
    seeds,
    limitDeciseconds,
    scratch: prepared.scratch,
  });
  return {
    nodeDeciseconds: tree.deciseconds.slice(),
    nodeGate: tree.seed.slice(),
    nodeParentArc: tree.parentArc.slice(),
    gatesOnEdge,
    limitDeciseconds,
  };
}

/** Starts of a reverse search towards a place on an edge: from each end that may be left in its direction. */
export function seedsTowards(
  prepared: PreparedPack,
  open: ArcCosts,
  snap: EdgeSnap,
  accessDeciseconds: number,
  id: number,
): Seed[] {
  const onward = open.directed[snap.edge * 2] as number;
  const back = open.directed[snap.edge * 2 + 1] as number;
  return seedsAtEnds(
    prepared,
    snap,
    accessDeciseconds + shareDeciseconds(onward, snap.alongShare),
    accessDeciseconds + shareDeciseconds(back, 1 - snap.alongShare),
    id,
  );
}

/** Starts of a forward search from a place on an edge: to each end it may walk to. */
export function seedsFrom(
  prepared: PreparedPack,
  open: ArcCosts,
  snap: EdgeSnap,
  accessDeciseconds: number,
  id: number,
): Seed[] {
  const onward = open.directed[snap.edge * 2] as number;
  const back = open.directed[snap.edge * 2 + 1] as number;
  return seedsAtEnds(
    prepared,
    snap,
    accessDeciseconds + shareDeciseconds(back, snap.alongShare),
    accessDeciseconds + shareDeciseconds(onward, 1 - snap.alongShare),
    id,
  );
}

function seedsAtEnds(
  prepared: PreparedPack,
  snap: EdgeSnap,
  atFrom: number,
  atTo: number,
  id: number,
): Seed[] {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  return [
    { node: edgeFrom[snap.edge] as number, deciseconds: atFrom, id },
    { node: edgeTo[snap.edge] as number, deciseconds: atTo, id },
  ].filter((seed) => seed.deciseconds !== Infinity);
}

/** Deciseconds along one edge between two shares of it, in the direction of travel; Infinity against a one-way. */
export function alongDeciseconds(open: ArcCosts, edge: number, fromShare: number, toShare: number): number {
  const cost = open.directed[edge * 2 + (toShare >= fromShare ? 0 : 1)] as number;
  return shareDeciseconds(cost, Math.abs(toShare - fromShare));
}

/** Time from a tied place to the nearest gate of a surface. */
export function placeTime(
  prepared: PreparedPack,
  scenario: Scenario,
  surface: GateSurface,
  snap: EdgeSnap,
): PlaceTime {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  const open = openCosts(prepared, scenario.pace);
  const pace = paceMetresPerSecond(prepared, scenario.pace);
  let best = Infinity;
  let gate = -1;
  let via: PlaceTime["via"] = "none";
  const leave = (node: number, cost: number, share: number, how: PlaceTime["via"]) => {
    const rest = surface.nodeDeciseconds[node] as number;
    if (rest === UNREACHED) return;
    const total = rest + shareDeciseconds(cost, share);
    if (total < best) {
      best = total;
      gate = surface.nodeGate[node] as number;
      via = how;
    }
  };
  const { edge, alongShare } = snap;
  leave(edgeTo[edge] as number, open.directed[edge * 2] as number, 1 - alongShare, "to-node");
  leave(edgeFrom[edge] as number, open.directed[edge * 2 + 1] as number, alongShare, "from-node");
  const onSame = surface.gatesOnEdge.get(edge);
  if (onSame) {
    const { snaps } = gateTies(prepared, scenario.pace);
    for (const candidate of onSame) {
      const at = snaps[candidate] as EdgeSnap;
      const total =
        alongDeciseconds(open, edge, alongShare, at.alongShare) + deciseconds(at.accessMetres, pace);
      if (total < best) {
        best = total;
        gate = candidate;
        via = "same-street";
      }
    }
  }
  const total = best + deciseconds(snap.accessMetres, pace);
  return total <= surface.limitDeciseconds
    ? { deciseconds: total, gate, via }
    : { deciseconds: Infinity, gate: -1, via: "none" };
}

/** Deciseconds at a share (0-1) of an edge; Infinity where it is not reached. */
export type StreetTime = (edge: number, alongShare: number) => number;

/** Time to the nearest gate of a surface from any point of any street. */
export function surfaceStreetTime(
  prepared: PreparedPack,
  scenario: Scenario,
  surface: GateSurface,
): StreetTime {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  const { nodeDeciseconds, gatesOnEdge } = surface;
  const open = openCosts(prepared, scenario.pace);
  const { directed } = open;
  const pace = paceMetresPerSecond(prepared, scenario.pace);
  const { snaps } = gateTies(prepared, scenario.pace);
  const hasGate = new Uint8Array(prepared.pack.network.edgeCount);
  for (const edge of gatesOnEdge.keys()) hasGate[edge] = 1;
  return (edge, share) => {
    const onward = directed[edge * 2] as number;
    const back = directed[edge * 2 + 1] as number;
    const fromTo = nodeDeciseconds[edgeTo[edge] as number] as number;
    const fromFrom = nodeDeciseconds[edgeFrom[edge] as number] as number;
    let best = Infinity;
    if ((onward !== CLOSED || share === 1) && fromTo !== UNREACHED) best = fromTo + onward * (1 - share);
    if ((back !== CLOSED || share === 0) && fromFrom !== UNREACHED)
      best = Math.min(best, fromFrom + back * share);
    if (hasGate[edge] === 1)
      for (const gate of gatesOnEdge.get(edge) as readonly number[]) {
        const at = snaps[gate] as EdgeSnap;
        const direct =
          alongDeciseconds(open, edge, share, at.alongShare) + deciseconds(at.accessMetres, pace);
        best = Math.min(best, direct);
      }
    return best;
  };
}

export interface DemandTimes {
  /** Same order as pack.demand. Walking seconds to the nearest gate; Infinity = not reached; NaN = no street near enough to judge. */
  readonly seconds: Float32Array;
  /** Index into pack.index.gates; -1 = none. */
  readonly gate: Int32Array;
}

export function demandTimes(prepared: PreparedPack, scenario: Scenario, surface: GateSurface): DemandTimes {
  const { snaps } = demandTies(prepared, scenario.pace);
  const seconds = new Float32Array(snaps.length);
  const gate = new Int32Array(snaps.length);
  snaps.forEach((snap, i) => {
    if (snap === null) {
      seconds[i] = Number.NaN;
      gate[i] = -1;
      return;
    }
    const time = placeTime(prepared, scenario, surface, snap);
    seconds[i] = time.deciseconds / 10;
    gate[i] = time.gate;
  });
  return { seconds, gate };
}
