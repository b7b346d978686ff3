import type { Scenario } from "../model/scenario.ts";
import { demandPersons } from "./demand-columns.ts";
import { nearestGates } from "./nearest-gates.ts";
import type { PreparedPack } from "./prepare.ts";

/** Persons of the period tied to a street but farther than the minutes from every counting gate; whole persons. */
export function notReachedPersons(prepared: PreparedPack, scenario: Scenario): number {
  const persons = demandPersons(prepared, scenario.period);
  const { seconds } = nearestGates(prepared, scenario).times;
  const limitDeciseconds = Math.round(scenario.reachMinutes * 600);
  let sum = 0;
  // NaN, no street near, is beyond no limit
  for (let cell = 0; cell < persons.length; cell++)
    if (Math.round(seconds[cell]! * 10) > limitDeciseconds) sum += persons[cell]!;
  return sum;
}
