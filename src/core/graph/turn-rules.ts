import { RESTRICTION_KINDS, type StreetNetwork } from "../model/network.ts";
import { CLOSED } from "./costs.ts";

/**
 * The turn restrictions of one kind of vehicle, as places to remember.
 *
 * Whoever has just driven the beginning of a restricted run (its first edge, or more of it) stands at a junction with a
 * memory: some streets are shut to him there that are open to others. Each beginning is a copy of its junction; all
 * other junctions are remembered by nothing. The longest beginning that fits what was driven last counts (the automaton
 * of Aho and Corasick over directed edges), and the shorter ones inside it stay in force.
 *
 * - `no`: the run may not be driven from end to end. Driving into it later than at its first edge is free.
 * - `only`: whoever has driven the first edge must drive the whole run. Runs that begin alike and part are a choice
 *   between them: two signs "only straight on" and "only right" leave both.
 * - Turning back in the street one came by is a run like any other, forbidden where the data forbid it. Else it is the
 *   last resort, see turn-backs.ts; so where anything is restricted at all, every street that might be driven back is
 *   remembered to its end. Without restrictions turning back is of no use to the quickest way, and nothing is.
 * - Nothing is remembered from before the start, and a drive may end anywhere, also half way through an `only` run.
 */
export interface TurnRules {
  readonly network: StreetNetwork;
  /** Junction that copy i stands at; copies of one junction lie side by side. */
  readonly copyNode: Uint32Array;
  /** First copy per node of the network; -1 = none. */
  readonly firstCopy: Int32Array;
  /** Copy in which a drive stands after one directed edge and nothing before it; -1 = the plain junction. */
  readonly copyAfter: Int32Array;
  /** What may be driven from copy i is [exitOffsets[i], exitOffsets[i + 1]). */
  readonly exitOffsets: Uint32Array;
  /** Directed edge. */
  readonly exitEdge: Uint32Array;
  /** Copy in which it ends; -1 = the plain junction. */
  readonly exitCopy: Int32Array;
  /** 1 = it turns back in the street just driven. */
  readonly exitTurnsBack: Uint8Array;
}

/** What a vehicle makes of the streets. */
export interface TurnVehicle {
  /** Bits of RESTRICTED: the restrictions that bind any of these count. */
  readonly binds: number;
  /** Costs by directed edge with every street open; what is CLOSED here is never driven. */
  readonly directed: Uint32Array;
  /** The street an edge is, or is a piece of. */
  readonly streetOf: (edge: number) => number;
}

/** Node a directed edge starts at. */
export const tailOf = ({ edgeFrom, edgeTo }: StreetNetwork, directedEdge: number): number =>
  (directedEdge & 1 ? edgeTo : edgeFrom)[directedEdge >>> 1] as number;
/** Node a directed edge ends at. */
export const headOf = (network: StreetNetwork, directedEdge: number): number =>
  tailOf(network, directedEdge ^ 1);

const NO = RESTRICTION_KINDS.indexOf("no");

/** A beginning: a sequence of edges that some run starts with, never a whole one alone. */
interface Beginning {
  readonly lastEdge: number;
  /** Without its last edge; null: it is one edge long. */
  readonly shorter: Beginning | null;
  /** Its longest proper end that is a beginning too; null: none. */
  rest: Beginning | null;
  /** Beginnings one edge longer. */
  readonly longer: Map<number, Beginning>;
  /** Edges that would complete a forbidden run. */
  readonly forbidden: Set<number>;
  /** Where an `only` run has begun: the edges it goes on with. */
  readonly demanded: Set<number>;
}

const beginning = (lastEdge: number, shorter: Beginning | null): Beginning => ({
  lastEdge,
  shorter,
  rest: null,
  longer: new Map(),
  forbidden: new Set(),
  demanded: new Set(),
});

export function compileTurnRules(network: StreetNetwork, vehicle: TurnVehicle): TurnRules {
  const first = new Map<number, Beginning>();
  const all: Beginning[] = [];
  const grow = (from: Map<number, Beginning>, edge: number, shorter: Beginning | null) => {
    let next = from.get(edge);
    if (!next) {
      next = beginning(edge, shorter);
      from.set(edge, next);
      all.push(next);
    }
    return next;
  };
  const { restrictionOffsets, restrictionEdges, restrictionKind, restrictionAppliesTo } = network;
  restrictionKind.forEach((kind, r) => {
    if (((restrictionAppliesTo[r] as number) & vehicle.binds) === 0) return;
    const run = restrictionEdges.subarray(restrictionOffsets[r], restrictionOffsets[r + 1]);
    let at: Beginning | null = null;
    for (let i = 0; i + 1 < run.length; i++) {
      at = grow(at?.longer ?? first, run[i] as number, at);
      if (kind !== NO) at.demanded.add(run[i + 1] as number);
    }
    if (kind === NO) at?.forbidden.add(run[run.length - 1] as number);
  });
  return layOut(network, vehicle, first, linked(first, all));
}

/** Sets `rest` of every beginning; shorter beginnings come before longer ones in what is returned. */
function linked(first: ReadonlyMap<number, Beginning>, all: readonly Beginning[]): Beginning[] {
  const depth = (one: Beginning): number => (one.shorter ? 1 + depth(one.shorter) : 1);
  const rising = all.map((one) => ({ one, edges: depth(one) })).sort((a, b) => a.edges - b.edges);
  for (const { one } of rising) one.rest = one.shorter ? after(first, one.shorter.rest, one.lastEdge) : null;
  return rising.map(({ one }) => one);
}

/** The beginning that is remembered after one more edge. */
function after(
  first: ReadonlyMap<number, Beginning>,
  from: Beginning | null,
  edge: number,
): Beginning | null {
  for (let at = from; at; at = at.rest) {
    const longer = at.longer.get(edge);
    if (longer) return longer;
  }
  return first.get(edge) ?? null;
}

function isAllowed(from: Beginning | null, edge: number): boolean {
  for (let at = from; at; at = at.rest)
    if (at.forbidden.has(edge) || (at.demanded.size > 0 && !at.demanded.has(edge))) return false;
  return true;
}

/** Last edges of the copies: those of the beginnings in their order, then every other street that might be driven back. */
function lastEdges(
  { edgeCount }: StreetNetwork,
  { directed }: TurnVehicle,
  first: ReadonlyMap<number, Beginning>,
  beginnings: readonly Beginning[],
): number[] {
  const edges = beginnings.map(({ lastEdge }) => lastEdge);
  if (edges.length === 0) return edges;
  for (let edge = 0; edge < edgeCount * 2; edge++)
    if (directed[edge] !== CLOSED && directed[edge ^ 1] !== CLOSED && !first.has(edge)) edges.push(edge);
  return edges;
}

/** Turning back out of a street: along itself, or along a piece of it that begins where it ends. */
const turnsBack = ({ streetOf }: TurnVehicle, edge: number, next: number): boolean =>
  ((edge ^ next) & 1) === 1 && streetOf(edge >>> 1) === streetOf(next >>> 1);

function layOut(
  network: StreetNetwork,
  vehicle: TurnVehicle,
  first: ReadonlyMap<number, Beginning>,
  beginnings: readonly Beginning[],
): TurnRules {
  const { arcOffsets, arcEdge, nodeCount, edgeCount } = network;
  const edges = lastEdges(network, vehicle, first, beginnings);
  // copies by junction: counted, then laid one after the other
  const copiesBefore = new Uint32Array(nodeCount + 1);
  for (const edge of edges) copiesBefore[headOf(network, edge) + 1]! += 1;
  for (let node = 0; node < nodeCount; node++) copiesBefore[node + 1]! += copiesBefore[node] as number;
  const firstCopy = new Int32Array(nodeCount).fill(-1);
  const copyNode = new Uint32Array(edges.length);
  const copyAfter = new Int32Array(edgeCount * 2).fill(-1);
  const copyOf = new Map<Beginning, number>();
  const rank = new Uint32Array(edges.length);
  edges.forEach((edge, i) => {
    const node = headOf(network, edge);
    const copy = copiesBefore[node] as number;
    copiesBefore[node] = copy + 1;
    if (firstCopy[node] === -1) firstCopy[node] = copy;
    copyNode[copy] = node;
    rank[copy] = i;
    const one = beginnings[i];
    if (one) copyOf.set(one, copy);
    if (!one?.shorter) copyAfter[edge] = copy;
  });
  const exitOffsets = new Uint32Array(edges.length + 1);
  const exitEdge: number[] = [];
  const exitCopy: number[] = [];
  const exitTurnsBack: number[] = [];
  copyNode.forEach((node, copy) => {
    const one = beginnings[rank[copy] as number] ?? null;
    const last = edges[rank[copy] as number] as number;
    for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++) {
      const edge = arcEdge[arc] as number;
      if (!isAllowed(one, edge)) continue;
      const next = one ? after(first, one, edge) : null;
      exitEdge.push(edge);
      exitCopy.push(next ? (copyOf.get(next) as number) : (copyAfter[edge] as number));
      exitTurnsBack.push(turnsBack(vehicle, last, edge) ? 1 : 0);
    }
    exitOffsets[copy + 1] = exitEdge.length;
  });
  return {
    network,
    copyNode,
    firstCopy,
    copyAfter,
    exitOffsets,
    exitEdge: Uint32Array.from(exitEdge),
    exitCopy: Int32Array.from(exitCopy),
    exitTurnsBack: Uint8Array.from(exitTurnsBack),
  };
}
