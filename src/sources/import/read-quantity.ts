import type { ColumnUnit, RawValue } from "../../core/model/import.ts";
import { type Measure, UNIT_FACTORS, unitOf } from "./units.ts";

export interface Quantity {
  /** In m², heads or metres. */
  readonly value: number;
  /** The file itself says that it is not exact: 约, 余, 左右. */
  readonly isRough: boolean;
}

const DIGITS = "零一二三四五六七八九";
const STEPS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 三百, 两千五百, 一万二千. */
function chineseNumber(text: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const letter of text.replaceAll("两", "二").replaceAll("〇", "零")) {
    if (letter === "万") {
      total += (section + digit || 1) * 10_000;
      section = 0;
      digit = 0;
    } else if (letter in STEPS) {
      section += (digit || 1) * (STEPS[letter] as number);
      digit = 0;
    } else digit = DIGITS.indexOf(letter);
  }
  return total + section + digit;
}

const FORM =
  /^(约为|大约|约|近|超过|≥|>|~|≈)?([-+]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)?(?:\.\d+)?(?:e[-+]?\d+)?)(余|多)?(千|百)?(余|多)?(.*?)(左右|以上)?$/u;

/** "约三百人" → "约300人". */
const withDigits = (text: string) =>
  text.replace(
    /^([^\d零〇一二两三四五六七八九十百千万]{0,2})([零〇一二两三四五六七八九十百千万]+)/u,
    (whole, before: string, number: string) =>
      /^[百千万]/u.test(number) ? whole : `${before}${chineseNumber(number)}`,
  );

/** A number with or without its unit: "3.2公顷", "1,200 ㎡", "0.5万人", "约300人"; `unit` where the cell names none. null = not understood. */
export function readQuantity(cell: RawValue, measure: Measure, unit: ColumnUnit | null): Quantity | null {
  const factor = unit === null ? 1 : UNIT_FACTORS[unit];
  if (typeof cell === "number") return { value: cell * factor, isRough: false };
  if (typeof cell !== "string") return null;
  const match = FORM.exec(withDigits(cell.normalize("NFKC").replace(/\s+/gu, "").toLowerCase()));
  if (!match) return null;
  const [, before, digits = "", more, step, moreStill, rest = "", after] = match;
  const number = /\d/u.test(digits) ? Number(digits.replace(/[,，]/gu, "")) : Number.NaN;
  if (Number.isNaN(number)) return null;
  const tenThousands = measure !== "count" && rest.startsWith("万") ? 10_000 : 1;
  const unitText = tenThousands === 1 ? rest : rest.slice(1);
  const named = unitText === "" ? null : unitOf(unitText.replace(/[余多]/gu, ""), measure);
  if (unitText !== "" && named === null) return null;
  const scale = (step === "千" ? 1000 : step === "百" ? 100 : 1) * tenThousands;
  return {
    value: number * scale * (named ? UNIT_FACTORS[named] : factor),
    isRough: Boolean(before ?? more ?? moreStill ?? after) || /[余多]/u.test(rest),
  };
}
