import type { Scenario } from "../model/scenario.ts";
import { avoidsSteps, countingGates, gateTies, type PreparedPack, shelterCounts } from "./prepare.ts";

/**
 * Indexes into pack.index.gates of those that do not count now though their shelter is asked for, tied to a street. For
 * wheels a gate known to have steps is none of them: opening it helps nobody on wheels.
 */
export function shutGates(prepared: PreparedPack, scenario: Scenario): number[] {
  const counting = new Set(countingGates(prepared, scenario));
  const { snaps } = gateTies(prepared, scenario.pace);
  return prepared.pack.index.gates.flatMap((gate, i) => {
    const shelter = prepared.shelters.get(gate.shelterId);
    if (counting.has(i) || !snaps[i] || !shelter || !shelterCounts(shelter, scenario)) return [];
    return avoidsSteps(scenario.pace) && gate.stepFree === false ? [] : [i];
  });
}
