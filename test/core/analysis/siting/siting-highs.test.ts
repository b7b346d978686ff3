import { describe, expect, test } from "vitest";
import type { SiteStanding, SitingProblem } from "../../../../src/core/analysis/siting/siting-problem.ts";
import { solveSiting } from "../../../../src/core/analysis/siting/solve-siting.ts";
import type { SitingKind } from "../../../../src/core/model/siting.ts";
import { createHighsSolver } from "../../../../workers/highs-solver.ts";
import { createPlaneSiting } from "../../../fixtures/create-plane-siting.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import { createSitingTask } from "../../../fixtures/create-siting-task.ts";
import { sitingMilp } from "../../../fixtures/siting-milp.ts";
import type { SitingAsked } from "../../../fixtures/siting-truth.ts";

const solve = createHighsSolver();
const SITES = 20;
const SEEDS = [1, 2, 3, 4];

/** 50 demands and 20 sites with every option at once; too many choices to try them all. */
function createQuestion(kind: SitingKind, seed: number): SitingAsked & { readonly problem: SitingProblem } {
  const random = createRandom(seed * 101);
  const plane = createPlaneSiting(seed, {
    demands: 50,
    sites: SITES,
    persons: (["even", "skewed", "one"] as const)[seed % 3]!,
    clusters: seed % 2 === 0 ? 4 : 0,
    withinDeciseconds: kind === "p-median-with-room" ? 60_000 : 26_000,
  });
  const standing = plane.siteIds.map(
    (_, site): SiteStanding => (["existing", "required", "forbidden", "forbidden"] as const)[site] ?? "free",
  );
  const persons = plane.persons.reduce((sum, count) => sum + count, 0);
  const isPriced = seed % 2 === 1;
  return {
    kind,
    problem: {
      ...plane,
      standing,
      capacities: plane.siteIds.map(() => Math.ceil((persons / 5) * (0.7 + 0.7 * random()))),
      costs: isPriced ? Float64Array.from(plane.siteIds, () => 1 + Math.floor(random() * 8)) : null,
    },
    newSites: kind === "cover-all" && seed % 3 === 0 ? null : 6,
    budget: isPriced ? 24 : null,
    backupSites: kind.startsWith("cover") ? 1 + (seed % 2) : 1,
  };
}

describe.each(["p-median", "p-median-with-room", "p-center", "cover-most", "cover-all"] as const)(
  "%s of 50 x 20",
  (kind) => {
    test(`is what HiGHS makes of the full model, with every option, ${SEEDS.length} times`, async () => {
      const seen = new Set<string>();
      for (const seed of SEEDS) {
        const { problem, ...asked } = createQuestion(kind, seed);
        const truth = await solve(sitingMilp(problem, asked), 30);
        const answer = await solveSiting(kind, createSitingTask({ ...asked, problem, solve }));
        seen.add(truth.status);
        expect(answer.proof.status, `seed ${seed}`).toBe(truth.status);
        if (truth.value !== null) expect(answer.value! / truth.value, `seed ${seed}`).toBeCloseTo(1, 7);
      }
      expect(seen).toContain("optimal");
    }, 60_000);
  },
);
