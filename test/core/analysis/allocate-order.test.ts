import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "../../../src/core/analysis/allocate.ts";
import { stableKey } from "../../../src/core/analysis/allocation/stable-key.ts";
import type { AllocationProblem } from "../../../src/core/model/allocation.ts";
import { allocationFaults } from "../../fixtures/allocation-faults.ts";
import { createAllocation, withinReach } from "../../fixtures/create-allocation.ts";
import { createRandom } from "../../fixtures/create-random.ts";

function shuffled(count: number, seed: number): number[] {
  const random = createRandom(seed);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The same problem, cells, shelters and the arcs of each cell in another order. */
function reordered(problem: AllocationProblem, seed: number) {
  const cells = shuffled(problem.persons.length, seed);
  const shelters = shuffled(problem.capacityPersons.length, seed + 1);
  const placeOf = shelters.map(() => 0);
  shelters.forEach((shelter, place) => {
    placeOf[shelter] = place;
  });
  const arcs = cells.flatMap((cell) => {
    const own = Array.from(
      { length: problem.arcOffsets[cell + 1]! - problem.arcOffsets[cell]! },
      (_, i) => problem.arcOffsets[cell]! + i,
    );
    return shuffled(own.length, seed + 2 + cell).map((i) => own[i]!);
  });
  const arcOffsets = new Uint32Array(cells.length + 1);
  cells.forEach((cell, i) => {
    arcOffsets[i + 1] = arcOffsets[i]! + problem.arcOffsets[cell + 1]! - problem.arcOffsets[cell]!;
  });
  const turned: AllocationProblem = {
    ...problem,
    persons: Int32Array.from(cells, (cell) => problem.persons[cell]!),
    capacityPersons: Float64Array.from(shelters, (shelter) => problem.capacityPersons[shelter]!),
    arcOffsets,
    arcShelter: Uint32Array.from(arcs, (arc) => placeOf[problem.arcShelter[arc]!]!),
    arcDeciseconds: Uint32Array.from(arcs, (arc) => problem.arcDeciseconds[arc]!),
    cellKeys: cells.map((cell) => problem.cellKeys![cell]!),
    shelterKeys: shelters.map((shelter) => problem.shelterKeys![shelter]!),
  };
  return { turned, arcs };
}

const named = (problem: AllocationProblem): AllocationProblem => ({
  ...problem,
  cellKeys: Array.from(problem.persons, (_, cell) => stableKey(`cell-${cell}`)),
  shelterKeys: Array.from(problem.capacityPersons, (_, shelter) => stableKey(`shelter-${shelter}`)),
});

describe("the order of the input", () => {
  it("changes no single flow where every walk is equally long", () => {
    const scattered = named(createAllocation(900, 30, 1.1, 3));
    const problem = { ...scattered, arcDeciseconds: scattered.arcDeciseconds.map(() => 600) };
    const straight = allocate(problem);
    const { turned, arcs } = reordered(problem, 8);
    expect(allocationFaults(problem, straight)).toEqual([]);
    expect([...allocate(turned).arcPersons]).toEqual(arcs.map((arc) => straight.arcPersons[arc]!));
  }, 30_000);

  it("changes no single flow, however many plans are equally good", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0.4, 1, 1.3),
        fc.constantFrom(null, 0, 1, 2),
        fc.integer({ min: 1, max: 1e6 }),
        (cells, shelters, kinds, roomShare, unservedDeciseconds, seed) => {
          const scattered = named(createAllocation(cells, shelters, roomShare, seed));
          // A handful of different times: nearly every plan has many equals.
          const problem = {
            ...scattered,
            unservedDeciseconds,
            arcDeciseconds: scattered.arcDeciseconds.map((deciseconds) => deciseconds % kinds),
          };
          const straight = allocate(problem);
          const { turned, arcs } = reordered(problem, seed);
          const other = allocate(turned);
          expect(allocationFaults(problem, straight)).toEqual([]);
          expect(other.totalPersonDeciseconds).toBe(straight.totalPersonDeciseconds);
          expect([...other.arcPersons]).toEqual(arcs.map((arc) => straight.arcPersons[arc]!));
        },
      ),
      { numRuns: 300, seed: 20261127 },
    );
  }, 60_000);

  it.each([
    [1.1, null, 90_000],
    [1.01, null, 90_000],
    [0.5, null, 90_000],
    [1.1, 30_000, 90_000],
    [1.2, null, 9_000],
  ])("changes no single flow of 800 cells: room %s, price %s, within %s", (roomShare, price, within) => {
    const problem = named({
      ...withinReach(createAllocation(800, 40, roomShare, 5), within),
      unservedDeciseconds: price,
    });
    const straight = allocate(problem);
    const { turned, arcs } = reordered(problem, 11);
    expect(allocationFaults(problem, straight)).toEqual([]);
    expect([...allocate(turned).arcPersons]).toEqual(arcs.map((arc) => straight.arcPersons[arc]!));
  });
});
