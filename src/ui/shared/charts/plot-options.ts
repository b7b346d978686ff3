import uPlot from "uplot";
import { type ChartModel, type ChartSeries, type ChartTone, xRangeOf, yRangeOf } from "./chart-model.ts";
import { MARK_PATHS } from "./mark-paths.ts";

interface PlotRequest {
  readonly host: HTMLElement;
  readonly widthPixels: number;
  readonly heightPixels: number;
  /** The newest: the figures change while the drawing stays. */
  readonly chart: () => ChartModel;
  readonly onPoint: (index: number | null) => void;
}

const TICK_SPACE_PIXELS = 36;
/** uPlot's number for "the values are colours". */
const COLOUR_FACET = 3 as uPlot.Series.BarsPathBuilderFacetUnit;

/** What uPlot is told for one chart, with the colours and the type of the theme that holds now. */
export function plotOptions({ host, widthPixels, heightPixels, chart, onPoint }: PlotRequest): uPlot.Options {
  const style = getComputedStyle(host);
  const colour = (tone: ChartTone | "line") => style.getPropertyValue(`--${tone}`).trim();
  const font = `${style.fontSize} ${style.fontFamily}`;
  const hatched = hatches(colour);
  const grid = { stroke: colour("line"), width: 1 };
  return {
    width: widthPixels,
    height: heightPixels,
    legend: { show: false },
    padding: [chart().rule ? 18 : 8, 8, 0, chart().isWithoutAxis ? 8 : 0],
    scales: {
      x: { time: false, range: () => [...xRangeOf(chart())] },
      y: { range: () => [...yRangeOf(chart())] },
    },
    axes: [
      {
        stroke: colour("ink-2"),
        font,
        size: 24,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        border: { show: true, stroke: colour("line-strong"), width: 1 },
        splits: () => chart().ticks.map((tick) => tick.x),
        values: () => chart().ticks.map((tick) => tick.label),
      },
      {
        show: !chart().isWithoutAxis,
        stroke: colour("ink-2"),
        font,
        size: (self, values) => axisWidth(self, values, font),
        gap: 6,
        grid,
        ticks: { show: false },
        space: TICK_SPACE_PIXELS,
        values: (_, splits) => splits.map((value) => chart().yText(value)),
      },
    ],
    series: [
      {},
      ...chart().series.map((series, i) =>
        seriesOptions(series, () => chart().series[i], colour, hatched, chart),
      ),
    ],
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      points: { show: false },
      dataIdx: (_self, _series, closest) => closest,
    },
    hooks: {
      setCursor: [
        (self) => {
          if (self.cursor.event) onPoint(self.cursor.idx ?? null);
        },
      ],
      drawSeries: [(self, index) => drawMarks(self, chart().series[index - 1], index, colour)],
      draw: [(self) => drawRule(self, chart(), colour("ink"), `700 ${font}`)],
    },
  };
}

function seriesOptions(
  series: ChartSeries,
  newest: () => ChartSeries | undefined,
  colour: (tone: ChartTone) => string,
  hatched: (tone: ChartTone) => CanvasPattern | string,
  chart: () => ChartModel,
): uPlot.Series {
  const common: uPlot.Series = { label: series.label, points: { show: false } };
  if (series.kind === "points") return { ...common, paths: () => null };
  if (series.kind !== "bars")
    return {
      ...common,
      stroke: colour(series.tone),
      width: 2,
      ...(series.isDashed ? { dash: [6, 4] } : {}),
      ...(series.kind === "outline" ? { paths: outlinePath(chart) } : {}),
    };
  const fills = () => {
    const now = newest() ?? series;
    return now.values.map((_, i) => {
      const tone = now.tones?.[i] ?? now.tone;
      return now.isHatched?.[i] ? hatched(tone) : colour(tone);
    });
  };
  const bars = uPlot.paths.bars?.({
    size: [1, Number.POSITIVE_INFINITY],
    gap: 1,
    // the type knows only names of colours; what is filled with may be a pattern as well
    disp: { fill: { unit: COLOUR_FACET, values: fills as unknown as () => string[] } },
  });
  return { ...common, fill: colour(series.tone), width: 0, ...(bars ? { paths: bars } : {}) };
}

/** The tops of bars as one line; bars that stand apart have lines of their own. */
const outlinePath =
  (chart: () => ChartModel): uPlot.Series.PathBuilder =>
  (self, seriesIndex, from, to) => {
    const half = (chart().barWidth ?? 1) / 2;
    const stroke = new Path2D();
    let lastRight = Number.NaN;
    for (let i = from; i <= to; i++) {
      const x = self.data[0][i];
      const value = self.data[seriesIndex]?.[i];
      if (x === undefined || value === null || value === undefined) continue;
      const y = self.valToPos(value, "y", true);
      const left = self.valToPos(x - half, "x", true);
      if (Math.abs(x - half - lastRight) < half / 10) stroke.lineTo(left, y);
      else stroke.moveTo(left, y);
      stroke.lineTo(self.valToPos(x + half, "x", true), y);
      lastRight = x + half;
    }
    return { stroke, clip: null, fill: null };
  };

function drawMarks(
  self: uPlot,
  series: ChartSeries | undefined,
  seriesIndex: number,
  colour: (tone: ChartTone) => string,
): void {
  if (!series?.mark || series.mark === "none") return;
  const { ctx } = self;
  const path = new Path2D(MARK_PATHS[series.mark]);
  ctx.save();
  ctx.fillStyle = colour(series.tone);
  self.data[seriesIndex]?.forEach((value, i) => {
    const x = self.data[0][i];
    if (value === null || value === undefined || x === undefined) return;
    ctx.save();
    ctx.translate(self.valToPos(x, "x", true), self.valToPos(value, "y", true));
    ctx.scale(uPlot.pxRatio, uPlot.pxRatio);
    ctx.fill(path);
    ctx.restore();
  });
  ctx.restore();
}

function drawRule(self: uPlot, { rule }: ChartModel, ink: string, font: string): void {
  if (!rule) return;
  const { ctx, bbox } = self;
  const ratio = uPlot.pxRatio;
  const x = self.valToPos(rule.x, "x", true);
  ctx.save();
  ctx.strokeStyle = ink;
  ctx.fillStyle = ink;
  ctx.lineWidth = 3 * ratio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top - 14 * ratio);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = font.replace(/([\d.]+)px/, (_, size) => `${Number(size) * ratio}px`);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const width = ctx.measureText(rule.label).width;
  const isAtEnd = x + width + 6 * ratio > bbox.left + bbox.width;
  ctx.fillText(rule.label, isAtEnd ? x - width - 6 * ratio : x + 6 * ratio, bbox.top - 8 * ratio);
  ctx.restore();
}

/** A tone with lines of ink over it: told from the plain one without colour. */
function hatches(colour: (tone: ChartTone) => string): (tone: ChartTone) => CanvasPattern | string {
  const kept = new Map<ChartTone, CanvasPattern | string>();
  return (tone) => {
    const known = kept.get(tone);
    if (known) return known;
    const side = Math.round(6 * uPlot.pxRatio);
    const tile = document.createElement("canvas");
    tile.width = side;
    tile.height = side;
    const ctx = tile.getContext("2d");
    let made: CanvasPattern | string = colour(tone);
    if (ctx) {
      ctx.fillStyle = colour(tone);
      ctx.fillRect(0, 0, side, side);
      ctx.strokeStyle = colour("ink");
      ctx.globalAlpha = 0.35;
      ctx.lineWidth = uPlot.pxRatio;
      ctx.beginPath();
      for (const shift of [-side, 0, side]) {
        ctx.moveTo(shift, side);
        ctx.lineTo(shift + side, 0);
      }
      ctx.stroke();
      made = ctx.createPattern(tile, "repeat") ?? made;
    }
    kept.set(tone, made);
    return made;
  };
}

function axisWidth(self: uPlot, values: readonly string[] | null, font: string): number {
  const { ctx } = self;
  ctx.save();
  ctx.font = font;
  const widest = Math.max(0, ...(values ?? []).map((value) => ctx.measureText(value).width));
  ctx.restore();
  return Math.ceil(widest) + 12;
}
