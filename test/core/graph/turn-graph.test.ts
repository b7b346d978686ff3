import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arcCosts, CLOSED } from "../../../src/core/graph/costs.ts";
import { createSearchScratch, search, UNREACHED } from "../../../src/core/graph/search.ts";
import {
  createTurnGraph,
  edgesDriven,
  nodeAfter,
  nodesAt,
  nodesBefore,
  soonestOf,
  turnCosts,
} from "../../../src/core/graph/turn-graph.ts";
import { compileTurnRules, headOf, type TurnVehicle, tailOf } from "../../../src/core/graph/turn-rules.ts";
import { RESTRICTED, type StreetNetwork } from "../../../src/core/model/network.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import {
  isLawful,
  memoriesOf,
  type Restriction,
  restrictionsOf,
  timesBeforeEdges,
  turningBackLast,
  withRestrictions,
} from "../../fixtures/turns-truth.ts";

/** A small network of any shape with costs, one-ways, closed streets and restricted runs that overlap. */
function createCase(seed: number) {
  const random = createRandom(seed);
  const whole = (limit: number) => Math.floor(random() * limit);
  const nodeCount = 2 + whole(5);
  const edgeCount = 2 + whole(7);
  const plain = createNetwork(
    Array.from({ length: nodeCount }, (_, i) => at(i * 10, 0)),
    // loops and double streets too
    Array.from({ length: edgeCount }, () => ({
      from: whole(nodeCount),
      to: whole(nodeCount),
      lengthMetres: 1,
    })),
  );
  const directed = Uint32Array.from({ length: edgeCount * 2 }, () =>
    random() < 0.2 ? CLOSED : random() < 0.2 ? 0 : 1 + whole(200),
  );
  const restrictions: Restriction[] = [];
  for (let r = whole(9); r > 0; r--) {
    // half of them begin as another one does
    const other = random() < 0.5 ? restrictions[whole(restrictions.length)] : undefined;
    const run = other ? other.run.slice(0, 1 + whole(other.run.length - 1)) : [whole(edgeCount * 2)];
    for (const length = Math.max(run.length + 1, 2 + whole(3)); run.length < Math.min(4, length); ) {
      const next = [...plain.arcEdge.keys()]
        .map((arc) => plain.arcEdge[arc] as number)
        .filter((edge) => tailOf(plain, edge) === headOf(plain, run.at(-1) as number));
      run.push(next[whole(next.length)] as number);
    }
    restrictions.push({
      kind: random() < 0.6 ? "no" : "only",
      run,
      appliesTo: random() < 0.8 ? RESTRICTED.truck : RESTRICTED.fireEngine,
    });
  }
  return { network: withRestrictions(plain, restrictions), costs: arcCosts(plain, directed) };
}

const vehicleOf = (directed: Uint32Array): TurnVehicle => ({
  binds: RESTRICTED.truck,
  directed,
  streetOf: (edge) => edge,
});

describe("a network unfolded for turns", () => {
  it("gives the least time over every lawful way, outwards and towards alike, from 2,000 made-up networks", () => {
    let bound = 0;
    let changed = 0;
    let roundabout = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const { network, costs } = createCase(seed);
        const binding = restrictionsOf(network).filter(({ appliesTo }) => appliesTo & RESTRICTED.truck);
        const rules = compileTurnRules(network, vehicleOf(costs.directed));
        const outwards = createTurnGraph(rules, "outwards");
        const towards = createTurnGraph(rules, "towards");
        const scratch = createSearchScratch(outwards.nodeCount);
        const every = [...Array(network.edgeCount * 2).keys()];
        // nobody starts along a street that nobody drives
        const starts = every.filter((edge) => costs.directed[edge] !== CLOSED);
        const turningBack = memoriesOf(network, binding);
        // without restrictions turning back is of no use, and nothing is remembered
        const memories = binding.length === 0 ? turningBack : turningBackLast(turningBack, costs.directed);
        const freely = memoriesOf(network, []);
        const costsOut = turnCosts(outwards, costs);
        const costsBack = turnCosts(towards, costs, costsOut);
        bound += binding.length;
        const forwardTimes = starts.map((first) => {
          const truth = timesBeforeEdges(network, costs.directed, memories, first);
          const free = timesBeforeEdges(network, costs.directed, freely, first);
          const loose = timesBeforeEdges(network, costs.directed, turningBack, first);
          const tree = search({
            network: outwards,
            costs: costsOut,
            direction: "forward",
            seeds: [{ node: nodeAfter(rules, first), deciseconds: 0, id: 0 }],
            scratch,
          });
          const found = every.map((last) => {
            const node = soonestOf(tree, nodesBefore(rules, last));
            const time = tree.deciseconds[node] as number;
            if (time === UNREACHED) return Infinity;
            const driven = edgesDriven(outwards, tree, node);
            const spent = driven.reduce((sum, edge) => sum + (costs.directed[edge] as number), 0);
            const isWay = spent === time && isLawful(binding, [first, ...driven, last]);
            // a way that does not bear out its time is no way
            return isWay ? time : Number.NaN;
          });
          expect(found).toEqual(truth);
          // nothing is out of reach for turning back last
          expect(truth.map(Number.isFinite)).toEqual(loose.map(Number.isFinite));
          if (truth.some((time, i) => time !== free[i])) changed++;
          if (truth.some((time, i) => time !== loose[i])) roundabout++;
          return found;
        });
        for (const last of every) {
          const tree = search({
            network: towards,
            costs: costsBack,
            direction: "forward",
            seeds: nodesBefore(rules, last).map((node) => ({ node, deciseconds: 0, id: 0 })),
            scratch,
          });
          const back = starts.map((first) => {
            const node = nodeAfter(rules, first);
            const time = tree.deciseconds[node] as number;
            if (time === UNREACHED) return Infinity;
            const driven = edgesDriven(towards, tree, node);
            const spent = driven.reduce((sum, edge) => sum + (costs.directed[edge] as number), 0);
            const isWay = spent === time && isLawful(binding, [first, ...driven, last]);
            // a way that does not bear out its time is no way
            return isWay ? time : Number.NaN;
          });
          expect(back).toEqual(forwardTimes.map((times) => times[last]));
        }
      }),
      { numRuns: 2000, seed: 4 },
    );
    // the restrictions of the made-up networks matter
    expect(bound).toBeGreaterThan(5000);
    expect(changed).toBeGreaterThan(2500);
    expect(roundabout).toBeGreaterThan(500);
  }, 60_000);

  it("starts at a junction with nothing remembered and ends at one in any memory", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const { network, costs } = createCase(seed);
        const binding = restrictionsOf(network).filter(({ appliesTo }) => appliesTo & RESTRICTED.truck);
        const rules = compileTurnRules(network, vehicleOf(costs.directed));
        const graph = createTurnGraph(rules, "outwards");
        const truth = timesBeforeEdges(
          network,
          costs.directed,
          turningBackLast(memoriesOf(network, binding), costs.directed),
          network.edgeCount * 2,
        );
        const tree = search({
          network: graph,
          costs: turnCosts(graph, costs),
          direction: "forward",
          seeds: [{ node: 0, deciseconds: 0, id: 0 }],
          scratch: createSearchScratch(graph.nodeCount),
        });
        for (let node = 0; node < network.nodeCount; node++) {
          // a node is reached when some edge into it is driven
          const arriving = truth.map((time, edge) => time + arrivalCost(network, costs.directed, edge, node));
          const time = tree.deciseconds[soonestOf(tree, nodesAt(rules, node))] as number;
          expect(time === UNREACHED ? Infinity : time).toBe(Math.min(node === 0 ? 0 : Infinity, ...arriving));
        }
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it("is the network itself where nothing binds the vehicle", () => {
    const { network, costs } = createCase(11);
    const rules = compileTurnRules(network, { ...vehicleOf(costs.directed), binds: RESTRICTED.foot });
    const graph = createTurnGraph(rules, "outwards");
    expect([graph.nodeCount, graph.arcCount]).toEqual([network.nodeCount, network.arcCount]);
    expect([...graph.arcHead]).toEqual([...network.arcHead]);
    expect([...createTurnGraph(rules, "towards").arcOffsets]).toEqual([...network.arcOffsets]);
  });
});

function arrivalCost(network: StreetNetwork, directed: Uint32Array, edge: number, node: number): number {
  return headOf(network, edge) === node && directed[edge] !== CLOSED ? (directed[edge] as number) : Infinity;
}

/*
 *      4     6
 *      |     |
 *  1 - 2 --- 5 - 7     edges: 0: 1-2, 1: 2-3, 2: 2-4, 3: 2-5, 4: 5-6, 5: 5-7, all 10 deciseconds
 *      |
 *      3
 */
const ENDS = [
  [1, 2],
  [2, 3],
  [2, 4],
  [2, 5],
  [5, 6],
  [5, 7],
] as const;
const cross = createNetwork(
  Array.from({ length: 8 }, (_, i) => at(i * 100, 0)),
  ENDS.map(([from, to]) => ({ from, to })),
);
const steps = (...nodes: number[]): number[] =>
  nodes.slice(1).map((to, i) => {
    const from = nodes[i] as number;
    const edge = ENDS.findIndex((ends) => ends.includes(from as never) && ends.includes(to as never));
    return edge * 2 + (ENDS[edge]?.[0] === from ? 0 : 1);
  });

/** Nodes passed on the quickest lawful drive over the first street to the last one; null = no way. */
function drive(
  restrictions: readonly Restriction[],
  first: readonly [number, number],
  last: readonly [number, number],
) {
  const network = withRestrictions(cross, restrictions);
  const costs = arcCosts(network, new Uint32Array(12).fill(10));
  const rules = compileTurnRules(network, vehicleOf(costs.directed));
  const graph = createTurnGraph(rules, "outwards");
  const [firstEdge, lastEdge] = [steps(...first)[0] as number, steps(...last)[0] as number];
  const tree = search({
    network: graph,
    costs: turnCosts(graph, costs),
    direction: "forward",
    seeds: [{ node: nodeAfter(rules, firstEdge), deciseconds: 0, id: 0 }],
    scratch: createSearchScratch(graph.nodeCount),
  });
  const node = soonestOf(tree, nodesBefore(rules, lastEdge));
  if (tree.deciseconds[node] === UNREACHED) return null;
  const passed = [firstEdge, ...edgesDriven(graph, tree, node), lastEdge];
  return [tailOf(network, firstEdge), ...passed.map((edge) => headOf(network, edge))].join(" ");
}
const rule = (kind: Restriction["kind"], ...nodes: number[]): Restriction => ({
  kind,
  run: steps(...nodes),
  appliesTo: RESTRICTED.truck,
});

describe("turn rules", () => {
  it("no left turn: on to the next place where it may turn back, and the turn from the other side", () => {
    expect(drive([], [1, 2], [2, 4])).toBe("1 2 4");
    expect(drive([rule("no", 1, 2, 4)], [1, 2], [2, 4])).toMatch(/^1 2 (3|5) 2 4$/);
    expect(drive([rule("no", 1, 2, 4), rule("no", 2, 3, 2), rule("no", 2, 5, 2)], [1, 2], [2, 4])).toMatch(
      /^1 2 5 [67] 5 2 4$/,
    );
  });

  it("no U-turn binds only those who come from there", () => {
    expect(drive([rule("no", 1, 2, 1)], [1, 2], [2, 1])).toMatch(/^1 2 [345] 2 1$/);
    expect(drive([rule("no", 1, 2, 1)], [3, 2], [2, 1])).toBe("3 2 1");
  });

  it("only straight on: nothing else may follow, and the way round leads over it", () => {
    expect(drive([rule("only", 1, 2, 5)], [1, 2], [2, 4])).toMatch(/^1 2 5 [67] 5 2 4$/);
    expect(drive([rule("only", 1, 2, 5)], [3, 2], [2, 4])).toBe("3 2 4");
  });

  it("an only by way of a street is kept to its end", () => {
    expect(drive([rule("only", 1, 2, 5, 7)], [1, 2], [5, 6])).toBe("1 2 5 7 5 6");
    expect(drive([rule("only", 1, 2, 5, 7)], [3, 2], [5, 6])).toBe("3 2 5 6");
  });

  it("two signs that begin alike are a choice", () => {
    const either = [rule("only", 1, 2, 5), rule("only", 1, 2, 3)];
    expect(drive(either, [1, 2], [2, 5])).toBe("1 2 5");
    expect(drive(either, [1, 2], [2, 3])).toBe("1 2 3");
    expect(drive(either, [1, 2], [2, 4])).toMatch(/^1 2 [35] 2 4$/);
  });

  it("a no inside a longer no stays in force", () => {
    const both = [rule("no", 1, 2, 5, 6), rule("no", 2, 5, 7)];
    expect(drive(both, [1, 2], [5, 7])).toMatch(/^1 2 [345] 2 5 6 5 7$/);
    expect(drive(both, [3, 2], [5, 7])).toBe("3 2 5 6 5 7");
  });

  it("a restriction that contradicts itself leaves no way on", () => {
    expect(drive([rule("only", 1, 2, 5), rule("no", 1, 2, 5)], [1, 2], [2, 5])).toBeNull();
  });
});
