import { describe, expect, test } from "vitest";
import type { SitingProblem } from "../../../../src/core/analysis/siting/siting-problem.ts";
import { solveSiting } from "../../../../src/core/analysis/siting/solve-siting.ts";
import type { Progress, RunContext } from "../../../../src/core/model/progress.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { createPlaneSiting } from "../../../fixtures/create-plane-siting.ts";
import { createSiting } from "../../../fixtures/create-siting.ts";
import { allowedChoices, createMedianTask, medianTruth, plainTask } from "../../../fixtures/median-truth.ts";

const TRIALS = 1200;

test(`is the best of all choices, with every option, ${TRIALS} times`, async () => {
  let infeasible = 0;
  for (let seed = 1; seed <= TRIALS; seed++) {
    const task = createMedianTask(seed);
    const answer = await solveSiting("p-median", task);
    const { best: truth, of } = medianTruth(task);
    const named = `seed ${seed}`;
    expect(answer.proof.status, named).toBe(truth === null ? "infeasible" : "optimal");
    if (truth === null) {
      infeasible++;
      expect([answer.value, answer.chosenIds], named).toEqual([null, []]);
      continue;
    }
    expect(answer.value, named).toBeCloseTo(truth, 6);
    const chosen = answer.chosenIds.map((id) => task.problem.siteIds.indexOf(id));
    const found = [...allowedChoices(task)].find(
      (choice) =>
        choice.chosen.length === chosen.length && choice.chosen.every((site) => chosen.includes(site)),
    );
    expect(found, named).toBeDefined();
    expect(of(found!.open), named).toBeCloseTo(truth, 6);
  }
  expect(infeasible).toBeGreaterThan(50);
  expect(infeasible).toBeLessThan(TRIALS / 2);
}, 60_000);

/** Many small looks: parts, settled sites and their budget all come into play. */
test("branch and bound keeps what it has proven, 200 times", async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const problem = createSiting(seed * 3, { demands: 20, sites: 11, plain: true });
    const costs =
      seed % 2 ? Float64Array.from(problem.siteIds, (_, site) => 1 + ((site * 7 + seed) % 5)) : null;
    const task = plainTask({ ...problem, costs }, 3 + (seed % 3), { budget: costs ? 9 + (seed % 6) : null });
    const answer = await solveSiting("p-median", task);
    const { best: truth } = medianTruth(task);
    expect([answer.proof.status, answer.value], `seed ${seed}`).toEqual(
      truth === null ? ["infeasible", null] : ["optimal", truth],
    );
  }
}, 60_000);

describe("odd questions", () => {
  const problem = createSiting(4, { demands: 12, sites: 6, plain: true });
  test("demand of zero everywhere costs nothing", async () => {
    const empty = { ...problem, persons: new Float64Array(12) };
    expect(await solveSiting("p-median", plainTask(empty, 2))).toMatchObject({
      value: 0,
      proof: { status: "optimal" },
      persons: 0,
    });
  });
  test("as many new sites as there are, or more, open what is of use", async () => {
    const all = await solveSiting("p-median", plainTask(problem, 6));
    const more = await solveSiting("p-median", plainTask(problem, 600));
    expect([more.value, more.proof.status]).toEqual([all.value, "optimal"]);
    expect(all.value).toBe(medianTruth(plainTask(problem, 6)).best);
  });
  test("no new sites and nothing there is infeasible", async () => {
    expect((await solveSiting("p-median", plainTask(problem, 0))).proof).toEqual({ status: "infeasible" });
  });
  test("no sites at all leave everybody uncoverable", async () => {
    const none: SitingProblem = {
      ...problem,
      siteIds: [],
      standing: [],
      capacities: [],
      times: {
        arcOffsets: new Uint32Array(13),
        arcSite: new Uint32Array(0),
        arcDeciseconds: new Uint32Array(0),
      },
    };
    const answer = await solveSiting("p-median", plainTask(none, 2));
    expect([answer.value, answer.chosenIds]).toEqual([0, []]);
    expect(answer.uncoverablePersons).toBe(answer.persons);
  });
});

describe("time", () => {
  const problem = createPlaneSiting(7, { demands: 300, sites: 120 });
  /** A clock that moves on by so much each time it is read. */
  const ticking = (milliseconds: number, changes: Partial<RunContext> = {}): RunContext => {
    let clock = 0;
    return {
      ...SILENT,
      now: () => {
        clock += milliseconds;
        return clock;
      },
      ...changes,
    };
  };

  test("a limit that ends before the proof is never called optimal", async () => {
    const proven = await solveSiting("p-median", plainTask(problem, 12));
    expect(proven.proof.status).toBe("optimal");
    let gaps = 0;
    for (const limitSeconds of [0.001, 0.01, 0.03, 0.05, 0.1]) {
      const answer = await solveSiting("p-median", plainTask(problem, 12, { limitSeconds, run: ticking(1) }));
      if (answer.proof.status === "nothing-found") continue;
      expect(answer.value).toBeGreaterThanOrEqual(proven.value!);
      if (answer.proof.status === "optimal") expect(answer.value).toBe(proven.value);
      if (answer.proof.status !== "gap") continue;
      gaps++;
      if (!Number.isNaN(answer.proof.bound)) expect(answer.proof.bound).toBeLessThanOrEqual(proven.value!);
    }
    expect(gaps).toBeGreaterThan(0);
  });

  test("cancelled midway it stops with what it has", async () => {
    let looks = 0;
    const run = { ...SILENT, isCancelled: () => ++looks > 40 };
    const answer = await solveSiting("p-median", plainTask(problem, 12, { run }));
    expect(answer.proof.status).toBe("gap");
    expect(answer.chosenIds.length).toBeLessThanOrEqual(12);
    expect(looks).toBeLessThan(60);
  });

  test("progress rises and ends at the answer", async () => {
    const told: Progress[] = [];
    const answer = await solveSiting(
      "p-median",
      plainTask(problem, 12, { run: { ...SILENT, onProgress: (progress) => told.push(progress) } }),
    );
    expect(told.length).toBeGreaterThan(0);
    told.forEach((each, i) => {
      expect(each.share).toBeGreaterThanOrEqual(told[i - 1]?.share ?? 0);
      expect(each.found!.bound!).toBeLessThanOrEqual(answer.value!);
      expect(each.found!.value).toBeGreaterThanOrEqual(answer.value!);
    });
  });

  test("the same question has the same answer", async () => {
    const ask = () => solveSiting("p-median", plainTask(problem, 12));
    expect(await ask()).toEqual(await ask());
  });
});
