import {
  HOUSEHOLD_PARTS,
  type Household,
  type KitItem,
  type KitLine,
  type KitRules,
  PERSON_PARTS,
} from "../model/household.ts";

/** Sums of decimal figures fall a little beside their multiples: 3 × 0.1 is no reason for a fourth. */
const ROUNDING_SLACK = 1e-9;

const personsOf = (household: Household): number =>
  PERSON_PARTS.reduce((sum, part) => sum + household[part], 0);

/** What a household should have at home for so many days, in the order of the rules; nothing where nobody lives. */
export function householdKit(rules: KitRules, household: Household, days: number): readonly KitLine[] {
  if (personsOf(household) === 0) return [];
  return rules.items.flatMap((item) => {
    const amount = amountOf(item, household, days);
    return amount > 0 ? [{ item, amount }] : [];
  });
}

function amountOf(item: KitItem, household: Household, days: number): number {
  const atOnce = HOUSEHOLD_PARTS.reduce(
    (sum, part) => sum + household[part] * (item.per[part] ?? 0),
    item.per.household ?? 0,
  );
  const whole = Math.ceil((atOnce * (item.each === "day" ? days : 1)) / item.roundTo - ROUNDING_SLACK);
  // 13 × 0.1 is 1.3000000000000003
  return +(whole * item.roundTo).toFixed(3);
}
