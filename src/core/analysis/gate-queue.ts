import type { GateQueue } from "../model/explain.ts";
import type { Gate } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import { demandTimes } from "./demand-times.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";
import type { GateSurface } from "./surface.ts";
import { wholePersons } from "./whole-persons.ts";

/** Everybody for whom this gate is the nearest within the minutes, and how long they take through it. */
export function gateQueue(
  prepared: PreparedPack,
  scenario: Scenario,
  surface: GateSurface,
  gateIndex: number,
): GateQueue {
  const times = demandTimes(prepared, scenario, surface);
  const residents = wholePersons(cellPersons(prepared, scenario));
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
