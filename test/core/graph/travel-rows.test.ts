import { describe, expect, it } from "vitest";
import { walkCosts } from "../../../src/core/graph/costs.ts";
import { createNetworkScratch, createSearchScratch, UNREACHED } from "../../../src/core/graph/search.ts";
import { type RowsTask, rowBytes, rowSlices, travelRows } from "../../../src/core/graph/travel-rows.ts";
import { SILENT } from "../../../src/core/model/progress.ts";
import { heapDijkstra } from "../../bench/heap-dijkstra.ts";
import { createTown } from "../../fixtures/create-network.ts";
import { createRandom } from "../../fixtures/create-random.ts";

const random = createRandom(3);
const network = createTown({ columns: 12, rows: 12, spacingMetres: 80, random, oneWayShare: 0.3 });
const costs = walkCosts(network, 1.2, "foot");
const nodes = Array.from({ length: 11 }, () => Math.floor(random() * network.nodeCount));
const targetNodes = Uint32Array.from({ length: 30 }, () => Math.floor(random() * network.nodeCount));
const task: RowsTask = {
  network,
  costs,
  direction: "reverse",
  starts: nodes.map((node) => [{ node, deciseconds: 0, id: 0 }]),
  targetNodes,
};
const emptyRows = () => new Uint32Array(nodes.length * targetNodes.length);

describe("travel rows", () => {
  it("hold what a plain search from each start finds", () => {
    const rows = emptyRows();
    travelRows(task, { firstRow: 0, rowCount: nodes.length }, createNetworkScratch(network), rows, SILENT);
    const truth = nodes.flatMap((node) => {
      const times = heapDijkstra(network, costs.reverse, [node]);
      return Array.from(targetNodes, (target) => Math.min(times[target] as number, UNREACHED));
    });
    expect([...rows]).toEqual(truth);
  });

  it.each([1, 2, 3, 50])("are the same by %d workers in any order", (workers) => {
    const alone = emptyRows();
    travelRows(task, { firstRow: 0, rowCount: nodes.length }, createNetworkScratch(network), alone, SILENT);
    const together = emptyRows();
    for (const slice of rowSlices(nodes.length, workers).reverse())
      travelRows(task, slice, createSearchScratch(network.nodeCount), together, SILENT);
    expect(together).toEqual(alone);
  });

  it("leave out what lies beyond the limit", () => {
    const rows = emptyRows();
    const limited = { ...task, limitDeciseconds: 2000 };
    travelRows(limited, { firstRow: 0, rowCount: nodes.length }, createNetworkScratch(network), rows, SILENT);
    const within = rows.filter((time) => time !== UNREACHED);
    expect(within.length).toBeGreaterThan(0);
    expect(within.length).toBeLessThan(rows.length);
    expect(Math.max(...within)).toBeLessThanOrEqual(2000);
  });

  it("tell how far they are, and stop when cancelled with the rows they have", () => {
    const shares: number[] = [];
    const rows = emptyRows().fill(7);
    const filled = travelRows(task, { firstRow: 2, rowCount: 8 }, createNetworkScratch(network), rows, {
      ...SILENT,
      onProgress: ({ share }) => shares.push(share),
      isCancelled: () => shares.length === 4,
    });
    expect([filled, shares]).toEqual([4, [1 / 8, 2 / 8, 3 / 8, 4 / 8]]);
    const written = [...rows.keys()].filter((i) => rows[i] !== 7);
    expect([written[0], written.at(-1)]).toEqual([2 * 30, 6 * 30 - 1]);
  });

  it("are refused when the request is larger than memory", () => {
    expect(rowBytes(100_000, 1_000_000)).toEqual({
      ok: false,
      failure: { code: "REQUEST_TOO_LARGE", bytes: 4e11, limitBytes: 2 ** 31 },
    });
    expect(rowBytes(100, 74_000)).toEqual({ ok: true, value: 29_600_000 });
  });

  it("of nobody are cut into no slices", () => {
    expect(rowSlices(0, 2)).toEqual([]);
    expect(rowSlices(5, 2)).toEqual([
      { firstRow: 0, rowCount: 2 },
      { firstRow: 2, rowCount: 3 },
    ]);
  });
});
