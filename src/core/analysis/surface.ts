import { CLOSED } from "../graph/costs.ts";
import type { LegCosts } from "../graph/edge-edits.ts";
import { type Seed, search, UNREACHED } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { StreetTime } from "../graph/street-courses.ts";
import type { Scenario } from "../model/scenario.ts";
import { countingGates, gateTies, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";
import { legCosts, scenarioCosts } from "./street-edits.ts";

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
  /** How the place leaves its own street: by a node of it, or along it to the gate. */
  readonly via: "node" | "same-street" | "none";
  /** The node, and where on the street it is, 0-1; -1 and 0 where there is none. */
  readonly node: number;
  readonly nodeShare: number;
}

/** Deciseconds along a share (0-1) of an edge; nothing to walk costs nothing, also against a one-way. */
export const shareDeciseconds = (cost: number, share: number): number =>
  share === 0 ? 0 : cost === CLOSED ? Infinity : Math.round(cost * share);

/** Whole deciseconds of an access or egress leg. */
export const deciseconds = (metres: number, metresPerSecond: number): number =>
  Math.round((metres * 10) / metresPerSecond);

/**
 * Times from every node to the nearest of `gates` (indexes into pack.index.gates), no farther than the limit. The arrays
 * belong to the pack's scratch: the next search writes them over.
 *
 * A closed street stops everybody who would pass through it; whoever stands on it may still leave along it to its
 * ends, and a gate on it may still be reached from them. So legs along a place's own street use the costs without
 * closures, and a closure can never make anything nearer.
 */
export function searchGates(
  prepared: PreparedPack,
  scenario: Scenario,
  gates: readonly number[],
  limitDeciseconds: number,
): GateSurface {
  const legs = legCosts(prepared, scenario);
  const { snaps } = gateTies(prepared, scenario.pace);
  const pace = paceMetresPerSecond(prepared, scenario);
  const seeds: Seed[] = [];
  const gatesOnEdge = new Map<number, number[]>();
  for (const gate of gates) {
    const snap = snaps[gate];
    if (!snap) continue;
    seeds.push(...seedsTowards(prepared, legs, snap, deciseconds(snap.accessMetres, pace), gate));
    const on = gatesOnEdge.get(snap.edge);
    if (on) on.push(gate);
    else gatesOnEdge.set(snap.edge, [gate]);
  }
  const tree = search({
    network: prepared.pack.network,
    costs: scenarioCosts(prepared, scenario),
    direction: "reverse",
    seeds,
    limitDeciseconds,
    scratch: prepared.scratch,
  });
  return {
    nodeDeciseconds: tree.deciseconds,
    nodeGate: tree.seed,
    nodeParentArc: tree.parentArc,
    gatesOnEdge,
    limitDeciseconds,
  };
}

/** The same to the nearest counting gate (or the nearest of `gates`), in arrays of its own. */
export function gateSurface(
  prepared: PreparedPack,
  scenario: Scenario,
  options: { readonly gates?: readonly number[]; readonly limitSeconds?: number } = {},
): GateSurface {
  const found = searchGates(
    prepared,
    scenario,
    options.gates ?? countingGates(prepared, scenario),
    options.limitSeconds === undefined ? UNREACHED - 1 : Math.round(options.limitSeconds * 10),
  );
  return {
    ...found,
    nodeDeciseconds: found.nodeDeciseconds.slice(),
    nodeGate: found.nodeGate.slice(),
    nodeParentArc: found.nodeParentArc.slice(),
  };
}

/** Starts of a reverse search towards a place on an edge: from each end that may be left in its direction. */
export function seedsTowards(
  prepared: PreparedPack,
  legs: LegCosts,
  snap: EdgeSnap,
  accessDeciseconds: number,
  id: number,
): Seed[] {
  return seedsOnStreet(
    prepared,
    snap,
    id,
    (share) => accessDeciseconds + alongDeciseconds(legs, snap.edge, share, snap.alongShare),
  );
}

/** Starts of a forward search from a place on an edge: to each end it may walk to. */
export function seedsFrom(
  prepared: PreparedPack,
  legs: LegCosts,
  snap: EdgeSnap,
  accessDeciseconds: number,
  id: number,
): Seed[] {
  return seedsOnStreet(
    prepared,
    snap,
    id,
    (share) => accessDeciseconds + alongDeciseconds(legs, snap.edge, snap.alongShare, share),
  );
}

/** A node of a street and where on it that is. */
export interface StreetStop {
  readonly node: number;
  /** Share of the street's length from edgeFrom, 0-1. */
  readonly share: number;
}

/** Every node by which a street is left or entered: its end, its beginning, and where bridges begin on it. */
export function streetStops(prepared: PreparedPack, edge: number): StreetStop[] {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  return [
    { node: edgeTo[edge] as number, share: 1 },
    { node: edgeFrom[edge] as number, share: 0 },
    ...(prepared.joins.get(edge) ?? []),
  ];
}

/** A start at each node of a place's street that can be walked to or from: its ends, and where bridges begin on it. */
function seedsOnStreet(
  prepared: PreparedPack,
  { edge }: EdgeSnap,
  id: number,
  decisecondsAt: (share: number) => number,
): Seed[] {
  return streetStops(prepared, edge)
    .map(({ node, share }) => ({ node, deciseconds: decisecondsAt(share), id }))
    .filter((seed) => seed.deciseconds !== Infinity);
}

/** Deciseconds along one edge between two shares of it, in the direction of travel; Infinity against a one-way. */
export function alongDeciseconds(legs: LegCosts, edge: number, fromShare: number, toShare: number): number {
  const cost = legs.directed[edge * 2 + (toShare >= fromShare ? 0 : 1)] as number;
  return shareDeciseconds(cost, Math.abs(toShare - fromShare));
}

/** Time from a tied place to the nearest gate of a surface. */
export function placeTime(
  prepared: PreparedPack,
  scenario: Scenario,
  surface: GateSurface,
  { edge, alongShare, accessMetres }: EdgeSnap,
): PlaceTime {
  const legs = legCosts(prepared, scenario);
  const pace = paceMetresPerSecond(prepared, scenario);
  const nowhere: PlaceTime = { deciseconds: Infinity, gate: -1, via: "none", node: -1, nodeShare: 0 };
  let best = nowhere;
  const leave = ({ node, share: nodeShare }: StreetStop) => {
    const rest = surface.nodeDeciseconds[node] as number;
    if (rest === UNREACHED) return;
    const total = rest + alongDeciseconds(legs, edge, alongShare, nodeShare);
    if (total < best.deciseconds)
      best = { deciseconds: total, gate: surface.nodeGate[node] as number, via: "node", node, nodeShare };
  };
  streetStops(prepared, edge).forEach(leave);
  const { snaps } = gateTies(prepared, scenario.pace);
  for (const gate of surface.gatesOnEdge.get(edge) ?? []) {
    const at = snaps[gate] as EdgeSnap;
    const total =
      alongDeciseconds(legs, edge, alongShare, at.alongShare) + deciseconds(at.accessMetres, pace);
    if (total < best.deciseconds)
      best = { deciseconds: total, gate, via: "same-street", node: -1, nodeShare: 0 };
  }
  const total = best.deciseconds + deciseconds(accessMetres, pace);
  return total <= surface.limitDeciseconds ? { ...best, deciseconds: total } : nowhere;
}

/** Time to the nearest gate of a surface from any point of any street. */
export function surfaceStreetTime(
  prepared: PreparedPack,
  scenario: Scenario,
  surface: GateSurface,
): StreetTime {
  const { edgeFrom, edgeTo, edgeCount } = prepared.pack.network;
  const { nodeDeciseconds, gatesOnEdge } = surface;
  const legs = legCosts(prepared, scenario);
  const { directed } = legs;
  const pace = paceMetresPerSecond(prepared, scenario);
  const { snaps } = gateTies(prepared, scenario.pace);
  // 1 = something besides its two ends leads off the street
  const hasMore = new Uint8Array(edgeCount);
  for (const edge of [...gatesOnEdge.keys(), ...prepared.joins.keys()]) hasMore[edge] = 1;
  return (edge, share) => {
    const onward = directed[edge * 2] as number;
    const back = directed[edge * 2 + 1] as number;
    const fromTo = nodeDeciseconds[edgeTo[edge] as number] as number;
    const fromFrom = nodeDeciseconds[edgeFrom[edge] as number] as number;
    let best = Infinity;
    if ((onward !== CLOSED || share === 1) && fromTo !== UNREACHED) best = fromTo + onward * (1 - share);
    if ((back !== CLOSED || share === 0) && fromFrom !== UNREACHED)
      best = Math.min(best, fromFrom + back * share);
    if (hasMore[edge] === 1) {
      for (const gate of gatesOnEdge.get(edge) ?? []) {
        const at = snaps[gate] as EdgeSnap;
        const direct =
          alongDeciseconds(legs, edge, share, at.alongShare) + deciseconds(at.accessMetres, pace);
        best = Math.min(best, direct);
      }
      for (const join of prepared.joins.get(edge) ?? []) {
        const rest = nodeDeciseconds[join.node] as number;
        if (rest !== UNREACHED) best = Math.min(best, rest + alongDeciseconds(legs, edge, share, join.share));
      }
    }
    return best;
  };
}
