import type { BoardRequest } from "../model/answers.ts";
import type { BoardPacks } from "../model/board-packs.ts";
import { type DriveTimes, driveTimes } from "./drive-times.ts";
import type { PeopleInNeed } from "./needs.ts";
import type { PreparedPack } from "./prepare.ts";
import { planSupply, type SupplyPlan } from "./supply/plan-supply.ts";
import { constantDrives, supplyQuestion } from "./supply/supply-question.ts";

/** Who needs relief where, and when it comes: what the rows of a board are told from. */
export interface Forecast {
  readonly need: PeopleInNeed;
  readonly times: DriveTimes;
  readonly plan: SupplyPlan;
}

/** Brings to these people what they need, over the streets as they are under the request's closures. */
export function forecast(
  prepared: PreparedPack,
  packs: BoardPacks,
  request: BoardRequest,
  need: PeopleInNeed,
): Forecast {
  // reports of shelters move no gate: the drives are those of the pack without them
  const times = driveTimes(prepared, request.scenario.closures);
  const question = supplyQuestion(prepared, packs, request, need, constantDrives(times));
  return { need, times, plan: planSupply(question) };
}
