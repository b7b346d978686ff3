import { MultiDirectedGraph } from "graphology";
import { dijkstra } from "graphology-shortest-path";
import createGraph from "ngraph.graph";
import { aStar } from "ngraph.path";
import { CLOSED } from "../../src/core/graph/costs.ts";
import type { SearchCases } from "./search-elsewhere.ts";

/** One-to-all by a package from npm: from a source's node, or (-1) from a node that leads to every gate. */
type PeerSearch = (source: number) => void;

const NO_STREETS = -2;
const ALL_GATES = -1;

/** Every open arc, and one from the extra node to each gate. For the gates the costs run towards them. */
function eachArc(
  { network, costs, gates }: SearchCases,
  towards: boolean,
  visit: (from: number, to: number, cost: number) => void,
): void {
  const arcCost = towards ? costs.reverse : costs.forward;
  for (let node = 0; node < network.nodeCount; node++)
    for (let arc = network.arcOffsets[node] as number; arc < (network.arcOffsets[node + 1] as number); arc++)
      if (arcCost[arc] !== CLOSED) visit(node, network.arcHead[arc] as number, arcCost[arc] as number);
  if (towards)
    for (let gate = 0; gate < gates.length; gate += 2)
      visit(ALL_GATES, gates[gate] as number, gates[gate + 1] as number);
}

/**
 * ngraph.path finds one way at a time. Asked for a way to a node that has no streets it looks at everything there is, in
 * the order of Dijkstra: the work of one-to-all, though the times themselves stay inside. Parallel streets are kept.
 */
export function ngraphSearch(cases: SearchCases, towards: boolean): PeerSearch {
  const graph = createGraph<undefined, number>({ multigraph: true });
  graph.addNode(NO_STREETS);
  eachArc(cases, towards, (from, to, cost) => graph.addLink(from, to, cost));
  const finder = aStar(graph, { oriented: true, distance: (_from, _to, link) => link.data });
  return (source) => {
    finder.find(source, NO_STREETS);
  };
}

/** graphology's Dijkstra of a single source, which gives the way to every node. */
export function graphologySearch(cases: SearchCases, towards: boolean): PeerSearch {
  const graph = new MultiDirectedGraph<object, { weight: number }>();
  for (let node = 0; node < cases.network.nodeCount; node++) graph.addNode(node);
  graph.addNode(ALL_GATES);
  eachArc(cases, towards, (from, to, weight) => graph.addDirectedEdge(from, to, { weight }));
  return (source) => {
    dijkstra.singleSource(graph, source, "weight");
  };
}
