import type { PlaceForm } from "./place-forms.ts";

/** Cost of a syllable or word of which only the beginning was typed, and others follow. */
const PARTIAL_COST = 30;
/** The same for what was typed last: the person may still be typing. */
const LAST_PARTIAL_COST = 20;

export interface UnitMatch {
  /** Sum of what was typed in part only; 0 where each unit is whole. */
  readonly cost: number;
  /** First unit after those matched. */
  readonly end: number;
}

/** Best way found so far by the search that is running. */
let bestCost = 0;
let bestEnd = 0;

// Depth first without any table: nearly every way ends at the second unit.
function read(form: PlaceForm, query: string, unit: number, at: number, cost: number): void {
  const length = query.length;
  if (at === length) {
    if (cost < bestCost) {
      bestCost = cost;
      bestEnd = unit;
    }
    return;
  }
  if (unit === form.units.length || cost >= bestCost) return;
  const text = form.units[unit] as string;
  if (query.startsWith(text, at)) {
    read(form, query, unit + 1, at + text.length, cost);
    // A word that is there whole is not also meant by its first letters.
    if (bestCost === cost) return;
  }
  const reading = form.readings[unit] as string;
  let same = 0;
  while (
    same < reading.length &&
    at + same < length &&
    reading.charCodeAt(same) === query.charCodeAt(at + same)
  )
    same++;
  for (let typed = same; typed > 0; typed--)
    if (typed === reading.length) read(form, query, unit + 1, at + typed, cost);
    else
      read(
        form,
        query,
        unit + 1,
        at + typed,
        cost + (at + typed === length ? LAST_PARTIAL_COST : PARTIAL_COST),
      );
}

/**
 * The query read as consecutive units from `start` on: each hanzi is a unit; letters are the whole reading of a unit or
 * its beginning, down to one letter. So xizhimen, xzm, xizm, 西zhi门 and xizhi门 are one name. The cheapest way; null where
 * it does not fit.
 */
export function matchUnits(form: PlaceForm, start: number, query: string): UnitMatch | null {
  bestCost = Number.POSITIVE_INFINITY;
  bestEnd = 0;
  read(form, query, start, 0, 0);
  return bestEnd === 0 ? null : { cost: bestCost, end: bestEnd };
}
