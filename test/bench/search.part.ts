import { walkCosts } from "../../src/core/graph/costs.ts";
import { createSearchScratch, search } from "../../src/core/graph/search.ts";
import type { StreetNetwork } from "../../src/core/model/network.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { createBigTown, describeNetwork, packNetwork } from "./bench-networks.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";
import { heapDijkstra } from "./heap-dijkstra.ts";
import { sideBySide } from "./side-by-side.ts";

const PACE_METRES_PER_SECOND = 0.83;

async function measureNetwork(context: BenchContext, name: string, network: StreetNetwork) {
  const random = createRandom(42);
  const node = () => Math.floor(random() * network.nodeCount);
  const costs = walkCosts(network, PACE_METRES_PER_SECOND, "foot");
  const scratch = createSearchScratch(network.nodeCount);
  const sources = Array.from({ length: 20 }, node);
  const gates = Array.from({ length: 100 }, (_, id) => ({ node: node(), deciseconds: 0, id }));
  const seeds = (round: number) => [{ node: sources[round % 20] as number, deciseconds: 0, id: 0 }];
  const on = describeNetwork(name, network);
  const runs = context.quick ? 3 : 9;
  const rows: BenchRow[] = [];
  const task = async (title: string, ours: (round: number) => void, heap: (round: number) => void) => {
    context.say(`${title}, ${on}`);
    const times = await sideBySide(
      [
        { who: "ours, TypeScript", run: ours },
        { who: "binary heap, TypeScript", run: heap },
      ],
      { runs },
    );
    for (const [who, milliseconds] of times) rows.push({ task: title, on, who, milliseconds });
  };
  await task(
    "whole network, one source",
    (round) => {
      search({ network, costs, direction: "forward", seeds: seeds(round), scratch });
    },
    (round) => {
      heapDijkstra(network, costs.forward, [sources[round % 20] as number]);
    },
  );
  await task(
    "nearest of 100, whole network",
    () => {
      search({ network, costs, direction: "reverse", seeds: gates, scratch });
    },
    () => {
      heapDijkstra(
        network,
        costs.reverse,
        gates.map((gate) => gate.node),
      );
    },
  );
  return rows;
}

export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const id of ["xicheng", "porto"]) {
    const network = packNetwork(id);
    if (network) rows.push(...(await measureNetwork(context, id, network)));
    else
      rows.push({
        task: "searches",
        on: id,
        who: "ours",
        milliseconds: Number.NaN,
        note: "no pack of it here: build it with npm run pack",
      });
  }
  rows.push(
    ...(await measureNetwork(context, "generated town", createBigTown(context.quick ? 50_000 : 1_000_000))),
  );
  return rows;
}
