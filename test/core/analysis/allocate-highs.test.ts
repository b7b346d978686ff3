import { describe, expect, it } from "vitest";
import { allocate } from "../../../src/core/analysis/allocate.ts";
import { createHighsSolver } from "../../../workers/highs-solver.ts";
import { allocationFaults } from "../../fixtures/allocation-faults.ts";
import { allocationLp } from "../../fixtures/allocation-lp.ts";
import { createAllocation, withinReach } from "../../fixtures/create-allocation.ts";
import { createRandom } from "../../fixtures/create-random.ts";

describe("allocate", () => {
  it("costs what HiGHS's linear program costs, on 210 random problems", async () => {
    const solve = createHighsSolver();
    const random = createRandom(17);
    for (let round = 0; round < 210; round++) {
      const cells = 2 + Math.floor(random() * 25);
      const shelters = 1 + Math.floor(random() * 6);
      const roomShare = [0.4, 0.9, 1.01, 1.1, 1.5][round % 5]!;
      const unservedDeciseconds = round % 3 === 0 ? Math.floor(random() * 60_000) : null;
      const problem = {
        ...withinReach(
          createAllocation(cells, shelters, roomShare, round + 1),
          [1e6, 60_000, 30_000][round % 3]!,
        ),
        unservedDeciseconds,
      };
      const allocation = allocate(problem);
      expect(allocationFaults(problem, allocation)).toEqual([]);
      // Dearer than any chain of moves: a sum of a few hundred walks of at most 120,000.
      const price = unservedDeciseconds ?? 1e6;
      const truth = await solve(allocationLp(problem, price), 60);
      expect(truth.status).toBe("optimal");
      const total = problem.persons.reduce((sum, count) => sum + count, 0);
      const cost = allocation.totalPersonDeciseconds + price * (total - allocation.totalServedPersons);
      expect(Math.abs(cost - truth.value!)).toBeLessThan(0.5);
    }
  }, 120_000);
});
