import { SUPPLY_ITEMS, type SupplyItem } from "../../model/pack.ts";
import type { NeedBasis, ReliefNeeds } from "../../model/relief-needs.ts";
import type { Phase } from "../../model/scenario.ts";

/** What one person needs of an item for the first day, in the item's unit, and what a unit weighs. */
export interface ItemNeed {
  readonly item: SupplyItem;
  readonly unitsPerPerson: number;
  readonly kilogramsPerUnit: number;
  /** Used up by the day: `unitsPerPerson` of it again on each day of the stay. */
  readonly isConsumable: boolean;
}

function unitsPerPerson(amount: number, basis: NeedBasis, householdPersons: number): number {
  switch (basis.per) {
    case "person":
    case "person-day":
      return amount;
    case "household":
      return amount / householdPersons;
    case "persons":
      return amount / basis.persons;
  }
}

/** Every item nobody is looked after without in a phase of stay, in the order of SUPPLY_ITEMS. */
export function itemNeeds(pack: ReliefNeeds, phase: Phase): ItemNeed[] {
  return SUPPLY_ITEMS.flatMap((item): ItemNeed[] => {
    const need = pack.needs.find((each) => each.item === item && each.phases.includes(phase));
    if (!need) return [];
    return [
      {
        item,
        unitsPerPerson: unitsPerPerson(need.amount, need.basis, pack.householdPersons.value),
        kilogramsPerUnit: pack.kilograms[item].value,
        isConsumable: need.basis.per === "person-day",
      },
    ];
  });
}

/** Persons a stock supplies, by units in the order of `needs`: the scarcest mandatory item rules. */
export const personEquivalents = (units: Float64Array, needs: readonly ItemNeed[]): number =>
  needs.reduce((least, need, k) => Math.min(least, units[k]! / need.unitsPerPerson), Infinity);
