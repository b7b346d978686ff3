import { createMemo, For, Show } from "solid-js";
import { nameIn } from "../../i18n/format.ts";
import {
  AREA_LEVELS,
  type AreaRow,
  areaRows,
  districtRow,
  SORT_KEYS,
  type SortKey,
  sortRows,
} from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { areaCell, columnUnit, FIGURE_KEYS, type FigureSortKey, isCensusCount } from "./area-cells.ts";
import type { PlanModel } from "./plan-model.ts";
import { SortHeader } from "./SortHeader.tsx";

/** Every area with every figure, in any order. Choosing a name shows the area on the map. */
export function AreaTable(props: { readonly plan: PlanModel }) {
  const { state, words, pack } = useApp();
  const rows = createMemo(() => {
    const answer = props.plan.coverage();
    const index = pack();
    return answer && index ? sortRows(areaRows(answer, index, props.plan.level()), props.plan.sort()) : [];
  });
  const district = createMemo(() => {
    const answer = props.plan.coverage();
    return answer && districtRow(answer, words().plan.districtRow);
  });
  const sortBy = (key: SortKey) => {
    const { key: current, direction } = props.plan.sort();
    // Names start at the front, figures with the largest.
    const first = key === "name" ? "ascending" : "descending";
    const other = direction === "ascending" ? "descending" : "ascending";
    props.plan.setSort({ key, direction: current === key ? other : first });
  };
  const nextDirection = (key: SortKey) => {
    const { key: current, direction } = props.plan.sort();
    if (current === key) return direction === "ascending" ? "descending" : "ascending";
    return key === "name" ? "ascending" : "descending";
  };
  const cell = (row: AreaRow, key: FigureSortKey): string => {
    const [answer, index] = [props.plan.coverage(), pack()];
    return answer && index
      ? areaCell(words(), row, key, isCensusCount(answer, index, props.plan.level()))
      : "";
  };
  const minutes = () =>
    String(props.plan.coverage()?.request.scenario.reachMinutes ?? props.plan.reachMinutes());
  return (
    <div class="area-table" data-stale={props.plan.isStale() ? "" : undefined}>
      <div class="area-table-head">
        <Segmented
          legend={words().plan.level}
          name="plan-table-level"
          options={AREA_LEVELS.map((level) => ({ value: level, label: words().plan.levels[level] }))}
          value={props.plan.level()}
          onChange={props.plan.setLevel}
        />
        <MethodBadge method="modelled" />
      </div>
      <section class="area-table-scroll" tabindex="0" aria-label={words().plan.tabs.table}>
        <table>
          <caption>{words().plan.tableCaption(words().plan.levels[props.plan.level()], minutes())}</caption>
          <thead>
            <tr>
              <For each={SORT_KEYS}>
                {(key) => (
                  <SortHeader
                    column={key}
                    direction={props.plan.sort().key === key ? props.plan.sort().direction : null}
                    next={nextDirection(key)}
                    hint={words().plan.columnHints[key]}
                    title={words().plan.columnHints[key]}
                    onSort={() => sortBy(key)}
                    unit={
                      <Show when={key !== "name"}>
                        <span class="column-unit">{columnUnit(words(), key as FigureSortKey)}</span>
                      </Show>
                    }
                  >
                    {words().plan.columns[key]}
                  </SortHeader>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(row) => (
                <tr
                  class="area-row"
                  data-selected={state.selection?.id === row.id ? "" : undefined}
                  // The button in the row is the keyboard's way; the pointer may hit any figure of it.
                  onClick={() => props.plan.showArea(props.plan.level(), row.id)}
                >
                  <th scope="row">
                    <button type="button" class="area-name" aria-pressed={state.selection?.id === row.id}>
                      {nameIn(state.language, row)}
                      <Show when={row.withinZh}>
                        <span class="area-within">
                          {nameIn(state.language, { nameZh: row.withinZh, nameEn: row.withinEn })}
                        </span>
                      </Show>
                    </button>
                  </th>
                  <For each={FIGURE_KEYS}>{(key) => <td data-column={key}>{cell(row, key)}</td>}</For>
                </tr>
              )}
            </For>
          </tbody>
          <Show when={district()}>
            {(row) => (
              <tfoot>
                <tr>
                  <th scope="row">{words().plan.districtRow}</th>
                  <For each={FIGURE_KEYS}>{(key) => <td data-column={key}>{cell(row(), key)}</td>}</For>
                </tr>
              </tfoot>
            )}
          </Show>
        </table>
      </section>
    </div>
  );
}
