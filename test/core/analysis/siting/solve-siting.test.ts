import { expect, test } from "vitest";
import type { SitingProblem } from "../../../../src/core/analysis/siting/siting-problem.ts";
import { solveSiting } from "../../../../src/core/analysis/siting/solve-siting.ts";
import { createSiting } from "../../../fixtures/create-siting.ts";
import { createSitingTask } from "../../../fixtures/create-siting-task.ts";

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
  const answer = await solveSiting("cover-all", createSitingTask({ problem }));
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
  const answer = await solveSiting("cover-all", createSitingTask({ problem }));
  expect([answer.chosenIds, answer.value, answer.proof.status]).toEqual([["s2"], 4, "optimal"]);
});
