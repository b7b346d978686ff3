import type { Scenario } from "../../../core/model/scenario.ts";
import type { AppState } from "../../../state/app-state.ts";
import { settledScenario } from "../../../state/schemes/scheme-scenarios.ts";

/** Whether a question was asked of the scheme and the settings as they are now. */
export const isOfNow = (asked: { readonly scenario: Scenario } | null, state: AppState): boolean =>
  asked === null || JSON.stringify(asked.scenario) === JSON.stringify(settledScenario(state));
