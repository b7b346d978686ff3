import type { Scenario } from "../model/scenario.ts";
import type { Ground } from "../model/situation.ts";
import { type PlacedInNeed, placeInNeed } from "./place-in-need.ts";
import type { PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";
import { type ShelterReading, situatedPack } from "./situated-pack.ts";
import { wholePersons } from "./whole-persons.ts";

/** People in need of relief: the one definition behind every table of the board and the ledger. */
export interface PeopleInNeed extends Omit<PlacedInNeed, "presentByCell"> {
  /** The share in need of the period's residents, rounded per cell by largest remainder; in the order of the demand layer. */
  readonly cellPersons: Int32Array;
  /** Of them those who still have to go somewhere. */
  readonly cellOnTheirWay: Int32Array;
}

/**
 * `inNeedShare`, 0-1: one share of all residents, or by demand cell where an earthquake says whose homes are hit. `ground`:
 * what is reported besides; not given: the district as its pack says.
 */
export function peopleInNeed(
  prepared: PreparedPack,
  scenario: Scenario,
  inNeedShare: number | Float64Array,
  ground?: Ground,
  reading: ShelterReading = "designated",
): PeopleInNeed {
  const shareOf = (cell: number) => (typeof inNeedShare === "number" ? inNeedShare : inNeedShare[cell]!);
  const persons = wholePersons(cellPersons(prepared, scenario).map((count, cell) => count * shareOf(cell)));
  const designated = situatedPack(prepared, ground, scenario.phase, "designated");
  const situated = situatedPack(prepared, ground, scenario.phase, reading);
  const { presentByCell, ...placed } = placeInNeed(prepared, designated, situated, scenario, persons);
  return {
    ...placed,
    cellPersons: persons,
    cellOnTheirWay: persons.map((count, cell) => count - presentByCell[cell]!),
  };
}
