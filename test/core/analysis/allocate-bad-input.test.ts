import { describe, expect, it } from "vitest";
import { allocate } from "../../../src/core/analysis/allocate.ts";
import type { AllocationProblem } from "../../../src/core/model/allocation.ts";
import { allocationFaults } from "../../fixtures/allocation-faults.ts";

const one = (changes: Partial<AllocationProblem>): AllocationProblem => ({
  persons: Int32Array.of(5),
  capacityPersons: Float64Array.of(9),
  arcOffsets: Uint32Array.of(0, 1),
  arcShelter: Uint32Array.of(0),
  arcDeciseconds: Uint32Array.of(100),
  ...changes,
});
const served = (problem: AllocationProblem) => {
  const allocation = allocate(problem);
  expect(allocationFaults(problem, allocation)).toEqual([]);
  return allocation.totalServedPersons;
};

describe("allocate, on bad input", () => {
  it.each<[string, Partial<AllocationProblem>]>([
    ["a NaN capacity", { capacityPersons: Float64Array.of(Number.NaN) }],
    ["an infinite capacity", { capacityPersons: Float64Array.of(Number.POSITIVE_INFINITY) }],
    ["a negative capacity", { capacityPersons: Float64Array.of(-1) }],
    ["half a place", { capacityPersons: Float64Array.of(0.5) }],
    ["negative persons", { persons: Int32Array.of(-1) }],
    ["a walk beyond 31 bits", { arcDeciseconds: Uint32Array.of(2 ** 31) }],
    ["a NaN price", { unservedDeciseconds: Number.NaN }],
    ["a negative price", { unservedDeciseconds: -1 }],
    ["half a decisecond as price", { unservedDeciseconds: 0.5 }],
  ])("throws for %s, which no file can bring past its reader", (_, changes) => {
    expect(() => allocate(one(changes))).toThrow(RangeError);
  });

  it("zero capacity serves nobody", () => {
    expect(served(one({ capacityPersons: Float64Array.of(0) }))).toBe(0);
  });

  it("capacity below one cell's persons splits the cell", () => {
    expect(served(one({ capacityPersons: Float64Array.of(3) }))).toBe(3);
  });

  it("no facility in reach serves nobody", () => {
    const none = new Uint32Array(0);
    expect(served(one({ arcOffsets: Uint32Array.of(0, 0), arcShelter: none, arcDeciseconds: none }))).toBe(0);
  });

  it("demand zero sends nobody", () => {
    expect(served(one({ persons: Int32Array.of(0) }))).toBe(0);
  });

  it("an empty problem is answered", () => {
    const none = new Uint32Array(0);
    const problem = {
      persons: new Int32Array(0),
      capacityPersons: new Float64Array(0),
      arcOffsets: Uint32Array.of(0),
      arcShelter: none,
      arcDeciseconds: none,
    };
    expect(served(problem)).toBe(0);
  });

  it("more than 2^31 persons in all are counted right", () => {
    const most = 2 ** 31 - 1;
    const problem = one({
      persons: Int32Array.of(most, most, most),
      capacityPersons: Float64Array.of(2 ** 32),
      arcOffsets: Uint32Array.of(0, 1, 2, 3),
      arcShelter: Uint32Array.of(0, 0, 0),
      arcDeciseconds: Uint32Array.of(1, 2, 3),
    });
    expect(served(problem)).toBe(2 ** 32);
    expect([...allocate(problem).servedPersons]).toEqual([most, most, 2]);
  });

  it("a price of nothing leaves whoever walks at all, and the dearest walk's price leaves nobody with room", () => {
    expect(served(one({ unservedDeciseconds: 0 }))).toBe(0);
    expect(served(one({ unservedDeciseconds: 99 }))).toBe(0);
    // at equal cost people are served
    expect(served(one({ unservedDeciseconds: 100 }))).toBe(5);
  });

  /** Every cell reaches three shelters, neighbours in a ring. */
  const ring = (cells: number, shelters: number, capacity: number): AllocationProblem => ({
    persons: new Int32Array(cells).fill(7),
    capacityPersons: new Float64Array(shelters).fill(capacity),
    arcOffsets: Uint32Array.from({ length: cells + 1 }, (_, cell) => cell * 3),
    arcShelter: Uint32Array.from(
      { length: cells * 3 },
      (_, arc) => (Math.floor((Math.floor(arc / 3) * shelters) / cells) + (arc % 3)) % shelters,
    ),
    arcDeciseconds: Uint32Array.from({ length: cells * 3 }, (_, arc) => 100 + ((arc * 7919) % 5000)),
  });

  it("more shelters than a table of moves could hold are answered as well as few", () => {
    const problem = ring(4_040, 2_020, 18);
    expect(served(problem)).toBe(4_040 * 7);
  }, 60_000);

  it("a table of cells and shelters larger than memory is never made where few pairs are in reach", () => {
    // 75 million pairs
    const problem = ring(30_000, 2_500, 100);
    const allocation = allocate(problem);
    expect(allocation.totalServedPersons).toBe(30_000 * 7);
    for (const load of allocation.shelterPersons) expect(load).toBeLessThanOrEqual(100);
  }, 60_000);
});
