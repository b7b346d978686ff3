import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import kit from "../../../data/rules/household-kit.json";
import { householdKit } from "../../../src/core/analysis/household-kit.ts";
import { HOUSEHOLD_PARTS, type Household, MOST_OF_A_PART } from "../../../src/core/model/household.ts";
import { kitRules, parseKitRules } from "../../../src/sources/kit-rules.ts";

const NOBODY: Household = { adult: 0, older: 0, child: 0, infant: 0, wheelchair: 0, pet: 0 };
const amounts = (household: Partial<Household>, days: number) =>
  Object.fromEntries(
    householdKit(kitRules, { ...NOBODY, ...household }, days).map(({ item, amount }) => [item.id, amount]),
  );

describe("what a household needs, worked out by hand", () => {
  it("one adult, 3 days", () => {
    expect(amounts({ adult: 1 }, 3)).toEqual({
      "drinking-water": 9, // 3 L × 3
      "washing-water": 13.5, // 4.5 L × 3
      food: 3,
      soap: 50, // 250 g / 30 × 3 = 25 g, sold by the 50 g
      "toilet-bags": 12, // 4 × 3
      masks: 3,
      blankets: 1,
      containers: 1, // 2 for 5: 0.4, and nobody buys less than one
      torch: 1,
      "power-bank": 1,
      whistle: 1,
      medicine: 3,
      "first-aid": 1,
      radio: 1,
      papers: 1,
    });
  });
  it("two adults, two older people, a child, an infant, a wheelchair and a dog, 7 days", () => {
    expect(amounts({ adult: 2, older: 2, child: 1, infant: 1, wheelchair: 1, pet: 1 }, 7)).toEqual({
      "drinking-water": 133, // 6 persons × 3 L × 7 + 1 L × 7
      "washing-water": 189, // 6 × 4.5 × 7
      food: 35, // 5 × 7, the infant has formula
      formula: 1, // 0.13 × 7 = 0.91 kg, to 0.1 kg
      nappies: 56,
      "pet-food": 1.4, // 0.2 × 7
      soap: 350, // 6 × 250 / 30 × 7 = 350
      "toilet-bags": 140, // 5 × 4 × 7
      masks: 35,
      blankets: 6,
      containers: 3, // 6 × 0.4 = 2.4
      torch: 3, // 5 × 0.5 = 2.5
      "power-bank": 2, // 4 × 0.5
      whistle: 5,
      medicine: 7,
      "spare-aids": 2,
      "wheelchair-kit": 1,
      lead: 1,
      "first-aid": 1,
      radio: 1,
      papers: 1,
    });
  });
  it("an older couple, 14 days", () => {
    const {
      "drinking-water": water,
      food,
      "power-bank": power,
      "spare-aids": aids,
      medicine,
    } = amounts({ older: 2 }, 14);
    expect([water, food, power, aids, medicine]).toEqual([84, 28, 1, 2, 14]);
  });
  it("nobody, or a dog alone: nothing", () => {
    expect(amounts({}, 3)).toEqual({});
    expect(amounts({ pet: 2, wheelchair: 1 }, 3)).toEqual({});
  });
});

const household = fc.record(
  Object.fromEntries(
    HOUSEHOLD_PARTS.map((part) => [part, fc.integer({ min: 0, max: MOST_OF_A_PART })]),
  ) as Record<keyof Household, fc.Arbitrary<number>>,
);

test("amounts cover the need, exceed it by less than a package, and are whole packages", () => {
  fc.assert(
    fc.property(household, fc.integer({ min: 1, max: 30 }), (home, days) => {
      for (const { item, amount } of householdKit(kitRules, home, days)) {
        const atOnce =
          (item.per.household ?? 0) +
          HOUSEHOLD_PARTS.reduce((sum, part) => sum + home[part] * (item.per[part] ?? 0), 0);
        const need = item.each === "day" ? atOnce * days : atOnce;
        expect(amount).toBeGreaterThan(0);
        expect(amount - need).toBeGreaterThan(-1e-6);
        expect(amount - need).toBeLessThan(item.roundTo);
        expect(Math.abs(amount / item.roundTo - Math.round(amount / item.roundTo))).toBeLessThan(1e-6);
      }
    }),
  );
});

test("one more person or day never needs less of anything", () => {
  fc.assert(
    fc.property(
      household,
      fc.integer({ min: 1, max: 29 }),
      fc.constantFrom(...HOUSEHOLD_PARTS),
      (home, days, part) => {
        const before = amounts(home, days);
        const more = [amounts({ ...home, [part]: home[part] + 1 }, days), amounts(home, days + 1)];
        for (const [id, amount] of Object.entries(before))
          for (const after of more) expect(after[id]).toBeGreaterThanOrEqual(amount);
      },
    ),
  );
});

test("a kit that misspells for whom, or names a thing twice, is refused", () => {
  const [first] = kit.items;
  expect(() => parseKitRules({ ...kit, items: [{ ...first, per: { aduld: 3 } }] })).toThrow();
  expect(() => parseKitRules({ ...kit, items: [first, first] })).toThrow(/every id once/);
});
