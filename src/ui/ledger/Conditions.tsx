import { For, Show } from "solid-js";
import { formatClock, formatCount, formatPercent } from "../../i18n/format.ts";
import { DEFAULT_RESPONSE, DEFAULT_SCENARIO } from "../../state/app-state.ts";
import { hasPlanConditions } from "../../state/ledger-selectors.ts";
import { PACE_FIGURES, PHASE_FIGURES } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";

/** What today's values were computed under, and the way back where somebody changed it. */
export function Conditions() {
  const { state, commands, words, ledgerTables } = useApp();
  const rules = ledgerTables.rules();
  const parts = () => {
    const { scenario, response } = state;
    const said = words().ledger.conditions;
    const shared = words().shared;
    const { pace, metresPerSecond, phase } = scenario;
    return [
      said.reach(
        shared.paces[pace],
        String(metresPerSecond ?? rules.figures[PACE_FIGURES[pace]].value),
        String(scenario.reachMinutes),
      ),
      said.period[scenario.period],
      said.tier(shared.tiers[scenario.tier]),
      said.phase(shared.phases[phase], String(rules.figures[PHASE_FIGURES[phase]].value)),
      scenario.hazard && said.hazard(shared.hazards[scenario.hazard]),
      scenario.minuteOfDay !== null && said.clock(formatClock(scenario.minuteOfDay)),
      said.need(formatPercent(response.inNeedShare)),
      scenario.closures.length > 0 && said.closures(formatCount(scenario.closures.length)),
      response.lostDepotIds.length > 0 && said.lostDepots(formatCount(response.lostDepotIds.length)),
    ].filter((part): part is string => Boolean(part));
  };
  const reset = () => {
    commands.setScenario(DEFAULT_SCENARIO);
    commands.setResponse({ ...DEFAULT_RESPONSE, elapsedMinutes: state.response.elapsedMinutes });
  };
  return (
    <div class="ledger-conditions">
      <h2 class="visually-hidden">{words().ledger.conditions.title}</h2>
      <ul class="ledger-conditions-list">
        <li>{words().ledger.conditions.title}</li>
        <For each={parts()}>{(part) => <li>{part}</li>}</For>
      </ul>
      <Show when={!hasPlanConditions(state.scenario, state.response)}>
        <p class="ledger-conditions-changed">
          {words().ledger.conditions.changed}
          <button type="button" class="button" onClick={reset}>
            {words().ledger.conditions.reset}
          </button>
        </p>
      </Show>
    </div>
  );
}
