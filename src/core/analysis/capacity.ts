import type { Shelter } from "../model/pack.ts";
import type { FigureKey } from "../model/rule-pack.ts";
import type { Phase } from "../model/scenario.ts";
import { figure, type PreparedPack } from "./prepare.ts";

const SQUARE_METRES_FIGURES: Readonly<Record<Phase, FigureKey>> = {
  emergency: "emergencySquareMetresPerPerson",
  temporary: "temporarySquareMetresPerPerson",
  short: "shortSquareMetresPerPerson",
  medium: "mediumSquareMetresPerPerson",
  long: "longSquareMetresPerPerson",
};

export const squareMetresPerPerson = (prepared: PreparedPack, phase: Phase): number =>
  figure(prepared, SQUARE_METRES_FIGURES[phase]);

/**
 * Persons a shelter has room for in a phase: effective square metres ÷ square metres per person, rounded down. The
 * published figure is used only where the effective area is unknown (`effectiveSquareMetres === null`, which is how a
 * reader of the answer tells it); it was counted by a rule of its own and does not change with the phase. Neither
 * known: null, and the shelter takes part in no sum of places.
 */
export function capacityPersons(prepared: PreparedPack, shelter: Shelter, phase: Phase): number | null {
  if (shelter.effectiveSquareMetres !== null)
    return Math.floor(shelter.effectiveSquareMetres / squareMetresPerPerson(prepared, phase));
  return shelter.publishedCapacityPersons === null ? null : Math.floor(shelter.publishedCapacityPersons);
}
