import { type EdgeSnap, snapToEdge } from "../graph/snap.ts";
import type { ExplainAnswer, ExplainRequest, NotReachedCause } from "../model/explain.ts";
import type { Failure } from "../model/failure.ts";
import type { Gate } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import { ok, type Result } from "../result.ts";
import { costliestClosure } from "./costliest-closure.ts";
import { cutOffPart } from "./cut-off-part.ts";
import { gateQueue } from "./gate-queue.ts";
import { missingLink } from "./missing-link.ts";
import { type NearestGates, nearestGates } from "./nearest-gates.ts";
import { nearestShutGate } from "./nearest-shut-gate.ts";
import { pathParts } from "./path-parts.ts";
import {
  avoidsSteps,
  countingGates,
  figure,
  gateCounts,
  type PreparedPack,
  paceMetresPerSecond,
  shelterCounts,
  usableEdges,
} from "./prepare.ts";
import { askedAside } from "./street-edits.ts";
import { gateSurface, type PlaceTime, placeTime } from "./surface.ts";
import { tiePlace } from "./tie-place.ts";
import { pathDeciseconds, pathLine, streetRuns } from "./walk-path.ts";
import { walkToGate } from "./walk-to-gate.ts";

type NotReached = Extract<ExplainAnswer, { kind: "not-reached" }>;

/**
 * Why a place has the minutes it has: the walk to its nearest gate in parts, and what costs most on it; or the reason
 * why there is no walk, and what stands in the way.
 */
export function explain(prepared: PreparedPack, request: ExplainRequest): Result<ExplainAnswer, Failure> {
  const { scenario, lngLat } = request;
  const tied = tiePlace(prepared, scenario.pace, lngLat);
  if (tied.ok) return ok(explainTied(prepared, request, tied.value));
  if (tied.failure.code !== "PLACE_FAR_FROM_STREET") return tied;
  return ok(notReached(prepared, request, "no-street-near", {}));
}

function notReached(
  prepared: PreparedPack,
  request: ExplainRequest,
  cause: NotReachedCause,
  found: Partial<NotReached>,
): NotReached {
  const nearest = snapToEdge(prepared.index, usableEdges(prepared, request.scenario.pace), request.lngLat);
  return {
    kind: "not-reached",
    request,
    cause,
    nearestStreetMetres: nearest === null ? Infinity : nearest.accessMetres,
    snapLimitMetres: figure(prepared, "snapLimitMetres"),
    shutGate: null,
    cutOff: null,
    costliestClosure: null,
    onFootSeconds: null,
    ...found,
  };
}

function explainTied(prepared: PreparedPack, request: ExplainRequest, snap: EdgeSnap): ExplainAnswer {
  const { scenario } = request;
  if (!prepared.pack.index.shelters.some((shelter) => shelterCounts(shelter, scenario)))
    return notReached(prepared, request, "no-shelter-fits", {});
  const nearest = nearestGates(prepared, scenario);
  const { surface } = nearest;
  const time = placeTime(prepared, scenario, surface, snap);
  const seconds = time.deciseconds / 10;
  const shutGate = nearestShutGate(prepared, scenario, snap, seconds);
  const onFootSeconds = time.gate < 0 ? secondsOnFoot(prepared, request) : null;
  if (countingGates(prepared, scenario).length === 0)
    return notReached(prepared, request, causeWithoutGates(prepared, scenario, onFootSeconds), {
      shutGate,
      onFootSeconds,
    });
  const aside = askedAside(prepared);
  const closure = costliestClosure(scenario, seconds, (other) => secondsOn(aside, other, snap));
  if (time.gate < 0) {
    return notReached(
      prepared,
      request,
      closure !== null ? "closures" : onFootSeconds !== null ? "no-step-free-way" : "island",
      {
        shutGate,
        cutOff: cutOffPart(prepared, scenario, surface, snap),
        costliestClosure: closure,
        onFootSeconds,
      },
    );
  }
  const closureSeconds =
    scenario.closures.length === 0
      ? 0
      : seconds - secondsOn(prepared.base ?? prepared, { ...scenario, closures: [] }, snap);
  return {
    ...walked(prepared, request, snap, nearest, time),
    closureSeconds,
    costliestClosure: closure,
    shutGate,
  };
}

const secondsOn = (streets: PreparedPack, scenario: Scenario, snap: EdgeSnap): number =>
  placeTime(streets, scenario, gateSurface(streets, scenario), snap).deciseconds / 10;

function causeWithoutGates(
  prepared: PreparedPack,
  scenario: Scenario,
  onFootSeconds: number | null,
): NotReachedCause {
  if (onFootSeconds !== null) return "no-step-free-way";
  const anyCounts = prepared.pack.index.gates.some((gate) => {
    const shelter = prepared.shelters.get(gate.shelterId);
    return shelter !== undefined && gateCounts(gate, shelter, scenario);
  });
  return anyCounts ? "gates-off-streets" : "gates-shut";
}

/** Seconds to a gate at a slow walk where wheels find no way; null where legs find none either. */
function secondsOnFoot(prepared: PreparedPack, { scenario, lngLat }: ExplainRequest): number | null {
  if (!avoidsSteps(scenario.pace)) return null;
  const onFoot: Scenario = { ...scenario, pace: "slow", metresPerSecond: null };
  const tied = tiePlace(prepared, onFoot.pace, lngLat);
  if (!tied.ok) return null;
  const time = placeTime(prepared, onFoot, gateSurface(prepared, onFoot), tied.value);
  return time.gate < 0 ? null : time.deciseconds / 10;
}

function walked(
  prepared: PreparedPack,
  request: ExplainRequest,
  snap: EdgeSnap,
  { surface, times }: NearestGates,
  time: PlaceTime,
) {
  const { scenario, lngLat } = request;
  const path = walkToGate(prepared, scenario, lngLat, surface, snap, time);
  const gate = prepared.pack.index.gates[time.gate] as Gate;
  const limitDeciseconds = scenario.reachMinutes * 600;
  return {
    kind: "reached",
    request,
    shelterId: gate.shelterId,
    gateId: gate.id,
    seconds: pathDeciseconds(path) / 10,
    parts: pathParts(prepared, path),
    line: pathLine(path, streetRuns(prepared, path)),
    withinMinutes: time.deciseconds <= limitDeciseconds,
    beyondSeconds: Math.max(0, time.deciseconds - limitDeciseconds) / 10,
    queue: gateQueue(prepared, scenario, times, time.gate),
    missingLink: missingLink(prepared, path, paceMetresPerSecond(prepared, scenario)),
  } as const;
}
