import { CLOSED } from "./costs.ts";
import type { SearchGraph } from "./search-arrays.ts";

/**
 * Strongly connected components of a graph by arcs that are not CLOSED (Tarjan 1972, without recursion): component of
 * every node. Whoever can get from one component to another comes to a smaller number, never to a greater one.
 */
export function strongComponents(graph: SearchGraph, arcCosts: Uint32Array): Int32Array {
  const { nodeCount, arcOffsets, arcHead } = graph;
  const component = new Int32Array(nodeCount).fill(-1);
  /** When a node was first met, from 1; 0 = not yet. */
  const met = new Uint32Array(nodeCount);
  /** The earliest met node that is known to be in the same component. */
  const earliest = new Uint32Array(nodeCount);
  /** Next arc to look at. */
  const cursor = arcOffsets.slice(0, nodeCount);
  const path = new Uint32Array(nodeCount);
  const unsettled = new Uint32Array(nodeCount);
  let unsettledCount = 0;
  let metCount = 0;
  let components = 0;
  for (let start = 0; start < nodeCount; start++) {
    if (met[start] !== 0) continue;
    let depth = 0;
    const enter = (node: number) => {
      metCount++;
      met[node] = metCount;
      earliest[node] = metCount;
      path[depth++] = node;
      unsettled[unsettledCount++] = node;
    };
    enter(start);
    while (depth > 0) {
      const node = path[depth - 1] as number;
      const arc = cursor[node] as number;
      if (arc < (arcOffsets[node + 1] as number)) {
        cursor[node] = arc + 1;
        if (arcCosts[arc] === CLOSED) continue;
        const head = arcHead[arc] as number;
        if (met[head] === 0) enter(head);
        else if (component[head] === -1)
          earliest[node] = Math.min(earliest[node] as number, met[head] as number);
        continue;
      }
      depth--;
      const before = depth === 0 ? -1 : (path[depth - 1] as number);
      if (before >= 0) earliest[before] = Math.min(earliest[before] as number, earliest[node] as number);
      if (earliest[node] !== met[node]) continue;
      let settled = -1;
      while (settled !== node) {
        settled = unsettled[--unsettledCount] as number;
        component[settled] = components;
      }
      components++;
    }
  }
  return component;
}
