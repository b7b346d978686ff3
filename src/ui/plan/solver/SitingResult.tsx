import { createEffect, For, on, Show } from "solid-js";
import type { SiteAnswer } from "../../../core/model/siting.ts";
import type { SiteNeed } from "../../../core/model/siting-further.ts";
import { formatCount, formatModelledPersons, formatPercent } from "../../../i18n/format.ts";
import { settledScenario } from "../../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import type { PlanModel } from "../plan-model.ts";
import { LoosenPanel } from "./LoosenPanel.tsx";
import { ProofLine } from "./ProofLine.tsx";
import { valueWords } from "./siting-words.ts";
import type { SolverModel } from "./solver-model.ts";

/** The choice: what it does, how good it is proven to be, its sites, and the way into the scheme. */
export function SitingResult(props: {
  readonly plan: PlanModel;
  readonly solver: SolverModel;
  readonly answer: SiteAnswer;
}) {
  const { state, words } = useApp();
  const said = () => words().plan.solver.answer;
  const isPriced = () => props.answer.request.costs !== null;
  const persons = () => (props.answer.request.weight === "persons" ? props.answer.persons : null);
  const isOutdated = () =>
    JSON.stringify(props.answer.request.scenario) !== JSON.stringify(settledScenario(state));
  // Once a choice is there; a newer question takes both away.
  createEffect(
    on(
      () => state.tasks.site,
      (task) => {
        if (task.status === "done" && task.answer.chosenIds.length > 0 && state.asked.siteNeed === null)
          props.solver.askNeed(task.answer);
      },
    ),
  );
  const lines = (): string[] => {
    const { request, value, coveredPersons, persons: all, uncoverablePersons } = props.answer;
    if (value === null && props.answer.chosenIds.length === 0) return [];
    const told: string[] = [];
    if (request.kind === "cover-most-with-room" && value !== null)
      told.push(said().placed(formatModelledPersons(value), formatPercent(value / all)));
    told.push(said().covered(formatModelledPersons(coveredPersons), formatPercent(coveredPersons / all)));
    const words_ = () =>
      valueWords(words(), { kind: request.kind, isPriced: isPriced() }, value ?? 0, persons());
    const isOwnUnit = request.kind.startsWith("p-") || (request.kind === "cover-all" && isPriced());
    if (value !== null && isOwnUnit) told.push(words_());
    if (uncoverablePersons > 0) told.push(said().beyond(formatModelledPersons(uncoverablePersons)));
    return told;
  };
  return (
    <section class="solver-result" data-stale={isOutdated() ? "" : undefined} aria-live="polite">
      <Show when={isOutdated()}>
        <p class="stale-words">{words().plan.questions.changed}</p>
      </Show>
      <Show when={props.answer.chosenIds.length > 0}>
        <div class="solver-result-head">
          <h3>{said().chosen(formatCount(props.answer.chosenIds.length))}</h3>
          <button
            type="button"
            class="button"
            data-kind="primary"
            onClick={() => props.solver.apply(props.answer.chosenIds)}
          >
            {state.schemes.currentId === null ? said().applyNew : said().apply}
          </button>
        </div>
      </Show>
      <Show when={props.answer.value === 0 && props.answer.proof.status === "optimal"}>
        <p>{said().none}</p>
      </Show>
      <ProofLine answer={props.answer} persons={persons()} />
      <ul class="solver-lines">
        <For each={lines()}>
          {(line) => (
            <li>
              {line} <MethodBadge method="modelled" />
            </li>
          )}
        </For>
      </ul>
      <Show when={props.answer.chosenIds.length > 0}>
        <ChosenTable solver={props.solver} chosenIds={props.answer.chosenIds} />
        <Show when={props.answer.request.kind.endsWith("with-room")}>
          <p class="solver-note">{said().gross}</p>
        </Show>
      </Show>
      <Show when={props.answer.proof.status === "infeasible"}>
        <LoosenPanel plan={props.plan} solver={props.solver} fewestNewSites={props.answer.fewestNewSites} />
      </Show>
    </section>
  );
}

function ChosenTable(props: { readonly solver: SolverModel; readonly chosenIds: readonly string[] }) {
  const { state, words, commands } = useApp();
  const said = () => words().plan.solver.answer;
  const needs = () => shownAnswer(state, "siteNeed")?.answer.needs ?? [];
  const isChecking = () => state.tasks.siteNeed.status === "running";
  const needWords = (id: string): string => {
    if (props.solver.filters().requiredIds.includes(id)) return words().plan.solver.must;
    const need: SiteNeed | undefined = needs().find((each) => each.id === id);
    if (!need) return isChecking() ? said().checking : said().unknown;
    if (need.need === "always") return said().always;
    if (need.need === "unknown") return said().unknown;
    const instead = need.insteadIds.map((each) => props.solver.nameOf(each));
    return instead.length > 0 ? said().notAlways(instead.join(said().separator)) : said().notAlwaysFree;
  };
  const candidateOf = (id: string) => props.solver.candidates().find((each) => each.id === id);
  return (
    <table class="solver-table">
      <thead>
        <tr>
          <th scope="col">{said().place}</th>
          <th scope="col">{said().use}</th>
          <th scope="col" class="num">
            {said().area}
          </th>
          <th scope="col" title={said().needHint}>
            {said().need}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.chosenIds}>
          {(id) => (
            <tr>
              <th scope="row">
                <button type="button" class="link-button" onClick={() => commands.select("candidates", id)}>
                  {props.solver.nameOf(id)}
                </button>
              </th>
              <td>
                <Show when={candidateOf(id)}>{(site) => words().map.landUses[site().landUse]}</Show>
              </td>
              <td class="num">
                <Show when={candidateOf(id)}>
                  {(site) => words().map.squareMetres(formatCount(site().grossSquareMetres))}
                </Show>
              </td>
              <td data-need={needs().find((each) => each.id === id)?.need ?? ""}>{needWords(id)}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
