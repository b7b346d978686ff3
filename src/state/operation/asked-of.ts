import type { Response, Scenario } from "../../core/model/scenario.ts";
import type { Situation } from "../../core/model/situation.ts";
import { groundOf } from "../../core/operation/ground-of.ts";

/** The settings of the board with what a log says in them: what the engine is asked. */
export function askedOf(
  situation: Situation,
  settings: { readonly scenario: Scenario; readonly response: Response },
): { readonly scenario: Scenario; readonly response: Response } {
  const { ground: _, ...plain } = settings.response;
  const ground = groundOf(situation);
  return {
    scenario: { ...settings.scenario, closures: situation.closures },
    response: {
      ...plain,
      inNeedShare: situation.inNeedShare ?? plain.inNeedShare,
      lostDepotIds: situation.lostDepotIds,
      ...(ground && { ground }),
    },
  };
}
