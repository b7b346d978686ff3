import type { Place } from "../model/pack.ts";
import { isHan, plainPinyin } from "./fold-text.ts";

/** How hanzi are read in a district, learnt from the names of its pack. */
export interface Readings {
  /** Commonest reading first; none where no name of the pack holds the character. */
  of(hanzi: string): readonly string[];
}

/** A syllable: initial, vowels, ending. Loose: it only has to tell where one ends. */
const SYLLABLE = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,3}(?:ng|n|r)?$/;
const LONGEST_SYLLABLE = 6;

/**
 * Syllables of joined pinyin, one for each letter of `initials`; null where it cannot be parted so. The units say which
 * parts are not hanzi and stand as they are (mall, 1949).
 */
export function partPinyin(pinyin: string, initials: string, units: readonly string[]): string[] | null {
  const count = initials.length;
  /** From here on it cannot be done: (letter, part) pairs already tried. */
  const failed = new Set<number>();
  const part = (at: number, index: number): string[] | null => {
    if (index === count) return at === pinyin.length ? [] : null;
    const key = at * (count + 1) + index;
    if (failed.has(key)) return null;
    const unit = units[index] as string;
    const longest = isHan(unit) ? LONGEST_SYLLABLE : unit.length;
    for (let length = Math.min(longest, pinyin.length - at); length > 0; length--) {
      const letters = pinyin.slice(at, at + length);
      if (letters[0] !== initials[index]) break;
      if (isHan(unit) ? !SYLLABLE.test(letters) : letters !== unit) continue;
      const rest = part(at + length, index + 1);
      if (rest) return [letters, ...rest];
    }
    failed.add(key);
    return null;
  };
  return part(0, 0);
}

/**
 * Reading of each unit of a place's own name; "" where it is not known. The pack spells names without the owner and
 * the city in front, so the spelling belongs to the last units.
 */
export function readingsOfName(
  place: Pick<Place, "pinyin" | "initials">,
  units: readonly string[],
): readonly string[] | null {
  const count = [...place.initials].length;
  if (count === 0 || count > units.length) return null;
  const parts = partPinyin(place.pinyin, place.initials, units.slice(-count));
  return parts ? [...Array<string>(units.length - count).fill(""), ...parts.map(plainPinyin)] : null;
}

/** From names in units with their readings; names whose spelling cannot be parted teach nothing. */
export function learnReadings(
  names: readonly { readonly units: readonly string[]; readonly readings: readonly string[] | null }[],
): Readings {
  const counts = new Map<string, Map<string, number>>();
  for (const { units, readings } of names)
    for (const [i, unit] of units.entries()) {
      const reading = readings?.[i] ?? "";
      if (reading === "" || reading === unit) continue;
      const own = counts.get(unit) ?? new Map<string, number>();
      counts.set(unit, own.set(reading, (own.get(reading) ?? 0) + 1));
    }
  const sorted = new Map(
    [...counts].map(([hanzi, own]) => [
      hanzi,
      [...own].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([reading]) => reading),
    ]),
  );
  const none: readonly string[] = [];
  return { of: (hanzi) => sorted.get(hanzi) ?? none };
}
