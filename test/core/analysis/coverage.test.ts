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

/** A seeded town whose homes lie in turn in three communities, the third outside of the one sub-district listed. */
function townOfAreas(seed: number): PreparedPack {
  const { pack } = createWalkTown({ seed });
  const named = { nameZh: "", nameEn: "", residents: 0, areaSquareMetres: 1, labelLngLat: at(0, 0) };
  return preparePack(
    {
      ...pack,
      index: {
        ...pack.index,
        subDistricts: [{ ...named, code: "A" }],
        communities: ["A1", "A2", "B1"].map((id) => ({ ...named, id, subDistrictCode: id.slice(0, 1) })),
      },
      subDistrictPolygons: [{ type: "Polygon", coordinates: [] }],
      communityPolygons: [0, 1, 2].map(() => ({ type: "Polygon", coordinates: [] })),
      demand: pack.demand.map((cell, i) => {
        const communityId = ["A1", "A2", "B1"][i % 3]!;
        return {
          ...cell,
          communityId,
          subDistrictCode: communityId.slice(0, 1),
          aged65Share: (i % 7) / 10,
          assistanceShare: (i % 5) / 20,
        };
      }),
    },
    planningRules,
  );
}

describe("those who have it worst", () => {
  /** Every person on their own, longest walk last; those without a street are in no order. */
  function walkers(prepared: PreparedPack, found: CoverageAnswer, isIn: (cell: number) => boolean): number[] {
    const { demand } = prepared.pack;
    const { period } = found.request.scenario;
    const persons = wholePersons(
      Float64Array.from(demand, (cell) => (period === "day" ? cell.personsDay : cell.personsNight)),
    );
    return demand
      .flatMap((_, cell) => {
        const seconds = found.demandSeconds[cell]!;
        return isIn(cell) && !Number.isNaN(seconds)
          ? Array.from<number>({ length: persons[cell]! }).fill(seconds / 60)
          : [];
      })
      .sort((a, b) => a - b);
  }

  function checkArea(area: AreaCoverage, minutes: readonly number[], reachMinutes: number) {
    const count = minutes.length;
    if (count === 0) {
      expect(area.p95Minutes).toBeNaN();
      expect(area.worstTenthMinutes).toBeNaN();
      expect(area.worstTenthReachedShare).toBeNaN();
      return;
    }
    const at = (share: number) => minutes[Math.ceil(count * share - 1e-9) - 1]!;
    expect(area.p50Minutes).toBe(at(0.5));
    expect(area.p90Minutes).toBe(at(0.9));
    expect(area.p95Minutes).toBe(at(0.95));
    // whole persons from the end, then the part of one that makes a tenth
    const tenth = count / 10;
    let sum = 0;
    let reached = 0;
    for (let taken = 0, i = count - 1; taken < tenth; taken++, i--) {
      const part = Math.min(1, tenth - taken);
      sum += part * minutes[i]!;
      if (Math.round(minutes[i]! * 600) <= reachMinutes * 600) reached += part;
    }
    if (sum === Infinity) expect(area.worstTenthMinutes).toBe(Infinity);
    else expect(area.worstTenthMinutes).toBeCloseTo(sum / tenth, 6);
    expect(area.worstTenthReachedShare).toBeCloseTo(reached / tenth, 9);
  }

  it("are the tenth of the persons counted one by one, in every area of any town", () => {
    let cutOff = 0;
    let partlyReached = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom<Partial<Scenario>[]>(
          {},
          { period: "day" },
          { reachMinutes: 30 },
          { pace: "wheelchair", reachMinutes: 20 },
        ),
        (seed, scenario) => {
          const prepared = townOfAreas(seed);
          const found = answer(prepared, scenario);
          const { reachMinutes } = found.request.scenario;
          const { demand } = prepared.pack;
          const areas = [
            { area: found.district, isIn: () => true },
            ...found.subDistricts.map((area) => ({
              area,
              isIn: (cell: number) => demand[cell]!.subDistrictCode === area.id,
            })),
            ...found.communities.map((area) => ({
              area,
              isIn: (cell: number) => demand[cell]!.communityId === area.id,
            })),
          ];
          for (const { area, isIn } of areas) {
            checkArea(area, walkers(prepared, found, isIn), reachMinutes);
            if (area.worstTenthMinutes === Infinity) cutOff++;
            if (area.worstTenthReachedShare > 0 && area.worstTenthReachedShare < 1) partlyReached++;
          }
        },
      ),
      { numRuns: 25, seed: 9 },
    );
    // the towns do hold the cases that matter
    expect(cutOff).toBeGreaterThan(0);
    expect(partlyReached).toBeGreaterThan(0);
  });

  it("on a street one can reckon by hand: the tenth of 1,100 is the last home and a tenth of the one before", () => {
    const { district } = answer(street(100));
    const minutesTo = (metres: number) => metres / 0.83 / 60;
    expect(district.worstTenthMinutes).toBeCloseTo((minutesTo(2000) * 100 + minutesTo(1800) * 10) / 110, 1);
    expect(district.worstTenthReachedShare).toBe(0);
    expect(district.p95Minutes).toBeCloseTo(minutesTo(2000), 1);
  });

  it("is out of reach for ever when no gate counts", () => {
    expect(answer(street(100), { tier: "centre" }).district).toMatchObject({
      p95Minutes: Infinity,
      worstTenthMinutes: Infinity,
      worstTenthReachedShare: 0,
    });
  });
});

describe("groups", () => {
  it("are split by the shares of each cell, in whole persons that sum", () => {
    // 0.2 of each home are 65 or older, 0.1 need help; 200 with room, 100 near but full, 800 not reached
    const { district } = answer(street(100));
    expect(district.aged65).toEqual({
      persons: 220,
      withRoomPersons: 40,
      nearButFullPersons: 20,
      notReachedPersons: 160,
      unknownPersons: 0,
    });
    expect(district.aged65NotReachedPersons).toBe(district.aged65.notReachedPersons);
    const share = street(100).pack.demand[0]!.assistanceShare;
    expect(district.assisted).toEqual({
      persons: 1100 * share,
      withRoomPersons: 200 * share,
      nearButFullPersons: 100 * share,
      notReachedPersons: 800 * share,
      unknownPersons: 0,
    });
  });

  it("sum over the areas to the district, but for the rounding of each", () => {
    const { district, communities } = answer(townOfAreas(3));
    for (const group of ["aged65", "assisted"] as const) {
      expect(district[group].persons).toBeGreaterThan(0);
      for (const part of ["withRoomPersons", "nearButFullPersons", "notReachedPersons"] as const) {
        const sum = communities.reduce((so, area) => so + area[group][part], 0);
        expect(Math.abs(sum - district[group][part])).toBeLessThanOrEqual(communities.length);
      }
    }
  });

  it("says of every cell how many find only full shelters", () => {
    const found = answer(street(100));
    expect([...found.demandNearButFullPersons].reduce((sum, persons) => sum + persons, 0)).toBe(100);
    for (let cell = 0; cell < found.demandUnservedPersons.length; cell++)
      expect(found.demandNearButFullPersons[cell]! + found.demandNotReachedPersons[cell]!).toBe(
        found.demandUnservedPersons[cell],
      );
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
