import { expect, test } from "vitest";
import { interchangeCover } from "../../../../src/core/analysis/siting/cover-interchange.ts";
import { coverValue } from "../../../../src/core/analysis/siting/cover-model.ts";
import { coverRows, coverTask } from "../../../../src/core/analysis/siting/cover-question.ts";
import { reduceCover } from "../../../../src/core/analysis/siting/cover-reduce.ts";
import { solveSiting } from "../../../../src/core/analysis/siting/solve-siting.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { createPlaneSiting } from "../../../fixtures/create-plane-siting.ts";
import { createSiting } from "../../../fixtures/create-siting.ts";
import { createSitingTask } from "../../../fixtures/create-siting-task.ts";
import { sitingTruth } from "../../../fixtures/siting-truth.ts";

test.each(["cover-all", "cover-most", "p-center"] as const)(
  "%s: cancelled at any look, what it calls proven is",
  async (kind) => {
    for (let seed = 1; seed <= 120; seed++) {
      const problem = createSiting(seed * 7, { priced: true, sites: 9 });
      const asked = { kind, newSites: 3, budget: null, backupSites: 1 };
      const truth = sitingTruth(problem, asked);
      let looks = 0;
      const run = { ...SILENT, isCancelled: () => ++looks > seed % 12 };
      const { proof, value } = await solveSiting(kind, createSitingTask({ ...asked, problem, run }));
      if (proof.status === "infeasible") expect(truth.isPossible, `seed ${seed}`).toBe(false);
      if (proof.status === "optimal") expect(value ?? 0, `seed ${seed}`).toBeCloseTo(truth.value ?? 0, 9);
      if (proof.status === "gap" && value !== null && kind !== "cover-most")
        expect(value).toBeGreaterThanOrEqual(truth.value! - 1e-9);
    }
  },
);

test("a large cover looks at whether anybody still waits many times while it gets smaller and while it swaps", () => {
  const problem = createPlaneSiting(1, { demands: 400, sites: 160 });
  const task = createSitingTask({ problem, newSites: 12 });
  const cover = coverTask(task, 1);
  const limits = { cost: cover.cost.map(() => 1), spend: null, budget: Infinity, open: cover.mostSites };
  const asked = { backupSites: 1, mostDeciseconds: Infinity, weightOf: () => Infinity };
  const model = coverRows(task, cover, limits, asked);
  let looks = 0;
  const isOver = () => ++looks > 1e9;
  const columns = interchangeCover(model, [], isOver);
  expect(coverValue(model, columns)).not.toBeNull();
  expect(looks).toBeGreaterThanOrEqual(160 / 16 - 1);
  looks = 0;
  const whole = reduceCover({ model, price: new Float64Array(model.rowCount) }, isOver);
  expect(looks).toBeGreaterThanOrEqual(160 / 32);
  const early = reduceCover({ model, price: new Float64Array(model.rowCount) }, () => true);
  // less was found, and nothing else
  expect(early!.model.columnCount).toBeGreaterThanOrEqual(whole!.model.columnCount);
});
