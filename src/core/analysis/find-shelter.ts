import { planeMetres } from "../geo/local-plane.ts";
import type { FindAnswer, FindRequest, ShelterOption, WhyNotNearest } from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import type { Gate, Shelter } from "../model/pack.ts";
import type { FigureKey } from "../model/rule-pack.ts";
import type { Phase, Scenario } from "../model/scenario.ts";
import { err, ok, type Result } from "../result.ts";
import {
  avoidsSteps,
  countingGates,
  figure,
  gateState,
  type PreparedPack,
  paceMetresPerSecond,
} from "./prepare.ts";
import { tiePlace } from "./tie-place.ts";
import { type GateReach, type WalkFrom, walkFrom } from "./walk-from.ts";
import { walkRoute } from "./walk-path.ts";

const ALTERNATIVES = 2;

/**
 * Where to go from here, how long it takes through which gate, two other shelters, and why not the one that is
 * nearest by air. Only gates that count for the scenario lead anywhere, and at a minute of the day only those that are
 * open still when the walker gets there; the walk is the shortest by time.
 */
export function findShelter(prepared: PreparedPack, request: FindRequest): Result<FindAnswer, Failure> {
  const { scenario, origin } = request;
  const tied = tiePlace(prepared, scenario.pace, origin);
  if (!tied.ok) return tied;
  const counting = new Set(countingGates(prepared, scenario));
  if (counting.size === 0) return err({ code: "NO_OPEN_SHELTER" });

  const snap = tied.value;
  const walk = walkFrom(prepared, request, snap);
  const reaches = walk.reaches.filter((reach) => reach.deciseconds !== Infinity);
  const bestOfShelter = new Map<string, GateReach>();
  let shutsFirst = false;
  for (const reach of reaches) {
    if (!counting.has(reach.gate)) continue;
    if (!isOpenOnArrival(prepared, scenario, reach)) {
      shutsFirst = true;
      continue;
    }
    const sofar = bestOfShelter.get(reach.shelter.id);
    if (!sofar || reach.deciseconds < sofar.deciseconds) bestOfShelter.set(reach.shelter.id, reach);
  }
  const ranked = [...bestOfShelter.values()].sort(
    (a, b) => a.deciseconds - b.deciseconds || (a.shelter.id < b.shelter.id ? -1 : 1),
  );
  const [best, ...others] = ranked;
  if (!best)
    return err(
      shutsFirst
        ? { code: "NO_OPEN_SHELTER" }
        : { code: "NO_SHELTER_IN_REACH", searchedSeconds: walk.searchedSeconds() },
    );

  const chosen = [best, ...others.slice(0, ALTERNATIVES)].map((reach) => {
    const route = walkRoute(prepared, walk.path(reach));
    return { route, option: shelterOption(prepared, request, reach, route.metres) };
  });
  const [first, ...rest] = chosen as [(typeof chosen)[0], ...typeof chosen];
  return ok({
    request,
    best: first.option,
    route: first.route,
    alternatives: rest.map(({ option }) => option),
    alternativeRoutes: rest.map(({ route }) => route),
    whyNotNearest: whyNotNearest(prepared, request, best, bestOfShelter, walk),
    snapMetres: snap.accessMetres,
    metresPerSecond: paceMetresPerSecond(prepared, scenario),
  });
}

const MINUTES_PER_DAY = 1440;

/** Whether a gate that is open at the scenario's minute still is when the walk ends. Always true of the planning view. */
function isOpenOnArrival(prepared: PreparedPack, { minuteOfDay }: Scenario, reach: GateReach): boolean {
  if (minuteOfDay === null) return true;
  const gate = prepared.pack.index.gates[reach.gate] as Gate;
  return gateState(gate, (minuteOfDay + reach.deciseconds / 600) % MINUTES_PER_DAY) === "open";
}

const PHASE_FIGURES: Readonly<Record<Phase, FigureKey>> = {
  emergency: "emergencySquareMetresPerPerson",
  temporary: "temporarySquareMetresPerPerson",
  short: "shortSquareMetresPerPerson",
  medium: "mediumSquareMetresPerPerson",
  long: "longSquareMetresPerPerson",
};

function shelterOption(
  prepared: PreparedPack,
  { scenario }: FindRequest,
  reach: GateReach,
  metres: number,
): ShelterOption {
  const gate = prepared.pack.index.gates[reach.gate] as Gate;
  const { effectiveSquareMetres } = reach.shelter;
  return {
    shelterId: reach.shelter.id,
    gateId: gate.id,
    gateState: gateState(gate, scenario.minuteOfDay),
    closesMinute: gate.opening.kind === "hours" ? gate.opening.closesMinute : null,
    seconds: reach.deciseconds / 10,
    metres,
    capacityPersons:
      effectiveSquareMetres === null
        ? null
        : Math.floor(effectiveSquareMetres / figure(prepared, PHASE_FIGURES[scenario.phase])),
  };
}

/**
 * The shelter nearest by air among those of the tier asked for, and the true reason why it is not the answer. Where no
 * gate of it counts, the gate named is the one that would be the nearest walk if it were open.
 */
function whyNotNearest(
  prepared: PreparedPack,
  { scenario, origin }: FindRequest,
  best: GateReach,
  bestOfShelter: ReadonlyMap<string, GateReach>,
  walk: WalkFrom,
): WhyNotNearest {
  let nearest: Shelter = best.shelter;
  let straightLineMetres = Infinity;
  for (const shelter of prepared.pack.index.shelters) {
    if (scenario.tier !== "all" && shelter.tier !== scenario.tier) continue;
    const metres = planeMetres(prepared.index.plane, origin, shelter.lngLat);
    if (metres < straightLineMetres) {
      nearest = shelter;
      straightLineMetres = metres;
    }
  }
  const shelterId = nearest.id;
  if (shelterId === best.shelter.id) return { reason: "is-answer", shelterId };
  if (scenario.hazard !== null && !nearest.fitFor.includes(scenario.hazard))
    return { reason: "not-fit", shelterId, straightLineMetres };
  const reached = bestOfShelter.get(shelterId);
  if (reached)
    return {
      reason: "longer-walk",
      shelterId,
      straightLineMetres,
      walkMetres: walkRoute(prepared, walk.path(reached)).metres,
      extraSeconds: (reached.deciseconds - best.deciseconds) / 10,
    };
  const shut = walk.reaches
    .filter((reach) => reach.shelter.id === shelterId && reach.deciseconds !== Infinity)
    .map((reach) => ({ reach, gate: prepared.pack.index.gates[reach.gate] as Gate }))
    .filter(({ gate }) => !avoidsSteps(scenario.pace) || gate.stepFree !== false)
    .sort((a, b) => a.reach.deciseconds - b.reach.deciseconds);
  const open = shut.find(({ gate }) => gateState(gate, scenario.minuteOfDay) === "open");
  if (open?.gate.opening.kind === "hours")
    return {
      reason: "closes-first",
      shelterId,
      gateId: open.gate.id,
      straightLineMetres,
      closesMinute: open.gate.opening.closesMinute,
    };
  // an order opens a gate sooner than a lock does: name it first where there is one
  const onOrder = shut.find(({ gate }) => gateState(gate, scenario.minuteOfDay) === "opens-on-order");
  if (onOrder) return { reason: "opens-on-order", shelterId, gateId: onOrder.gate.id, straightLineMetres };
  const locked = shut.find(({ gate }) => gateState(gate, scenario.minuteOfDay) === "locked");
  if (locked) return { reason: "gate-locked", shelterId, gateId: locked.gate.id, straightLineMetres };
  const unknown = shut[0];
  if (unknown) return { reason: "gate-unknown", shelterId, gateId: unknown.gate.id, straightLineMetres };
  return { reason: "cut-off", shelterId, straightLineMetres };
}
