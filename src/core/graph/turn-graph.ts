import type { ArcCosts } from "./costs.ts";
import type { SearchCosts, SearchGraph, SearchTree } from "./search.ts";
import { shutTurnBacks } from "./turn-backs.ts";
import { headOf, type TurnRules, tailOf } from "./turn-rules.ts";

/** From the seeds outwards, or from everywhere towards them. */
export type DriveWay = "outwards" | "towards";

/**
 * A street network unfolded for turns. Its nodes are the network's own, then one more per beginning of a restricted run
 * (network.nodeCount + copy): a search in it knows where it comes from as far as a restriction asks.
 *
 * Both ways are searched `forward`: the graph for `towards` has its arcs turned round, because what may follow an edge
 * differs from what may precede it. Costs are arrays over the same graph, as everywhere: see `turnCosts`.
 */
export interface TurnGraph extends SearchGraph {
  readonly rules: TurnRules;
  readonly way: DriveWay;
  /** Directed edge driven along each arc, in the direction of driving also where the search runs against it. */
  readonly arcEdge: Uint32Array;
  /** 1 = the arc turns back in the street just driven; of an outwards graph. */
  readonly arcTurnsBack: Uint8Array;
  /** Arc of the outwards graph that each arc of this one is; null: this is the outwards graph. */
  readonly outwardsArc: Uint32Array | null;
}

export function createTurnGraph(rules: TurnRules, way: DriveWay): TurnGraph {
  const { network, copyNode, copyAfter, exitOffsets, exitEdge, exitCopy, exitTurnsBack } = rules;
  const { nodeCount, arcCount } = network;
  const arcEdge = new Uint32Array(arcCount + exitEdge.length);
  arcEdge.set(network.arcEdge);
  arcEdge.set(exitEdge, arcCount);
  const arcHead = new Uint32Array(arcEdge.length);
  arcHead.set(network.arcHead);
  for (let arc = 0; arc < arcCount; arc++) {
    const copy = copyAfter[arcEdge[arc] as number] as number;
    if (copy >= 0) arcHead[arc] = nodeCount + copy;
  }
  const arcTurnsBack = new Uint8Array(arcEdge.length);
  arcTurnsBack.set(exitTurnsBack, arcCount);
  exitEdge.forEach((edge, exit) => {
    const copy = exitCopy[exit] as number;
    arcHead[arcCount + exit] = copy < 0 ? headOf(network, edge) : nodeCount + copy;
  });
  const arcOffsets = new Uint32Array(nodeCount + copyNode.length + 1);
  arcOffsets.set(network.arcOffsets);
  for (let copy = 0; copy < copyNode.length; copy++)
    arcOffsets[nodeCount + copy + 1] = arcCount + (exitOffsets[copy + 1] as number);
  const outwards: TurnGraph = {
    rules,
    way,
    nodeCount: nodeCount + copyNode.length,
    arcCount: arcEdge.length,
    arcOffsets,
    arcHead,
    arcEdge,
    arcTurnsBack,
    outwardsArc: null,
  };
  return way === "outwards" ? outwards : turnedRound(outwards);
}

function turnedRound(graph: TurnGraph): TurnGraph {
  const { nodeCount, arcCount } = graph;
  const arcOffsets = new Uint32Array(nodeCount + 1);
  for (const head of graph.arcHead) arcOffsets[head + 1]! += 1;
  for (let node = 0; node < nodeCount; node++) arcOffsets[node + 1]! += arcOffsets[node] as number;
  const next = arcOffsets.slice();
  const arcHead = new Uint32Array(arcCount);
  const arcEdge = new Uint32Array(arcCount);
  const outwardsArc = new Uint32Array(arcCount);
  for (let tail = 0; tail < nodeCount; tail++)
    for (let arc = graph.arcOffsets[tail] as number; arc < (graph.arcOffsets[tail + 1] as number); arc++) {
      const head = graph.arcHead[arc] as number;
      const at = next[head] as number;
      next[head] = at + 1;
      arcHead[at] = tail;
      arcEdge[at] = graph.arcEdge[arc] as number;
      outwardsArc[at] = arc;
    }
  return { ...graph, arcOffsets, arcHead, arcEdge, outwardsArc };
}

/**
 * Costs of the vehicle on an unfolded graph, turning back shut where it is not taken. Searched `forward` both ways, so both
 * arrays are the same. @param outwards The costs on the outwards graph, for one that is turned round.
 */
export function turnCosts(
  graph: TurnGraph,
  { directed, greatestDeciseconds }: ArcCosts,
  outwards: SearchCosts | null = null,
): SearchCosts {
  const { arcCount, arcEdge, outwardsArc } = graph;
  const forward = new Uint32Array(arcCount);
  if (outwardsArc === null) {
    for (let arc = 0; arc < arcCount; arc++) forward[arc] = directed[arcEdge[arc] as number] as number;
    shutTurnBacks(graph, forward);
  } else {
    if (outwards === null) throw new RangeError("what turns back is known from the outwards graph");
    for (let arc = 0; arc < arcCount; arc++)
      forward[arc] = outwards.forward[outwardsArc[arc] as number] as number;
  }
  return { forward, reverse: forward, greatestDeciseconds };
}

/** Every search node of a junction: itself and its copies. */
export function nodesAt({ network, copyNode, firstCopy }: TurnRules, node: number): number[] {
  const nodes = [node];
  let copy = firstCopy[node] as number;
  if (copy >= 0) for (; copyNode[copy] === node; copy++) nodes.push(network.nodeCount + copy);
  return nodes;
}

/** Search node in which a drive stands that began on this directed edge and has come to its end. */
export function nodeAfter({ network, copyAfter }: TurnRules, directedEdge: number): number {
  const copy = copyAfter[directedEdge] as number;
  return copy < 0 ? headOf(network, directedEdge) : network.nodeCount + copy;
}

/**
 * Search nodes from which this directed edge may be driven: all of its first junction but those where a restriction shuts
 * it. Turning back into it counts: who does has passed already where he is going, so it makes no drive shorter.
 */
export function nodesBefore(rules: TurnRules, directedEdge: number): number[] {
  const { network, exitOffsets, exitEdge } = rules;
  const tail = tailOf(network, directedEdge);
  return nodesAt(rules, tail).filter((node) => {
    if (node === tail) return true;
    const copy = node - network.nodeCount;
    for (let exit = exitOffsets[copy] as number; exit < (exitOffsets[copy + 1] as number); exit++)
      if (exitEdge[exit] === directedEdge) return true;
    return false;
  });
}

/** The search node of these that is reached first; the first of them where none is reached. */
export function soonestOf(tree: Pick<SearchTree, "deciseconds">, nodes: readonly number[]): number {
  let best = nodes[0] as number;
  for (const node of nodes)
    if ((tree.deciseconds[node] as number) < (tree.deciseconds[best] as number)) best = node;
  return best;
}

/** Directed edges driven between the winning seed and a search node, in the order of driving; empty at a seed. */
export function edgesDriven(graph: TurnGraph, tree: Pick<SearchTree, "parentArc">, node: number): number[] {
  const edges: number[] = [];
  let at = node;
  for (let arc = tree.parentArc[at] as number; arc >= 0; arc = tree.parentArc[at] as number) {
    edges.push(graph.arcEdge[arc] as number);
    at = rowOf(graph, arc);
  }
  return graph.way === "outwards" ? edges.reverse() : edges;
}

/** Node whose row an arc stands in. */
function rowOf({ arcOffsets, nodeCount }: SearchGraph, arc: number): number {
  let low = 0;
  let high = nodeCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((arcOffsets[middle] as number) <= arc) low = middle;
    else high = middle - 1;
  }
  return low;
}
