import { isHan, plainPinyin, unitsOf } from "./fold-text.ts";
import type { PlaceForm } from "./place-forms.ts";
import type { PlaceIndex } from "./place-index.ts";

/** A whole name found inside a longer text. */
export interface NameWithin {
  readonly key: string;
  readonly forms: readonly PlaceForm[];
  /** Units of the text: the first one, and the first one after. */
  readonly start: number;
  readonly end: number;
}

const MOST_UNITS = 24;
const LEAST_HANZI = 2;
const LEAST_LETTERS = 3;

/** Names that stand in the text word by word, longest first; none that is part of a longer one found. */
export function namesWithin(index: PlaceIndex, text: string): NameWithin[] {
  const units = unitsOf(text);
  const found: NameWithin[] = [];
  for (let start = 0; start < units.length; start++) {
    let key = "";
    for (let end = start + 1; end <= Math.min(units.length, start + MOST_UNITS); end++) {
      key += units[end - 1];
      if (key.length > index.longestKey) break;
      if (key.length < (isHan(units[start] as string) ? LEAST_HANZI : LEAST_LETTERS)) continue;
      const numbers = [...(index.exact.get(key) ?? []), ...(index.exact.get(plainPinyin(key)) ?? [])];
      if (numbers.length > 0)
        found.push({
          key,
          start,
          end,
          forms: [...new Set(numbers)].map((number) => index.forms[number] as PlaceForm),
        });
    }
  }
  found.sort(
    (a, b) => b.end - b.start - (a.end - a.start) || b.key.length - a.key.length || a.start - b.start,
  );
  const kept: NameWithin[] = [];
  for (const name of found)
    if (!kept.some((longer) => longer.start <= name.start && name.end <= longer.end)) kept.push(name);
  return kept;
}
