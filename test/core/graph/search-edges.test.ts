import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { compiledKernelFile, KERNEL_BYTES_FILE } from "../../../data/build/compile-kernel.ts";
import { arcCosts, CLOSED } from "../../../src/core/graph/costs.ts";
import { createWasmKernel } from "../../../src/core/graph/kernel/wasm-kernel.ts";
import {
  createNetworkScratch,
  createSearchScratch,
  type SearchScratch,
  search,
  UNREACHED,
} from "../../../src/core/graph/search.ts";
import type { StreetNetwork } from "../../../src/core/model/network.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";

/** A street of nodes in a row, so many deciseconds from one to the next. */
function street(steps: readonly number[]) {
  const network = createNetwork(
    Array.from({ length: steps.length + 1 }, (_, i) => at(i * 10, 0)),
    steps.map((_, i) => ({ from: i, to: i + 1, lengthMetres: 10 })),
  );
  return { network, costs: arcCosts(network, Uint32Array.from(steps.flatMap((step) => [step, step]))) };
}
const seedAt = (node: number, deciseconds = 0, id = 0) => ({ node, deciseconds, id });

const KERNELS: [string, (network: StreetNetwork) => SearchScratch][] = [
  ["plain kernel", (network) => createSearchScratch(network.nodeCount)],
  ["compiled kernel", (network) => createNetworkScratch(network)],
];

describe.each(KERNELS)("bad and extreme input of a search, %s", (_, createScratch) => {
  const run = (
    steps: readonly number[],
    seeds: readonly { node: number; deciseconds: number; id: number }[],
    limitDeciseconds?: number,
  ) => {
    const { network, costs } = street(steps);
    const scratch = createScratch(network);
    const limit = limitDeciseconds === undefined ? {} : { limitDeciseconds };
    return [...search({ network, costs, direction: "forward", seeds, ...limit, scratch }).deciseconds];
  };
  const nobody = UNREACHED;

  it("an empty network", () => {
    const network = createNetwork([], []);
    const costs = arcCosts(network, new Uint32Array(0));
    const tree = search({
      network,
      costs,
      direction: "forward",
      seeds: [],
      scratch: createScratch(network),
    });
    expect([tree.deciseconds.length, tree.touchedCount]).toEqual([0, 0]);
  });

  it("no seeds: nothing is reached", () => expect(run([5], [])).toEqual([nobody, nobody]));

  it("a disconnected network: the island stays unreached", () =>
    expect(run([5, CLOSED, 5], [seedAt(0)])).toEqual([0, 5, nobody, nobody]));

  it.each([-1, 4, 0.5, Number.NaN, Infinity])("a seed at node %d of 4", (node) => {
    expect(() => run([5, 5, 5], [seedAt(node)])).toThrow(RangeError);
  });

  it.each([-1, Number.NaN, -Infinity])("a seed after %d deciseconds", (deciseconds) => {
    expect(() => run([5], [seedAt(0, deciseconds)])).toThrow(RangeError);
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 31])("a seed with id %d", (id) => {
    expect(() => run([5], [seedAt(0, 0, id)])).toThrow(RangeError);
  });

  it("a seed that never starts", () => expect(run([5], [seedAt(0, Infinity), seedAt(1, 3)])).toEqual([8, 3]));

  it("a broken seed leaves the scratch fit for the next search", () => {
    const { network, costs } = street([5]);
    const scratch = createScratch(network);
    const ask = (node: number) =>
      search({ network, costs, direction: "forward", seeds: [seedAt(node)], scratch });
    ask(0);
    expect(() => ask(7)).toThrow(RangeError);
    expect([...ask(1).deciseconds]).toEqual([5, 0]);
  });

  it("limit 0: the seeds and what is no way off", () =>
    expect(run([0, 5], [seedAt(0)], 0)).toEqual([0, 0, nobody]));
  it("a limit below 0: nothing", () => expect(run([0], [seedAt(0)], -1)).toEqual([nobody, nobody]));
  it("a limit between two tenths of a second", () =>
    expect(run([5, 1], [seedAt(0)], 5.9)).toEqual([0, 5, nobody]));
  it("a limit that is not a number", () => {
    expect(() => run([5], [seedAt(0)], Number.NaN)).toThrow(RangeError);
  });
  it("an endless limit", () => expect(run([5], [seedAt(0)], Infinity)).toEqual([0, 5]));

  it("costs up to the greatest there can be, and sums beyond it", () => {
    const huge = CLOSED - 1;
    expect(run([huge, 1], [seedAt(0)])).toEqual([0, huge, nobody]);
    expect(run([huge, huge], [seedAt(1)])).toEqual([huge, 0, huge]);
    // one huge arc among small ones: the queue does not grow with it, and what lies behind is found
    expect(run([1, huge - 10, 1, 1], [seedAt(0)])).toEqual([0, 1, huge - 9, huge - 8, huge - 7]);
  });

  it("seeds ages apart", () => {
    const seeds = [seedAt(0, 0, 1), seedAt(2, 4_000_000_000, 2)];
    expect(run([5, CLOSED], seeds)).toEqual([0, 5, 4_000_000_000]);
  });

  it("a scratch of another network", () => {
    const { network, costs } = street([5]);
    const scratch = createScratch(street([5, 5]).network);
    expect(() => search({ network, costs, direction: "forward", seeds: [seedAt(0)], scratch })).toThrow(
      RangeError,
    );
  });

  it("a scratch of another network of as many nodes", () => {
    const { network, costs } = street([5, 7]);
    const other = street([1, 1]);
    const scratch = createScratch(other.network);
    search({ network: other.network, costs: other.costs, direction: "forward", seeds: [seedAt(0)], scratch });
    const tree = search({ network, costs, direction: "forward", seeds: [seedAt(0)], scratch });
    expect([...tree.deciseconds]).toEqual([0, 5, 12]);
  });

  it("more sets of costs than are kept, each used again", () => {
    const { network } = street([1, 1]);
    const scratch = createScratch(network);
    const sets = [1, 2, 3, 4, 5, 6, 7].map((step) => arcCosts(network, new Uint32Array(4).fill(step)));
    for (let round = 0; round < 3; round++)
      sets.forEach((costs, i) => {
        for (const direction of ["forward", "reverse"] as const) {
          const tree = search({ network, costs, direction, seeds: [seedAt(0)], scratch });
          expect(tree.deciseconds[2]).toBe((i + 1) * 2);
        }
      });
  });

  it("written-over cost arrays in a new object", () => {
    const { network, costs } = street([5, 5]);
    const scratch = createScratch(network);
    const forward = costs.forward.slice();
    const ask = () =>
      search({ network, costs: { ...costs, forward }, direction: "forward", seeds: [seedAt(0)], scratch })
        .deciseconds[2];
    expect(ask()).toBe(10);
    forward.fill(9);
    expect(ask()).toBe(18);
  });
});

describe("the compiled kernel", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("is what its source compiles to", async () => {
    expect(readFileSync(KERNEL_BYTES_FILE, "utf8")).toBe(await compiledKernelFile());
  }, 120_000);

  it("is stood in for where there is no WebAssembly", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(createNetworkScratch(street([5]).network).inner.bound).toBeNull();
  });

  it("is stood in for where a page may not compile or memory is short", () => {
    class Forbidden {
      constructor() {
        throw new WebAssembly.CompileError("refused by the page's policy");
      }
    }
    const { network, costs } = street([5]);
    vi.stubGlobal("WebAssembly", { Module: Forbidden, Memory: Forbidden, Instance: Forbidden });
    const scratch = createNetworkScratch(network);
    expect(scratch.inner.bound).toBeNull();
    const tree = search({ network, costs, direction: "forward", seeds: [seedAt(0)], scratch });
    expect([...tree.deciseconds]).toEqual([0, 5]);
  });

  it("is not tried for a network whose arrays do not fit 4 GB", () => {
    const { network } = street([5]);
    expect(createWasmKernel({ ...network, nodeCount: 60_000_000, arcCount: 200_000_000 })).toBeNull();
  });

  it("takes no more memory than it says", () => {
    const { network } = street(new Array(1000).fill(5));
    const made = createWasmKernel(network);
    const expected = 1001 * (51 + 3 * 16) + 2000 * 4 * 8;
    const bytes = made?.arrays.deciseconds.buffer.byteLength ?? 0;
    expect(bytes).toBeGreaterThan(expected);
    expect(bytes).toBeLessThan(expected + 2 * 65_536);
  });
});
