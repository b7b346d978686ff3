import { describe, expect, it } from "vitest";
import { CLOSED } from "../../../src/core/graph/costs.ts";
import { sliceAt } from "../../../src/core/graph/through-at.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { searchOverTime } from "../../fixtures/search-over-time.ts";

const MOST = 400;

/** A graph of 8 nodes, its costs in four slices: some arcs closed for a while, some for good, some slowed. */
function createCase(seed: number) {
  const random = createRandom(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const nodeCount = 8;
  const arcs = Array.from({ length: 18 }, () => [whole(0, 7), whole(0, 7)] as const).sort(
    (a, b) => a[0] - b[0],
  );
  const arcOffsets = new Uint32Array(nodeCount + 1);
  for (const [tail] of arcs) for (let node = tail + 1; node <= nodeCount; node++) arcOffsets[node]! += 1;
  const starts = [0, whole(3, 20), whole(21, 40), whole(41, 60)];
  const costs = starts.map(() =>
    Uint32Array.from(arcs, () => (random() < 0.3 ? CLOSED : whole(1, random() < 0.3 ? 40 : 9))),
  );
  const never = arcs.map(() => random() < 0.1);
  for (const each of costs)
    never.forEach((isNever, arc) => {
      if (isNever) each[arc] = CLOSED;
    });
  const graph = {
    nodeCount,
    arcCount: arcs.length,
    arcOffsets,
    arcHead: Uint32Array.from(arcs, ([, head]) => head),
  };
  return { graph, arcs, starts, costs, never, startAt: whole(0, 50) };
}

/** By every moment in turn: who is at a node may wait there or set out, at the costs of that moment. */
function bruteForce({ graph, arcs, starts, costs, startAt }: ReturnType<typeof createCase>): number[] {
  const first = Array.from({ length: graph.nodeCount }, (_, node) => (node === 0 ? startAt : Infinity));
  for (let now = startAt; now < MOST; now++)
    arcs.forEach(([tail, head], arc) => {
      const cost = costs[sliceAt(starts, now)]![arc]!;
      if (first[tail]! <= now && cost !== CLOSED) first[head] = Math.min(first[head]!, now + cost);
    });
  return first;
}

describe("searchOverTime", () => {
  it("finds what trying every moment finds, whatever opens, closes and slows on the way", () => {
    let waited = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const problem = createCase(seed);
      const { graph, starts, costs, never, startAt } = problem;
      const tree = searchOverTime(
        graph,
        { starts, costs: (slice) => costs[slice]!, isNeverOpen: (arc) => never[arc]! },
        [{ node: 0, at: startAt, id: 3 }],
      );
      const truth = bruteForce(problem);
      expect([...tree.reached], `seed ${seed}`).toEqual(truth);
      truth.forEach((at, node) => {
        if (at === Infinity || node === 0) return;
        expect(tree.seed[node]).toBe(3);
        const arc = tree.parentArc[node]!;
        const cost = costs[sliceAt(starts, tree.reached[problem.arcs[arc]![0]]!)]![arc]!;
        if (tree.reached[problem.arcs[arc]![0]]! + cost > at) waited++;
      });
    }
    // the test means something: waiting was the way on now and then
    expect(waited).toBeGreaterThan(100);
  });

  it("never lets who sets out later arrive earlier", () => {
    for (let seed = 1; seed <= 25; seed++) {
      const { graph, starts, costs } = createCase(seed);
      const reached = (at: number) =>
        searchOverTime(graph, { starts, costs: (slice) => costs[slice]!, isNeverOpen: () => false }, [
          { node: 0, at, id: 0 },
        ]).reached;
      let before = reached(0);
      for (let at = 1; at < 70; at++) {
        const now = reached(at);
        now.forEach((each, node) => {
          expect(each).toBeGreaterThanOrEqual(before[node]!);
        });
        before = now;
      }
    }
  });
});
