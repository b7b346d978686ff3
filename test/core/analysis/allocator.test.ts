import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "../../../src/core/analysis/allocate.ts";
import { createAllocator } from "../../../src/core/analysis/allocation/create-allocator.ts";
import type { AllocationProblem } from "../../../src/core/model/allocation.ts";
import { allocationFaults } from "../../fixtures/allocation-faults.ts";
import { createAllocation, withinReach } from "../../fixtures/create-allocation.ts";
import { createRandom } from "../../fixtures/create-random.ts";

const CHANGES = ["room", "close", "move-site", "close-streets", "persons", "lose-arcs", "nothing"] as const;

/** One thing after the other happens to a problem of full arcs; what is beyond reach is left out at the end. */
function changed(problem: AllocationProblem, change: (typeof CHANGES)[number], random: () => number) {
  const shelters = problem.capacityPersons.length;
  const site = Math.floor(random() * shelters);
  const capacityPersons = problem.capacityPersons.slice();
  const persons = problem.persons.slice();
  const arcDeciseconds = problem.arcDeciseconds.slice();
  switch (change) {
    case "room":
      capacityPersons[site] = Math.floor(capacityPersons[site]! * random() * 2);
      break;
    case "close":
      capacityPersons[site] = capacityPersons[site] === 0 ? 700 : 0;
      break;
    case "move-site":
      for (let arc = site; arc < arcDeciseconds.length; arc += shelters)
        arcDeciseconds[arc] = Math.floor(arcDeciseconds[arc]! * (0.5 + random()));
      break;
    case "close-streets":
    case "lose-arcs":
      for (let cell = 0; cell < persons.length; cell++) {
        if (random() < 0.8) continue;
        for (let shelter = 0; shelter < shelters; shelter++)
          if (random() < 0.5)
            arcDeciseconds[cell * shelters + shelter]! += change === "lose-arcs" ? 90_000 : 900;
      }
      break;
    case "persons":
      for (let cell = 0; cell < persons.length; cell++)
        if (random() < 0.1) persons[cell] = Math.floor(random() * 500);
      break;
    case "nothing":
      break;
    default: {
      const never: never = change;
      throw new Error(String(never));
    }
  }
  return { ...problem, persons, capacityPersons, arcDeciseconds };
}

describe("an allocation carried on", () => {
  it("is the one from nothing, after any changes in any order", () => {
    let warm = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0.5, 0.95, 1.05, 1.3),
        fc.constantFrom(null, null, 40_000),
        fc.constantFrom(1e9, 60_000, 20_000),
        fc.constantFrom(1, 10_000),
        fc.array(fc.constantFrom(...CHANGES), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 1e6 }),
        (cells, shelters, roomShare, unservedDeciseconds, within, grain, changes, seed) => {
          const random = createRandom(seed);
          const allocator = createAllocator();
          let full: AllocationProblem = {
            ...createAllocation(cells, shelters, roomShare, seed),
            unservedDeciseconds,
          };
          // Coarse times make ties, where warm and cold could differ and must not.
          full = {
            ...full,
            arcDeciseconds: full.arcDeciseconds.map((each) => Math.round(each / grain) * grain),
          };
          allocator.allocate(withinReach(full, within));
          for (const change of changes) {
            full = changed(full, change, random);
            const problem = withinReach(full, within);
            expect(allocator.allocate(problem)).toEqual(allocate(problem));
            if (allocator.isWarm) warm++;
          }
        },
      ),
      { numRuns: 200, seed: 4 },
    );
    expect(warm).toBeGreaterThan(200);
  }, 60_000);

  it("is the one from nothing after thirty changes in a row, with and without ties", () => {
    for (const grain of [1, 6_000, 1e9]) {
      const random = createRandom(grain);
      const scattered = createAllocation(100, 12, 1.02, 9);
      let full: AllocationProblem = {
        ...scattered,
        arcDeciseconds: scattered.arcDeciseconds.map((each) => Math.round(each / grain) * grain),
      };
      const allocator = createAllocator();
      allocator.allocate(full);
      for (let i = 0; i < 30; i++) {
        full = changed(full, CHANGES[i % 3]!, random);
        const carried = allocator.allocate(full);
        expect(carried).toEqual(allocate(full));
        expect(allocator.isWarm).toBe(true);
        if (i % 8 === 0) expect(allocationFaults(full, carried)).toEqual([]);
      }
    }
  }, 60_000);

  it("is the one from nothing among many sites, where few cells are looked at again", () => {
    for (const [grain, roomShare] of [
      [300, 1.02],
      [6_000, 1.1],
    ] as const) {
      const random = createRandom(grain);
      const scattered = createAllocation(240, 32, roomShare, grain);
      let full: AllocationProblem = {
        ...scattered,
        arcDeciseconds: scattered.arcDeciseconds.map((each) => Math.round(each / grain) * grain),
      };
      const allocator = createAllocator();
      allocator.allocate(full);
      for (let i = 0; i < 20; i++) {
        full = changed(full, (["room", "room", "close", "move-site"] as const)[i % 4]!, random);
        const carried = allocator.allocate(full);
        const anew = allocate(full);
        expect(carried.totalPersonDeciseconds).toBe(anew.totalPersonDeciseconds);
        expect(carried.arcPersons.findIndex((count, arc) => count !== anew.arcPersons[arc])).toBe(-1);
        expect(allocator.isWarm).toBe(true);
      }
    }
  }, 60_000);

  it("takes a site further away than any was", () => {
    const problem = createAllocation(60, 6, 1.1);
    const allocator = createAllocator();
    allocator.allocate(problem);
    for (const factor of [2, 50, 1]) {
      const away = {
        ...problem,
        arcDeciseconds: problem.arcDeciseconds.map((each, arc) => (arc % 6 === 2 ? each * factor : each)),
      };
      expect(allocator.allocate(away)).toEqual(allocate(away));
    }
  });

  it("starts anew after a problem it had to refuse", () => {
    const problem = createAllocation(60, 6, 1.1);
    const allocator = createAllocator();
    allocator.allocate(problem);
    const bad = { ...problem, capacityPersons: problem.capacityPersons.with(3, -1) };
    expect(() => allocator.allocate(bad)).toThrow(RangeError);
    expect(allocator.allocate(problem)).toEqual(allocate(problem));
    expect(allocator.isWarm).toBe(false);
  });

  it("does not mind its input being written over", () => {
    const problem = createAllocation(60, 6, 1.1);
    const allocator = createAllocator();
    allocator.allocate(problem);
    problem.arcDeciseconds.reverse();
    problem.persons.reverse();
    expect(allocator.allocate(problem)).toEqual(allocate(problem));
  });

  it("starts anew for other cells or shelters", () => {
    const allocator = createAllocator();
    allocator.allocate(createAllocation(60, 6, 1.1));
    const other = createAllocation(61, 7, 1.1);
    expect(allocator.allocate(other)).toEqual(allocate(other));
    expect(allocator.isWarm).toBe(false);
  });
});
