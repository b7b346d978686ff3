import { RESTRICTION_KINDS, type StreetNetwork } from "../model/network.ts";

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
 * - Turning back on the spot is a run like any other: forbidden where the data forbid it, else allowed.
 * - Nothing is remembered from before the start, and a drive may end anywhere, also half way through an `only` run.
 */
export interface TurnRules {
  readonly network: StreetNetwork;
  /** Junction that copy i stands at; copies of one junction lie side by side. */
  readonly copyNode: Uint32Array;
  /** First copy per node of the network; -1 = none. */
  readonly firstCopy: Int32Array;
  /** Copy in which a drive stands after one directed edge and nothing before it; edges that begin no run are absent. */
  readonly copyAfter: ReadonlyMap<number, number>;
  /** What may be driven from copy i is [exitOffsets[i], exitOffsets[i + 1]). */
  readonly exitOffsets: Uint32Array;
  /** Directed edge. */
  readonly exitEdge: Uint32Array;
  /** Copy in which it ends; -1 = the plain junction. */
  readonly exitCopy: Int32Array;
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

/** @param binds Bits of RESTRICTED: the restrictions that bind any of these count. */
export function compileTurnRules(network: StreetNetwork, binds: number): TurnRules {
  const first = new Map<number, Beginning>();
  /** Shorter ones before longer ones. */
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
    if (((restrictionAppliesTo[r] as number) & binds) === 0) return;
    const run = restrictionEdges.subarray(restrictionOffsets[r], restrictionOffsets[r + 1]);
    let at: Beginning | null = null;
    for (let i = 0; i + 1 < run.length; i++) {
      at = grow(at?.longer ?? first, run[i] as number, at);
      if (kind !== NO) at.demanded.add(run[i + 1] as number);
    }
    if (kind === NO) at?.forbidden.add(run[run.length - 1] as number);
  });
  return layOut(network, first, linked(first, all));
}

/** Sets `rest` of every beginning; shorter beginnings come before longer ones in what is returned. */
function linked(first: ReadonlyMap<number, Beginning>, all: readonly Beginning[]): Beginning[] {
  const depth = (one: Beginning): number => (one.shorter ? 1 + depth(one.shorter) : 1);
  const rising = all.map((one) => ({ one, edges: depth(one) })).sort((a, b) => a.edges - b.edges);
  for (const { one } of rising) one.rest = one.shorter ? after(first, one.shorter.rest, one.lastEdge) : null;
  return rising.map(({ one }) => one);
}

/** What is remembered after one more edge. */
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

function isAllowed(from: Beginning, edge: number): boolean {
  for (let at: Beginning | null = from; at; at = at.rest)
    if (at.forbidden.has(edge) || (at.demanded.size > 0 && !at.demanded.has(edge))) return false;
  return true;
}

function layOut(
  network: StreetNetwork,
  first: ReadonlyMap<number, Beginning>,
  beginnings: readonly Beginning[],
): TurnRules {
  const { arcOffsets, arcEdge, nodeCount } = network;
  const placed = beginnings
    .map((one) => ({ one, node: headOf(network, one.lastEdge) }))
    .sort((a, b) => a.node - b.node);
  const copyOf = new Map(placed.map(({ one }, copy) => [one, copy]));
  const copyNode = Uint32Array.from(placed, ({ node }) => node);
  const firstCopy = new Int32Array(nodeCount).fill(-1);
  for (let copy = placed.length - 1; copy >= 0; copy--) firstCopy[copyNode[copy] as number] = copy;
  const exitOffsets = new Uint32Array(placed.length + 1);
  const exitEdge: number[] = [];
  const exitCopy: number[] = [];
  placed.forEach(({ one, node }, copy) => {
    for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++) {
      const edge = arcEdge[arc] as number;
      if (!isAllowed(one, edge)) continue;
      const next = after(first, one, edge);
      exitEdge.push(edge);
      exitCopy.push(next ? (copyOf.get(next) as number) : -1);
    }
    exitOffsets[copy + 1] = exitEdge.length;
  });
  return {
    network,
    copyNode,
    firstCopy,
    copyAfter: new Map([...first].map(([edge, one]) => [edge, copyOf.get(one) as number])),
    exitOffsets,
    exitEdge: Uint32Array.from(exitEdge),
    exitCopy: Int32Array.from(exitCopy),
  };
}
