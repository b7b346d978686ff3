import type { ColumnUnit } from "../../core/model/import.ts";

export type Measure = "area" | "count" | "length" | "plain";

/** How many square metres, heads or metres one of it is. 1 mu is 2000/3 m² (15 mu to the hectare). */
export const UNIT_FACTORS: Readonly<Record<ColumnUnit, number>> = {
  m2: 1,
  mu: 2000 / 3,
  hectare: 10_000,
  km2: 1e6,
  one: 1,
  "ten-thousand": 10_000,
  m: 1,
  cm: 0.01,
  mm: 0.001,
  km: 1000,
};

const SPELLINGS: readonly (readonly [Measure, ColumnUnit, RegExp])[] = [
  ["area", "km2", /^(平方公里|平方千米|km2|km\^2|sqkm)$/u],
  ["area", "mu", /^(亩|mu)$/u],
  ["area", "hectare", /^(公顷|ha|hm2|hectares?)$/u],
  ["area", "m2", /^(平方米|平米|m2|m\^2|sqm|㎡)$/u],
  ["count", "ten-thousand", /^(万人|万)$/u],
  ["count", "one", /^(人|个|名|辆|台|persons?|people)$/u],
  ["length", "km", /^(公里|千米|km)$/u],
  ["length", "cm", /^(厘米|公分|cm)$/u],
  ["length", "mm", /^(毫米|mm)$/u],
  ["length", "m", /^(米|m)$/u],
];

/** null where the text names no unit of that measure. */
export function unitOf(text: string, measure: Measure): ColumnUnit | null {
  const plain = text.normalize("NFKC").toLowerCase().trim();
  return SPELLINGS.find(([of, , form]) => of === measure && form.test(plain))?.[1] ?? null;
}

/** Unit in a header: 面积（亩）, 有效面积/m², 净宽 cm. */
export function unitOfHeader(header: string, measure: Measure): ColumnUnit | null {
  const plain = header.normalize("NFKC");
  for (const match of plain.matchAll(/[([【/]\s*(?:单位[:：]?)?\s*([^)\]】/]+)/gu)) {
    const unit = unitOf(match[1] as string, measure);
    if (unit) return unit;
  }
  return unitOf(plain.split(/[\s_]+/u).at(-1) ?? "", measure);
}
