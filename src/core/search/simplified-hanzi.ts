import { CODE_DIGITS, SIMPLIFIED_STEPS, TRADITIONAL_STEPS } from "./hanzi-table.ts";

/** Steps between code points: digits of 5 bits, lowest first; the sixth bit says that another one follows. */
function decodeSteps(text: string): number[] {
  const steps: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of text) {
    const digit = CODE_DIGITS.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit >= 32) continue;
    steps.push(value);
    value = 0;
    shift = 0;
  }
  return steps;
}

const FIRST_CODE_POINT = 0x4e00;
let table: Map<string, string> | null = null;

function simplifiedTable(): Map<string, string> {
  const found = new Map<string, string>();
  const to = decodeSteps(SIMPLIFIED_STEPS);
  let traditional = FIRST_CODE_POINT;
  let simplified = FIRST_CODE_POINT;
  for (const [i, step] of decodeSteps(TRADITIONAL_STEPS).entries()) {
    const signed = to[i] as number;
    traditional += step;
    simplified += signed % 2 === 0 ? signed / 2 : -(signed + 1) / 2;
    found.set(String.fromCodePoint(traditional), String.fromCodePoint(simplified));
  }
  return found;
}

/** Every traditional character as its simplified one; all else as it is. */
export function toSimplified(text: string): string {
  table ??= simplifiedTable();
  let simplified = "";
  for (const letter of text) simplified += table.get(letter) ?? letter;
  return simplified;
}
