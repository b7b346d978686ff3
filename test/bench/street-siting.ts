import type { SitingProblem } from "../../src/core/analysis/siting/siting-problem.ts";
import { walkCosts } from "../../src/core/graph/costs.ts";
import { createNetworkScratch, UNREACHED } from "../../src/core/graph/search.ts";
import { travelRows } from "../../src/core/graph/travel-rows.ts";
import type { StreetNetwork } from "../../src/core/model/network.ts";
import { SILENT } from "../../src/core/model/progress.ts";
import { createRandom } from "../fixtures/create-random.ts";

const PACE_METRES_PER_SECOND = 1.2;

/** Demands of 1 to 200 persons and free sites at random nodes of a network, with the walks between them along its streets. */
export function streetSiting(
  network: StreetNetwork,
  seed: number,
  shape: { readonly demands: number; readonly sites: number },
): SitingProblem {
  const random = createRandom(seed);
  const anyNode = () => Math.floor(random() * network.nodeCount);
  const costs = walkCosts(network, PACE_METRES_PER_SECOND, "foot");
  const scratch = createNetworkScratch(network);
  const rowsFrom = (nodes: readonly number[], targetNodes: Uint32Array) => {
    const rows = new Uint32Array(nodes.length * targetNodes.length);
    const starts = nodes.map((node) => [{ node, deciseconds: 0, id: 0 }]);
    const task = { network, costs, direction: "forward" as const, starts, targetNodes };
    travelRows(task, { firstRow: 0, rowCount: nodes.length }, scratch, rows, SILENT);
    return rows;
  };
  // Islands of the network are left out: places are drawn from what one node reaches, if that is most of it.
  const all = Uint32Array.from({ length: network.nodeCount }, (_, node) => node);
  let reached: Uint32Array;
  do {
    const fromOne = rowsFrom([anyNode()], all);
    reached = all.filter((node) => fromOne[node] !== UNREACHED);
  } while (reached.length < network.nodeCount / 2);
  const places = (count: number) =>
    Uint32Array.from({ length: count }, () => reached[Math.floor(random() * reached.length)]!);
  const demands = places(shape.demands);
  const sites = places(shape.sites);
  const walks = rowsFrom([...demands], sites);
  const arcOffsets = [0];
  const arcSite: number[] = [];
  const arcDeciseconds: number[] = [];
  walks.forEach((deciseconds, arc) => {
    if (deciseconds !== UNREACHED) {
      arcSite.push(arc % sites.length);
      arcDeciseconds.push(deciseconds);
    }
    if ((arc + 1) % sites.length === 0) arcOffsets.push(arcSite.length);
  });
  return {
    demandIds: Array.from(demands, (_, i) => `d${i}`),
    persons: Float64Array.from(demands, () => 1 + Math.floor(random() * 200)),
    siteIds: Array.from(sites, (_, i) => `s${i}`),
    standing: Array.from(sites, () => "free"),
    capacities: Array.from(sites, () => null),
    costs: null,
    siteMetres: null,
    times: {
      arcOffsets: Uint32Array.from(arcOffsets),
      arcSite: Uint32Array.from(arcSite),
      arcDeciseconds: Uint32Array.from(arcDeciseconds),
    },
  };
}
