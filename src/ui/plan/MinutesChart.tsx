import { createMemo, For, Show } from "solid-js";
import type { CoverageAnswer } from "../../core/model/answers.ts";
import { formatModelledPersons, formatPercent } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";
import { type MinuteBar, minuteBars, previewReachedShare } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { PlanModel } from "./plan-model.ts";

const LAST_MINUTE = 30;
/** Drawing units; the SVG stretches to the strip. The bar of everybody farther stands apart at the right. */
const MINUTE_WIDTH = 10;
const CHART_HEIGHT = 56;
const FARTHER_GAP = 20;
const FARTHER_WIDTH = 24;
const CHART_WIDTH = LAST_MINUTE * MINUTE_WIDTH + FARTHER_GAP + FARTHER_WIDTH;
const LABELLED_MINUTES = [0, 5, 10, 15, 20, 25, 30];

const leftOf = (minute: number) => `${((minute * MINUTE_WIDTH) / CHART_WIDTH) * 100}%`;
const isFarther = (bar: MinuteBar) => !Number.isFinite(bar.toMinute);

const rangeOf = (bar: MinuteBar, words: Words): string =>
  isFarther(bar)
    ? words.plan.chartRangeBeyond(String(bar.fromMinute))
    : words.plan.chartRange(String(bar.fromMinute), String(bar.toMinute));

/** Residents by minutes of walk to the nearest gate; colours are those of the map, the tick is the rule in force. */
export function MinutesChart(props: { readonly plan: PlanModel; readonly answer: CoverageAnswer }) {
  const { words } = useApp();
  const bars = createMemo(() => minuteBars(props.answer, props.plan.reachMinutes(), LAST_MINUTE));
  // The last bar holds many minutes in one: it is cut at the height of the others and says its number.
  const highest = () =>
    Math.max(
      1,
      ...bars()
        .filter((bar) => !isFarther(bar))
        .map((bar) => bar.persons),
    );
  const heightOf = (bar: MinuteBar) => (Math.min(bar.persons, highest()) / highest()) * CHART_HEIGHT;
  const summary = () => {
    const share = previewReachedShare(props.answer, props.plan.reachMinutes());
    return words().plan.chartInside(
      formatModelledPersons(share * props.answer.district.persons),
      String(props.plan.reachMinutes()),
      formatPercent(share),
      String(LAST_MINUTE),
      formatModelledPersons(bars().at(-1)?.persons ?? 0),
    );
  };
  return (
    <figure class="minutes-chart" data-stale={props.plan.isStale() && !props.plan.isAhead() ? "" : undefined}>
      <figcaption>
        <span class="visually-hidden">{words().plan.chartTitle}</span>
        <span>{words().plan.chartUnit}</span>
        <span class="chart-inside">{summary()}</span>
        <MethodBadge method="modelled" />
      </figcaption>
      <div class="chart-plot">
        <svg
          viewBox={`0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${words().plan.chartTitle} ${summary()}`}
        >
          <For each={bars()}>
            {(bar) => (
              <rect
                class="chart-bar"
                data-class={bar.minutesClass}
                x={bar.fromMinute * MINUTE_WIDTH + (isFarther(bar) ? FARTHER_GAP : 0.5)}
                width={isFarther(bar) ? FARTHER_WIDTH : MINUTE_WIDTH - 1}
                y={CHART_HEIGHT - heightOf(bar)}
                height={heightOf(bar)}
              >
                <title>
                  {words().plan.chartBarLabel(rangeOf(bar, words()), formatModelledPersons(bar.persons))}
                </title>
              </rect>
            )}
          </For>
        </svg>
        <span class="chart-rule" style={{ left: leftOf(props.plan.reachMinutes()) }} aria-hidden="true">
          <span>{words().plan.chartRule(String(props.plan.reachMinutes()))}</span>
        </span>
      </div>
      <div class="chart-axis" aria-hidden="true">
        <For each={LABELLED_MINUTES}>
          {(minute) => (
            <span class="chart-tick" style={{ left: leftOf(minute) }}>
              {minute}
            </span>
          )}
        </For>
        <span class="chart-tick chart-tick-farther">{words().plan.chartBeyond}</span>
      </div>
    </figure>
  );
}

/** The same bars as rows, for readers and for print. */
export function MinutesTable(props: { readonly plan: PlanModel; readonly answer: CoverageAnswer }) {
  const { words } = useApp();
  const bars = createMemo(() => minuteBars(props.answer, props.plan.reachMinutes(), LAST_MINUTE));
  // Whoever has no street near has no minutes: a row of their own, in no bar.
  const unknownPersons = () =>
    props.answer.district.persons - bars().reduce((sum, bar) => sum + bar.persons, 0);
  return (
    <section
      class="minutes-table"
      tabindex="0"
      aria-label={words().plan.tabs.minutes}
      data-stale={props.plan.isStale() && !props.plan.isAhead() ? "" : undefined}
    >
      <table>
        <caption>
          {words().plan.chartTitle} <MethodBadge method="modelled" />
        </caption>
        <thead>
          <tr>
            <th class="minutes-cell" scope="col">
              {words().shared.units.minutes}
            </th>
            <th class="minutes-cell" data-kind="persons" scope="col">
              {words().shared.units.persons}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={bars()}>
            {(bar) => (
              <tr>
                <th class="minutes-cell" scope="row">
                  <span class="minutes-swatch" data-class={bar.minutesClass} aria-hidden="true" />
                  {rangeOf(bar, words())}
                </th>
                <td class="minutes-cell" data-kind="persons">
                  {formatModelledPersons(bar.persons)}
                </td>
              </tr>
            )}
          </For>
          <Show when={unknownPersons() > 0}>
            <tr>
              <th class="minutes-cell" scope="row">
                <span class="minutes-swatch hatch" aria-hidden="true" />
                {words().plan.chartUnknown}
              </th>
              <td class="minutes-cell" data-kind="persons">
                {formatModelledPersons(unknownPersons())}
              </td>
            </tr>
          </Show>
        </tbody>
      </table>
    </section>
  );
}
