import { createUniqueId, For, Show } from "solid-js";
import { type ChartModel, type ChartSeries, xRangeOf, yRangeOf } from "./chart-model.ts";
import { MARK_PATHS } from "./mark-paths.ts";

const AXIS_MILLIMETRES = 5;
const HEAD_MILLIMETRES = 5;
const TEXT_MILLIMETRES = 3.2;

/** The same chart for paper, in vectors: colours are the light theme's, whatever the screen shows. */
export function PrintedChart(props: {
  readonly title: string;
  readonly chart: ChartModel;
  readonly widthMillimetres: number;
  readonly heightMillimetres: number;
}) {
  const id = createUniqueId();
  const plotHeight = () => props.heightMillimetres - AXIS_MILLIMETRES - HEAD_MILLIMETRES;
  const atX = (x: number) => {
    const [low, high] = xRangeOf(props.chart);
    return ((x - low) / (high - low)) * props.widthMillimetres;
  };
  const atY = (value: number) => {
    const [low, high] = yRangeOf(props.chart);
    const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return HEAD_MILLIMETRES + (1 - share) * plotHeight();
  };
  const half = () => (props.chart.barWidth ?? 1) / 2;
  const points = (series: ChartSeries) =>
    props.chart.x.flatMap((x, i) => {
      const value = series.values[i];
      return value === null || value === undefined ? [] : [{ x, value, i }];
    });
  const outline = (series: ChartSeries) => {
    let path = "";
    let right = Number.NaN;
    for (const { x, value } of points(series)) {
      path += `${Math.abs(x - half() - right) < half() / 10 ? "L" : "M"}${atX(x - half())} ${atY(value)}`;
      path += `L${atX(x + half())} ${atY(value)}`;
      right = x + half();
    }
    return path;
  };
  const line = (series: ChartSeries) =>
    points(series)
      .map(({ x, value }, i) => `${i === 0 ? "M" : "L"}${atX(x)} ${atY(value)}`)
      .join("");
  return (
    <svg
      class="printed-chart"
      viewBox={`0 0 ${props.widthMillimetres} ${props.heightMillimetres}`}
      role="img"
      aria-label={props.title}
    >
      <defs>
        <pattern id={`${id}-hatch`} width="1.4" height="1.4" patternUnits="userSpaceOnUse">
          <path d="M0 1.4L1.4 0" stroke="var(--ink)" stroke-width="0.16" stroke-opacity="0.6" />
        </pattern>
      </defs>
      <For each={props.chart.series}>
        {(series) => (
          <Show
            when={series.kind === "bars"}
            fallback={
              <>
                <path
                  d={series.kind === "outline" ? outline(series) : line(series)}
                  fill="none"
                  stroke={`var(--${series.tone})`}
                  stroke-width="0.5"
                  stroke-dasharray={series.isDashed ? "1.6 1" : undefined}
                />
                <For each={points(series)}>
                  {({ x, value }) => (
                    <path
                      d={MARK_PATHS[series.mark ?? "none"]}
                      fill={`var(--${series.tone})`}
                      transform={`translate(${atX(x)} ${atY(value)}) scale(0.26)`}
                    />
                  )}
                </For>
              </>
            }
          >
            <For each={points(series)}>
              {({ x, value, i }) => {
                const box = {
                  x: atX(x - half()) + 0.1,
                  y: atY(value),
                  width: Math.max(0.1, atX(x + half()) - atX(x - half()) - 0.2),
                  height: Math.max(0, HEAD_MILLIMETRES + plotHeight() - atY(value)),
                };
                return (
                  <>
                    <rect {...box} fill={`var(--${series.tones?.[i] ?? series.tone})`} />
                    <Show when={series.isHatched?.[i]}>
                      <rect {...box} fill={`url(#${id}-hatch)`} />
                    </Show>
                  </>
                );
              }}
            </For>
          </Show>
        )}
      </For>
      <path
        d={`M0 ${HEAD_MILLIMETRES + plotHeight()}H${props.widthMillimetres}`}
        stroke="var(--ink)"
        stroke-width="0.25"
      />
      <For each={props.chart.ticks}>
        {(tick) => (
          <text
            x={atX(tick.x)}
            y={props.heightMillimetres - 0.8}
            text-anchor="middle"
            font-size={String(TEXT_MILLIMETRES)}
            fill="var(--ink-2)"
          >
            {tick.label}
          </text>
        )}
      </For>
      <Show when={props.chart.rule}>
        {(rule) => (
          <>
            <path
              d={`M${atX(rule().x)} 1V${HEAD_MILLIMETRES + plotHeight()}`}
              stroke="var(--ink)"
              stroke-width="0.6"
            />
            <text
              x={atX(rule().x) + 1.2}
              y="3.8"
              font-size={String(TEXT_MILLIMETRES)}
              font-weight="700"
              fill="var(--ink)"
            >
              {rule().label}
            </text>
          </>
        )}
      </Show>
    </svg>
  );
}
