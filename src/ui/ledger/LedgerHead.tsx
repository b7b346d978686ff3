import { For, Match, Show, Switch } from "solid-js";
import { formatCount } from "../../i18n/format.ts";
import { COMMITMENT_STATES } from "../../state/ledger-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { Icon } from "../shared/Icon.tsx";
import { Conditions } from "./Conditions.tsx";
import type { LedgerModel } from "./ledger-model.ts";
import { StateMark } from "./StateMark.tsx";

/** The question, the count of each state (each a filter), search, print, and what the values were computed under. */
export function LedgerHead(props: { readonly ledger: LedgerModel }) {
  const { words, retryAnalysis } = useApp();
  const said = () => words().ledger;
  const toggle = (state: (typeof COMMITMENT_STATES)[number]) =>
    props.ledger.setStateFilter(props.ledger.stateFilter() === state ? null : state);
  const isFiltered = () => props.ledger.stateFilter() !== null || props.ledger.typed().trim() !== "";
  return (
    <header class="ledger-head">
      <div class="ledger-title-line">
        <h1>{said().heading}</h1>
        <div class="ledger-tools">
          <label class="ledger-search">
            <Icon name="search" sizePixels={18} />
            <span class="visually-hidden">{said().searchLabel}</span>
            <input
              type="search"
              placeholder={said().searchPlaceholder}
              value={props.ledger.typed()}
              onInput={(event) => props.ledger.setTyped(event.currentTarget.value)}
            />
          </label>
          <button type="button" class="button ledger-print" onClick={() => window.print()}>
            {said().print}
          </button>
        </div>
      </div>
      <fieldset class="ledger-counts" data-stale={props.ledger.isStale() ? "" : undefined}>
        <legend class="visually-hidden">{said().filterByState}</legend>
        <For each={COMMITMENT_STATES}>
          {(state) => (
            <button
              type="button"
              class="ledger-count"
              data-state={state}
              aria-pressed={props.ledger.stateFilter() === state}
              disabled={props.ledger.valuesStatus() !== "shown"}
              onClick={() => toggle(state)}
            >
              <StateMark state={state} />
              {said().states[state]}
              <Show when={props.ledger.valuesStatus() === "shown"}>
                <strong>{formatCount(props.ledger.counts()[state])}</strong>
              </Show>
            </button>
          )}
        </For>
        <Show when={isFiltered()}>
          <button type="button" class="ledger-count ledger-all" onClick={props.ledger.showAll}>
            {said().all}
          </button>
        </Show>
      </fieldset>
      <Conditions />
      <div class="ledger-live" role="status">
        <Switch>
          <Match when={props.ledger.isRecomputing()}>{words().shared.recomputing}</Match>
          <Match when={props.ledger.valuesStatus() === "waiting"}>{words().shared.loadingDistrict}</Match>
          <Match when={props.ledger.valuesStatus() === "computing"}>{words().shared.computing}</Match>
          <Match when={isFiltered()}>
            {said().shown(formatCount(props.ledger.wantedCount()), formatCount(props.ledger.rows().length))}
          </Match>
        </Switch>
      </div>
      <Show when={props.ledger.failure()}>
        {(failure) => <FailureNote failure={failure()} onRetry={() => retryAnalysis("ledger")} />}
      </Show>
      <Show when={props.ledger.wantedCount() === 0}>
        <p class="ledger-none">
          {said().noneShown}
          <button type="button" class="button" onClick={props.ledger.showAll}>
            {said().showAll}
          </button>
        </p>
      </Show>
    </header>
  );
}
