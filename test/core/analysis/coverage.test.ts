import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capacityPersons } from "../../../src/core/analysis/capacity.ts";
import { coverage } from "../../../src/core/analysis/coverage.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { wholePersons } from "../../../src/core/analysis/whole-persons.ts";
import type { AreaCoverage, CoverageAnswer } from "../../../src/core/model/answers.ts";
import type { Scenario } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import {
  createDemandCell,
  createGate,
  createPack,
  createScenario,
  createShelter,
} from "../../fixtures/create-pack.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

function answer(prepared: PreparedPack, scenario: Partial<Scenario> = {}): CoverageAnswer {
  const result = coverage(prepared, { scenario: createScenario(scenario) });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

const parts = (area: AreaCoverage) =>
  area.withRoomPersons + area.nearButFullPersons + area.notReachedPersons + area.unknownPersons;

/** One straight street of 2,000 m, a shelter of 100 m² at its west end, 100 persons every 200 m. */
function street(effectiveSquareMetres: number | null, publishedCapacityPersons: number | null = null) {
  const nodes = Array.from({ length: 11 }, (_, i) => at(i * 200, 0));
  return preparePack(
    createPack({
      network: createNetwork(
        nodes,
        nodes.slice(1).map((_, i) => ({ from: i, to: i + 1 })),
      ),
      shelters: [
        createShelter({ id: "a", lngLat: at(-20, 0), effectiveSquareMetres, publishedCapacityPersons }),
      ],
      gates: [createGate({ id: "g", shelterId: "a", lngLat: at(0, 0) })],
      demand: nodes.map((lngLat, i) => createDemandCell({ id: `d${i}`, lngLat })),
    }),
    planningRules,
  );
}

describe("coverage", () => {
  it("counts who is reached, who finds room and who does not, on a street one can reckon by hand", () => {
    // 0.83 m/s for 10 min = 498 m: the homes at 0, 200 and 400 m. 100 m² at 0.5 m² each = 200 places.
    const { district, loads, personsByMinute } = answer(street(100));
    expect(district).toMatchObject({
      persons: 1100,
      withRoomPersons: 200,
      nearButFullPersons: 100,
      notReachedPersons: 800,
      unknownPersons: 0,
      aged65NotReachedPersons: 160,
    });
    expect(loads).toEqual([
      { shelterId: "a", capacityPersons: 200, assignedPersons: 200, nearestPersons: 1100, openGates: 1 },
    ]);
    expect(personsByMinute[0]).toBe(100);
    expect(personsByMinute.reduce((sum, persons) => sum + persons, 0)).toBe(1100);
    // the sixth of eleven homes is 1,000 m away
    expect(district.p50Minutes).toBeCloseTo(1000 / 0.83 / 60, 1);
  });

  it("does not take unknown room for none, nor for enough", () => {
    expect(answer(street(null)).district).toMatchObject({
      withRoomPersons: 0,
      nearButFullPersons: 0,
      notReachedPersons: 800,
      unknownPersons: 300,
    });
    expect(answer(street(null, 150)).district).toMatchObject({
      withRoomPersons: 150,
      nearButFullPersons: 150,
    });
    expect(answer(street(0)).district).toMatchObject({ withRoomPersons: 0, nearButFullPersons: 300 });
  });

  it("needs more room the longer people stay", () => {
    const prepared = street(100, 999);
    const shelter = prepared.pack.index.shelters[0]!;
    const places = (["emergency", "temporary", "short", "medium", "long"] as const).map((phase) =>
      capacityPersons(prepared, shelter, phase),
    );
    expect(places).toEqual([200, 100, 50, 33, 22]);
  });

  it("measures the area of a circle and of a street's surroundings", () => {
    const prepared = street(100);
    const { district } = answer(prepared);
    // the pack's border runs 500 m outside the street: 3,000 m x 1,000 m; the circle of 500 m is within it
    expect(district.straightLineAreaShare).toBeCloseTo((Math.PI * 500 * 500) / (2992 * 999), 2);
    // within 150 m of the street; 498 m less the way to it: a figure with slanting ends
    expect(district.networkAreaShare).toBeGreaterThan((300 * 348) / (2992 * 999));
    expect(district.networkAreaShare).toBeLessThan((300 * 498 + 150 * 150 * Math.PI) / (2992 * 999));
  });

  it("adds up exactly, whatever the town", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom<Partial<Scenario>[]>(
          {},
          { period: "day" },
          { reachMinutes: 3 },
          { pace: "wheelchair" },
        ),
        (seed, scenario) => {
          const { district, loads } = answer(createWalkTown({ seed }), scenario);
          expect(parts(district)).toBe(district.persons);
          expect(district.persons).toBe(scenario.period === "day" ? 2400 : 4000);
          expect(loads.reduce((sum, load) => sum + load.assignedPersons, 0)).toBe(district.withRoomPersons);
          for (const load of loads)
            expect(load.assignedPersons).toBeLessThanOrEqual(load.capacityPersons as number);
        },
      ),
      { numRuns: 25, seed: 5 },
    );
  });

  it("never loses by more minutes", () => {
    const prepared = createWalkTown({ seed: 12, shelters: 2 });
    const reached = [1, 3, 5, 8, 12].map((reachMinutes) => {
      const { district } = answer(prepared, { reachMinutes });
      return district.persons - district.notReachedPersons;
    });
    expect(reached).toEqual(reached.toSorted((a, b) => a - b));
  });

  it("answers, and does not fail, when no gate counts", () => {
    const { district } = answer(street(100), { tier: "centre" });
    expect(district).toMatchObject({
      notReachedPersons: 1100,
      networkAreaShare: 0,
      straightLineAreaShare: 0,
    });
    expect(district.p50Minutes).toBe(Infinity);
  });
});

describe("wholePersons", () => {
  it("keeps the total and moves nobody by a whole person", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 60 }), (counts) => {
        const whole = wholePersons(counts);
        const total = counts.reduce((sum, count) => sum + count, 0);
        expect(whole.reduce((sum, count) => sum + count, 0)).toBe(Math.round(total));
        counts.forEach((count, i) => {
          expect(Math.abs((whole[i] as number) - count)).toBeLessThan(1);
        });
      }),
    );
  });
});
