import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arcCosts, CLOSED } from "../../../src/core/graph/costs.ts";
import {
  arcsFromSeed,
  arcTail,
  createSearchScratch,
  type Seed,
  search,
  UNREACHED,
} from "../../../src/core/graph/search.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";

interface Case {
  readonly nodeCount: number;
  readonly edges: readonly { from: number; to: number; onward: number; back: number }[];
  readonly seeds: readonly Seed[];
}

/** Costs with many zeros, small numbers, numbers around a bucket's width, huge ones and closed arcs. */
const cost = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 60, max: 130 }),
  fc.integer({ min: 0, max: 20_000 }),
  fc.constant(CLOSED),
);
const cases: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 14 }).chain((nodeCount) => {
  const node = fc.integer({ min: 0, max: nodeCount - 1 });
  return fc.record({
    nodeCount: fc.constant(nodeCount),
    edges: fc.array(fc.record({ from: node, to: node, onward: cost, back: cost }), { maxLength: 30 }),
    seeds: fc.array(
      fc.record({
        node,
        deciseconds: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 300_000 })),
        id: fc.integer({ min: 0, max: 9 }),
      }),
      { maxLength: 5 },
    ),
  });
});

function build({ nodeCount, edges }: Case) {
  const network = createNetwork(
    Array.from({ length: nodeCount }, (_, i) => at(i * 10, 0)),
    edges.map(({ from, to }) => ({ from, to, lengthMetres: 1 })),
  );
  return {
    network,
    costs: arcCosts(network, Uint32Array.from(edges.flatMap((edge) => [edge.onward, edge.back]))),
  };
}

/** Bellman-Ford: relax every arc until nothing changes. */
function bruteForce({ nodeCount, edges, seeds }: Case, direction: "forward" | "reverse"): number[] {
  const times = new Array<number>(nodeCount).fill(Infinity);
  for (const seed of seeds) times[seed.node] = Math.min(times[seed.node] as number, seed.deciseconds);
  for (let changed = true; changed; ) {
    changed = false;
    const relax = (a: number, b: number, spent: number) => {
      if (spent === CLOSED || (times[a] as number) + spent >= (times[b] as number)) return;
      times[b] = (times[a] as number) + spent;
      changed = true;
    };
    for (const { from, to, onward, back } of edges) {
      relax(from, to, direction === "forward" ? onward : back);
      relax(to, from, direction === "forward" ? back : onward);
    }
  }
  return times;
}

const plain = (deciseconds: Uint32Array) =>
  Array.from(deciseconds, (time) => (time === UNREACHED ? Infinity : time));

describe("search", () => {
  it("finds the same times as brute force, both directions, on scratch that is used again", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom("forward" as const, "reverse" as const), (example, direction) => {
        const { network, costs } = build(example);
        const scratch = createSearchScratch(network.nodeCount);
        search({
          network,
          costs,
          direction: "reverse",
          seeds: [{ node: 0, deciseconds: 7, id: 3 }],
          scratch,
        });
        const tree = search({ network, costs, direction, seeds: example.seeds, scratch });
        expect(plain(tree.deciseconds)).toEqual(bruteForce(example, direction));
      }),
      { numRuns: 3000 },
    );
  });

  it("leaves out exactly what lies beyond the limit, and keeps what lies on it", () => {
    fc.assert(
      fc.property(cases, fc.nat(), fc.integer({ min: -1, max: 1 }), (example, pick, shift) => {
        const { network, costs } = build(example);
        const times = bruteForce(example, "forward");
        const reached = times.filter((time) => time !== Infinity);
        // a limit at, just below or just above one of the true times
        const limitDeciseconds = Math.max(0, (reached[pick % reached.length] ?? 100) + shift);
        const tree = search({
          network,
          costs,
          direction: "forward",
          seeds: example.seeds,
          limitDeciseconds,
          scratch: createSearchScratch(network.nodeCount),
        });
        expect(plain(tree.deciseconds)).toEqual(
          times.map((time) => (time <= limitDeciseconds ? time : Infinity)),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps a way back to the winning seed whose costs add up to the time", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom("forward" as const, "reverse" as const), (example, direction) => {
        const { network, costs } = build(example);
        const tree = search({
          network,
          costs,
          direction,
          seeds: example.seeds,
          scratch: createSearchScratch(network.nodeCount),
        });
        const perArc = direction === "forward" ? costs.forward : costs.reverse;
        for (let node = 0; node < network.nodeCount; node++) {
          const arcs = arcsFromSeed(network, tree, node);
          if (tree.deciseconds[node] === UNREACHED) {
            expect([arcs.length, tree.seed[node]]).toEqual([0, -1]);
            continue;
          }
          const start = arcs.length > 0 ? arcTail(network, arcs[0] as number) : node;
          const spent = arcs.reduce((sum, arc) => sum + (perArc[arc] as number), 0);
          const starts = example.seeds.filter((seed) => seed.node === start && seed.id === tree.seed[node]);
          expect(starts.map((seed) => seed.deciseconds + spent)).toContain(tree.deciseconds[node]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
