import type { AreaCoverage, CoverageAnswer } from "../../core/model/answers.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import { type AreaLevel, areaRows, reachedPersons } from "../plan-selectors.ts";

/** One area under two schemes. Persons; changes are now minus beside. */
export interface DifferenceRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly withinZh: string;
  readonly withinEn: string;
  readonly reachedPersons: number;
  readonly reachedBesidePersons: number;
  readonly reachedChange: number;
  readonly withRoomPersons: number;
  readonly withRoomBesidePersons: number;
  readonly withRoomChange: number;
}

export const DIFFERENCE_COLUMNS = [
  "reachedPersons",
  "reachedBesidePersons",
  "reachedChange",
  "withRoomPersons",
  "withRoomBesidePersons",
  "withRoomChange",
] as const;
export type DifferenceColumn = (typeof DIFFERENCE_COLUMNS)[number];
export type DifferenceKey = "name" | DifferenceColumn;

/** Less than half a person is what the arithmetic leaves, not somebody. */
const LEAST_PERSONS = 0.5;

export function differenceFigures(now: AreaCoverage, beside: AreaCoverage) {
  const [reached, reachedBeside] = [reachedPersons(now), reachedPersons(beside)];
  return {
    reachedPersons: reached,
    reachedBesidePersons: reachedBeside,
    reachedChange: reached - reachedBeside,
    withRoomPersons: now.withRoomPersons,
    withRoomBesidePersons: beside.withRoomPersons,
    withRoomChange: now.withRoomPersons - beside.withRoomPersons,
  };
}

/** Areas in which somebody gains or loses by the scheme; the two answers are for the same settings. */
export function differenceRows(
  now: CoverageAnswer,
  beside: CoverageAnswer,
  pack: PackIndex,
  level: AreaLevel,
): readonly DifferenceRow[] {
  const besides = new Map(
    (level === "subdistricts" ? beside.subDistricts : beside.communities).map((area) => [area.id, area]),
  );
  return areaRows(now, pack, level).flatMap((row) => {
    const other = besides.get(row.id);
    if (!other) return [];
    const figures = differenceFigures(row, other);
    const isChanged =
      Math.abs(figures.reachedChange) >= LEAST_PERSONS || Math.abs(figures.withRoomChange) >= LEAST_PERSONS;
    const { id, nameZh, nameEn, withinZh, withinEn } = row;
    return isChanged ? [{ id, nameZh, nameEn, withinZh, withinEn, ...figures }] : [];
  });
}

export interface DifferenceSort {
  readonly key: DifferenceKey;
  readonly direction: "ascending" | "descending";
}

export function sortDifferences(
  rows: readonly DifferenceRow[],
  { key, direction }: DifferenceSort,
): readonly DifferenceRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  const collator = new Intl.Collator("zh-CN");
  return rows.toSorted((one, other) =>
    key === "name"
      ? sign * collator.compare(one.nameZh, other.nameZh)
      : sign * (one[key] - other[key]) || collator.compare(one.nameZh, other.nameZh),
  );
}
