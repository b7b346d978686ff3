import { hasHan, plainPinyin } from "./fold-text.ts";
import { matchUnits } from "./match-units.ts";
import type { PlaceForm } from "./place-forms.ts";
import type { PlaceIndex } from "./place-index.ts";
import { UNIT_SLOTS } from "./start-index.ts";

/** A form that fits, and how well: 1000 for exactly this name. */
export interface FormMatch {
  readonly form: PlaceForm;
  readonly score: number;
  readonly isMisspelt: boolean;
}

export const EXACT_SCORE = 1000;
/** For a name that is not the place's own: less where it is there whole. */
const ALIAS_COST = { whole: 8, part: 28 } as const;
/** Letters of English words said by their first letters only are rarely meant. */
const WORD_INITIALS_COST = 60;
/** Only the last word was cut short: the person is still typing. */
const STILL_TYPING_COST = 25;
/** For a name that begins with something else. */
const LATER_START_COST = 90;
const MOST_UNSAID_COST = 260;
const ANY_ORDER_COST = 160;
const UNSAID_WORD_COST = 25;

const aliasCost = ({ alias }: PlaceForm, isWhole: boolean) =>
  alias === null ? 0 : isWhole ? ALIAS_COST.whole : ALIAS_COST.part;

/** What a match of the units from `start` to before `end` leaves of the name. */
export function unsaidCost(index: PlaceIndex, form: PlaceForm, start: number, end: number): number {
  const cost = index.unsaidCost(form, start, end) + (start > 0 ? LATER_START_COST : 0);
  return Math.min(cost, MOST_UNSAID_COST) + aliasCost(form, cost === 0);
}

/** Forms that the query is, or begins, or stands in from a unit's beginning on; also by initials. */
export function matchSpelt(index: PlaceIndex, text: string): FormMatch[] {
  const query = text.replaceAll(" ", "");
  const pinyin = plainPinyin(query);
  // Names with hanzi are read in pinyin (lv is lu), words as they are typed.
  if (pinyin === query) return matchForms(index, query, () => true);
  return [
    ...matchForms(index, query, (form) => !form.hasHan),
    ...matchForms(index, pinyin, (form) => form.hasHan),
  ];
}

function matchForms(index: PlaceIndex, query: string, isMeant: (form: PlaceForm) => boolean): FormMatch[] {
  const found: FormMatch[] = [];
  for (const at of index.startsOf(query)) {
    const form = index.forms[Math.floor(at / UNIT_SLOTS)] as PlaceForm;
    const start = at % UNIT_SLOTS;
    const match = isMeant(form) ? matchUnits(form, start, query) : null;
    if (!match) continue;
    const initials = !form.hasHan && match.cost > STILL_TYPING_COST ? WORD_INITIALS_COST : 0;
    const score = EXACT_SCORE - match.cost - initials - unsaidCost(index, form, start, match.end);
    // Starts come form by form: only the best of each is kept.
    const last = found.at(-1);
    if (last?.form === form) {
      if (score <= last.score) continue;
      found.pop();
    }
    found.push({ form, score, isMisspelt: false });
  }
  return found;
}

const STOP_WORDS = new Set("of the a in at de da do das dos del la le les du des di and e y".split(" "));

/** Words that count when their order does not; none of a text with hanzi. */
export const looseWords = (text: string): string[] =>
  hasHan(text) ? [] : text.split(" ").filter((word) => word !== "" && !STOP_WORDS.has(word));

/** What a name costs of which these words were said, in whatever order. */
export function anyOrderScore(form: PlaceForm, isSaid: (unit: string) => boolean): number {
  let cost = ANY_ORDER_COST + aliasCost(form, false);
  for (const unit of form.units) if (!isSaid(unit)) cost += STOP_WORDS.has(unit) ? 1 : UNSAID_WORD_COST;
  return EXACT_SCORE - Math.min(cost, ANY_ORDER_COST + MOST_UNSAID_COST);
}

/** Words in any order, each the beginning of a word of the name: "park beihai". */
export function matchWords(index: PlaceIndex, text: string): FormMatch[] {
  const words = looseWords(text);
  if (words.length < 2) return [];
  // The longest word is in the fewest names.
  const [rarest, ...others] = [...words].sort((a, b) => b.length - a.length) as [string, ...string[]];
  const found: FormMatch[] = [];
  let last: PlaceForm | null = null;
  for (const at of index.startsOf(rarest)) {
    const form = index.forms[Math.floor(at / UNIT_SLOTS)] as PlaceForm;
    if (form === last || form.hasHan || !(form.units[at % UNIT_SLOTS] as string).startsWith(rarest)) continue;
    last = form;
    if (!others.every((word) => form.units.some((unit) => unit.startsWith(word)))) continue;
    const isSaid = (unit: string) => words.some((word) => unit.startsWith(word));
    found.push({ form, score: anyOrderScore(form, isSaid), isMisspelt: false });
  }
  return found;
}
