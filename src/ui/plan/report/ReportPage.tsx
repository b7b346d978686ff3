import { For, type JSX, Show } from "solid-js";
import type { Method } from "../../../core/model/pack.ts";
import { nameIn } from "../../../i18n/format.ts";
import { textLines } from "./paginate.ts";
import { PAGE_ROOM, type ReportData } from "./report-data.ts";
import type { ReportTable } from "./report-tables.ts";

/** One page before it has its number. */
export interface PageSpec {
  readonly id: string;
  readonly title: string;
  readonly body: () => JSX.Element;
}

/** A sheet of paper: head, what it holds, and the foot with review number, sources and page. */
export function ReportPage(props: {
  readonly data: ReportData;
  readonly page: PageSpec;
  readonly number: number;
  readonly count: number;
}) {
  const said = () => props.data.words.plan.print;
  const description = () => props.data.pack.description;
  return (
    <section
      class="report-page"
      data-paper={props.data.paper}
      data-page={props.page.id}
      aria-label={said().page(String(props.number), String(props.count))}
    >
      <Show when={props.number > 1} fallback={<div />}>
        <header class="report-head">
          <span>{reportHeading(props.data)}</span>
          <span>{props.page.title}</span>
        </header>
      </Show>
      <div class="report-body">{props.page.body()}</div>
      <footer class="report-foot">
        <span class="report-review">{said().review}</span>
        <span class="report-sources">
          {description().attributions.join(" · ")} · {props.data.words.shared.asOf(description().asOf)}
        </span>
        <span class="report-number">{said().page(String(props.number), String(props.count))}</span>
      </footer>
    </section>
  );
}

export const districtName = ({ language, pack }: ReportData): string =>
  nameIn(language, { nameZh: pack.description.titleZh, nameEn: pack.description.titleEn });
const reportHeading = (data: ReportData): string =>
  `${data.words.plan.print.heading(districtName(data))} · ${data.schemeName}`;

/** The badge of a method in the report's own language. */
export function ReportBadge(props: { readonly data: ReportData; readonly method: Method }) {
  return (
    <span class="method-badge" data-method={props.method}>
      {props.data.words.shared.methods[props.method]}
    </span>
  );
}

const ROW_PADDING_MILLIMETRES = 2;
const LINE_MILLIMETRES = 4;
const TITLE_MILLIMETRES = 9;
const CELL_PADDING_MILLIMETRES = 2;

/** Column widths in millimetres. */
const widthsOf = (table: ReportTable, roomMillimetres: number): readonly number[] => {
  const shares = table.columns.reduce((sum, column) => sum + column.share, 0);
  return table.columns.map((column) => (column.share / shares) * roomMillimetres);
};
const heightOf = (cells: readonly string[], widths: readonly number[]): number =>
  Math.max(...cells.map((cell, i) => textLines(cell, (widths[i] ?? 10) - CELL_PADDING_MILLIMETRES))) *
    LINE_MILLIMETRES +
  ROW_PADDING_MILLIMETRES;

/** Height of a table's title and head. */
const headHeight = (table: ReportTable, widths: readonly number[]): number =>
  TITLE_MILLIMETRES +
  heightOf(
    table.columns.map((column) => column.label),
    widths,
  );

/** Part of a table that stands on one page. */
interface Fragment {
  readonly table: ReportTable;
  readonly widths: readonly number[];
  readonly rows: (readonly string[])[];
  readonly isContinued: boolean;
}
/** A table is begun at the foot of a page only where so many of its rows fit there. */
const LEAST_ROWS = 3;
const GAP_MILLIMETRES = 6;

/** Tables one after the other on as many pages as they need: no row is cut, the head stands on each page. */
export function tablePages(data: ReportData, tables: readonly ReportTable[]): readonly PageSpec[] {
  const room = PAGE_ROOM[data.paper];
  const pages: Fragment[][] = [];
  let leftMillimetres = 0;
  for (const table of tables) {
    const widths = widthsOf(table, room.widthMillimetres);
    const all = table.total ? [...table.rows, table.total] : table.rows;
    const heights = all.map((cells) => heightOf(cells, widths));
    const head = headHeight(table, widths);
    const least = heights.slice(0, LEAST_ROWS).reduce((sum, height) => sum + height, head + GAP_MILLIMETRES);
    let fragment: Fragment | null = null;
    all.forEach((cells, i) => {
      const height = heights[i] ?? 0;
      if (!fragment || height > leftMillimetres) {
        const isContinued = fragment !== null;
        fragment = { table, widths, rows: [], isContinued };
        const page = pages.at(-1);
        if (page && !isContinued && least <= leftMillimetres) {
          page.push(fragment);
          leftMillimetres -= head + GAP_MILLIMETRES;
        } else {
          pages.push([fragment]);
          leftMillimetres = room.heightMillimetres - head;
        }
      }
      fragment.rows.push(cells);
      leftMillimetres -= height;
    });
  }
  return pages.map((fragments, i) => ({
    id: `${tables[0]?.id ?? "tables"}-${i + 1}`,
    title: fragments[0]?.table.title ?? "",
    body: () => (
      <div class="report-tables">
        <For each={fragments}>
          {(fragment) => (
            <section>
              <ReportTableView
                table={fragment.table}
                widths={fragment.widths}
                rows={fragment.rows}
                title={
                  fragment.isContinued
                    ? `${fragment.table.title}（${data.words.plan.print.continued}）`
                    : fragment.table.title
                }
              />
            </section>
          )}
        </For>
      </div>
    ),
  }));
}

function ReportTableView(props: {
  readonly table: ReportTable;
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
  /** null = it stands under a title already. */
  readonly title: string | null;
}) {
  return (
    <>
      <Show when={props.title}>
        <h2>{props.title}</h2>
      </Show>
      <table class="report-table" data-table={props.table.id}>
        <colgroup>
          <For each={props.widths}>{(width) => <col style={{ width: `${width}mm` }} />}</For>
        </colgroup>
        <Show when={props.table.columns.some((column) => column.label !== "")}>
          <thead>
            <tr>
              <For each={props.table.columns}>
                {(column) => (
                  <th scope="col" data-text={column.isText ? "" : undefined}>
                    {column.label}
                  </th>
                )}
              </For>
            </tr>
          </thead>
        </Show>
        <tbody>
          <For each={props.rows}>
            {(cells) => (
              <tr data-total={cells === props.table.total ? "" : undefined}>
                <For each={cells}>
                  {(cell, i) => <td data-text={props.table.columns[i()]?.isText ? "" : undefined}>{cell}</td>}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </>
  );
}

/** A short table under a title of its own page. */
export function PlainTable(props: { readonly table: ReportTable }) {
  return <ReportTableView table={props.table} widths={[]} rows={props.table.rows} title={null} />;
}
