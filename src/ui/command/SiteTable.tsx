import { createMemo, createSignal, For, Show } from "solid-js";
import { formatCount, formatHoursMinutes, formatModelledPersons, nameIn } from "../../i18n/format.ts";
import {
  SITE_SORT_KEYS,
  type SiteRow,
  type SiteSort,
  type SiteSortKey,
  sortSites,
} from "../../state/command-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { CommandModel } from "./command-model.ts";
import { StateMark } from "./StateMark.tsx";

const FIRST_DIRECTION: Readonly<Record<SiteSortKey, SiteSort["direction"]>> = {
  name: "ascending",
  personsInNeed: "descending",
  arrivalMinutes: "descending",
  slackMinutes: "ascending",
  depot: "ascending",
  servedByMinutes: "descending",
  shortQuantity: "descending",
};

/** Every place with people in need, in any order. Choosing a name shows it and its truck on the map. */
export function SiteTable(props: { readonly command: CommandModel }) {
  const { state, words } = useApp();
  const [sort, setSort] = createSignal<SiteSort>({ key: "slackMinutes", direction: "ascending" });
  const rows = createMemo(() => sortSites(props.command.sites(), sort(), state.language));
  const nextDirection = (key: SiteSortKey) =>
    sort().key !== key ? FIRST_DIRECTION[key] : sort().direction === "ascending" ? "descending" : "ascending";
  const unitOf = (key: SiteSortKey): string =>
    key === "name" || key === "depot" || key === "shortQuantity" ? "" : words().command.columnUnits[key];
  const minutesOf = (minutes: number): string =>
    Number.isNaN(minutes)
      ? words().shared.unknown
      : minutes === Infinity
        ? words().command.cannotCome
        : formatHoursMinutes(minutes);
  const served = (row: SiteRow): string =>
    row.serviceState === "breaks"
      ? words().command.notServed(formatCount(row.personsInNeed - row.servedPersons))
      : minutesOf(row.servedByMinutes);
  const short = (row: SiteRow): string => {
    if (row.serviceState === "unknown") return words().shared.unknown;
    if (!row.scarcestItem) return words().command.noneShort;
    return `${words().command.items[row.scarcestItem]} ${words().command.quantities[row.scarcestItem](formatCount(row.shortQuantity))}`;
  };
  const slack = (row: SiteRow): string => {
    if (Number.isNaN(row.slackMinutes)) return words().shared.unknown;
    if (!Number.isFinite(row.slackMinutes)) return "–";
    const minutes = Math.round(row.slackMinutes);
    return minutes < 0 ? `−${formatCount(-minutes)}` : formatCount(minutes);
  };
  return (
    <div class="site-table" data-stale={props.command.isStale() ? "" : undefined}>
      <section class="site-table-scroll" tabindex="0" aria-label={words().command.tabs.shelters}>
        <table>
          <caption>
            {words().command.tableCaption} <MethodBadge method="modelled" />
          </caption>
          <thead>
            <tr>
              <For each={SITE_SORT_KEYS}>
                {(key) => (
                  <th
                    scope="col"
                    data-column={key}
                    aria-sort={sort().key === key ? sort().direction : "none"}
                  >
                    <button
                      type="button"
                      class="site-sort"
                      aria-label={words().command.sortBy(
                        words().command.columns[key],
                        words().command.sortDirections[nextDirection(key)],
                      )}
                      onClick={() => setSort({ key, direction: nextDirection(key) })}
                    >
                      {words().command.columns[key]}
                      <Show when={sort().key === key}>
                        <span aria-hidden="true">{sort().direction === "ascending" ? "▲" : "▼"}</span>
                      </Show>
                      <Show when={unitOf(key)}>
                        <span class="site-unit">{unitOf(key)}</span>
                      </Show>
                    </button>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(row) => (
                <tr
                  class="site-row"
                  data-selected={state.selection?.id === row.id ? "" : undefined}
                  // The button in the row is the keyboard's way; the pointer may hit any figure of it.
                  onClick={() => props.command.showSite(row)}
                >
                  <th scope="row">
                    <span class="site-head">
                      <StateMark state={row.supplyState} />
                      <button type="button" class="site-name" aria-pressed={state.selection?.id === row.id}>
                        {nameIn(state.language, row)}
                      </button>
                      <span class="visually-hidden">{words().command.state[row.supplyState]}</span>
                    </span>
                  </th>
                  <td>{formatModelledPersons(row.personsInNeed)}</td>
                  <td data-state={row.supplyState}>{minutesOf(row.arrivalMinutes)}</td>
                  <td data-state={row.supplyState}>{slack(row)}</td>
                  <td data-column="depot">{row.depot ? nameIn(state.language, row.depot) : "–"}</td>
                  <td data-state={row.serviceState}>{served(row)}</td>
                  <td data-column="shortQuantity">{short(row)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </div>
  );
}
