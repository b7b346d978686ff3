import { Show } from "solid-js";
import { formatClock, formatCount } from "../../i18n/format.ts";
import { PACE_FIGURES, PHASE_FIGURES, planningFigure } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";

/** The rules behind the figures on screen, in words, with clause and age. */
export function RuleLines() {
  const { state, words, pack } = useApp();
  const pace = () => planningFigure(PACE_FIGURES[state.scenario.pace]);
  const room = () => planningFigure(PHASE_FIGURES[state.scenario.phase]);
  const radius = planningFigure("serviceRadiusMetres");
  const reach = planningFigure("reachMinutes");
  const noteOf = (figure: { readonly noteZh: string; readonly noteEn: string }) =>
    state.language === "en" ? figure.noteEn : figure.noteZh;
  return (
    <footer class="rule-lines">
      <h3>{words().plan.rules}</h3>
      <ul>
        <li>{words().plan.ruleReach(formatCount(radius.value), String(reach.value), radius.clause)}</li>
        <li>
          {words().plan.rulePace(
            words().shared.paces[state.scenario.pace],
            String(state.scenario.metresPerSecond ?? pace().value),
            state.scenario.metresPerSecond === null ? noteOf(pace()) : words().plan.ownPace,
          )}
        </li>
        <li>
          {words().plan.ruleRoom(
            words().shared.phases[state.scenario.phase],
            String(room().value),
            room().clause,
          )}
        </li>
        <li>
          {state.scenario.minuteOfDay === null
            ? words().plan.ruleGates.planning
            : words().plan.ruleGates.at(formatClock(state.scenario.minuteOfDay))}
        </li>
        <Show when={pack()}>
          {(index) => (
            <li>
              {words().plan.ruleData(index().description.asOf, String(index().description.residentsYear))}
            </li>
          )}
        </Show>
      </ul>
    </footer>
  );
}
