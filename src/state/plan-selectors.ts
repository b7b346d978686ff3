import cnPlanning from "../../data/rules/cn-planning.json";
import type { AreaCoverage, CoverageAnswer, CoverageSplit } from "../core/model/answers.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import type { FigureKey } from "../core/model/rule-pack.ts";
import type { PaceId, Phase } from "../core/model/scenario.ts";

/** The two levels of the board; the names are those of the pack's layers. */
export const AREA_LEVELS = ["subdistricts", "communities"] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** One line of the board: names from the pack, figures from the answer. Shares are 0-1, NaN where nobody lives. */
export interface AreaRow extends AreaCoverage {
  readonly nameZh: string;
  readonly nameEn: string;
  /** Sub-district a community lies in; empty for a sub-district. */
  readonly withinZh: string;
  readonly withinEn: string;
  readonly reachedShare: number;
  readonly withRoomShare: number;
  readonly assistedNotReachedPersons: number;
  /** Square metres that those near but full would need. */
  readonly shortageSquareMetres: number;
}

/** Persons who reach a gate in time and whose room is known: the two lower parts of the bar. */
export const reachedPersons = (split: CoverageSplit): number =>
  split.withRoomPersons + split.nearButFullPersons;

const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : Number.NaN);

export function areaRows(answer: CoverageAnswer, pack: PackIndex, level: AreaLevel): readonly AreaRow[] {
  const subDistricts = new Map(pack.subDistricts.map((area) => [area.code, area]));
  const communities = new Map(pack.communities.map((area) => [area.id, area]));
  const areas = level === "subdistricts" ? answer.subDistricts : answer.communities;
  return areas.map((area) => {
    const community = level === "communities" ? communities.get(area.id) : undefined;
    const named = community ?? subDistricts.get(area.id);
    const within = community ? subDistricts.get(community.subDistrictCode) : undefined;
    return {
      ...area,
      nameZh: named?.nameZh ?? area.id,
      nameEn: named?.nameEn ?? "",
      withinZh: within?.nameZh ?? "",
      withinEn: within?.nameEn ?? "",
      ...rowFigures(area, answer),
    };
  });
}

const rowFigures = (area: AreaCoverage, { squareMetresPerPerson }: CoverageAnswer) => ({
  reachedShare: shareOf(reachedPersons(area), area.persons),
  withRoomShare: shareOf(area.withRoomPersons, area.persons),
  assistedNotReachedPersons: area.assisted.notReachedPersons,
  shortageSquareMetres: shortageSquareMetres(area, squareMetresPerPerson),
});

/** The line below the others: the whole district, under the name it is given. */
export const districtRow = (answer: CoverageAnswer, name: string): AreaRow => ({
  ...answer.district,
  nameZh: name,
  nameEn: name,
  withinZh: "",
  withinEn: "",
  ...rowFigures(answer.district, answer),
});

/** Square metres that those near but full would need in the phase asked about. */
export const shortageSquareMetres = (split: CoverageSplit, squareMetresPerPerson: number): number =>
  split.nearButFullPersons * squareMetresPerPerson;

export const SORT_KEYS = [
  "name",
  "persons",
  "reachedShare",
  "withRoomShare",
  "notReachedPersons",
  "nearButFullPersons",
  "unknownPersons",
  "p50Minutes",
  "p90Minutes",
  "p95Minutes",
  "worstTenthMinutes",
  "worstTenthReachedShare",
  "aged65NotReachedPersons",
  "assistedNotReachedPersons",
  "shortageSquareMetres",
] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export interface Sort {
  readonly key: SortKey;
  readonly direction: "ascending" | "descending";
}

/** Rows in order; what cannot be judged (NaN) stands last either way, equal rows by residents. */
export function sortRows(rows: readonly AreaRow[], sort: Sort): readonly AreaRow[] {
  const sign = sort.direction === "ascending" ? 1 : -1;
  const collator = new Intl.Collator("zh-CN");
  const compare = (a: AreaRow, b: AreaRow): number => {
    if (sort.key === "name") return sign * collator.compare(a.nameZh, b.nameZh);
    const [left, right] = [a[sort.key], b[sort.key]];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    if (left !== right) return left < right ? -sign : sign;
    return b.persons - a.persons;
  };
  return [...rows].sort(compare);
}

/**
 * Rounds parts to multiples of `step` so that they still sum to `total`: largest remainders go up. What a step cannot
 * carry (the last digits of an exact census total) goes to the largest part.
 */
export function roundToSum(parts: readonly number[], step: number, total: number): readonly number[] {
  const rounded = parts.map((part) => Math.floor(part / step) * step);
  const byRemainder = parts
    .map((part, i) => ({ i, remainder: part - rounded[i]! }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  let left = total - rounded.reduce((sum, part) => sum + part, 0);
  for (const { i, remainder } of byRemainder) {
    if (left < step || remainder === 0) break;
    rounded[i]! += step;
    left -= step;
  }
  const largest = parts.indexOf(Math.max(...parts));
  if (largest !== -1) rounded[largest]! += left;
  return rounded;
}

const EVERYONE_PARTS = ["withRoom", "nearButFull", "notReached", "unknown"] as const;
export type EveryonePart = (typeof EVERYONE_PARTS)[number];

/** The bar of everyone as printed: the parts sum to `total` and the tenths of per cent to 1000. */
export interface Everyone {
  readonly totalPersons: number;
  readonly parts: readonly {
    readonly part: EveryonePart;
    readonly persons: number;
    /** For the length of the segment, 0-1. */
    readonly share: number;
    /** For print, 0-1 in whole thousandths. */
    readonly printedShare: number;
  }[];
}

export function everyone(split: CoverageSplit): Everyone {
  const totalPersons = Math.round(split.persons);
  const persons = [
    split.withRoomPersons,
    split.nearButFullPersons,
    split.notReachedPersons,
    split.unknownPersons,
  ];
  const printedPersons = roundToSum(persons, 10, totalPersons);
  const shares = persons.map((part) => (split.persons > 0 ? part / split.persons : 0));
  const printedShares = roundToSum(
    shares.map((share) => share * 1000),
    1,
    split.persons > 0 ? 1000 : 0,
  );
  return {
    totalPersons,
    parts: EVERYONE_PARTS.map((part, i) => ({
      part,
      persons: printedPersons[i]!,
      share: shares[i]!,
      printedShare: Math.round(printedShares[i]!) / 1000,
    })),
  };
}

export const NUMBER_KEYS = [
  "straightLineArea",
  "networkArea",
  "networkPersons",
  "networkPersonsWithRoom",
] as const;
export type NumberKey = (typeof NUMBER_KEYS)[number];

/** The four coverage numbers as shares 0-1, in their fixed order. */
export function fourNumbers(area: AreaCoverage): Readonly<Record<NumberKey, number>> {
  return {
    straightLineArea: area.straightLineAreaShare,
    networkArea: area.networkAreaShare,
    networkPersons: shareOf(reachedPersons(area), area.persons),
    networkPersonsWithRoom: shareOf(area.withRoomPersons, area.persons),
  };
}

/** Persons whose walk is shorter than `minutes`; whole minutes only, because the answer counts by minute. */
export function personsWithinMinutes(answer: CoverageAnswer, minutes: number): number {
  // The last bin holds everybody beyond and is never within.
  const upTo = Math.min(minutes, answer.personsByMinute.length - 1);
  let persons = 0;
  for (let minute = 0; minute < upTo; minute++) persons += answer.personsByMinute[minute]!;
  return persons;
}

/**
 * Share of persons reached at another number of minutes, at once from the answer at hand: the exact share of the
 * answer, moved by the persons whose minutes lie between. Exact but for shelters whose room is unknown.
 */
export function previewReachedShare(answer: CoverageAnswer, minutes: number): number {
  const { district } = answer;
  if (district.persons <= 0) return Number.NaN;
  const moved =
    personsWithinMinutes(answer, minutes) -
    personsWithinMinutes(answer, answer.request.scenario.reachMinutes);
  return Math.min(1, Math.max(0, (reachedPersons(district) + moved) / district.persons));
}

/**
 * Class 1-5 of a walk that takes up to `upperMinutes`: 1 and 2 lie inside the rule (teal), 3 to 5 outside (sand).
 * Inside: up to 5, more. Outside: up to 15, up to 20, more.
 */
export function minutesClass(upperMinutes: number, ruleMinutes: number): 1 | 2 | 3 | 4 | 5 {
  if (upperMinutes <= ruleMinutes) return upperMinutes <= 5 ? 1 : 2;
  if (upperMinutes <= 15) return 3;
  return upperMinutes <= 20 ? 4 : 5;
}

export interface MinuteBar {
  readonly fromMinute: number;
  /** Infinity on the last bar: farther, or cut off. */
  readonly toMinute: number;
  readonly persons: number;
  readonly minutesClass: 1 | 2 | 3 | 4 | 5;
}

/** Bars of one minute each up to `lastMinute`, then one bar of everybody beyond. They sum to the answer's bins. */
export function minuteBars(
  answer: CoverageAnswer,
  ruleMinutes: number,
  lastMinute: number,
): readonly MinuteBar[] {
  const bins = answer.personsByMinute;
  const shown = Math.min(lastMinute, bins.length - 1);
  const bars: MinuteBar[] = [];
  for (let minute = 0; minute < shown; minute++)
    bars.push({
      fromMinute: minute,
      toMinute: minute + 1,
      persons: bins[minute]!,
      minutesClass: minutesClass(minute + 1, ruleMinutes),
    });
  bars.push({
    fromMinute: shown,
    toMinute: Number.POSITIVE_INFINITY,
    persons: bins.slice(shown).reduce((sum, persons) => sum + persons, 0),
    minutesClass: 5,
  });
  return bars;
}

/** A figure of the rule pack in use, as the screen names it. */
export interface NamedFigure {
  readonly value: number;
  readonly unit: string;
  readonly clause: string;
  readonly noteZh: string;
  readonly noteEn: string;
}
export const planningFigure = (key: FigureKey): NamedFigure => cnPlanning.figures[key];

export const PACE_FIGURES: Readonly<Record<PaceId, FigureKey>> = {
  slow: "walkSlowMetresPerSecond",
  brisk: "walkBriskMetresPerSecond",
  wheelchair: "walkWheelchairMetresPerSecond",
  child: "walkChildMetresPerSecond",
  older: "walkOlderMetresPerSecond",
  pram: "walkPramMetresPerSecond",
};
export const PHASE_FIGURES: Readonly<Record<Phase, FigureKey>> = {
  emergency: "emergencySquareMetresPerPerson",
  temporary: "temporarySquareMetresPerPerson",
  short: "shortSquareMetresPerPerson",
  medium: "mediumSquareMetresPerPerson",
  long: "longSquareMetresPerPerson",
};
