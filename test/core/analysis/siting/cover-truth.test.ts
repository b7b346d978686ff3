import { describe, expect, test } from "vitest";
import { solveSiting } from "../../../../src/core/analysis/siting/solve-siting.ts";
import type { SitingKind } from "../../../../src/core/model/siting.ts";
import { createHighsSolver } from "../../../../workers/highs-solver.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import { createSiting } from "../../../fixtures/create-siting.ts";
import { createSitingTask } from "../../../fixtures/create-siting-task.ts";
import { type SitingAsked, sitingTruth, valueOfChoice } from "../../../fixtures/siting-truth.ts";

const TRIALS = 1000;
const KINDS: readonly SitingKind[] = [
  "cover-all",
  "cover-most",
  "cover-most-with-room",
  "p-center",
  "p-dispersion",
];
const solve = createHighsSolver();

/** A question with limits of every sort; most have some. */
function askedOf(kind: SitingKind, seed: number): SitingAsked {
  const random = createRandom(seed * 31 + 5);
  const below = (limit: number) => Math.floor(random() * limit);
  const hasBudget = below(2) === 0;
  const mayBeUncounted = kind === "cover-all" || hasBudget;
  return {
    kind,
    newSites: mayBeUncounted && below(2) === 0 ? null : below(5),
    budget: hasBudget ? below(40) / 2 : null,
    backupSites: (kind === "cover-all" || kind === "cover-most") && below(3) === 0 ? 2 : 1,
  };
}

describe.each(KINDS)("%s", (kind) => {
  test(`is as good as the best of all choices, ${TRIALS} times`, async () => {
    const statuses = new Map<string, number>();
    for (let seed = 1; seed <= TRIALS; seed++) {
      const asked = askedOf(kind, seed);
      const problem = createSiting(seed * 7, { priced: true, sites: 1 + (seed % 9) });
      const truth = sitingTruth(problem, asked);
      const answer = await solveSiting(kind, createSitingTask({ ...asked, problem, solve }));
      const named = `seed ${seed}`;
      statuses.set(answer.proof.status, (statuses.get(answer.proof.status) ?? 0) + 1);
      expect(answer.uncoverableIds, named).toEqual(truth.uncoverableIds);
      expect(answer.proof.status, named).toBe(truth.isPossible ? "optimal" : "infeasible");
      expect(answer.value === null, named).toBe(truth.value === null);
      expect(answer.value ?? 0, named).toBeCloseTo(truth.value ?? 0, 9);
      if (!truth.isPossible) {
        expect(answer.chosenIds, named).toEqual([]);
        continue;
      }
      const chosen = answer.chosenIds.map((id) => problem.siteIds.indexOf(id));
      for (const site of chosen) expect(["free", "required"], named).toContain(problem.standing[site]);
      // What it says its choice is worth, the choice is worth; undefined would be a choice that is not allowed.
      expect(valueOfChoice(problem, asked, chosen) ?? 0, named).toBeCloseTo(truth.value ?? 0, 9);
    }
    // Neither sort of question is a rarity.
    expect(statuses.get("optimal")).toBeGreaterThan(TRIALS / 5);
    expect(statuses.get("infeasible") ?? 0).toBeGreaterThan(
      kind.startsWith("cover-most") ? TRIALS / 50 : TRIALS / 10,
    );
  }, 60_000);
});
