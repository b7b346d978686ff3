import type { TravelTimes } from "../../model/matrix-answers.ts";
import type { RunContext } from "../../model/progress.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { RelaxationChange } from "../../model/shortfall.ts";
import { squareMetresPerPerson } from "../capacity.ts";
import { timesWithin } from "../coverage-of-times.ts";
import { type PreparedPack, paceMetresPerSecond } from "../prepare.ts";
import { timesThroughGate } from "./gate-times.ts";
import { mostServed } from "./most-served.ts";
import { LONGEST_MINUTES, openRoom, type ShortfallGround, servedWithin } from "./shortfall-ground.ts";

/** A change with what is needed to solve the whole again under it. */
export interface TriedRelaxation {
  readonly change: RelaxationChange;
  readonly gainedPersons: number;
  readonly times: TravelTimes;
  readonly room: Float64Array;
}

/** Minutes tried beyond the scenario's own: the first few, then wider. */
const EXTRA_MINUTES = [1, 2, 3, 5, 10, 15, 20, 30];

/** Every single change that gains somebody a place, with how many; null when cancelled. */
export function tryRelaxations(
  prepared: PreparedPack,
  scenario: Scenario,
  ground: ShortfallGround,
  shutGates: readonly number[],
  run: RunContext,
): TriedRelaxation[] | null {
  const tries = [
    ...EXTRA_MINUTES.filter((minutes) => scenario.reachMinutes + minutes <= LONGEST_MINUTES).map(
      (minutes) => () => longerWalks(prepared, scenario, ground, minutes),
    ),
    ...ground.siteIds.map((_, site) => () => moreRoom(prepared, scenario, ground, site)),
    ...shutGates.map((gate) => () => gateOpened(prepared, scenario, ground, gate)),
  ];
  const found: TriedRelaxation[] = [];
  for (const [i, attempt] of tries.entries()) {
    if (run.isCancelled()) return null;
    const tried = attempt();
    if (tried && tried.gainedPersons > 0) found.push(tried);
    run.onProgress({ share: 0.2 + (0.5 * i) / tries.length, found: null });
  }
  return found;
}

function longerWalks(
  prepared: PreparedPack,
  scenario: Scenario,
  ground: ShortfallGround,
  extraMinutes: number,
): TriedRelaxation {
  const minutes = scenario.reachMinutes + extraMinutes;
  return {
    change: {
      kind: "minutes",
      extraMinutes,
      extraMetres: extraMinutes * 60 * paceMetresPerSecond(prepared, scenario),
    },
    gainedPersons: servedWithin(ground, minutes) - ground.served.persons,
    times: timesWithin(ground.longTimes, Math.round(minutes * 600)),
    room: openRoom(ground),
  };
}

/** An open site grows without limit; a shut one opens with the room it has. */
function moreRoom(
  prepared: PreparedPack,
  scenario: Scenario,
  ground: ShortfallGround,
  site: number,
): TriedRelaxation | null {
  const siteId = ground.siteIds[site]!;
  const each = squareMetresPerPerson(prepared, scenario.phase);
  const capacity = ground.capacities[site];
  // where the room is unknown nobody can say that it is short
  if (capacity === null || capacity === undefined) return null;
  const room = openRoom(ground);
  room[site] = ground.isOpen[site] ? Infinity : capacity;
  const { times, persons, served } = ground;
  const gainedPersons = mostServed({ ...times, persons, room }, served.arcPersons).persons - served.persons;
  if (ground.isOpen[site]) room[site] = capacity + gainedPersons;
  return {
    change: ground.isOpen[site]
      ? { kind: "square-metres", siteId, extraSquareMetres: Math.ceil(gainedPersons * each) }
      : { kind: "site", siteId, squareMetres: Math.ceil(capacity * each) },
    gainedPersons,
    times,
    room,
  };
}

function gateOpened(
  prepared: PreparedPack,
  scenario: Scenario,
  ground: ShortfallGround,
  gateIndex: number,
): TriedRelaxation | null {
  const gate = prepared.pack.index.gates[gateIndex]!;
  const site = ground.siteIds.indexOf(gate.shelterId);
  if (site < 0 || ground.capacities[site] === null) return null;
  const times = timesThroughGate(prepared, scenario, ground.times, site, gateIndex);
  const room = openRoom(ground);
  const { persons } = ground;
  return {
    change: { kind: "gate", gateId: gate.id, shelterId: gate.shelterId },
    gainedPersons: mostServed({ ...times, persons, room }).persons - ground.served.persons,
    times,
    room,
  };
}
