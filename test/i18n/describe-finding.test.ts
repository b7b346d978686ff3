import { expect, test } from "vitest";
import { FINDING_CODES, type Finding, type FindingCode, IMPORT_LAYERS } from "../../src/core/model/import.ts";
import { describeFinding } from "../../src/i18n/describe-finding.ts";
import { wordsOf } from "../../src/i18n/words.ts";
import { LAYER_TABLES } from "../../src/sources/layer-columns.ts";

const LANGUAGES = ["zh-CN", "en"] as const;
const COLUMNS = [
  ...new Set(IMPORT_LAYERS.flatMap((layer) => LAYER_TABLES[layer].columns.map(({ name }) => name))),
  "geometry",
];
const finding = (
  code: FindingCode,
  place: Partial<Finding["place"]> = {},
  severity: Finding["severity"] = "doubtful",
): Finding => ({ code, severity, place: { file: "表.xlsx", ...place }, lngLat: null });

test.each(LANGUAGES)("every finding has a title, a sentence and what to do, in %s", (language) => {
  const words = wordsOf(language);
  for (const code of FINDING_CODES)
    for (const severity of ["rejected", "mended", "doubtful"] as const)
      for (const place of [{}, { row: 7 }, { row: 7, field: "tier", found: "12", expected: "emergency" }]) {
        const said = describeFinding(finding(code, place, severity), words);
        for (const text of Object.values(said)) {
          expect(text.trim(), code).not.toBe("");
          expect(text, code).not.toMatch(/undefined|null|NaN|\[object|_/);
        }
        expect(said.detail).toContain("表.xlsx");
        if (place.row) expect(said.detail).toContain("7");
        expect(said.detail).not.toContain("tier");
      }
});

test.each(LANGUAGES)("columns are called by a title, not by their code, in %s", (language) => {
  const titles: Readonly<Record<string, string>> = wordsOf(language).findings.fields;
  expect(COLUMNS.filter((name) => titles[name] === undefined)).toEqual([]);
});

test.each([
  ["zh-CN", "避难.xlsx，第 3 行，「有效面积」：读到 十二，应为 数。"],
  ["en", "避难.xlsx, row 3, “Effective area”: found 十二, expected a number."],
] as const)("a cell that is no number, in %s", (language, detail) => {
  const place = {
    file: "避难.xlsx",
    row: 3,
    field: "effectiveSquareMetres",
    found: "十二",
    expected: "number",
  };
  expect(describeFinding(finding("NOT_UNDERSTOOD", place), wordsOf(language)).detail).toBe(detail);
});

test("what was assumed and what was guessed is said in words", () => {
  const zh = wordsOf("zh-CN");
  const detail = (place: Partial<Finding["place"]>) =>
    describeFinding(finding("MISSING_VALUE", place), zh).detail;
  expect(detail({ field: "tier", expected: "emergency" })).toBe(
    "表.xlsx，「层级」：没有给出，按「紧急疏散点」算。",
  );
  expect(detail({ field: "opening", expected: '{"kind":"unknown"}' })).toContain("按「不详」算");
  expect(detail({ field: "kind", found: "甲微型消防站", expected: "fire-small" })).toContain(
    "按「甲微型消防站」推定为「小型消防站」",
  );
  expect(detail({ field: "fitFor", expected: "[]" })).toContain("问到某种灾害时不计入");
});

test("what stands in a cell is shown as it stands", () => {
  const said = describeFinding(
    finding("NOT_UNDERSTOOD", { field: "tier", found: "Point" }),
    wordsOf("zh-CN"),
  );
  expect(said.detail).toContain("读到 Point");
});
