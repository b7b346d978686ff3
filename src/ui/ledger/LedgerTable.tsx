import { For, Match, onMount, Show, Switch } from "solid-js";
import type { LedgerRow } from "../../state/ledger-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { bringIntoSight } from "./bring-into-sight.ts";
import { todayText } from "./figure-text.ts";
import type { LedgerModel } from "./ledger-model.ts";
import { commitmentWords, decidingWords, missingWords } from "./row-words.ts";
import { StateMark } from "./StateMark.tsx";

const COLUMN_COUNT = 6;

/** All promises, in the plan's order. Rows filtered away stay in the document, so that paper always gets all of them. */
export function LedgerTable(props: { readonly ledger: LedgerModel }) {
  const { words } = useApp();
  let table: HTMLTableElement | undefined;
  // A link names a row: bring it into sight.
  onMount(() => {
    const row = table?.querySelector<HTMLElement>("[data-open]");
    if (row) bringIntoSight(row);
  });
  const shownIn = (ids: readonly string[]) => ids.filter(props.ledger.isWanted).length;
  return (
    <table ref={table} class="ledger-table" data-stale={props.ledger.isStale() ? "" : undefined}>
      <caption class="visually-hidden">{words().ledger.tableName}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{words().ledger.columns.id}</span>
          </th>
          <th scope="col">{words().ledger.columns.sentence}</th>
          <th scope="col" class="ledger-number">
            {words().ledger.columns.value}
          </th>
          <th scope="col" class="ledger-number">
            {words().ledger.columns.threshold}
          </th>
          <th scope="col" class="ledger-evidence">
            {words().ledger.columns.evidence}
          </th>
          <th scope="col">{words().ledger.columns.state}</th>
        </tr>
      </thead>
      <For each={props.ledger.groups}>
        {(group) => (
          <tbody data-group={group.group}>
            <tr class="ledger-group" hidden={shownIn(group.ids) === 0}>
              <th scope="rowgroup" colspan={COLUMN_COUNT}>
                {words().ledger.groups[group.group]}
                <small>{words().ledger.groupCount(String(shownIn(group.ids)))}</small>
              </th>
            </tr>
            <For each={group.ids}>
              {(id) => (
                <Show when={props.ledger.rowOf(id)}>
                  {(row) => <TableRow row={row()} ledger={props.ledger} />}
                </Show>
              )}
            </For>
          </tbody>
        )}
      </For>
    </table>
  );
}

/** A target cut after its commas and semicolons, so that a narrow column breaks it there. */
const clauses = (text: string): readonly string[] => text.split(/(?<=[；，])|(?<=[;,] )/);

function TableRow(props: { readonly row: LedgerRow; readonly ledger: LedgerModel }) {
  const { state, commands, words } = useApp();
  const own = () => commitmentWords(props.row.commitment, state.language);
  const id = () => props.row.commitment.id;
  const today = () => todayText(props.row.commitment, props.row.today, words());
  const missing = () => missingWords(props.row, state.language, words());
  const deciding = () => decidingWords(props.row, state.language, words());
  const isMissingShown = () =>
    missing() !== null && (props.row.today === null || props.row.today.state === "cannot-judge");
  return (
    // The whole row takes the pointer; keys and readers use the button around the sentence.
    <tr
      class="ledger-row"
      data-id={id()}
      data-open={state.commitmentId === id() ? "" : undefined}
      hidden={!props.ledger.isWanted(id())}
      onClick={() => commands.openCommitment(id())}
    >
      <th scope="row" class="ledger-id">
        {id()}
      </th>
      <td class="ledger-words">
        <button
          type="button"
          class="ledger-open"
          aria-current={state.commitmentId === id() ? "true" : undefined}
        >
          <Show
            when={state.language === "en"}
            fallback={<span class="ledger-sentence">{props.row.commitment.sentence}</span>}
          >
            <span class="ledger-sentence">{props.row.commitment.translation}</span>
            <span class="ledger-original" lang="zh-CN">
              {props.row.commitment.sentence}
            </span>
          </Show>
        </button>
        <span class="ledger-formula">{own().formula}</span>
        <Show when={deciding()}>{(text) => <span class="ledger-deciding">{text()}</span>}</Show>
        <Show when={isMissingShown()}>
          <span class="ledger-missing">{words().ledger.missing(missing() ?? "")}</span>
        </Show>
      </td>
      <td class="ledger-number" data-label={words().ledger.columns.value}>
        <Show when={props.row.today} fallback={<NoValue ledger={props.ledger} />}>
          <Show when={today().number} fallback={<span class="unknown">{words().shared.unknown}</span>}>
            {(number) => (
              <>
                <strong class="ledger-value">{number()}</strong> <small>{today().unit}</small>
              </>
            )}
          </Show>
        </Show>
      </td>
      <td class="ledger-number ledger-threshold" data-label={words().ledger.columns.threshold}>
        <For each={clauses(own().threshold)}>
          {(clause) => (
            <>
              <span class="ledger-clause">{clause.trimEnd()}</span>
              {clause.endsWith(" ") ? " " : ""}
            </>
          )}
        </For>
      </td>
      <td class="ledger-evidence" data-label={words().ledger.columns.evidence}>
        <Show when={props.row.today}>
          {(answer) => (
            <Show
              when={answer().value !== null && answer().method}
              fallback={<span title={words().ledger.missingDataHint}>{words().ledger.missingData}</span>}
            >
              {(method) => <MethodBadge method={method()} />}
            </Show>
          )}
        </Show>
      </td>
      <td class="ledger-state" data-state={props.row.today?.state}>
        <Show when={props.row.today}>
          {(answer) => (
            <>
              <StateMark state={answer().state} />
              {words().ledger.states[answer().state]}
            </>
          )}
        </Show>
      </td>
    </tr>
  );
}

/** In place of a value that is not there (yet): never a nought. */
function NoValue(props: { readonly ledger: LedgerModel }) {
  const { words } = useApp();
  return (
    <Switch>
      <Match when={props.ledger.valuesStatus() === "failed"}>
        <span class="unknown">{words().ledger.notComputed}</span>
      </Match>
      <Match when={props.ledger.valuesStatus() !== "shown"}>
        <span class="skeleton ledger-wait" aria-hidden="true" />
        <span class="visually-hidden">
          {props.ledger.valuesStatus() === "waiting" ? words().ledger.waiting : words().ledger.computing}
        </span>
      </Match>
      <Match when={true}>
        <span class="unknown">{words().shared.unknown}</span>
      </Match>
    </Switch>
  );
}
