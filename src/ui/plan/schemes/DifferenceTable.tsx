import { createMemo, createSignal, For } from "solid-js";
import type { CoverageAnswer } from "../../../core/model/answers.ts";
import { formatModelledPersons, nameIn } from "../../../i18n/format.ts";
import { AREA_LEVELS } from "../../../state/plan-selectors.ts";
import {
  DIFFERENCE_COLUMNS,
  type DifferenceColumn,
  type DifferenceKey,
  type DifferenceSort,
  differenceFigures,
  differenceRows,
  sortDifferences,
} from "../../../state/schemes/difference-rows.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import { Segmented } from "../../shared/Segmented.tsx";
import type { PlanModel } from "../plan-model.ts";
import { SortHeader } from "../SortHeader.tsx";

const isChange = (column: DifferenceColumn) => column.endsWith("Change");
const KEYS: readonly DifferenceKey[] = ["name", ...DIFFERENCE_COLUMNS];

/** "+1,250", "−40", "0": the sign is said, not coloured. */
const signed = (persons: number): string => {
  const text = formatModelledPersons(Math.abs(persons));
  return text === "0" ? "0" : `${persons > 0 ? "+" : "−"}${text}`;
};

/** Areas where somebody gains or loses: both figures and the difference, in any order. */
export function DifferenceTable(props: {
  readonly plan: PlanModel;
  readonly now: CoverageAnswer;
  readonly beside: CoverageAnswer;
  readonly nowName: string;
  readonly besideName: string;
}) {
  const { state, words, pack } = useApp();
  const said = () => words().plan.compare;
  const [sort, setSort] = createSignal<DifferenceSort>({ key: "withRoomChange", direction: "descending" });
  const rows = createMemo(() => {
    const index = pack();
    return index
      ? sortDifferences(differenceRows(props.now, props.beside, index, props.plan.level()), sort())
      : [];
  });
  const district = () => differenceFigures(props.now.district, props.beside.district);
  const nextOf = (key: DifferenceKey): DifferenceSort["direction"] => {
    if (sort().key === key) return sort().direction === "ascending" ? "descending" : "ascending";
    return key === "name" ? "ascending" : "descending";
  };
  const columnName = (key: DifferenceKey): string => {
    switch (key) {
      case "name":
        return words().plan.columns.name;
      case "reachedPersons":
      case "withRoomPersons":
        return props.nowName;
      case "reachedBesidePersons":
      case "withRoomBesidePersons":
        return props.besideName;
      case "reachedChange":
      case "withRoomChange":
        return said().change;
      default: {
        const never: never = key;
        throw new Error(String(never));
      }
    }
  };
  const groupOf = (key: DifferenceKey) =>
    key === "name" ? "" : key.startsWith("reached") ? said().reached : said().withRoom;
  const cell = (value: number, column: DifferenceColumn) =>
    isChange(column) ? signed(value) : formatModelledPersons(value);
  return (
    <section class="difference-table area-table" aria-label={said().table}>
      <div class="area-table-head">
        <Segmented
          legend={words().plan.level}
          name="compare-level"
          options={AREA_LEVELS.map((level) => ({ value: level, label: words().plan.levels[level] }))}
          value={props.plan.level()}
          onChange={props.plan.setLevel}
        />
        <MethodBadge method="modelled" />
      </div>
      <div class="area-table-scroll" tabindex="0">
        <table>
          <caption>{said().caption}</caption>
          <thead>
            <tr class="difference-groups">
              <td data-column="name" />
              <th scope="colgroup" colSpan="3">
                {said().reached}
              </th>
              <th scope="colgroup" colSpan="3">
                {said().withRoom}
              </th>
            </tr>
            <tr>
              <For each={KEYS}>
                {(key) => (
                  <SortHeader
                    column={key}
                    direction={sort().key === key ? sort().direction : null}
                    next={nextOf(key)}
                    hint={[groupOf(key), columnName(key)].filter(Boolean).join(" ")}
                    onSort={() => setSort({ key, direction: nextOf(key) })}
                  >
                    {columnName(key)}
                  </SortHeader>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For
              each={rows()}
              fallback={
                <tr>
                  <td colSpan={KEYS.length} class="difference-none">
                    {said().noChange}
                  </td>
                </tr>
              }
            >
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
                    </button>
                  </th>
                  <For each={DIFFERENCE_COLUMNS}>
                    {(column) => (
                      <td
                        data-change={
                          isChange(column) && row[column] !== 0
                            ? row[column] > 0
                              ? "gain"
                              : "loss"
                            : undefined
                        }
                      >
                        {cell(row[column], column)}
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words().plan.districtRow}</th>
              <For each={DIFFERENCE_COLUMNS}>{(column) => <td>{cell(district()[column], column)}</td>}</For>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
