/** Colours a chart may use, by what they mean: names of the theme's tokens without the dashes. */
export type ChartTone =
  | "ink"
  | "ink-2"
  | "ink-3"
  | "line-strong"
  | "you"
  | "safe"
  | "unmet"
  | "tight"
  | "unknown"
  | "min-1"
  | "min-2"
  | "min-3"
  | "min-4"
  | "min-5";

/** What tells a series from the others without colour. */
export type ChartMark = "none" | "circle" | "square" | "triangle" | "diamond";

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  /** `outline`: the tops of bars as one stepped line, to lay one set of bars over another. */
  readonly kind: "bars" | "line" | "outline" | "points";
  /** One for each x; null = nothing there. */
  readonly values: readonly (number | null)[];
  readonly tone: ChartTone;
  /** Bars only: a tone for each bar in place of `tone`. */
  readonly tones?: readonly ChartTone[];
  /** Bars only: those with hatching over their colour. */
  readonly isHatched?: readonly boolean[];
  readonly mark?: ChartMark;
  readonly isDashed?: boolean;
}

export interface ChartTick {
  readonly x: number;
  readonly label: string;
}

/** A line across the plot at one x, with its words. */
export interface ChartRule {
  readonly x: number;
  readonly label: string;
}

/** One chart, whoever draws it: on screen, on paper or as a table. Every text is ready to be shown. */
export interface ChartModel {
  /** Rising; bars stand in the middle over theirs. */
  readonly x: readonly number[];
  readonly xTitle: string;
  /** With the unit. */
  readonly yTitle: string;
  /** Words for each x, same order. */
  readonly xTexts: readonly string[];
  readonly yText: (value: number) => string;
  readonly series: readonly ChartSeries[];
  readonly ticks: readonly ChartTick[];
  readonly rule: ChartRule | null;
  /** Drawn without an axis for values: bars whose heights are only compared. */
  readonly isWithoutAxis?: boolean;
  /** Both ends of the values; absent: 0 to the largest. Values beyond are cut off at the edge. */
  readonly yRange?: readonly [low: number, high: number];
  /** Width of a bar in units of x. */
  readonly barWidth?: number;
}

/** Both ends of the values as drawn: from 0 unless told otherwise, never without height. */
export function yRangeOf(chart: ChartModel): readonly [low: number, high: number] {
  if (chart.yRange) return chart.yRange;
  const values = chart.series.flatMap((series) => series.values.filter((value) => value !== null));
  return [Math.min(0, ...values), Math.max(1e-9, ...values) * 1.04];
}

/** Both ends of x as drawn: half a bar, or a little, beyond the first and the last. */
export function xRangeOf({ x, barWidth }: ChartModel): readonly [low: number, high: number] {
  const [first, last] = [x[0] ?? 0, x.at(-1) ?? 1];
  const beyond = barWidth === undefined ? (last - first) * 0.03 || 0.5 : barWidth / 2;
  return [first - beyond, last + beyond];
}

/** What is said of one point: its x, then every series that has a value there. */
export function pointWords(chart: ChartModel, index: number, separator: string): string {
  const values = chart.series.flatMap((series) => {
    const value = series.values[index];
    return value === null || value === undefined ? [] : [`${series.label} ${chart.yText(value)}`];
  });
  return [chart.xTexts[index] ?? "", ...values].join(separator);
}
