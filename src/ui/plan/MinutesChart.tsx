import { createMemo, For } from "solid-js";
import type { CoverageAnswer } from "../../core/model/answers.ts";
import { formatModelledPersons, formatPercent } from "../../i18n/format.ts";
import { type MinuteBar, minuteBars, previewReachedShare } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { PlanModel } from "./plan-model.ts";

const LAST_MINUTE = 30;
/** Drawing units; the SVG stretches to the strip. The bar of everybody beyond stands apart at the right. */
const MINUTE_WIDTH = 10;
const CHART_HEIGHT = 64;
const BEYOND_GAP = 8;
const BEYOND_WIDTH = 18;
const CHART_WIDTH = LAST_MINUTE * MINUTE_WIDTH + BEYOND_GAP + BEYOND_WIDTH;
const LABELLED_MINUTES = [0, 5, 10, 15, 20, 25, 30];

const leftOf = (minute: number) => `${((minute * MINUTE_WIDTH) / CHART_WIDTH) * 100}%`;

/** Residents by minutes of walk to the nearest gate; colours are those of the map, the tick is the rule in force. */
export function MinutesChart(props: { readonly plan: PlanModel; readonly answer: CoverageAnswer }) {
  const { words } = useApp();
  const bars = createMemo(() => minuteBars(props.answer, props.plan.reachMinutes(), LAST_MINUTE));
  // The bar beyond holds many minutes in one: it is cut at the height of the others and says its number.
  const highest = () =>
    Math.max(
      1,
      ...bars()
        .filter((bar) => Number.isFinite(bar.toMinute))
        .map((bar) => bar.persons),
    );
  const heightOf = (bar: MinuteBar) => (Math.min(bar.persons, highest()) / highest()) * CHART_HEIGHT;
  const rangeOf = (bar: MinuteBar) =>
    Number.isFinite(bar.toMinute)
      ? words().plan.chartRange(String(bar.fromMinute), String(bar.toMinute))
      : words().plan.chartRangeBeyond(String(bar.fromMinute));
  const share = () => previewReachedShare(props.answer, props.plan.reachMinutes());
  return (
    <figure class="minutes-chart" data-stale={props.plan.isStale() && !props.plan.isAhead() ? "" : undefined}>
      <figcaption>
        <strong>{words().plan.chartTitle}</strong> <span>{words().plan.chartUnit}</span>
        <span class="chart-inside">
          {words().plan.chartInside(
            formatModelledPersons(share() * props.answer.district.persons),
            String(props.plan.reachMinutes()),
            formatPercent(share()),
          )}
        </span>
        <MethodBadge method="modelled" />
      </figcaption>
      <div class="chart-plot">
        <svg
          viewBox={`0 0 ${CHART_WIDTH} ${CHART_HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${words().plan.chartTitle}。${words().plan.chartInside(
            formatModelledPersons(share() * props.answer.district.persons),
            String(props.plan.reachMinutes()),
            formatPercent(share()),
          )}`}
        >
          <For each={bars()}>
            {(bar) => (
              <rect
                class="chart-bar"
                data-class={bar.minutesClass}
                x={
                  Number.isFinite(bar.toMinute)
                    ? bar.fromMinute * MINUTE_WIDTH + 0.5
                    : bar.fromMinute * MINUTE_WIDTH + BEYOND_GAP
                }
                width={Number.isFinite(bar.toMinute) ? MINUTE_WIDTH - 1 : BEYOND_WIDTH}
                y={CHART_HEIGHT - heightOf(bar)}
                height={heightOf(bar)}
              >
                <title>{words().plan.chartBarLabel(rangeOf(bar), formatModelledPersons(bar.persons))}</title>
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
              {minute === LAST_MINUTE ? `${minute} ${words().plan.chartAxis}` : minute}
            </span>
          )}
        </For>
        <span class="chart-tick chart-tick-beyond">{formatModelledPersons(bars().at(-1)?.persons ?? 0)}</span>
      </div>
      <details class="chart-table">
        <summary>{words().plan.chartTableTitle}</summary>
        <table>
          <caption class="visually-hidden">{words().plan.chartTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{words().shared.units.minutes}</th>
              <th scope="col">{words().shared.units.persons}</th>
            </tr>
          </thead>
          <tbody>
            <For each={bars()}>
              {(bar) => (
                <tr>
                  <th scope="row">{rangeOf(bar)}</th>
                  <td>{formatModelledPersons(bar.persons)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </details>
    </figure>
  );
}
