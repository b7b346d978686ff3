import type { GateQueue } from "../model/explain.ts";
import type { Gate } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import { demandPersons } from "./demand-columns.ts";
import type { DemandTimes } from "./demand-times.ts";
import { figure, type PreparedPack } from "./prepare.ts";

/** Everybody for whom this gate is the nearest within the minutes, and how long they take through it. */
export function gateQueue(
  prepared: PreparedPack,
  scenario: Scenario,
  times: DemandTimes,
  gateIndex: number,
): GateQueue {
  const residents = demandPersons(prepared, scenario.period);
  const limitSeconds = scenario.reachMinutes * 60;
  let persons = 0;
  for (let cell = 0; cell < residents.length; cell++)
    if (times.gate[cell] === gateIndex && (times.seconds[cell] as number) <= limitSeconds)
      persons += residents[cell] as number;
  const { widthMetres } = prepared.pack.index.gates[gateIndex] as Gate;
  const isKnown = widthMetres !== null && widthMetres > 0;
  return {
    persons,
    widthMetres: isKnown ? widthMetres : null,
    lastInSeconds: isKnown ? persons / (widthMetres * figure(prepared, "gatePersonsPerMetreSecond")) : null,
  };
}
