import { For } from "solid-js";
import type { ChartModel } from "./chart-model.ts";

/** The figures of a chart, one row for each x. */
export function ChartTable(props: {
  readonly caption: string;
  readonly chart: ChartModel;
  /** In a box of its own that scrolls; on paper it runs on. */
  readonly isScrolled: boolean;
}) {
  const table = () => (
    <table class="chart-table">
      <caption class="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.chart.xTitle}</th>
          <For each={props.chart.series}>
            {(series) => (
              <th scope="col" class="chart-figure">
                {series.label}
                <span class="column-unit">{props.chart.yTitle}</span>
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={props.chart.xTexts}>
          {(text, index) => (
            <tr>
              <th scope="row">{text}</th>
              <For each={props.chart.series}>
                {(series) => {
                  const value = () => series.values[index()] ?? null;
                  return (
                    <td class="chart-figure">
                      {value() === null ? "–" : props.chart.yText(value() as number)}
                    </td>
                  );
                }}
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
  return props.isScrolled ? (
    <section class="chart-table-scroll" tabindex="0" aria-label={props.caption}>
      {table()}
    </section>
  ) : (
    table()
  );
}
