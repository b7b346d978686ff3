import { For, Show } from "solid-js";
import { SCENARIO_LIMITS } from "../../../core/model/scenario.ts";
import type { Relaxation } from "../../../core/model/shortfall.ts";
import { formatCount, formatModelledPersons } from "../../../i18n/format.ts";
import { addScheme, editGate } from "../../../state/schemes/edit-schemes.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import { settledScenario } from "../../../state/schemes/scheme-scenarios.ts";
import { withWish } from "../../../state/siting/siting-filters.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";
import { createChangeWords } from "../change-words.ts";
import type { PlanModel } from "../plan-model.ts";
import { freeName } from "../schemes/free-name.ts";
import { WorkProgress } from "../WorkProgress.tsx";
import type { SolverModel } from "./solver-model.ts";

const TOLD_OF_EACH = 3;
const LIMIT_SECONDS = 20;

/** What could be loosened where a question cannot be answered: each verified, and used at a click. */
export function LoosenPanel(props: {
  readonly plan: PlanModel;
  readonly solver: SolverModel;
  readonly fewestNewSites: number | null;
}) {
  const { state, commands, words, pack } = useApp();
  const said = () => words().plan.solver.answer;
  const changeWords = createChangeWords(useApp());
  const answer = () => shownAnswer(state, "shortfall")?.answer ?? null;
  const told = () =>
    (answer()?.relaxations ?? []).filter(
      ({ change }) =>
        change.kind !== "minutes" ||
        state.scenario.reachMinutes + change.extraMinutes <= SCENARIO_LIMITS.reachMinutes[1],
    );
  /** null: what lies in the data stays as it is there. */
  const use = ({ change }: Relaxation): (() => void) | null => {
    switch (change.kind) {
      case "minutes":
        return () => {
          commands.setScenario({ reachMinutes: state.scenario.reachMinutes + change.extraMinutes });
          props.solver.ask();
        };
      case "site":
        return () => {
          props.solver.setFilters(withWish(props.solver.filters(), change.siteId, "must"));
          props.solver.ask({ newSites: props.solver.draft().newSites + 1 });
        };
      case "gate":
        return () => {
          const names = state.schemes.schemes.map(({ name }) => name);
          const book =
            state.schemes.currentId === null
              ? addScheme(state.schemes, { id: newId(), name: freeName(names, words()) })
              : state.schemes;
          commands.setSchemes(
            editGate(book, { gateId: change.gateId, lngLat: null, opening: { kind: "always" } }),
          );
          props.solver.ask();
        };
      case "square-metres":
        return null;
      default: {
        const never: never = change;
        throw new Error(String(never));
      }
    }
  };
  return (
    <div class="solver-loosen">
      <Show when={props.fewestNewSites}>
        {(fewest) => (
          <p>
            {said().fewest(formatCount(fewest()))}{" "}
            <button
              type="button"
              class="button"
              onClick={() => props.solver.ask({ newSites: fewest(), isBudgeted: false })}
            >
              {said().fewestApply(formatCount(fewest()))}
            </button>
          </p>
        )}
      </Show>
      <Show
        when={answer()}
        fallback={
          <button
            type="button"
            class="button"
            disabled={state.tasks.shortfall.status === "running"}
            onClick={() =>
              commands.ask("shortfall", {
                scenario: settledScenario(state),
                openIds: [],
                most: TOLD_OF_EACH,
                limitSeconds: LIMIT_SECONDS,
              })
            }
          >
            {said().loosen}
          </button>
        }
      >
        <p class="solver-note">{said().loosenAbout}</p>
        <table class="solver-table">
          <tbody>
            <For each={told()}>
              {(relaxation) => (
                <tr>
                  <th scope="row">{changeWords(relaxation.change, pack())}</th>
                  <td class="num">
                    {words().plan.questions.shortfall.persons(
                      formatModelledPersons(relaxation.gainedPersons),
                    )}
                  </td>
                  <td>
                    <Show when={use(relaxation)} fallback={said().cannotApply}>
                      {(apply) => (
                        <button type="button" class="link-button" onClick={() => apply()()}>
                          {said().use1}
                        </button>
                      )}
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <WorkProgress kind="shortfall" label={said().loosen} step={words().plan.questions.working} />
    </div>
  );
}
