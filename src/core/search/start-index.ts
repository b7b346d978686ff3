import { isHan } from "./fold-text.ts";
import type { PlaceForm } from "./place-forms.ts";

/** Units of one name beyond this are not where a search begins. */
export const UNIT_SLOTS = 64;
/** Key of up to three letters; 0 stands for none. Exact in a number: 48 bits. */
const CODES = 0x10000;
const keyOf = (first: number, second: number, third: number) => (first * CODES + second) * CODES + third;

/**
 * Where a search may begin, by its first three letters, or two where a hanzi is among them: each next one goes on in the
 * same unit or begins the next. A search of one letter begins at the first unit of a name, of one hanzi wherever it
 * stands.
 */
export function createStarts(forms: readonly PlaceForm[]): (query: string) => readonly number[] {
  const starts = new Map<number, number[]>();
  const add = (first: number, second: number, third: number, at: number) => {
    const key = keyOf(first, second, third);
    const own = starts.get(key);
    if (own === undefined) starts.set(key, [at]);
    else if (own[own.length - 1] !== at) own.push(at);
  };
  for (let number = 0; number < forms.length; number++) {
    const { units, readings } = forms[number] as PlaceForm;
    const count = Math.min(units.length, UNIT_SLOTS);
    for (let i = 0; i < count; i++) {
      const at = number * UNIT_SLOTS + i;
      const text = units[i] as string;
      const reading = readings[i] as string;
      const next = units[i + 1] ?? "";
      const nextReading = readings[i + 1] ?? "";
      const [a, b, c] = [code(reading, 0), code(reading, 1), code(reading, 2)];
      const [x, y, z] = [code(nextReading, 0), code(nextReading, 1), code(readings[i + 2] ?? "", 0)];
      const hanzi = isHan(text) ? code(text, 0) : 0;
      const nextHanzi = isHan(next) ? code(next, 0) : 0;
      if (hanzi !== 0) {
        add(hanzi, 0, 0, at);
        if (nextHanzi !== 0) add(hanzi, nextHanzi, 0, at);
        if (x !== 0) add(hanzi, x, 0, at);
      }
      if (a === 0) continue;
      if (i === 0) add(a, 0, 0, at);
      // A hanzi after one letter, or after two of the same unit; "x" and "xi" before 直.
      if (nextHanzi !== 0) add(a, nextHanzi, 0, at);
      if (b !== 0) add(a, b, 0, at);
      if (x !== 0) add(a, x, 0, at);
      if (b !== 0 && c !== 0) add(a, b, c, at);
      if (b !== 0 && x !== 0) add(a, b, x, at);
      if (x !== 0 && y !== 0) add(a, x, y, at);
      if (x !== 0 && z !== 0) add(a, x, z, at);
    }
  }
  const none: readonly number[] = [];
  return (query) => {
    const [first, second, third] = [code(query, 0), code(query, 1), code(query, 2)];
    const isLetters = third !== 0 && !isHan(query) && !isHan(query.slice(1)) && !isHan(query.slice(2));
    return starts.get(keyOf(first, second, isLetters ? third : 0)) ?? none;
  };
}

const code = (text: string, at: number): number => (at < text.length ? text.charCodeAt(at) : 0);
