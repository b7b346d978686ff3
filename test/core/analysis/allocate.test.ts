import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "../../../src/core/analysis/allocate.ts";
import type { Allocation, AllocationProblem } from "../../../src/core/model/allocation.ts";
import { flowByBellmanFord } from "../../fixtures/flow-by-bellman-ford.ts";

interface Instance {
  readonly persons: readonly number[];
  readonly capacities: readonly number[];
  /** Deciseconds per cell and shelter; null = beyond the minutes. */
  readonly deciseconds: readonly (readonly (number | null)[])[];
}

function problemOf({ persons, capacities, deciseconds }: Instance): AllocationProblem {
  const arcOffsets = [0];
  const arcShelter: number[] = [];
  const arcDeciseconds: number[] = [];
  for (const row of deciseconds) {
    row.forEach((value, shelter) => {
      if (value === null) return;
      arcShelter.push(shelter);
      arcDeciseconds.push(value);
    });
    arcOffsets.push(arcShelter.length);
  }
  return {
    persons: Int32Array.from(persons),
    capacityPersons: Float64Array.from(capacities),
    arcOffsets: Uint32Array.from(arcOffsets),
    arcShelter: Uint32Array.from(arcShelter),
    arcDeciseconds: Uint32Array.from(arcDeciseconds),
  };
}

/** Everything that must hold of any allocation, recomputed from the arcs alone. */
function faultsOf(problem: AllocationProblem, allocation: Allocation): string[] {
  const faults: string[] = [];
  const sent = problem.persons.map(() => 0);
  const taken = problem.capacityPersons.map(() => 0);
  let total = 0;
  let cost = 0;
  problem.persons.forEach((persons, cell) => {
    for (let arc = problem.arcOffsets[cell]!; arc < problem.arcOffsets[cell + 1]!; arc++) {
      const count = allocation.arcPersons[arc]!;
      if (count < 0 || !Number.isInteger(count)) faults.push(`arc ${arc} carries ${count}`);
      sent[cell]! += count;
      taken[problem.arcShelter[arc]!]! += count;
      total += count;
      cost += count * problem.arcDeciseconds[arc]!;
    }
    if (sent[cell]! > persons) faults.push(`cell ${cell} sends ${sent[cell]} of ${persons}`);
    if (sent[cell] !== allocation.servedPersons[cell]) faults.push(`cell ${cell} served`);
  });
  problem.capacityPersons.forEach((capacity, shelter) => {
    if (taken[shelter]! > capacity) faults.push(`shelter ${shelter} holds ${taken[shelter]} of ${capacity}`);
    if (taken[shelter] !== allocation.shelterPersons[shelter]) faults.push(`shelter ${shelter} load`);
  });
  if (total !== allocation.totalServedPersons) faults.push("served total");
  if (cost !== allocation.totalPersonDeciseconds) faults.push("cost total");
  return faults;
}

const instances = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 6 }), fc.boolean())
  .chain(([cells, shelters, sparse]) =>
    fc.record({
      persons: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: cells, maxLength: cells }),
      capacities: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: shelters, maxLength: shelters }),
      deciseconds: fc.array(
        fc.array(fc.option(fc.integer({ min: 0, max: 40 }), { freq: sparse ? 1 : 9 }), {
          minLength: shelters,
          maxLength: shelters,
        }),
        { minLength: cells, maxLength: cells },
      ),
    }),
  );

describe("allocate", () => {
  it("serves as many and walks as little as a slow flow on the whole graph", () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const problem = problemOf(instance);
        const allocation = allocate(problem);
        expect(faultsOf(problem, allocation)).toEqual([]);
        const truth = flowByBellmanFord(problem);
        expect(allocation.totalServedPersons).toBe(truth.served);
        expect(allocation.totalPersonDeciseconds).toBe(truth.personDeciseconds);
      }),
      { numRuns: 600, seed: 20261124 },
    );
  });

  it("does not depend on the order of cells and shelters", () => {
    fc.assert(
      fc.property(instances, (instance) => {
        const turned: Instance = {
          persons: instance.persons.toReversed(),
          capacities: instance.capacities.toReversed(),
          deciseconds: instance.deciseconds.toReversed().map((row) => row.toReversed()),
        };
        const straight = allocate(problemOf(instance));
        const reversed = allocate(problemOf(turned));
        expect(reversed.totalServedPersons).toBe(straight.totalServedPersons);
        expect(reversed.totalPersonDeciseconds).toBe(straight.totalPersonDeciseconds);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it("never loses by more room", () => {
    fc.assert(
      fc.property(instances, fc.integer({ min: 1, max: 5 }), (instance, more) => {
        const before = allocate(problemOf(instance)).totalServedPersons;
        const roomier = { ...instance, capacities: instance.capacities.map((capacity) => capacity + more) };
        expect(allocate(problemOf(roomier)).totalServedPersons).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it("sends a cell elsewhere so that another one, with a single choice, finds room", () => {
    const allocation = allocate(
      problemOf({
        persons: [10, 10],
        capacities: [10, 10],
        deciseconds: [
          [100, 900],
          [200, null],
        ],
      }),
    );
    expect([...allocation.arcPersons]).toEqual([0, 10, 10]);
    expect(allocation.totalServedPersons).toBe(20);
  });

  it("splits a cell over shelters smaller than it", () => {
    const allocation = allocate(problemOf({ persons: [25], capacities: [10, 8], deciseconds: [[50, 60]] }));
    expect([...allocation.arcPersons]).toEqual([10, 8]);
    expect([...allocation.servedPersons]).toEqual([18]);
  });

  it.each<[string, Instance]>([
    ["no room at all", { persons: [5, 5], capacities: [0], deciseconds: [[1], [2]] }],
    ["nobody", { persons: [0, 0], capacities: [9], deciseconds: [[1], [2]] }],
    ["no shelter in reach", { persons: [5], capacities: [9], deciseconds: [[null]] }],
    ["no shelter", { persons: [5], capacities: [], deciseconds: [[]] }],
    ["no cell", { persons: [], capacities: [5], deciseconds: [] }],
  ])("serves nobody and does not fail: %s", (_, instance) => {
    const problem = problemOf(instance);
    const allocation = allocate(problem);
    expect(faultsOf(problem, allocation)).toEqual([]);
    expect(allocation.totalServedPersons).toBe(0);
  });
});
