import { For, Show } from "solid-js";
import { formatCount } from "../../i18n/format.ts";
import { COMMITMENT_STATES, countByState } from "../../state/ledger-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import type { LedgerModel } from "./ledger-model.ts";
import { StateMark } from "./StateMark.tsx";

/** How each chapter of the plan stands, while no row is open. */
export function GroupSummary(props: { readonly ledger: LedgerModel }) {
  const { words } = useApp();
  const countsOf = (ids: readonly string[]) =>
    countByState(props.ledger.rows().filter((row) => ids.includes(row.commitment.id)));
  return (
    <Show when={props.ledger.valuesStatus() === "shown"}>
      <table class="ledger-summary" data-stale={props.ledger.isStale() ? "" : undefined}>
        <caption>{words().ledger.detail.summary}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{words().ledger.columns.group}</span>
            </th>
            <For each={COMMITMENT_STATES}>
              {(state) => (
                <th scope="col" class="ledger-number">
                  <StateMark state={state} /> {words().ledger.states[state]}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.ledger.groups}>
            {(group) => (
              <tr>
                <th scope="row">{words().ledger.groups[group.group]}</th>
                <For each={COMMITMENT_STATES}>
                  {(state) => <td class="ledger-number">{formatCount(countsOf(group.ids)[state])}</td>}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  );
}
