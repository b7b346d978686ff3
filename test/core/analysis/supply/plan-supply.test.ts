import { describe, expect, it } from "vitest";
import { planSupply } from "../../../../src/core/analysis/supply/plan-supply.ts";
import { supplyBound } from "../../../../src/core/analysis/supply/supply-bound.ts";
import type { SupplyQuestion } from "../../../../src/core/analysis/supply/supply-question.ts";
import { createSupplyTask } from "../../../../src/core/analysis/supply/supply-task.ts";
import { checkSupplyPlan } from "../../../fixtures/check-supply-plan.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import {
  createSupplyQuestion,
  drivesOf,
  type SupplyFacts,
} from "../../../fixtures/create-supply-question.ts";
import { leastUnmetPersonMinutes } from "../../../fixtures/supply-truth.ts";

const boundOf = (question: SupplyQuestion) => supplyBound(createSupplyTask(question));

/** One item of 10 kg, one for each person: then whole persons are all there is to load. */
function createSmall(seed: number): SupplyQuestion {
  const random = createRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const depotCount = between(1, 2);
  const shelterCount = between(1, 3);
  return createSupplyQuestion({
    persons: Array.from({ length: shelterCount }, () => between(1, 3)),
    depots: Array.from({ length: depotCount }, () => ({
      trucks: between(1, 2),
      units: [between(1, 6)],
      truckLoadKilograms: 10 * between(1, 3),
      loadingKilogramsPerMinute: between(1, 8),
      mobilisationMinutes: between(0, 30),
    })),
    drives: Array.from({ length: depotCount }, () =>
      Array.from({ length: shelterCount }, () => (random() < 0.1 ? Infinity : between(2, 25))),
    ),
    needs: [[1, 10]],
    // the bound and the optimum are of the person-minutes alone
    firstSuppliesMinutes: 100,
  });
}

function createLarge(seed: number): SupplyQuestion {
  const random = createRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const shelterCount = between(1, 25);
  const drives = () =>
    Array.from({ length: depotCount }, () =>
      Array.from({ length: shelterCount }, () => (random() < 0.1 ? Infinity : between(2, 40))),
    );
  const depotCount = between(1, 6);
  const changes = [0, 90, 200].map(drives);
  const times = changes.map((each) => drivesOf(each, drives()));
  const facts: SupplyFacts = {
    persons: Array.from({ length: shelterCount }, () => between(1, 120)),
    depots: Array.from({ length: depotCount }, () => ({
      trucks: between(0, 4),
      units: [between(0, 3000), between(0, 60), between(0, 200)],
      truckLoadKilograms: between(20, 2000),
      loadingKilogramsPerMinute: between(5, 100),
      mobilisationMinutes: between(0, 100),
    })),
    drives:
      random() < 0.5
        ? { at: (minute) => times[minute < 90 ? 0 : minute < 200 ? 1 : 2]!, changeMinutes: [90, 200] }
        : changes[0]!,
    needs: [
      [15, 1],
      [1 / 3.4, 60],
      [1, 2.5],
    ],
    firstSuppliesMinutes: 200,
    deadlineMinutes: 400,
  };
  return createSupplyQuestion(facts);
}

const oneDepot = {
  trucks: 1,
  units: [10],
  truckLoadKilograms: 20,
  loadingKilogramsPerMinute: 10,
  mobilisationMinutes: 10,
};

describe("planSupply", () => {
  it("is what one reckons by hand: two persons a trip, three trips", () => {
    const question = createSupplyQuestion({
      persons: [5],
      depots: [oneDepot],
      drives: [[8]],
      needs: [[1, 10]],
    });
    const plan = planSupply(question);
    // 10 mobilise, 2 load, 8 drive, 5 unload = 25; 8 back, then again 23 each
    expect(plan.trips.map(({ unloadedMinute }) => unloadedMinute)).toEqual([25, 48, 70]);
    expect(plan.unmetPersonMinutes).toBe(2 * 25 + 2 * 48 + 70);
    checkSupplyPlan(question, plan);
  });

  it("is never better than any plan can be, and hardly worse than the best of all plans", () => {
    let [optimum, found, bound, exact] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const question = createSmall(seed);
      const plan = planSupply(question);
      checkSupplyPlan(question, plan);
      const least = leastUnmetPersonMinutes(question);
      const low = boundOf(question);
      expect(low).toBeLessThanOrEqual(least + 1e-6);
      expect(plan.unmetPersonMinutes).toBeGreaterThanOrEqual(least - 1e-6);
      optimum += least;
      found += plan.unmetPersonMinutes;
      bound += low;
      if (plan.unmetPersonMinutes < least + 1e-6) exact += 1;
    }
    expect(found / optimum).toBeLessThan(1.025);
    expect(exact).toBeGreaterThan(40);
    expect(bound / optimum).toBeGreaterThan(0.9);
  });

  it.each(Array.from({ length: 40 }, (_, i) => i + 1))(
    "keeps to bays, trucks, stock and drives that change, and to its bound, in made-up district %i",
    (seed) => {
      const question = createLarge(seed);
      const plan = planSupply(question);
      checkSupplyPlan(question, plan);
      expect(plan.unmetPersonMinutes).toBeGreaterThanOrEqual(boundOf(question) - 1e-6);
      expect(planSupply(question)).toEqual(plan);
    },
  );

  it("is no worse when it is asked to try thoroughly", () => {
    for (const seed of [3, 11, 19]) {
      const question = createLarge(seed);
      const [quick, thorough] = [planSupply(question), planSupply(question, "thorough")];
      checkSupplyPlan(question, thorough);
      expect(thorough.latePersons).toBeLessThanOrEqual(quick.latePersons);
      if (thorough.latePersons === quick.latePersons)
        expect(thorough.unmetPersonMinutes).toBeLessThanOrEqual(quick.unmetPersonMinutes + 1e-6);
    }
  });

  it("brings first supplies everywhere in time before it brings more to where many are", () => {
    const question = createSupplyQuestion({
      persons: [40, 2],
      depots: [{ ...oneDepot, units: [100], mobilisationMinutes: 0 }],
      drives: [[2, 10]],
      needs: [[1, 10]],
      firstSuppliesMinutes: 60,
      deadlineMinutes: 100,
    });
    const plan = planSupply(question);
    checkSupplyPlan(question, plan);
    expect(plan.latePersons).toBe(0);
  });

  it("waits for a street that opens, and does not drive into one that is shut by then", () => {
    const open = drivesOf([[10]]);
    const shut = drivesOf([[Infinity]]);
    const question = createSupplyQuestion({
      persons: [2],
      depots: [oneDepot],
      drives: { at: (minute) => (minute >= 50 ? open : shut), changeMinutes: [50] },
      needs: [[1, 10]],
    });
    const plan = planSupply(question);
    checkSupplyPlan(question, plan);
    expect(plan.trips[0]).toMatchObject({ loadedMinute: 12, departMinute: 50, unloadedMinute: 65 });
    const shuts = createSupplyQuestion({
      persons: [2],
      depots: [oneDepot],
      drives: { at: (minute) => (minute >= 11 ? shut : open), changeMinutes: [11] },
      needs: [[1, 10]],
    });
    expect(planSupply(shuts).trips).toEqual([]);
  });

  it.each<[string, Partial<SupplyFacts>]>([
    ["no trucks", { depots: [{ ...oneDepot, trucks: 0 }] }],
    ["zero stock", { depots: [{ ...oneDepot, units: [0] }] }],
    ["all roads closed", { drives: [[Infinity]] }],
    ["trucks that carry nothing", { depots: [{ ...oneDepot, truckLoadKilograms: 0 }] }],
    ["a bay that loads nothing", { depots: [{ ...oneDepot, loadingKilogramsPerMinute: 0 }] }],
    ["units too heavy for any truck", { needs: [[1, 21]] }],
    ["no depots", { depots: [], drives: [] }],
  ])("serves nobody with %s, and says who is short of what", (_, facts) => {
    const question = createSupplyQuestion({
      persons: [5],
      depots: [oneDepot],
      drives: [[8]],
      needs: [[1, 10]],
      ...facts,
    });
    const plan = planSupply(question);
    checkSupplyPlan(question, plan);
    expect(plan.trips).toEqual([]);
    expect(plan.shelters[0]).toMatchObject({
      servedPersons: 0,
      scarcestItem: "water-litre",
      shortQuantity: 5,
    });
    expect(plan.unmetPersonMinutes).toBe(500);
    expect(boundOf(question)).toBeLessThanOrEqual(500);
  });

  it("has nothing to do where nobody is in need", () => {
    const question = createSupplyQuestion({
      persons: [],
      depots: [oneDepot],
      drives: [[]],
      needs: [[1, 10]],
    });
    expect(planSupply(question)).toMatchObject({ shelters: [], trips: [], unmetPersonMinutes: 0 });
    expect(boundOf(question)).toBe(0);
  });
});
