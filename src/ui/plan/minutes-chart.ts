import type { CoverageAnswer } from "../../core/model/answers.ts";
import { formatModelledPersons } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";
import { type MinuteBar, minuteBars } from "../../state/plan-selectors.ts";
import type { ChartModel, ChartSeries, ChartTone } from "../shared/charts/chart-model.ts";

/** Minutes shown one by one. */
export const LAST_MINUTE = 30;
/** Where the bars stand that hold no single minute: everybody farther, and those without a street near. */
const FARTHER_AT = LAST_MINUTE + 2;
const UNKNOWN_AT = LAST_MINUTE + 4;
const LABEL_EVERY_MINUTES = 5;

export const unknownPersonsOf = (answer: CoverageAnswer, bars: readonly MinuteBar[]): number =>
  answer.district.persons - bars.reduce((sum, bar) => sum + bar.persons, 0);

/**
 * Residents by minutes of walk: bars in the classes of the map, those outside the rule hatched; what it is compared with
 * as one line over them.
 */
export function minutesChart(
  words: Words,
  answer: CoverageAnswer,
  reachMinutes: number,
  name: string,
  beside: { readonly answer: CoverageAnswer; readonly name: string } | null,
): ChartModel {
  const bars = minuteBars(answer, reachMinutes, LAST_MINUTE);
  const unknownPersons = unknownPersonsOf(answer, bars);
  const besideBars = beside && minuteBars(beside.answer, reachMinutes, LAST_MINUTE);
  const hasUnknown =
    unknownPersons > 0 || (beside && besideBars && unknownPersonsOf(beside.answer, besideBars) > 0);
  const withUnknown = <Item>(items: readonly Item[], unknown: Item): readonly Item[] =>
    hasUnknown ? [...items, unknown] : items;
  const series: ChartSeries[] = [
    {
      id: "now",
      label: name,
      kind: "bars",
      tone: "min-2",
      values: withUnknown(
        bars.map((bar) => bar.persons),
        unknownPersons,
      ),
      tones: withUnknown<ChartTone>(
        bars.map((bar) => `min-${bar.minutesClass}` as const),
        "unknown",
      ),
      isHatched: withUnknown(
        bars.map((bar) => bar.toMinute > reachMinutes),
        true,
      ),
    },
  ];
  if (beside && besideBars)
    series.push({
      id: "beside",
      label: beside.name,
      kind: "outline",
      tone: "ink",
      values: withUnknown(
        besideBars.map((bar) => bar.persons),
        unknownPersonsOf(beside.answer, besideBars),
      ),
    });
  const single = [...bars, ...(besideBars ?? [])].filter((bar) => Number.isFinite(bar.toMinute));
  const ticks = [];
  for (let minute = 0; minute <= LAST_MINUTE; minute += LABEL_EVERY_MINUTES)
    ticks.push({ x: minute, label: String(minute) });
  ticks.push({ x: FARTHER_AT, label: words.plan.chartBeyond });
  if (hasUnknown) ticks.push({ x: UNKNOWN_AT, label: words.shared.unknown });
  return {
    x: withUnknown(
      bars.map((bar) => (Number.isFinite(bar.toMinute) ? bar.fromMinute + 0.5 : FARTHER_AT)),
      UNKNOWN_AT,
    ),
    xTitle: words.shared.units.minutes,
    yTitle: words.shared.units.persons,
    xTexts: withUnknown(
      bars.map((bar) =>
        Number.isFinite(bar.toMinute)
          ? words.plan.chartRange(String(bar.fromMinute), String(bar.toMinute))
          : words.plan.chartRangeBeyond(String(bar.fromMinute)),
      ),
      words.plan.chartUnknown,
    ),
    yText: formatModelledPersons,
    series,
    ticks,
    rule: { x: reachMinutes, label: words.plan.chartRule(String(reachMinutes)) },
    isWithoutAxis: true,
    // the bars of many minutes in one are cut at the height of the others and say their number
    yRange: [0, Math.max(1, ...single.map((bar) => bar.persons)) * 1.02],
    barWidth: 1,
  };
}
