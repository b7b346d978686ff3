import { For, Show } from "solid-js";
import { formatModelledPersons } from "../../../i18n/format.ts";
import {
  type BoardFigureKey,
  boardFigures,
  GROUP_KEYS,
  SHORTAGE_KEYS,
  WALK_KEYS,
} from "../../../state/board-figures.ts";
import { PrintedChart } from "../../shared/charts/PrintedChart.tsx";
import { minutesChart } from "../minutes-chart.ts";
import { figureName, figureText } from "./figure-text.ts";
import { GROUP_COLUMNS } from "./group-columns.ts";
import { PlainTable, ReportBadge } from "./ReportPage.tsx";
import type { ReportData } from "./report-data.ts";
import { minutesReport } from "./report-tables.ts";

const CHART_HEIGHTS_MILLIMETRES = { alone: 60, beside: 42 };

/** Who walks longest, what is short, two groups, and everybody by minutes of walk. */
export function FiguresPage(props: {
  readonly data: ReportData;
  readonly widthMillimetres: number;
  /** In two columns and without the chart's figures, which stand in a table of their own. */
  readonly isBeside: boolean;
}) {
  const words = () => props.data.words;
  const said = () => words().plan.print.sections;
  const figures = () => boardFigures(props.data.answer.district, props.data.answer.squareMetresPerPerson);
  const before = () =>
    props.data.beside &&
    boardFigures(props.data.beside.answer.district, props.data.beside.answer.squareMetresPerPerson);
  const Rows = (list: { readonly title: string; readonly keys: readonly BoardFigureKey[] }) => (
    <section>
      <h2>
        {list.title} <ReportBadge data={props.data} method="modelled" />
      </h2>
      <table class="report-table">
        <thead>
          <tr>
            <th data-text="">{words().plan.print.columns.figure}</th>
            <th>{props.data.schemeName}</th>
            <Show when={props.data.beside}>{(beside) => <th>{beside().name}</th>}</Show>
          </tr>
        </thead>
        <tbody>
          <For each={list.keys}>
            {(key) => {
              const now = () => figureText(words(), key, figures()[key]);
              const then = () => {
                const other = before();
                return other && figureText(words(), key, other[key]);
              };
              return (
                <tr>
                  <td data-text="">{figureName(words(), key)}</td>
                  <td>
                    <strong data-figure={key}>{now().value}</strong> {now().unit}
                  </td>
                  <Show when={then()}>
                    {(other) => (
                      <td>
                        {other().value} {other().unit}
                      </td>
                    )}
                  </Show>
                </tr>
              );
            }}
          </For>
        </tbody>
      </table>
    </section>
  );
  return (
    <div class="report-figures" data-beside={props.isBeside ? "" : undefined}>
      <Rows title={said().walk} keys={WALK_KEYS} />
      <Rows title={said().shortage} keys={SHORTAGE_KEYS} />
      <section>
        <h2>
          {said().groups} <ReportBadge data={props.data} method="modelled" />
        </h2>
        <table class="report-table">
          <thead>
            <tr>
              <th data-text="" />
              <For each={GROUP_COLUMNS}>
                {(column) => <th>{words().plan.report.groupColumns[column]}</th>}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={GROUP_KEYS}>
              {(group) => (
                <tr>
                  <td data-text="">{words().plan.report.group[group]}</td>
                  <For each={GROUP_COLUMNS}>
                    {(column) => (
                      <td data-figure={`${group}-${column}`}>
                        {formatModelledPersons(props.data.answer.district[group][column])}
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <p class="report-note">{words().plan.report.groupNote}</p>
      </section>
      <section class="report-chart">
        <h2>
          {said().chart} <ReportBadge data={props.data} method="modelled" />
        </h2>
        <PrintedChart
          title={said().chart}
          chart={minutesChart(
            words(),
            props.data.answer,
            props.data.answer.request.scenario.reachMinutes,
            props.data.schemeName,
            props.data.beside,
          )}
          widthMillimetres={props.widthMillimetres}
          heightMillimetres={CHART_HEIGHTS_MILLIMETRES[props.isBeside ? "beside" : "alone"]}
        />
        <p class="report-note">
          {words().plan.chartUnit} · {props.data.schemeName}
          {props.data.beside ? ` ▮  ${props.data.beside.name} ─` : ""}
        </p>
        <Show when={!props.isBeside}>
          <PlainTable table={minutesReport(props.data)} />
        </Show>
      </section>
    </div>
  );
}
