import type { AreaCoverage } from "../core/model/answers.ts";
import { fourNumbers, NUMBER_KEYS, type NumberKey, shortageSquareMetres } from "./plan-selectors.ts";

/** Figures of the board besides the four numbers, in the order they are read. */
export const WALK_KEYS = [
  "p50Minutes",
  "p90Minutes",
  "p95Minutes",
  "worstTenthMinutes",
  "worstTenthReachedShare",
] as const;
export const SHORTAGE_KEYS = ["shortagePersons", "shortageSquareMetres"] as const;
export type BoardFigureKey = NumberKey | (typeof WALK_KEYS)[number] | (typeof SHORTAGE_KEYS)[number];
export const BOARD_FIGURE_KEYS: readonly BoardFigureKey[] = [...NUMBER_KEYS, ...WALK_KEYS, ...SHORTAGE_KEYS];

/**
 * Every figure of one area, the one place board, report and export take them from: shares 0-1, minutes, persons, square
 * metres. Infinity: cut off; NaN: nobody lives there or is judged.
 */
export function boardFigures(
  area: AreaCoverage,
  squareMetresPerPerson: number,
): Readonly<Record<BoardFigureKey, number>> {
  return {
    ...fourNumbers(area),
    p50Minutes: area.p50Minutes,
    p90Minutes: area.p90Minutes,
    p95Minutes: area.p95Minutes,
    worstTenthMinutes: area.worstTenthMinutes,
    worstTenthReachedShare: area.worstTenthReachedShare,
    shortagePersons: area.nearButFullPersons,
    shortageSquareMetres: shortageSquareMetres(area, squareMetresPerPerson),
  };
}

export const GROUP_KEYS = ["aged65", "assisted"] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];
