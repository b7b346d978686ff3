import type { CoverageAnswer } from "../../core/model/answers.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import { formatCount, formatModelledPersons, formatPercent } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";
import { type AreaLevel, type AreaRow, SORT_KEYS, type SortKey } from "../../state/plan-selectors.ts";

export type FigureSortKey = Exclude<SortKey, "name">;
export const FIGURE_KEYS = SORT_KEYS.filter((key): key is FigureSortKey => key !== "name");

/** Sub-districts at night are counts of the census; communities and working hours are modelled. */
export const isCensusCount = (answer: CoverageAnswer, pack: PackIndex, level: AreaLevel): boolean =>
  level === "subdistricts" &&
  answer.request.scenario.period === "night" &&
  answer.district.persons === pack.description.residents;

/** One figure of an area as every table prints it. */
export function areaCell(words: Words, row: AreaRow, key: FigureSortKey, isCensus: boolean): string {
  const value = row[key];
  if (Number.isNaN(value)) return words.shared.unknown;
  switch (key) {
    case "reachedShare":
    case "withRoomShare":
    case "worstTenthReachedShare":
      return formatPercent(value);
    case "p50Minutes":
    case "p90Minutes":
    case "p95Minutes":
    case "worstTenthMinutes":
      return Number.isFinite(value) ? String(Math.round(value)) : words.plan.unreachableMinutes;
    case "persons":
      return isCensus ? formatCount(value) : formatModelledPersons(value);
    case "notReachedPersons":
    case "nearButFullPersons":
    case "unknownPersons":
    case "aged65NotReachedPersons":
    case "assistedNotReachedPersons":
    case "shortageSquareMetres":
      return formatModelledPersons(value);
    default: {
      const never: never = key;
      throw new Error(String(never));
    }
  }
}

export function columnUnit(words: Words, key: FigureSortKey): string {
  const units = words.plan.columnUnits;
  if (key.endsWith("Share")) return units.share;
  if (key.endsWith("SquareMetres")) return units.squareMetres;
  return key.endsWith("Minutes") ? units.minutes : units.persons;
}
