import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FIRST_CODE_POINT = 0x4e00;
const LIST = fileURLToPath(new URL("../hanzi/traditional-simplified.txt", import.meta.url));
const TABLE = fileURLToPath(new URL("../../src/core/search/hanzi-table.ts", import.meta.url));

/** Pairs of the list, the traditional character first, in the order of their code points. */
export const readHanziList = (): [string, string][] =>
  readFileSync(LIST, "utf8")
    .trim()
    .split(/\s+/u)
    .map((pair) => [...pair] as [string, string])
    .sort(([a], [b]) => (a.codePointAt(0) as number) - (b.codePointAt(0) as number));

function digitsOf(step: number): string {
  let digits = "";
  for (let left = step; ; left >>= 5) {
    if (left < 32) return digits + DIGITS[left];
    digits += DIGITS[32 + (left & 31)];
  }
}

/** The table as it is written; see simplified-hanzi.ts, which reads it. */
export function hanziTableText(): string {
  let [lastFrom, lastTo] = [FIRST_CODE_POINT, FIRST_CODE_POINT];
  let [from, to] = ["", ""];
  for (const pair of readHanziList()) {
    const [traditional, simplified] = pair.map((letter) => letter.codePointAt(0) as number) as [
      number,
      number,
    ];
    const step = simplified - lastTo;
    from += digitsOf(traditional - lastFrom);
    to += digitsOf(step >= 0 ? step * 2 : -step * 2 - 1);
    [lastFrom, lastTo] = [traditional, simplified];
  }
  return [
    "/* Written by `npm run hanzi` from data/hanzi/traditional-simplified.txt (OpenCC, Apache License 2.0). */",
    "",
    `export const CODE_DIGITS = "${DIGITS}";`,
    "/** From each traditional character to the next, upwards from U+4E00. */",
    "export const TRADITIONAL_STEPS =",
    `  "${from}";`,
    "/** From each simplified character to the next: 2n upwards, 2n - 1 downwards. */",
    "export const SIMPLIFIED_STEPS =",
    `  "${to}";`,
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TABLE, hanziTableText());
