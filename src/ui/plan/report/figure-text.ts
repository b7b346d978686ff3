import type { AreaCoverage, CoverageAnswer } from "../../../core/model/answers.ts";
import type { Language } from "../../../core/model/language.ts";
import type { PackIndex } from "../../../core/model/pack-data.ts";
import { formatCount, formatModelledPersons, formatPercent } from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";
import { type BoardFigureKey, boardFigures } from "../../../state/board-figures.ts";
import {
  NUMBER_KEYS,
  PACE_FIGURES,
  PHASE_FIGURES,
  planningFigure,
  reachedPersons,
} from "../../../state/plan-selectors.ts";

/** A figure as it is printed, wherever it is printed: board, table, report. */
export interface FigureText {
  readonly value: string;
  /** Empty where the value is a sentence. */
  readonly unit: string;
}

const isNumberKey = (key: BoardFigureKey): key is (typeof NUMBER_KEYS)[number] =>
  (NUMBER_KEYS as readonly string[]).includes(key);

export const figureName = (words: Words, key: BoardFigureKey): string =>
  isNumberKey(key) ? words.plan.numbers[key] : words.plan.report.figures[key];

/** Minutes to whole ones: the method carries no more. */
const minutesText = (words: Words, minutes: number): FigureText => {
  if (Number.isNaN(minutes)) return { value: words.shared.unknown, unit: "" };
  if (minutes === Infinity) return { value: words.plan.report.cutOff, unit: "" };
  return { value: formatCount(minutes), unit: words.plan.report.minutesUnit };
};

export function figureText(words: Words, key: BoardFigureKey, value: number): FigureText {
  if (Number.isNaN(value)) return { value: words.shared.unknown, unit: "" };
  if (key.endsWith("Minutes")) return minutesText(words, value);
  if (key === "shortagePersons")
    return { value: formatModelledPersons(value), unit: words.shared.units.persons };
  if (key === "shortageSquareMetres")
    return { value: formatModelledPersons(value), unit: words.plan.report.squareMetres };
  return { value: formatPercent(value), unit: "%" };
}

export const spoken = ({ value, unit }: FigureText): string => (unit ? `${value} ${unit}` : value);

/** A change smaller than what is printed is no change. */
const LEAST_CHANGE = 0.0005;

/** Difference of two shares in tenths of a percentage point with its sign; null where print shows none. */
export function shareChange(now: number, before: number): string | null {
  const change = now - before;
  return Math.abs(change) >= LEAST_CHANGE
    ? `${change > 0 ? "+" : "−"}${formatPercent(Math.abs(change))}`
    : null;
}

/** What stands behind one figure. */
export interface FigureExplained {
  readonly definition: string;
  /** The formula with this area's own figures in it; null where nothing was judged. */
  readonly filled: string | null;
  /** Rule and edition. */
  readonly clause: string;
}

interface Explaining {
  readonly words: Words;
  readonly answer: CoverageAnswer;
  readonly area: AreaCoverage;
  /** Ground of the area; NaN where not known. */
  readonly areaSquareMetres: number;
  readonly language: Language;
}

const HECTARE_SQUARE_METRES = 10_000;

export function explainFigure(key: BoardFigureKey, explaining: Explaining): FigureExplained {
  const { words, answer, area } = explaining;
  const figures = boardFigures(area, answer.squareMetresPerPerson);
  return {
    definition: words.plan.report.how.definition[key],
    filled: Number.isNaN(figures[key]) ? null : filledFormula(key, figures[key], explaining),
    clause: clauseOf(key, explaining),
  };
}

function filledFormula(
  key: BoardFigureKey,
  value: number,
  { words, answer, area, areaSquareMetres }: Explaining,
): string | null {
  const { how } = words.plan.report;
  // the same as in print everywhere: persons to tens, so that a reader who reckons comes to the printed figure
  const persons = formatModelledPersons;
  const judged = judgedPersons(area, answer);
  const text = spoken(figureText(words, key, value));
  switch (key) {
    case "straightLineArea":
    case "networkArea": {
      if (Number.isNaN(areaSquareMetres)) return null;
      const hectares = areaSquareMetres / HECTARE_SQUARE_METRES;
      return how.area(formatCount(hectares * value), formatCount(hectares), formatPercent(value));
    }
    case "networkPersons":
      return how.persons(persons(reachedPersons(area)), persons(area.persons), formatPercent(value));
    case "networkPersonsWithRoom":
      return how.persons(persons(area.withRoomPersons), persons(area.persons), formatPercent(value));
    case "p50Minutes":
      return judged === null ? null : how.ranked(persons(judged * 0.5), persons(judged), text);
    case "p90Minutes":
      return judged === null ? null : how.ranked(persons(judged * 0.9), persons(judged), text);
    case "p95Minutes":
      return judged === null ? null : how.ranked(persons(judged * 0.95), persons(judged), text);
    case "worstTenthMinutes":
      return judged === null ? null : how.tenth(persons(judged / 10), text);
    case "worstTenthReachedShare":
      return judged === null ? null : how.tenthReached(persons(judged / 10), formatPercent(value));
    case "shortagePersons":
      return how.shortage(
        persons(area.withRoomPersons),
        persons(reachedPersons(area)),
        persons(area.nearButFullPersons),
      );
    case "shortageSquareMetres":
      return how.squareMetres(
        persons(area.nearButFullPersons),
        String(answer.squareMetresPerPerson),
        formatModelledPersons(value),
      );
    default: {
      const never: never = key;
      throw new Error(String(never));
    }
  }
}

/** Persons whose minutes are known: counted by the answer for the district, elsewhere all when nobody is unknown. */
const judgedPersons = (area: AreaCoverage, answer: CoverageAnswer): number | null => {
  if (area === answer.district) return answer.personsByMinute.reduce((sum, persons) => sum + persons, 0);
  return area.unknownPersons === 0 ? area.persons : null;
};

/** Clause and edition, or where the rule pack took the figure from when no clause says it. */
function clauseOf(key: BoardFigureKey, { answer, language }: Explaining): string {
  const { pace, phase } = answer.request.scenario;
  const figure = planningFigure(
    key === "straightLineArea"
      ? "serviceRadiusMetres"
      : RULED_BY_ROOM.has(key)
        ? PHASE_FIGURES[phase]
        : RULED_BY_MINUTES.has(key)
          ? "reachMinutes"
          : PACE_FIGURES[pace],
  );
  const note = language === "en" ? figure.noteEn : figure.noteZh;
  return figure.clause === "–" ? note : figure.clause;
}
const RULED_BY_ROOM: ReadonlySet<BoardFigureKey> = new Set([
  "networkPersonsWithRoom",
  "shortagePersons",
  "shortageSquareMetres",
]);
const RULED_BY_MINUTES: ReadonlySet<BoardFigureKey> = new Set([
  "networkArea",
  "networkPersons",
  "worstTenthReachedShare",
]);

/** What the figures of an area do not know, in sentences. */
export function unknownLines(words: Words, area: AreaCoverage, pack: PackIndex): readonly string[] {
  const { how } = words.plan.report;
  const roomless = pack.shelters.filter(
    (shelter) => shelter.effectiveSquareMetres === null && shelter.publishedCapacityPersons === null,
  ).length;
  const gates = pack.gates.filter((gate) => gate.opening.kind === "unknown").length;
  return [
    area.unknownPersons > 0
      ? how.unknownPersons(formatModelledPersons(area.unknownPersons))
      : how.nobodyUnknown,
    ...(roomless > 0 ? [how.unknownRoom(formatCount(roomless))] : []),
    ...(gates > 0 ? [how.unknownGates(formatCount(gates))] : []),
    how.modelled,
  ];
}

/** Ground of an area of the pack, square metres; the district's is the sum of its sub-districts. */
export function areaSquareMetresOf(pack: PackIndex, areaId: string): number {
  const named =
    pack.subDistricts.find((area) => area.code === areaId) ??
    pack.communities.find(({ id }) => id === areaId);
  if (named) return named.areaSquareMetres;
  return pack.subDistricts.length > 0
    ? pack.subDistricts.reduce((sum, area) => sum + area.areaSquareMetres, 0)
    : Number.NaN;
}
