import { describe, expect, test } from "vitest";
import type { SitingProblem } from "../../../../src/core/analysis/siting/siting-problem.ts";
import { solveSiting } from "../../../../src/core/analysis/siting/solve-siting.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { createPlaneSiting } from "../../../fixtures/create-plane-siting.ts";
import { createSiting } from "../../../fixtures/create-siting.ts";
import { allowedChoices, createMedianTask, medianTruth, plainTask } from "../../../fixtures/median-truth.ts";

const KIND = "p-median-with-room";
const TRIALS = 1000;

test(`is the best of all choices by minimum-cost flow, with every option, ${TRIALS} times`, async () => {
  let infeasible = 0;
  for (let seed = 1; seed <= TRIALS; seed++) {
    const task = createMedianTask(seed, true);
    const answer = await solveSiting(KIND, task);
    const { best, of } = medianTruth(task, true);
    const named = `seed ${seed}`;
    expect(answer.proof.status, named).toBe(best === null ? "infeasible" : "optimal");
    expect(answer.value, named).toBe(best);
    if (best === null) {
      infeasible++;
      continue;
    }
    const chosen = answer.chosenIds.map((id) => task.problem.siteIds.indexOf(id));
    const found = [...allowedChoices(task)].find(
      (choice) =>
        choice.chosen.length === chosen.length && choice.chosen.every((site) => chosen.includes(site)),
    );
    expect(of(found!.open), named).toBe(best);
  }
  expect(infeasible).toBeGreaterThan(50);
  expect(infeasible).toBeLessThan(TRIALS * 0.7);
}, 60_000);

test("branch and bound keeps what it has proven under tight room, 25 times", async () => {
  for (let seed = 1; seed <= 25; seed++) {
    const problem = createPlaneSiting(seed, { demands: 14, sites: 9 });
    const room = Math.ceil(
      problem.persons.reduce((sum, count) => sum + count, 0) / (2.7 + (seed % 3) * 0.15),
    );
    // The truth sends every person on his own: few of them.
    const persons = problem.persons.map((count) => Math.ceil(count / 40));
    const task = plainTask(
      { ...problem, persons, capacities: problem.siteIds.map(() => Math.ceil(room / 36)) },
      3,
    );
    const answer = await solveSiting(KIND, task);
    const { best } = medianTruth(task, true);
    expect([answer.proof.status, answer.value], `seed ${seed}`).toEqual([
      best === null ? "infeasible" : "optimal",
      best,
    ]);
  }
}, 60_000);

describe("odd questions", () => {
  const problem = createSiting(4, { demands: 12, sites: 6, plain: true });
  const withRoom = (room: number | null) => ({ ...problem, capacities: problem.siteIds.map(() => room) });

  test("zero capacity everywhere is infeasible", async () => {
    expect((await solveSiting(KIND, plainTask(withRoom(0), 6))).proof).toEqual({ status: "infeasible" });
  });
  test("unknown capacity everywhere is infeasible", async () => {
    expect((await solveSiting(KIND, plainTask(withRoom(null), 6))).proof).toEqual({ status: "infeasible" });
  });
  test("demand zero needs no capacity", async () => {
    const empty = { ...withRoom(0), persons: new Float64Array(12) };
    expect(await solveSiting(KIND, plainTask(empty, 2))).toMatchObject({
      value: 0,
      proof: { status: "optimal" },
    });
  });
  test("capacity below one cell's persons: the cell parts between sites", async () => {
    const parted: SitingProblem = {
      ...createSiting(1, { demands: 1, sites: 3, plain: true }),
      persons: Float64Array.from([10]),
      capacities: [4, 4, 4],
      times: {
        arcOffsets: Uint32Array.from([0, 3]),
        arcSite: Uint32Array.from([0, 1, 2]),
        arcDeciseconds: Uint32Array.from([100, 200, 400]),
      },
    };
    const answer = await solveSiting(KIND, plainTask(parted, 3));
    expect([answer.value, answer.proof.status]).toEqual([4 * 10 + 4 * 20 + 2 * 40, "optimal"]);
    expect((await solveSiting(KIND, plainTask(parted, 2))).proof.status).toBe("infeasible");
  });
  test("with room for everybody everywhere it is the plain p-median", async () => {
    const roomy = createPlaneSiting(3, { demands: 60, sites: 20, roomPersons: 1_000_000 });
    const plain = await solveSiting("p-median", plainTask(roomy, 4));
    const room = await solveSiting(KIND, plainTask(roomy, 4));
    expect([room.value, room.proof.status]).toEqual([plain.value, "optimal"]);
  });
});

describe("time", () => {
  const problem = createPlaneSiting(5, { demands: 60, sites: 40, persons: "skewed", roomPersons: 2000 });
  test("cancelled midway it stops with what it has, a gap beside it", async () => {
    let looks = 0;
    const run = { ...SILENT, isCancelled: () => ++looks > 30 };
    const answer = await solveSiting(KIND, plainTask(problem, 9, { run }));
    expect(["gap", "nothing-found"]).toContain(answer.proof.status);
    expect(looks).toBeLessThan(60);
  });
  test("a limit that ends before the proof is never called optimal", async () => {
    const proven = await solveSiting(KIND, plainTask(problem, 9));
    expect(proven.proof.status).toBe("optimal");
    let gaps = 0;
    for (const limitSeconds of [0.002, 0.01, 0.02, 0.04]) {
      let clock = 0;
      const run = { ...SILENT, now: () => ++clock };
      const { proof, value } = await solveSiting(KIND, plainTask(problem, 9, { limitSeconds, run }));
      if (proof.status === "optimal") expect(value).toBe(proven.value);
      if (proof.status !== "gap") continue;
      gaps++;
      expect(value).toBeGreaterThanOrEqual(proven.value!);
      expect(proof.bound).toBeLessThanOrEqual(proven.value!);
    }
    expect(gaps).toBeGreaterThan(0);
  });
});
