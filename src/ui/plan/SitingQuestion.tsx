import { createSignal, For, Show } from "solid-js";
import { FALLING_KINDS, PLAIN_SITING, SITING_KINDS, type SiteAnswer, type SitingKind } from "../../core/model/siting.ts";
import { formatCount, formatModelledPersons, formatPercent, nameIn } from "../../i18n/format.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { PlanModel } from "./plan-model.ts";
import { QuestionFrame } from "./QuestionFrame.tsx";

const LIMIT_SECONDS = 30;
const MOST_SITES = 40;

/** Where new shelters should stand: aim, number, and the choice with its proof. */
export function SitingQuestion(props: { readonly plan: PlanModel }) {
  const { state, commands, words, pack } = useApp();
  const [kind, setKind] = createSignal<SitingKind>("cover-most-with-room");
  const [count, setCount] = createSignal(5);
  const said = () => words().plan.questions.site;
  const answer = () => shownAnswer(state, "site")?.answer ?? null;
  const nameOf = (id: string): string => {
    const candidate = pack()?.candidates.find((each) => each.id === id);
    return candidate ? nameIn(state.language, candidate) : id;
  };
  const proofWords = ({ proof }: SiteAnswer): string => {
    switch (proof.status) {
      case "optimal":
        return said().optimal;
      case "gap":
        return said().gap(formatPercent(proof.gapShare));
      case "infeasible":
        return said().infeasible;
      case "nothing-found":
        return said().nothingFound;
      default: {
        const never: never = proof;
        throw new Error(String(never));
      }
    }
  };
  const foundWords = (): string | null => {
    const task = state.tasks.site;
    if (task.status !== "running" || !task.found) return null;
    const { value, bound } = task.found;
    const questions = words().plan.questions;
    if (bound === null) return questions.foundOnly(formatCount(value));
    const inWords = FALLING_KINDS.has(task.request.kind) ? questions.foundCost : questions.found;
    return inWords(formatCount(value), formatCount(bound));
  };
  return (
    <QuestionFrame
      kind="site"
      title={said().title}
      about={said().about}
      foundWords={foundWords()}
      onAsk={() => {
        props.plan.settleReach();
        commands.showLayer("candidates", true);
        commands.ask("site", {
          ...PLAIN_SITING,
          kind: kind(),
          newSites: kind() === "cover-all" ? null : count(),
          scenario: state.scenario,
          existing: true,
          requiredIds: [],
          forbiddenIds: [],
          limitSeconds: LIMIT_SECONDS,
        });
      }}
      settings={
        <>
          <label class="question-field">
            <span>{said().kind}</span>
            <select
              class="plan-input"
              value={kind()}
              onChange={(event) =>
                setKind(SITING_KINDS.find((each) => each === event.currentTarget.value) ?? kind())
              }
            >
              <For each={SITING_KINDS}>
                {(each) => (
                  <option value={each} selected={each === kind()}>
                    {said().kinds[each]}
                  </option>
                )}
              </For>
            </select>
          </label>
          <Show when={kind() !== "cover-all"}>
            <label class="question-field question-count">
              <span>{said().count}</span>
              <input
                class="plan-input"
                type="number"
                min="1"
                max={MOST_SITES}
                step="1"
                value={count()}
                onChange={(event) => {
                  const whole = Math.round(event.currentTarget.valueAsNumber);
                  setCount(Math.min(MOST_SITES, Math.max(1, Number.isNaN(whole) ? count() : whole)));
                  event.currentTarget.value = String(count());
                }}
              />
            </label>
          </Show>
        </>
      }
    >
      <Show when={answer()}>
        {(found) => (
          <>
            <ul class="question-lines">
              <Show when={found().chosenIds.length > 0}>
                <li>{said().chosen(formatCount(found().chosenIds.length))}</li>
                <li>
                  {said().covered(
                    formatModelledPersons(found().coveredPersons),
                    formatPercent(found().coveredPersons / found().persons),
                  )}{" "}
                  <MethodBadge method="modelled" />
                </li>
              </Show>
              <Show when={found().request.kind === "cover-most-with-room" ? found().value : null}>
                {(placed) => (
                  <li>
                    {said().placed(
                      formatModelledPersons(placed()),
                      formatPercent(placed() / found().persons),
                    )}{" "}
                    <MethodBadge method="modelled" />
                  </li>
                )}
              </Show>
              <li>{proofWords(found())}</li>
              <Show when={found().request.kind.endsWith("with-room")}>
                <li>{said().estimate}</li>
              </Show>
            </ul>
            <ol class="question-sites">
              <For each={found().chosenIds}>
                {(id) => (
                  <li>
                    <button
                      type="button"
                      class="link-button"
                      onClick={() => commands.select("candidates", id)}
                    >
                      {nameOf(id)}
                    </button>
                  </li>
                )}
              </For>
            </ol>
          </>
        )}
      </Show>
    </QuestionFrame>
  );
}
