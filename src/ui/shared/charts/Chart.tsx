import { createSignal, createUniqueId, For, type JSX, Show, Suspense } from "solid-js";
import { useApp } from "../app-context.ts";
import { ChartPlot } from "./ChartPlot.tsx";
import { ChartTable } from "./ChartTable.tsx";
import { type ChartModel, type ChartSeries, pointWords } from "./chart-model.ts";
import { MARK_PATHS } from "./mark-paths.ts";
import "./charts.css";

const canDraw = () =>
  typeof Path2D !== "undefined" && document.createElement("canvas").getContext("2d") !== null;

/**
 * A chart: drawn, read point by point with the arrow keys or the pointer, or as the table of its figures, which
 * alone is there where nothing can be drawn. One and the same for every door.
 */
export function Chart(props: {
  readonly title: string;
  /** What a reader is told instead of the picture. */
  readonly summary: string;
  readonly chart: ChartModel;
  readonly heightPixels: number;
  /** Beside the title: badge, further words. */
  readonly head?: JSX.Element;
  readonly isTitleHidden?: boolean;
  readonly isStale?: boolean;
  /** A point was chosen by click or Enter. */
  readonly onChoose?: (index: number) => void;
  readonly chosenIndex?: number | null;
}) {
  const { words } = useApp();
  const [isTable, setIsTable] = createSignal(!canDraw());
  const isDrawable = !isTable();
  const [point, setPoint] = createSignal<number | null>(null);
  const readingId = createUniqueId();
  const said = () => words().plan.report.charts;
  const shownPoint = () => point() ?? props.chosenIndex ?? null;
  const reading = () => {
    const index = shownPoint();
    return index === null || index >= props.chart.x.length
      ? ""
      : pointWords(props.chart, index, said().separator);
  };
  const move = (event: KeyboardEvent) => {
    const last = props.chart.x.length - 1;
    const from = shownPoint();
    const to: Record<string, number> = {
      ArrowRight: from === null ? 0 : from + 1,
      ArrowUp: from === null ? 0 : from + 1,
      ArrowLeft: from === null ? last : from - 1,
      ArrowDown: from === null ? last : from - 1,
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (event.key === "Enter" && from !== null) props.onChoose?.(from);
    else if (event.key === "Escape") setPoint(null);
    else if (next !== undefined) setPoint(Math.max(0, Math.min(last, next)));
    else return;
    event.preventDefault();
  };
  return (
    <figure class="chart" data-stale={props.isStale ? "" : undefined}>
      <figcaption class="chart-head">
        <span class={props.isTitleHidden ? "visually-hidden" : "chart-title"}>{props.title}</span>
        {props.head}
        <Show when={isDrawable}>
          <button type="button" class="plan-link chart-toggle" onClick={() => setIsTable(!isTable())}>
            {isTable() ? said().asPicture : said().asTable}
          </button>
        </Show>
      </figcaption>
      <Show
        when={!isTable()}
        fallback={<ChartTable caption={props.title} chart={props.chart} isScrolled={true} />}
      >
        <Show when={props.chart.series.length > 1}>
          <ul class="chart-legend">
            <For each={props.chart.series}>{(series) => <LegendEntry series={series} />}</For>
          </ul>
        </Show>
        <div
          class="chart-reader"
          role="slider"
          tabIndex={0}
          aria-label={`${props.title} ${props.summary}`}
          aria-describedby={readingId}
          aria-valuemin={1}
          aria-valuemax={props.chart.x.length}
          aria-valuenow={(shownPoint() ?? 0) + 1}
          aria-valuetext={reading() || said().howToRead}
          style={{ height: `${props.heightPixels}px` }}
          onKeyDown={move}
          onBlur={() => setPoint(null)}
          onPointerLeave={() => setPoint(null)}
        >
          <Suspense>
            <ChartPlot
              chart={props.chart}
              heightPixels={props.heightPixels}
              shownIndex={shownPoint()}
              onPoint={setPoint}
              onChoose={props.onChoose ?? null}
            />
          </Suspense>
        </div>
        <p class="chart-reading" id={readingId}>
          {reading() || said().howToRead}
        </p>
      </Show>
    </figure>
  );
}

/** How a series is drawn: swatch for bars, stroke with its mark for lines. */
function LegendEntry(props: { readonly series: ChartSeries }) {
  const colour = () => `var(--${props.series.tone})`;
  return (
    <li>
      <svg class="chart-swatch" viewBox="0 0 24 12" aria-hidden="true">
        <Show
          when={props.series.kind === "bars"}
          fallback={
            <>
              <Show when={props.series.kind !== "points"}>
                <path
                  d="M0 6H24"
                  stroke={colour()}
                  stroke-width="2"
                  stroke-dasharray={props.series.isDashed ? "5 3" : undefined}
                />
              </Show>
              <path d={MARK_PATHS[props.series.mark ?? "none"]} fill={colour()} transform="translate(12 6)" />
            </>
          }
        >
          <rect x="4" y="0" width="16" height="12" rx="2" fill={colour()} />
        </Show>
      </svg>
      {props.series.label}
    </li>
  );
}
