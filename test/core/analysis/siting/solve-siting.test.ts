import { describe, expect, test } from "vitest";
import type { SitingProblem, SitingTask } from "../../../../src/core/analysis/siting/siting-problem.ts";
import { solveSiting } from "../../../../src/core/analysis/siting/solve-siting.ts";
import type { MilpResult } from "../../../../src/core/model/milp.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { SITING_KINDS, type SitingKind } from "../../../../src/core/model/siting.ts";
import { createHighsSolver } from "../../../../workers/highs-solver.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import { createSiting } from "../../../fixtures/create-siting.ts";
import { sitingTruth, valueOfOpen } from "../../../fixtures/siting-truth.ts";

const solve = createHighsSolver();
const TRIALS = 400;
const KINDS = SITING_KINDS.filter((kind) => kind !== "p-median-with-room" && kind !== "p-dispersion");

/** Left-out fields ask for nothing beyond the problem. */
const createTask = (asked: Pick<SitingTask, "problem"> & Partial<SitingTask>): SitingTask => ({
  newSites: null,
  budget: null,
  backupSites: 1,
  limitSeconds: 60,
  solve,
  run: SILENT,
  ...asked,
});

/** Value of the answer's own choice, recomputed. */
function valueOfAnswer(problem: SitingProblem, kind: SitingKind, chosenIds: readonly string[]) {
  const chosen = chosenIds.map((id) => problem.siteIds.indexOf(id));
  const existing = problem.siteIds.flatMap((_, i) => (problem.standing[i] === "existing" ? [i] : []));
  return valueOfOpen(problem, kind, new Set([...existing, ...chosen]), chosen.length);
}

describe.each(KINDS)("%s", (kind) => {
  test(`is as good as the best of all choices, ${TRIALS} times`, async () => {
    for (let seed = 1; seed <= TRIALS; seed++) {
      const problem = createSiting(seed * 7);
      const newSites = kind === "cover-all" && seed % 3 > 0 ? null : Math.floor(createRandom(seed)() * 5);
      const truth = sitingTruth(problem, kind, newSites);
      const answer = await solveSiting(kind, createTask({ problem, newSites }));
      const named = `seed ${seed}`;
      expect(answer.uncoverableIds, named).toEqual(truth.uncoverableIds);
      expect(answer.proof.status, named).toBe(truth.value === null ? "infeasible" : "optimal");
      if (truth.value === null) expect([answer.value, answer.chosenIds], named).toEqual([null, []]);
      else {
        expect(answer.value, named).toBeCloseTo(truth.value, 6);
        expect(valueOfAnswer(problem, kind, answer.chosenIds), named).toBeCloseTo(truth.value, 6);
      }
      for (const id of answer.chosenIds)
        expect(["free", "required"], named).toContain(problem.standing[problem.siteIds.indexOf(id)]);
      if (newSites !== null) expect(answer.chosenIds.length, named).toBeLessThanOrEqual(newSites);
    }
  }, 120_000);

  test("a solver that runs out of time is not called optimal", async () => {
    const late = async (lpText: string): Promise<MilpResult> => {
      const known = await solve(lpText, 60);
      // It found the optimum and did not know it: the bound is not there yet.
      const slack = lpText.startsWith("Maximize") ? 2.5 : -2.5;
      return {
        ...known,
        status: "time-limit",
        bound: known.value === null ? null : known.value + slack * Math.max(1, Math.abs(known.value)),
      };
    };
    let gaps = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const problem = createSiting(seed * 13, { demands: 12, sites: 9, plain: true });
      let asked = 0;
      const counted = (lpText: string) => {
        asked++;
        return late(lpText);
      };
      const answer = await solveSiting(kind, createTask({ problem, newSites: 3, solve: counted }));
      const truth = sitingTruth(problem, kind, 3);
      if (answer.proof.status === "optimal") {
        // Proven without the solver, or the bound meets the value all the same.
        expect(answer.value).toBeCloseTo(truth.value ?? Number.NaN, 6);
        continue;
      }
      if (answer.proof.status !== "gap") continue;
      expect(asked).toBeGreaterThan(0);
      gaps++;
      const isMost = kind.startsWith("cover-most");
      if (isMost) expect(answer.proof.bound).toBeGreaterThanOrEqual(truth.value ?? 0);
      else expect(answer.proof.bound).toBeLessThanOrEqual(truth.value ?? Infinity);
      expect(answer.proof.gapShare).toBeGreaterThan(0);
    }
    // p-median proves nearly all small ones by its own bound.
    if (kind !== "p-median") expect(gaps).toBeGreaterThan(0);
  }, 60_000);
});

test("who cannot be covered is named with the persons", async () => {
  const problem: SitingProblem = {
    ...createSiting(1, { demands: 3, sites: 1, plain: true }),
    persons: Float64Array.from([5, 7, 0]),
    times: {
      arcOffsets: Uint32Array.from([0, 1, 1, 1]),
      arcSite: Uint32Array.from([0]),
      arcDeciseconds: Uint32Array.from([100]),
    },
  };
  const answer = await solveSiting("cover-all", createTask({ problem }));
  expect(answer).toMatchObject({
    uncoverableIds: ["d1"],
    uncoverablePersons: 7,
    coveredPersons: 5,
    persons: 12,
    chosenIds: ["s0"],
    value: 1,
  });
});

test("dearer sites are left when cheaper ones do", async () => {
  const both = {
    arcOffsets: Uint32Array.from([0, 3, 5]),
    arcSite: Uint32Array.from([0, 1, 2, 0, 2]),
    arcDeciseconds: Uint32Array.from([1, 1, 1, 1, 1]),
  };
  const problem: SitingProblem = {
    ...createSiting(1, { demands: 2, sites: 3, plain: true }),
    persons: Float64Array.from([1, 1]),
    costs: Float64Array.from([10, 1, 4]),
    times: both,
  };
  const answer = await solveSiting("cover-all", createTask({ problem }));
  expect([answer.chosenIds, answer.value, answer.proof.status]).toEqual([["s2"], 4, "optimal"]);
});
