import { EDGE_FLAG, type StreetNetwork } from "../../model/network.ts";

/** Edges of a network put together. */
export interface EdgeGroups {
  /** Group of each edge; -1 = in none. Groups are numbered by their lowest edge. */
  readonly groupOfEdge: Int32Array;
  readonly count: number;
}

/** Disjoint sets of edges that grow together; the lowest edge stands for its set. */
function createSets(count: number) {
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const find = (edge: number): number => {
    let root = edge;
    while (parent[root] !== root) root = parent[root] as number;
    for (let at = edge; at !== root; ) {
      const next = parent[at] as number;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const join = (a: number, b: number) => {
    const [one, other] = [find(a), find(b)];
    parent[Math.max(one, other)] = Math.min(one, other);
  };
  return { find, join };
}

function number(
  edgeCount: number,
  find: (edge: number) => number,
  isMember: (edge: number) => boolean,
): EdgeGroups {
  const groupOfEdge = new Int32Array(edgeCount).fill(-1);
  let count = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    if (!isMember(edge)) continue;
    const root = find(edge);
    // the root is the lowest edge of its set, so it has been numbered before the others
    groupOfEdge[edge] = root === edge ? count++ : (groupOfEdge[root] as number);
  }
  return { groupOfEdge, count };
}

/**
 * Streets as people name and clear them: edges of one name and class from one crossing with another named street to the
 * next; lanes without a name from one junction to the next.
 */
export function groupStreets(network: StreetNetwork): EdgeGroups {
  const { arcOffsets, arcEdge, edgeName, edgeClass } = network;
  const { find, join } = createSets(network.edgeCount);
  for (let node = 0; node < network.nodeCount; node++) {
    const edges: number[] = [];
    for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++)
      edges.push((arcEdge[arc] as number) >>> 1);
    const named = edges.filter((edge) => edgeName[edge] !== 0);
    // lanes without a name do not end a named street; among themselves they do
    const [a, b, more] = named.length > 0 ? named : edges;
    if (a === undefined || b === undefined || more !== undefined) continue;
    if (edgeName[a] === edgeName[b] && edgeClass[a] === edgeClass[b]) join(a, b);
  }
  return number(network.edgeCount, find, () => true);
}

/** Bridges: decks that hang together are one. Two carriageways that share no node are two. */
export function groupBridges(network: StreetNetwork): EdgeGroups {
  const { arcOffsets, arcEdge, edgeFlags } = network;
  const { find, join } = createSets(network.edgeCount);
  const isBridge = (edge: number) => ((edgeFlags[edge] as number) & EDGE_FLAG.bridge) !== 0;
  for (let node = 0; node < network.nodeCount; node++) {
    let first = -1;
    for (let arc = arcOffsets[node] as number; arc < (arcOffsets[node + 1] as number); arc++) {
      const edge = (arcEdge[arc] as number) >>> 1;
      if (!isBridge(edge)) continue;
      if (first < 0) first = edge;
      else join(first, edge);
    }
  }
  return number(network.edgeCount, find, isBridge);
}
