import { editsToPrefix } from "./edit-cost.ts";
import { hasHan, isHan, plainPinyin, softSound, unitsOf } from "./fold-text.ts";
import { anyOrderScore, EXACT_SCORE, type FormMatch, looseWords, unsaidCost } from "./match-query.ts";
import type { PlaceForm } from "./place-forms.ts";
import type { PlaceIndex } from "./place-index.ts";

const EDIT_COST = 130;
const SOFT_COST = 50;
/** Names looked at more closely, at most. */
const MOST_TRIED = 400;

/** Changes forgiven, by the number of letters typed. */
const forgivenEdits = (letters: number): number => (letters < 4 ? 0 : letters < 9 ? 1 : 2);

const sameLetter = (one: string, other: string) => (i: number, j: number) =>
  one.charCodeAt(i) === other.charCodeAt(j) ? 0 : 1;

/** With few changes forgiven, one of the first two letters is among the first two: nothing else is worth a closer look. */
const mayBegin = (query: string, name: string, from: number): boolean =>
  query[0] === name[from] ||
  query[1] === name[from + 1] ||
  query[0] === name[from + 1] ||
  query[1] === name[from];

/** Best match of the letters with a name, from the beginning of any of its units. */
function bestLetters(
  index: PlaceIndex,
  form: PlaceForm,
  query: string,
  most: number,
  name: string,
  lengthOf: (reading: string) => number,
): number {
  let from = 0;
  let best = 0;
  const costOf = sameLetter(query, name);
  for (let unit = 0; unit < form.units.length; unit++) {
    const match = mayBegin(query, name, from) ? editsToPrefix(query, name, from, most, costOf) : null;
    if (match) {
      let end = unit;
      for (let at = from; end < form.units.length && at < match.end; end++)
        at += lengthOf(form.readings[end] as string);
      best = Math.max(best, EXACT_SCORE - EDIT_COST * match.edits - unsaidCost(index, form, unit, end));
    }
    from += lengthOf(form.readings[unit] as string);
  }
  return best;
}

/** Letters with a slip or two, or sounds that are not told apart: xizimen, taolanting, Behai Park. */
export function matchMisspeltLetters(index: PlaceIndex, text: string): FormMatch[] {
  const letters = plainPinyin(text.replaceAll(" ", ""));
  const soft = softSound(letters);
  const most = forgivenEdits(letters.length);
  if (most === 0 || hasHan(letters)) return [];
  // One change spoils two pairs, an exchange three; what was softened may spoil two more.
  const spoilt = most === 1 ? 4 : 6;
  const found: FormMatch[] = [];
  for (const number of index.slips().withPairs(soft, soft.length - 1 - spoilt, MOST_TRIED)) {
    const form = index.forms[number] as PlaceForm;
    if (form.letters === "") continue;
    const score = Math.max(
      bestLetters(index, form, letters, most, form.letters, (reading) => reading.length),
      bestLetters(index, form, soft, most, form.soft, (reading) => softSound(reading).length) - SOFT_COST,
    );
    if (score > 0) found.push({ form, score, isMisspelt: true });
  }
  return found;
}

/** Shorter words are taken as they are. */
const LEAST_WORD = 4;

/** Words in any order, each with a slip at most: "praca libardade", "hosptial friendship". */
export function matchMisspeltWords(index: PlaceIndex, text: string): FormMatch[] {
  const words = looseWords(text);
  if (words.length < 2) return [];
  const slips = index.slips();
  /** Edits of each word of names that may have been meant, for each word typed. */
  const meant = words.map((word) => {
    const edits = new Map<string, number>();
    for (const letter of new Set(word.slice(0, 2)))
      for (const name of slips.wordsFrom(letter))
        if (name.startsWith(word)) edits.set(name, 0);
        else if (
          word.length >= LEAST_WORD &&
          Math.abs(name.length - word.length) <= 1 &&
          mayBegin(word, name, 0)
        ) {
          const match = editsToPrefix(word, name, 0, 1, sameLetter(word, name));
          if (match) edits.set(name, match.edits);
        }
    return edits;
  });
  const formCount = (edits: ReadonlyMap<string, number>) => {
    let count = 0;
    for (const name of edits.keys()) count += slips.withWord(name).length;
    return count;
  };
  const [rarest, ...others] = [...meant].sort((a, b) => formCount(a) - formCount(b)) as [
    Map<string, number>,
    ...Map<string, number>[],
  ];
  const best = new Map<number, FormMatch>();
  for (const [name, edits] of rarest)
    for (const number of slips.withWord(name)) {
      const form = index.forms[number] as PlaceForm;
      let total = edits;
      for (const other of others) {
        let least = Number.POSITIVE_INFINITY;
        for (const unit of form.units) least = Math.min(least, other.get(unit) ?? Number.POSITIVE_INFINITY);
        total += least;
      }
      if (!Number.isFinite(total)) continue;
      const isSaid = (unit: string) => meant.some((edited) => edited.has(unit));
      const score = anyOrderScore(form, isSaid) - EDIT_COST * total;
      if (score > (best.get(number)?.score ?? 0)) best.set(number, { form, score, isMisspelt: total > 0 });
    }
  return [...best.values()];
}

/** There are some four hundred syllables: each is softened once. */
const softened = new Map<string, string>();
function softSyllable(syllable: string): string {
  let soft = softened.get(syllable);
  if (soft === undefined) {
    soft = softSound(syllable);
    softened.set(syllable, soft);
  }
  return soft;
}

/** What hanzi read alike cost, of one change. */
const SAME_SOUND = 0.4;
const LIKE_SOUND = 0.6;

/** Hanzi with a slip: another of the same sound (西直们), one more, one less, one wrong. */
export function matchMisspeltHanzi(index: PlaceIndex, text: string): FormMatch[] {
  const query = unitsOf(text);
  if (query.length < 2 || !query.every(isHan)) return [];
  const most = query.length < 3 ? SAME_SOUND : query.length < 7 ? 1 : 2;
  const sounds = query.map((hanzi) => index.readings.of(hanzi));
  const softSounds = sounds.map((own) => new Set(own.map(softSyllable)));
  const wanted = query.map((hanzi, i) => [hanzi, ...(sounds[i] ?? [])]);
  const found: FormMatch[] = [];
  for (const number of index.slips().withHanzi(wanted, query.length - Math.floor(most), MOST_TRIED)) {
    const form = index.forms[number] as PlaceForm;
    let best = 0;
    for (let unit = 0; unit < form.units.length; unit++) {
      const match = editsToPrefix(query, form.units, unit, most, (i, j) => {
        if (query[i] === form.units[j]) return 0;
        const reading = form.readings[j] as string;
        if (sounds[i]?.includes(reading)) return SAME_SOUND;
        return softSounds[i]?.has(softSyllable(reading)) ? LIKE_SOUND : 1;
      });
      if (match)
        best = Math.max(
          best,
          EXACT_SCORE - SOFT_COST - EDIT_COST * match.edits - unsaidCost(index, form, unit, match.end),
        );
    }
    if (best > 0) found.push({ form, score: best, isMisspelt: true });
  }
  return found;
}
