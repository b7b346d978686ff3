import { isHan } from "./fold-text.ts";
import type { PlaceForm } from "./place-forms.ts";

/** What finds names that were typed with a slip: pieces small enough that most of them are left whole. */
export interface SlipIndex {
  /** Forms that hold at least `least` of the pairs of letters, those with most first; no more than `limit`. */
  withPairs(letters: string, least: number, limit: number): number[];
  /** The same by hanzi and their sounds: each entry is met by the hanzi or by one of the sounds. */
  withHanzi(wanted: readonly (readonly string[])[], least: number, limit: number): number[];
  /** Words of names without hanzi, by their first letter. */
  wordsFrom(letter: string): readonly string[];
  /** Forms that hold the word. */
  withWord(word: string): readonly number[];
}

const CODES = 0x10000;
/** Pairs of letters, as numbers, once each. */
function pairsOf(letters: string): Set<number> {
  const pairs = new Set<number>();
  for (let i = 1; i < letters.length; i++)
    pairs.add(letters.charCodeAt(i - 1) * CODES + letters.charCodeAt(i));
  return pairs;
}

function add<Key>(map: Map<Key, number[]>, key: Key, form: number): void {
  const own = map.get(key);
  if (own === undefined) map.set(key, [form]);
  // Forms come in order: a piece met twice in one name is counted once.
  else if (own.at(-1) !== form) own.push(form);
}

export function createSlipIndex(forms: readonly PlaceForm[]): SlipIndex {
  const pairs = new Map<number, number[]>();
  const hanzi = new Map<string, number[]>();
  const words = new Map<string, number[]>();
  for (const [number, { soft, units, readings, hasHan }] of forms.entries()) {
    for (let i = 1; i < soft.length; i++)
      add(pairs, soft.charCodeAt(i - 1) * CODES + soft.charCodeAt(i), number);
    for (const [i, unit] of units.entries())
      if (!hasHan) add(words, unit, number);
      else if (isHan(unit)) {
        add(hanzi, unit, number);
        if (readings[i]) add(hanzi, readings[i] as string, number);
      }
  }
  const byLetter = new Map<string, string[]>();
  for (const word of words.keys()) {
    const own = byLetter.get(word[0] as string);
    if (own) own.push(word);
    else byLetter.set(word[0] as string, [word]);
  }
  const counts = new Uint8Array(forms.length);
  const lastCounted = new Uint8Array(forms.length);
  const mostCounted = (lists: Iterable<Iterable<readonly number[]>>, least: number, limit: number) => {
    counts.fill(0);
    lastCounted.fill(0);
    let wanted = 0;
    for (const same of lists) {
      wanted++;
      for (const list of same)
        for (const form of list) {
          // Of several pieces that stand for one only one counts.
          if (lastCounted[form] === wanted) continue;
          lastCounted[form] = wanted;
          counts[form] = (counts[form] as number) + 1;
        }
    }
    const found: number[] = [];
    for (let count = wanted; count >= least && found.length < limit; count--)
      for (let form = 0; form < counts.length && found.length < limit; form++)
        if (counts[form] === count) found.push(form);
    return found;
  };
  const none: readonly number[] = [];
  return {
    withPairs: (letters, least, limit) =>
      mostCounted(
        [...pairsOf(letters)].map((pair) => [pairs.get(pair) ?? none]),
        Math.max(1, least),
        limit,
      ),
    withHanzi: (wanted, least, limit) =>
      mostCounted(
        wanted.map((same) => same.map((piece) => hanzi.get(piece) ?? none)),
        Math.max(1, least),
        limit,
      ),
    wordsFrom: (letter) => byLetter.get(letter) ?? [],
    withWord: (word) => words.get(word) ?? none,
  };
}
