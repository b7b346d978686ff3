import type { Depot, SupplyItem } from "../model/pack.ts";
import { SUPPLY_ITEMS } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import type { Ground } from "../model/situation.ts";
import { type PlacedInNeed, placeInNeed } from "./place-in-need.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";
import { type ShelterReading, situatedPack } from "./situated-pack.ts";
import { wholePersons } from "./whole-persons.ts";

/** People in need of relief: the one definition behind every table of the board and the ledger. */
export interface PeopleInNeed extends Omit<PlacedInNeed, "presentByCell"> {
  /** `inNeedShare` of the period's residents, rounded per cell by largest remainder; in the order of the demand layer. */
  readonly cellPersons: Int32Array;
  /** Of them those who still have to go somewhere. */
  readonly cellOnTheirWay: Int32Array;
}

/** `ground`: what is reported besides; not given: the district as its pack says. */
export function peopleInNeed(
  prepared: PreparedPack,
  scenario: Scenario,
  inNeedShare: number,
  ground?: Ground,
  reading: ShelterReading = "designated",
): PeopleInNeed {
  const persons = wholePersons(cellPersons(prepared, scenario).map((count) => count * inNeedShare));
  const designated = situatedPack(prepared, ground, scenario.phase, "designated");
  const situated = situatedPack(prepared, ground, scenario.phase, reading);
  const { presentByCell, ...placed } = placeInNeed(prepared, designated, situated, scenario, persons);
  return {
    ...placed,
    cellPersons: persons,
    cellOnTheirWay: persons.map((count, cell) => count - presentByCell[cell]!),
  };
}

/** What one person needs of an item for the first day, in the item's unit, and what a unit weighs. */
export interface ItemNeed {
  readonly item: SupplyItem;
  readonly unitsPerPerson: number;
  readonly kilogramsPerUnit: number;
}

/** Every mandatory item. Consumables for one day; tents, quilts, kits and toilets once. */
export function itemNeeds(prepared: PreparedPack): ItemNeed[] {
  const rule = (key: Parameters<typeof figure>[1]) => figure(prepared, key);
  const needs: Record<SupplyItem, readonly [unitsPerPerson: number, kilogramsPerUnit: number]> = {
    "water-litre": [rule("waterLitresPerPersonDay"), rule("waterLitreKilograms")],
    "food-ration": [rule("foodRationsPerPersonDay"), rule("foodRationKilograms")],
    tent: [1 / rule("personsPerTent"), rule("tentKilograms")],
    quilt: [rule("quiltsPerPerson"), rule("quiltKilograms")],
    "first-aid-kit": [1 / rule("personsPerFirstAidKit"), rule("firstAidKitKilograms")],
    toilet: [1 / rule("personsPerToilet"), rule("toiletKilograms")],
  };
  return SUPPLY_ITEMS.map((item) => ({
    item,
    unitsPerPerson: needs[item][0],
    kilogramsPerUnit: needs[item][1],
  }));
}

/** Units of each needed item in a depot, in the order of `needs`. Stock past its month at the pack's date is left out. */
export function usableUnits(prepared: PreparedPack, depot: Depot, needs: readonly ItemNeed[]): Float64Array {
  const month = prepared.pack.index.description.asOf.slice(0, 7);
  return Float64Array.from(needs, ({ item }) =>
    depot.stock
      .filter((line) => line.item === item && (line.expires === null || line.expires >= month))
      .reduce((sum, line) => sum + line.quantity, 0),
  );
}

/** Persons a stock supplies: the scarcest mandatory item rules. */
export const personEquivalents = (units: Float64Array, needs: readonly ItemNeed[]): number =>
  needs.reduce((least, need, k) => Math.min(least, units[k]! / need.unitsPerPerson), Infinity);
