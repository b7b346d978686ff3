import { createEffect, createSignal, on, onCleanup, onMount } from "solid-js";
import uPlot from "uplot";
import { useApp } from "../app-context.ts";
import type { ChartModel } from "./chart-model.ts";
import { plotOptions } from "./plot-options.ts";

/** The drawing itself, on a canvas. */
export function ChartPlot(props: {
  readonly chart: ChartModel;
  readonly heightPixels: number;
  readonly shownIndex: number | null;
  readonly onPoint: (index: number | null) => void;
  readonly onChoose: ((index: number) => void) | null;
}) {
  const { state } = useApp();
  const [widthPixels, setWidthPixels] = createSignal(0);
  let host: HTMLDivElement | undefined;
  let plot: uPlot | null = null;
  const seriesShape = () =>
    JSON.stringify(props.chart.series.map(({ values: _, tones: __, isHatched: ___, ...shape }) => shape));
  const columns = (): uPlot.AlignedData => [
    [...props.chart.x],
    ...props.chart.series.map((series) => [...series.values]),
  ];
  const drop = () => {
    plot?.destroy();
    plot = null;
  };

  onMount(() => {
    if (!host) return;
    const observer = new ResizeObserver(([entry]) =>
      setWidthPixels(Math.floor(entry?.contentRect.width ?? 0)),
    );
    observer.observe(host);
    onCleanup(() => observer.disconnect());
  });
  onCleanup(drop);
  // Colours and fonts are read when it is made: another theme, size or shape makes it anew; figures alone do not.
  createEffect(
    on([widthPixels, () => props.heightPixels, () => state.theme, seriesShape], ([width]) => {
      drop();
      if (!host || width === 0) return;
      plot = new uPlot(
        plotOptions({
          host,
          widthPixels: width,
          heightPixels: props.heightPixels,
          chart: () => props.chart,
          onPoint: (index) => props.onPoint(index),
        }),
        columns(),
        host,
      );
      showPoint(props.shownIndex);
    }),
  );
  createEffect(on(columns, (next) => plot?.setData(next), { defer: true }));

  /** The cursor stands at the point that is read, whoever moved it. */
  const showPoint = (index: number | null) => {
    const x = index === null ? undefined : props.chart.x[index];
    if (!plot) return;
    plot.setCursor(
      x === undefined ? { left: -10, top: -10 } : { left: plot.valToPos(x, "x"), top: 0 },
      false,
    );
  };
  createEffect(on(() => props.shownIndex, showPoint, { defer: true }));

  return (
    <div
      ref={host}
      class="chart-plot-host"
      aria-hidden="true"
      // the reader around it has the keys
      onClick={() => {
        if (props.shownIndex !== null) props.onChoose?.(props.shownIndex);
      }}
    />
  );
}
