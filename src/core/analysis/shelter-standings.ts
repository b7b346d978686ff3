import type { Gate } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import type { ShelterStanding } from "../model/shelter-board.ts";
import { capacityPersons } from "./capacity.ts";
import { nearestGates } from "./nearest-gates.ts";
import type { PeopleInNeed } from "./needs.ts";
import { figure, type PreparedPack, shelterCounts } from "./prepare.ts";
import type { Situated } from "./situated-pack.ts";

/** Persons through a gate a minute; null = its width is unknown. */
const personsPerMinute = (prepared: PreparedPack, { widthMetres }: Gate): number | null =>
  widthMetres !== null && widthMetres > 0
    ? widthMetres * figure(prepared, "gatePersonsPerMetreSecond") * 60
    : null;

/** People in need on their way by the gate nearest to them within the minutes, in the order of pack.index.gates. */
function comingByGate(situated: Situated, scenario: Scenario, cellOnTheirWay: Int32Array): Float64Array {
  const { seconds, gate } = nearestGates(situated.pack, scenario).times;
  const coming = new Float64Array(situated.pack.pack.index.gates.length);
  const limitSeconds = scenario.reachMinutes * 60;
  for (let cell = 0; cell < cellOnTheirWay.length; cell++)
    // NaN, no street near, is within no limit
    if (seconds[cell]! <= limitSeconds && gate[cell]! >= 0) coming[gate[cell]!]! += cellOnTheirWay[cell]!;
  return coming;
}

/** Every shelter that counts, in the pack's order, with or without anybody sent to it. */
export function shelterStandings(
  prepared: PreparedPack,
  designated: Situated,
  scenario: Scenario,
  need: PeopleInNeed,
): ShelterStanding[] {
  const { gates, shelters } = prepared.pack.index;
  const coming = comingByGate(designated, scenario, need.cellOnTheirWay);
  const sent = new Map(need.shelters.map(({ shelterId, persons }) => [shelterId, persons]));
  return shelters
    .filter((shelter) => shelterCounts(shelter, scenario))
    .map((shelter) => {
      let comingPersons = 0;
      let queueMinutes: number | null = 0;
      for (const gate of prepared.gatesOfShelter.get(shelter.id) ?? []) {
        const persons = coming[gate]!;
        if (persons === 0) continue;
        comingPersons += persons;
        const rate = personsPerMinute(prepared, gates[gate]!);
        queueMinutes = rate === null || queueMinutes === null ? null : Math.max(queueMinutes, persons / rate);
      }
      return {
        shelterId: shelter.id,
        capacityPersons: capacityPersons(prepared, shelter, scenario.phase),
        presentPersons: designated.present.get(shelter.id) ?? null,
        sentPersons: sent.get(shelter.id) ?? 0,
        comingPersons,
        queueMinutes,
      };
    });
}
