import { describe, expect, test } from "vitest";
import { greedySiting } from "../../../../src/core/analysis/siting/greedy-siting.ts";
import type { SitingProblem } from "../../../../src/core/analysis/siting/siting-problem.ts";
import { solveSiting } from "../../../../src/core/analysis/siting/solve-siting.ts";
import type { MilpResult } from "../../../../src/core/model/milp.ts";
import type { Progress } from "../../../../src/core/model/progress.ts";
import type { SitingKind } from "../../../../src/core/model/siting.ts";
import { createHighsSolver } from "../../../../workers/highs-solver.ts";
import { createCoverSiting } from "../../../fixtures/create-cover-siting.ts";
import { createSiting } from "../../../fixtures/create-siting.ts";
import { createSitingTask } from "../../../fixtures/create-siting-task.ts";
import { sitingTruth } from "../../../fixtures/siting-truth.ts";

const KINDS = ["cover-all", "cover-most", "cover-most-with-room", "p-center", "p-dispersion"] as const;
const solve = createHighsSolver();
const plain = (changes: Partial<SitingProblem> = {}): SitingProblem => ({
  ...createSiting(4, { demands: 5, sites: 4, plain: true, priced: true }),
  costs: null,
  ...changes,
});
const ask = (kind: SitingKind, problem: SitingProblem, rest: object = {}) =>
  solveSiting(kind, createSitingTask({ problem, newSites: 2, solve, ...rest }));
const five = (first: number) => Float64Array.from([first, 2, 3, 4, 5]);
const four = (first: number) => Float64Array.from([first, 2, 3, 4]);

describe.each(KINDS)("%s", (kind) => {
  test.each([Number.NaN, -1, Infinity])("a weight of %s is refused by name", async (weight) => {
    await expect(ask(kind, plain({ persons: five(weight) }))).rejects.toThrow("weight of demand d0");
  });
  test.each([Number.NaN, -1, 0, Infinity])("a cost of %s is refused by name", async (cost) => {
    await expect(ask(kind, plain({ costs: four(cost) }))).rejects.toThrow("cost of site s0");
  });
  test("demand of zero binds nobody", async () => {
    const answer = await ask(kind, plain({ persons: new Float64Array(5) }));
    expect([answer.proof.status, answer.uncoverableIds, answer.persons]).toEqual(["optimal", [], 0]);
  });
  test("no facility in reach: everybody is named, nothing is infeasible", async () => {
    const nothing = {
      arcOffsets: new Uint32Array(6),
      arcSite: new Uint32Array(0),
      arcDeciseconds: new Uint32Array(0),
    };
    const answer = await ask(kind, plain({ persons: five(1), times: nothing }));
    expect(answer.uncoverableIds).toEqual(["d0", "d1", "d2", "d3", "d4"]);
    expect([answer.proof.status, answer.coveredPersons]).toEqual(["optimal", 0]);
  });
  test("no new site at all, more of them than sites, all forbidden, budget 0", async () => {
    const forbidden = plain({ standing: ["forbidden", "forbidden", "forbidden", "forbidden"] });
    for (const [problem, newSites, budget] of [
      [plain(), 0, null],
      [plain(), 99, null],
      [forbidden, 2, null],
      [plain(), 2, 0],
    ] as const) {
      const asked = { kind, newSites, budget, backupSites: 1 };
      const truth = sitingTruth(problem, asked);
      const answer = await ask(kind, problem, asked);
      expect(answer.proof.status).toBe(truth.isPossible ? "optimal" : "infeasible");
      expect(answer.value).toBe(truth.value);
    }
  });
  test("required sites that alone exceed the number or the budget are infeasible", async () => {
    const problem = plain({ standing: ["required", "required", "free", "free"] });
    expect((await ask(kind, problem, { newSites: 1 })).proof).toEqual({ status: "infeasible" });
    expect((await ask(kind, problem, { budget: 1 })).proof).toEqual({ status: "infeasible" });
  });
});

// p-dispersion of 18 of 200 and covering near saturation take seconds to prove.
const HARD: readonly (readonly [SitingKind, number])[] = [
  ["cover-all", 40],
  ["cover-most", 20],
  ["p-center", 21],
  ["p-dispersion", 25],
];
describe.each(HARD)("a hard %s", (kind, newSites) => {
  const problem = createCoverSiting(2, { demands: 600, sites: 200, radius: 0.15 });
  /** A clock that goes on by a millisecond with each look at it. */
  const ticking = () => {
    let now = 0;
    return () => now++;
  };
  test("a tiny limit ends it with a gap or nothing, never as optimal", async () => {
    const run = { onProgress: () => {}, isCancelled: () => false, now: ticking() };
    const { proof, value } = await ask(kind, problem, { newSites, limitSeconds: 0.002, run });
    expect(["gap", "nothing-found"]).toContain(proof.status);
    if (proof.status !== "gap") return;
    expect(value).not.toBeNull();
    expect(proof.gapShare).toBeGreaterThan(0);
    const isMost = kind === "cover-most" || kind === "p-dispersion";
    expect(isMost ? proof.bound > value! : proof.bound < value!).toBe(true);
  });
  test("cancelled midway it keeps what it has and says how far that may be off", async () => {
    const heard: Progress[] = [];
    let looks = 0;
    const run = {
      onProgress: (progress: Progress) => heard.push(progress),
      isCancelled: () => ++looks > 40,
      now: () => 0,
    };
    const { proof } = await ask(kind, problem, { newSites, run });
    expect(["gap", "nothing-found"]).toContain(proof.status);
    expect(heard.every(({ share }, i) => share >= (heard[i - 1]?.share ?? 0) && share <= 1)).toBe(true);
  });
});

describe("cover-most-with-room", () => {
  const one = {
    arcOffsets: Uint32Array.from([0, 1]),
    arcSite: Uint32Array.from([0]),
    arcDeciseconds: Uint32Array.from([10]),
  };
  const roomOf = (capacity: number | null): SitingProblem => ({
    ...createSiting(1, { demands: 1, sites: 1, plain: true }),
    persons: Float64Array.from([9]),
    capacities: [capacity],
    times: one,
  });
  test.each([
    ["zero capacity", 0, 0],
    ["unknown capacity", null, 0],
    ["capacity below one cell's persons", 4, 4],
    ["capacity above them", 400, 9],
  ])("%s places as many as there is room for", async (_, capacity, placed) => {
    const answer = await ask("cover-most-with-room", roomOf(capacity), { newSites: 1 });
    expect([answer.value, answer.proof.status]).toEqual([placed, "optimal"]);
  });
  test.each(["time-limit", "failed"] as const)(
    "a solver that ends as %s proves nothing",
    async (status) => {
      const late = async (): Promise<MilpResult> => ({
        status,
        value: null,
        bound: null,
        values: new Map(),
        detail: "",
      });
      let gaps = 0;
      for (let seed = 1; seed <= 40; seed++) {
        const problem = createSiting(seed * 13, { demands: 14, sites: 10, plain: true });
        const answer = await ask("cover-most-with-room", problem, { newSites: 3, solve: late });
        const truth = sitingTruth(problem, {
          kind: "cover-most-with-room",
          newSites: 3,
          budget: null,
          backupSites: 1,
        });
        if (answer.proof.status === "optimal") expect(answer.value).toBe(truth.value);
        else if (answer.proof.status === "gap") {
          gaps++;
          expect(answer.proof.bound).toBeGreaterThanOrEqual(truth.value!);
          expect(answer.value).toBeLessThanOrEqual(truth.value!);
        }
      }
      expect(gaps).toBeGreaterThan(0);
    },
    30_000,
  );
});

test.each(["cover-all", "cover-most"] as const)("the live answer to %s lies within its bound", (kind) => {
  for (let seed = 1; seed <= 200; seed++) {
    const problem = createSiting(seed * 3, { priced: true });
    const asked = {
      kind,
      newSites: 3,
      budget: seed % 2 ? 12 : null,
      backupSites: 1 + (seed % 3 === 0 ? 1 : 0),
    };
    const truth = sitingTruth(problem, asked);
    const live = greedySiting(kind, createSitingTask({ ...asked, problem }));
    if (live.chosen === null) continue;
    expect(truth.isPossible).toBe(true);
    const [low, high] = kind === "cover-all" ? [live.bound!, live.value!] : [live.value!, live.bound!];
    expect(low - 1e-9).toBeLessThanOrEqual(truth.value!);
    expect(high + 1e-9).toBeGreaterThanOrEqual(truth.value!);
  }
});
