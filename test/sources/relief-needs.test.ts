import { describe, expect, it } from "vitest";
import { itemNeeds } from "../../src/core/analysis/supply/item-needs.ts";
import { PHASES } from "../../src/core/model/scenario.ts";
import { parseReliefNeeds, reliefNeeds } from "../../src/sources/relief-needs.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";

const [water] = reliefNeeds.needs;
if (!water) throw new Error("no need in the pack");
const withNeeds = (needs: readonly unknown[]) => ({ ...reliefNeeds, needs });

describe("relief needs", () => {
  it("start from the figures of the planning rules, which the ledger shows", () => {
    const { figures } = planningRules;
    const units = new Map(
      itemNeeds(reliefNeeds, "emergency").map(({ item, unitsPerPerson, kilogramsPerUnit }) => [
        item,
        [unitsPerPerson, kilogramsPerUnit],
      ]),
    );
    expect(Object.fromEntries(units)).toEqual({
      "water-litre": [figures.waterLitresPerPersonDay.value, figures.waterLitreKilograms.value],
      "food-ration": [figures.foodRationsPerPersonDay.value, figures.foodRationKilograms.value],
      tent: [1 / figures.personsPerTent.value, figures.tentKilograms.value],
      quilt: [figures.quiltsPerPerson.value, figures.quiltKilograms.value],
      "first-aid-kit": [1 / figures.personsPerFirstAidKit.value, figures.firstAidKitKilograms.value],
      toilet: [1 / figures.personsPerToilet.value, figures.toiletKilograms.value],
    });
  });

  it("are by phase, and by person, day, household or so many persons", () => {
    const pack = parseReliefNeeds({
      ...reliefNeeds,
      householdPersons: { ...reliefNeeds.householdPersons, value: 2.5 },
      needs: [
        { ...water, phases: ["emergency"], amount: 3 },
        { ...water, phases: ["temporary", "short", "medium", "long"], amount: 15 },
        { ...water, item: "first-aid-kit", amount: 1, basis: { per: "household" } },
        { ...water, item: "toilet", phases: ["long"], amount: 2, basis: { per: "persons", persons: 40 } },
        { ...water, item: "quilt", phases: ["long"], amount: 2, basis: { per: "person" } },
      ],
    });
    const of = (phase: (typeof PHASES)[number]) =>
      itemNeeds(pack, phase).map(({ item, unitsPerPerson, isConsumable }) => [
        item,
        unitsPerPerson,
        isConsumable,
      ]);
    expect(of("emergency")).toEqual([
      ["water-litre", 3, true],
      ["first-aid-kit", 0.4, false],
    ]);
    expect(of("long")).toEqual([
      ["water-litre", 15, true],
      ["quilt", 2, false],
      ["first-aid-kit", 0.4, false],
      ["toilet", 0.05, false],
    ]);
  });

  it.each<[string, unknown]>([
    ["an unknown item", withNeeds([{ ...water, item: "gold" }])],
    ["an unknown phase", withNeeds([{ ...water, phases: [...PHASES, "weekly"] }])],
    ["an amount of zero", withNeeds([{ ...water, amount: 0 }])],
    ["a negative amount", withNeeds([{ ...water, amount: -15 }])],
    ["an amount that is no number", withNeeds([{ ...water, amount: Number.NaN }])],
    ["a period nobody knows", withNeeds([{ ...water, basis: { per: "person-week" } }])],
    ["so many persons that are none", withNeeds([{ ...water, basis: { per: "persons", persons: 0 } }])],
    ["an item twice in a phase", withNeeds([water, { ...water, phases: ["long"] }])],
    ["a phase with no need", withNeeds([{ ...water, phases: ["long"] }])],
    ["a figure without evidence", withNeeds([{ ...water, evidence: "heard" }])],
    [
      "a unit that weighs nothing",
      {
        ...reliefNeeds,
        kilograms: { ...reliefNeeds.kilograms, tent: { ...reliefNeeds.kilograms.tent, value: 0 } },
      },
    ],
    ["a key that is not known", { ...reliefNeeds, remarks: "" }],
  ])("refuse %s", (_, raw) => {
    expect(() => parseReliefNeeds(raw)).toThrow();
  });
});
