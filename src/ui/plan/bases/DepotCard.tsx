import { createMemo, createSignal, For, onMount, Show } from "solid-js";
import type { DepotChoice, DepotFigures, SiteDepotsAnswer } from "../../../core/model/bases.ts";
import type { ProposedBase } from "../../../core/model/proposal.ts";
import { formatCount } from "../../../i18n/format.ts";
import { planningFigure } from "../../../state/plan-selectors.ts";
import { settledScenario } from "../../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import { QuestionFrame } from "../QuestionFrame.tsx";
import { BaseSites, PutBases } from "./BaseSites.tsx";
import type { BasesModel } from "./bases-model.ts";
import { isOfNow } from "./is-of-now.ts";
import { proofWords } from "./proof-words.ts";

const LIMIT_SECONDS = 30;
const JUNCTION_METRES = 400;
const wanted = planningFigure("districtDepotCount");

const minuteText = (seconds: number) => (Number.isFinite(seconds) ? (seconds / 60).toFixed(1) : "–");

/** How far trucks have to shelters, and where the third district depot should stand. */
export function DepotCard(props: { readonly bases: BasesModel }) {
  const { state, commands, words } = useApp();
  const said = () => words().plan.bases.depot;
  const standing = () => props.bases.standing("depot");
  /** The last of those nobody has placed, where the plan's number is there already: its place is worth asking about. */
  const lastModelled = () =>
    standing().length >= wanted.value
      ? (standing()
          .filter((base) => base.isModelled)
          .at(-1)?.id ?? "")
      : "";
  const [pickedId, setPickedId] = createSignal<string | null>(null);
  const movedId = () => {
    const picked = pickedId();
    return picked !== null && (picked === "" || standing().some(({ id }) => id === picked))
      ? picked
      : lastModelled();
  };
  const [hasJunctions, setHasJunctions] = createSignal(false);
  const answer = createMemo(() => shownAnswer(state, "siteDepots")?.answer ?? null);
  const ask = () =>
    commands.ask("siteDepots", {
      scenario: settledScenario(state),
      weight: "in-need",
      inNeedShare: state.response.inNeedShare,
      newBases: movedId() === "" && standing().length < wanted.value ? null : 1,
      movedIds: movedId() === "" ? [] : [movedId()],
      requiredIds: [],
      forbiddenIds: [],
      junctionMetres: hasJunctions() ? JUNCTION_METRES : null,
      limitSeconds: LIMIT_SECONDS,
    });
  // quick, and the sentence of today comes with it
  onMount(() => {
    if (state.asked.siteDepots === null) ask();
  });
  const nameOf = (id: string): string => standing().find((base) => base.id === id)?.name ?? id;
  const chosen = (): DepotChoice | null => answer()?.choices[props.bases.depotGoal()] ?? null;
  const proposed = (): ProposedBase[] =>
    (chosen()?.chosen ?? []).map((site) => ({
      id: `depot:${site.id}`,
      kind: "depot",
      name: words().plan.bases.names.depot(props.bases.nameOf(site)),
      lngLat: site.lngLat,
      mobilisationMinutes: null,
    }));
  return (
    <div class="base-card">
      <section class="base-today" aria-label={words().plan.bases.kinds.depot}>
        <Show when={answer()}>
          {(found) => (
            <Show
              when={found().today}
              fallback={<p class="base-sentence">{said().noneToday(formatCount(wanted.value))}</p>}
            >
              {(today) => (
                <p class="base-sentence">
                  {said().today(
                    formatCount(today().depots),
                    formatCount(found().wantedDepots),
                    minuteText(today().meanSeconds),
                    minuteText(today().longestSeconds),
                  )}
                  <Show when={today().worstLostId} fallback={said().alone}>
                    {(lostId) => said().lost(nameOf(lostId()), minuteText(today().lostMeanSeconds))}
                  </Show>{" "}
                  <MethodBadge method="modelled" />
                </p>
              )}
            </Show>
          )}
        </Show>
        <p class="question-about">{said().clocks}</p>
        <Show when={answer()}>
          {(found) => (
            <>
              <ChoiceTable bases={props.bases} answer={found()} />
              <Show when={found().uncoverableIds.length > 0}>
                <p class="question-about">{said().uncoverable(formatCount(found().uncoverableIds.length))}</p>
              </Show>
            </>
          )}
        </Show>
      </section>
      <QuestionFrame
        isBeneath
        kind="siteDepots"
        title={said().ask}
        about={said().about}
        isOutdated={!isOfNow(state.asked.siteDepots, state) && !props.bases.isPut(proposed())}
        onAsk={ask}
        settings={
          <>
            <label class="question-field">
              <span>{said().moved}</span>
              <select
                class="plan-input"
                value={movedId()}
                onChange={(event) => setPickedId(event.currentTarget.value)}
              >
                <option value="" selected={movedId() === ""}>
                  {said().movedNone}
                </option>
                <For each={standing()}>
                  {(base) => (
                    <option value={base.id} selected={base.id === movedId()}>
                      {base.name}
                    </option>
                  )}
                </For>
              </select>
            </label>
            <label class="base-check">
              <input
                type="checkbox"
                checked={hasJunctions()}
                onChange={(event) => setHasJunctions(event.currentTarget.checked)}
              />
              <span>{words().plan.bases.junctionsToo(formatCount(JUNCTION_METRES))}</span>
            </label>
          </>
        }
      >
        <Show when={chosen()}>
          {(choice) => (
            <>
              <p>
                <strong>{said().goals[choice().goal]}</strong> · {proofWords(choice().proof, words())}
              </p>
              <BaseSites bases={props.bases} sites={choice().chosen} />
              <Show when={choice().chosen.length > 0}>
                <PutBases bases={props.bases} put={proposed()} movedIds={answer()?.request.movedIds ?? []} />
              </Show>
            </>
          )}
        </Show>
      </QuestionFrame>
    </div>
  );
}

/** Every figure of today and of each choice side by side; the choice that is picked is the one on the map. */
function ChoiceTable(props: { readonly bases: BasesModel; readonly answer: SiteDepotsAnswer }) {
  const { words } = useApp();
  const said = () => words().plan.bases.depot;
  const Figures = (row: { readonly figures: DepotFigures | null }) => (
    <>
      <td>{minuteText(row.figures?.meanSeconds ?? Number.NaN)}</td>
      <td>{minuteText(row.figures?.longestSeconds ?? Number.NaN)}</td>
      <td>{minuteText(row.figures?.lostMeanSeconds ?? Number.NaN)}</td>
    </>
  );
  return (
    <table class="question-table base-table">
      <caption>{said().table}</caption>
      <thead>
        <tr>
          <th scope="col">{said().choice}</th>
          <th scope="col">{said().mean}</th>
          <th scope="col">{said().longest}</th>
          <th scope="col">{said().lostMean}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{said().goals.now}</th>
          <Figures figures={props.answer.today} />
        </tr>
        <For each={props.answer.choices}>
          {(choice, goal) => (
            <tr data-picked={props.bases.depotGoal() === goal() ? "" : undefined}>
              <th scope="row">
                <label class="base-check">
                  <input
                    type="radio"
                    name="depot-goal"
                    checked={props.bases.depotGoal() === goal()}
                    onChange={() => props.bases.setDepotGoal(goal())}
                  />
                  <span>{said().goals[choice.goal]}</span>
                </label>
              </th>
              <Figures figures={choice.figures} />
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
