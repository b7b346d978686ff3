import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arcCosts, CLOSED } from "../../../src/core/graph/costs.ts";
import {
  arcsFromSeed,
  arcTail,
  createNetworkScratch,
  createSearchScratch,
  type SearchDirection,
  type SearchScratch,
  type Seed,
  search,
  UNREACHED,
} from "../../../src/core/graph/search.ts";
import type { StreetNetwork } from "../../../src/core/model/network.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";

/** Milliseconds a test may take: thousands of searches on a machine that is busy with others. */
const LONG = 60_000;

interface Case {
  readonly nodeCount: number;
  readonly edges: readonly { from: number; to: number; onward: number; back: number }[];
  readonly seeds: readonly Seed[];
}

/** Costs with many zeros, small numbers, numbers around a bucket's width, huge ones beyond any window, closed arcs. */
const cost = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 60, max: 130 }),
  fc.integer({ min: 0, max: 20_000 }),
  { weight: 1, arbitrary: fc.integer({ min: 0, max: CLOSED - 1 }) },
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
        deciseconds: fc.oneof(
          fc.integer({ min: 0, max: 4 }),
          fc.integer({ min: 0, max: 200 }),
          fc.integer({ min: 0, max: 300_000 }),
        ),
        id: fc.integer({ min: 0, max: 9 }),
      }),
      { maxLength: 5 },
    ),
  });
});
const directions = fc.constantFrom<SearchDirection>("forward", "reverse");

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

/** Bellman-Ford: relax every arc until nothing changes. Of equal times the smaller seed id wins. */
function bruteForce({ nodeCount, edges, seeds }: Case, direction: SearchDirection) {
  const times = new Array<number>(nodeCount).fill(Infinity);
  const owners = new Array<number>(nodeCount).fill(-1);
  let changed = true;
  const offer = (node: number, time: number, owner: number) => {
    const known = times[node] as number;
    if (time > known || (time === known && owner >= (owners[node] as number))) return;
    times[node] = time;
    owners[node] = owner;
    changed = true;
  };
  for (const seed of seeds) offer(seed.node, seed.deciseconds, seed.id);
  while (changed) {
    changed = false;
    const relax = (a: number, b: number, spent: number) => {
      const total = (times[a] as number) + spent;
      // times of 2^32 - 1 and above cannot be told apart from "not reached"
      if (spent !== CLOSED && total < UNREACHED) offer(b, total, owners[a] as number);
    };
    for (const { from, to, onward, back } of edges) {
      relax(from, to, direction === "forward" ? onward : back);
      relax(to, from, direction === "forward" ? back : onward);
    }
  }
  return { times, owners };
}

const plain = (deciseconds: Uint32Array) =>
  Array.from(deciseconds, (time) => (time === UNREACHED ? Infinity : time));

describe.each<[string, (network: StreetNetwork) => SearchScratch]>([
  ["plain kernel", (network) => createSearchScratch(network.nodeCount)],
  ["compiled kernel", (network) => createNetworkScratch(network)],
])("search on the %s", (name, createScratch) => {
  it("is what it is called", () => {
    const { network } = build({ nodeCount: 3, edges: [], seeds: [] });
    expect(createScratch(network).inner.bound !== null).toBe(name === "compiled kernel");
  });

  it(
    "finds the same times and seeds as brute force, both directions, on scratch that is used again",
    () => {
      fc.assert(
        fc.property(cases, directions, (example, direction) => {
          const { network, costs } = build(example);
          const scratch = createScratch(network);
          search({
            network,
            costs,
            direction: "reverse",
            seeds: [{ node: 0, deciseconds: 7, id: 3 }],
            scratch,
          });
          const tree = search({ network, costs, direction, seeds: example.seeds, scratch });
          const truth = bruteForce(example, direction);
          expect(plain(tree.deciseconds)).toEqual(truth.times);
          expect([...tree.seed]).toEqual(truth.owners);
        }),
        { numRuns: 2000 },
      );
    },
    LONG,
  );

  const all = Array.from({ length: 60 }, (_, node) => node);
  const everyPair = (cost: (from: number, to: number) => number, back: number): Case["edges"] =>
    all.flatMap((from) => all.slice(from + 1).map((to) => ({ from, to, onward: cost(from, to), back })));
  it.each<[string, Omit<Case, "nodeCount">]>([
    [
      "every node brings all others nearer, each time from another bucket",
      {
        edges: everyPair((from, to) => (to - from) * 3000 + (from === 0 ? 120_000 : -2000), CLOSED),
        seeds: [{ node: 0, deciseconds: 0, id: 0 }],
      },
    ],
    [
      "every node is as near to a smaller seed",
      { edges: everyPair(() => 0, 0), seeds: all.map((node) => ({ node, deciseconds: 0, id: 59 - node })) },
    ],
  ])("finds the same when more waits than there is room for: %s", (_, rest) => {
    const example = { nodeCount: 60, ...rest };
    const { network, costs } = build(example);
    const scratch = createScratch(network);
    for (let round = 0; round < 2; round++) {
      const tree = search({ network, costs, direction: "forward", seeds: example.seeds, scratch });
      const truth = bruteForce(example, "forward");
      expect(plain(tree.deciseconds)).toEqual(truth.times);
      expect([...tree.seed]).toEqual(truth.owners);
    }
  });

  it(
    "leaves out exactly what lies beyond the limit, and keeps what lies on it",
    () => {
      fc.assert(
        fc.property(cases, fc.nat(), fc.integer({ min: -1, max: 1 }), (example, pick, shift) => {
          const { network, costs } = build(example);
          const { times } = bruteForce(example, "forward");
          const reached = times.filter((time) => time !== Infinity);
          // a limit at, just below or just above one of the true times
          const limitDeciseconds = Math.max(0, (reached[pick % reached.length] ?? 100) + shift);
          const scratch = createScratch(network);
          const { seeds } = example;
          const tree = search({
            network,
            costs,
            direction: "forward",
            seeds,
            limitDeciseconds,
            scratch,
          });
          expect(plain(tree.deciseconds)).toEqual(
            times.map((time) => (time <= limitDeciseconds ? time : Infinity)),
          );
        }),
        { numRuns: 1000 },
      );
    },
    LONG,
  );

  it(
    "keeps a way back to the winning seed whose costs add up to the time",
    () => {
      fc.assert(
        fc.property(cases, directions, (example, direction) => {
          const { network, costs } = build(example);
          const scratch = createScratch(network);
          const tree = search({ network, costs, direction, seeds: example.seeds, scratch });
          const perArc = costs[direction];
          for (let node = 0; node < network.nodeCount; node++) {
            const arcs = arcsFromSeed(network, tree, node);
            if (tree.deciseconds[node] === UNREACHED) {
              expect([arcs.length, tree.seed[node], tree.parentArc[node]]).toEqual([0, -1, -1]);
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
    },
    LONG,
  );

  it(
    "names every node with a time once, and nobody else",
    () => {
      fc.assert(
        fc.property(cases, fc.integer({ min: 0, max: 400 }), (example, limitDeciseconds) => {
          const { network, costs } = build(example);
          const scratch = createScratch(network);
          // twice: what the first search touched is not the second's
          for (const seeds of [[{ node: 0, deciseconds: 0, id: 0 }], example.seeds]) {
            const tree = search({ network, costs, direction: "forward", seeds, limitDeciseconds, scratch });
            const named = [...tree.touchedNodes.subarray(0, tree.touchedCount)].sort((a, b) => a - b);
            const timed = [...tree.deciseconds.keys()].filter((node) => tree.deciseconds[node] !== UNREACHED);
            expect(named).toEqual(timed);
          }
        }),
        { numRuns: 500 },
      );
    },
    LONG,
  );

  it(
    "answers the same in whatever order the seeds come",
    () => {
      fc.assert(
        fc.property(cases, (example) => {
          const { network, costs } = build(example);
          const run = (seeds: readonly Seed[]) => {
            const scratch = createScratch(network);
            const tree = search({ network, costs, direction: "forward", seeds, scratch });
            return [[...tree.deciseconds], [...tree.parentArc], [...tree.seed]];
          };
          expect(run(example.seeds.toReversed())).toEqual(run(example.seeds));
        }),
        { numRuns: 500 },
      );
    },
    LONG,
  );
});

describe("both kernels", () => {
  it(
    "agree in every figure, also in the way they name among equal ones",
    () => {
      fc.assert(
        fc.property(
          cases,
          directions,
          fc.option(fc.integer({ min: 0, max: 30_000 })),
          (example, direction, limit) => {
            const { network, costs } = build(example);
            const options = {
              network,
              costs,
              direction,
              seeds: example.seeds,
              ...(limit === null ? {} : { limitDeciseconds: limit }),
            };
            const scratches = [createSearchScratch(network.nodeCount), createNetworkScratch(network)];
            const [one, other] = scratches.map((scratch) => {
              const tree = search({ ...options, scratch });
              const touched = tree.touchedNodes.subarray(0, tree.touchedCount);
              return [tree.deciseconds, tree.parentArc, tree.seed, touched].map((array) => [...array]);
            });
            expect(one).toEqual(other);
          },
        ),
        { numRuns: 2000 },
      );
    },
    LONG,
  );
});
