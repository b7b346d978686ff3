import type { BoardRequest } from "../model/answers.ts";
import type { BoardPacks } from "../model/board-packs.ts";
import type { Failure } from "../model/failure.ts";
import type { Scenario } from "../model/scenario.ts";
import { ok, type Result } from "../result.ts";
import type { DriveTimes } from "./drive-times.ts";
import { drivesOverTime } from "./drives-over-time.ts";
import { closuresAt, type Unfolding, unfoldHazards } from "./hazards/unfold-hazards.ts";
import { type PeopleInNeed, peopleInNeed } from "./needs.ts";
import type { PreparedPack } from "./prepare.ts";
import type { ShelterReading } from "./situated-pack.ts";
import { planSupply, type SupplyPlan } from "./supply/plan-supply.ts";
import { supplyQuestion, type TimedDrives } from "./supply/supply-question.ts";

/** A request with what its hazards and closures do over time. */
export interface UnfoldedRequest {
  readonly request: BoardRequest;
  readonly unfolding: Unfolding;
}

export function unfoldRequest(
  prepared: PreparedPack,
  packs: BoardPacks,
  request: BoardRequest,
): Result<UnfoldedRequest, Failure> {
  const { scenario, response } = request;
  const unfolded = unfoldHazards(
    prepared,
    scenario.closures,
    response.ground?.hazards,
    packs.hazards ?? null,
  );
  return unfolded.ok ? ok({ request, unfolding: unfolded.value }) : unfolded;
}

/** The scenario with the streets of a minute after T0. */
export const scenarioAt = ({ request, unfolding }: UnfoldedRequest, minute: number): Scenario => ({
  ...request.scenario,
  closures: closuresAt(unfolding, minute),
});

/** People in need, on their way to shelters on the streets of T0: by the earthquake where there is one, else by the share. */
export const needOf = (
  prepared: PreparedPack,
  unfolded: UnfoldedRequest,
  reading?: ShelterReading,
): PeopleInNeed => {
  const { inNeedShare, ground } = unfolded.request.response;
  const share = unfolded.unfolding.shaken?.inNeed.middle ?? inNeedShare;
  return peopleInNeed(prepared, scenarioAt(unfolded, 0), share, ground, reading);
};

/** Who needs relief where, and when it comes: what the rows of a board are told from. */
export interface Forecast {
  readonly need: PeopleInNeed;
  readonly drives: TimedDrives;
  /** Drives of a truck that leaves at T0. */
  readonly times: DriveTimes;
  readonly plan: SupplyPlan;
}

/** Brings to these people what they need, over the streets as trucks find them on their way. */
export function forecast(
  prepared: PreparedPack,
  packs: BoardPacks,
  { request, unfolding }: UnfoldedRequest,
  need: PeopleInNeed,
): Forecast {
  // reports of shelters move no gate: the drives are those of the pack without them
  const drives = drivesOverTime(prepared, unfolding);
  const question = supplyQuestion(prepared, packs, request, need, drives);
  return { need, drives, times: drives.at(0), plan: planSupply(question) };
}
