import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { ExportCell } from "../../../src/core/model/export.ts";
import { exportTable } from "../../../src/sources/export/export-table.ts";
import { guardFormula, withoutFormulaGuard } from "../../../src/sources/export/guard-formula.ts";
import { joinedWkt, wktColumns, wktPieces } from "../../../src/sources/export/wkt-columns.ts";

const ABOUT = {
  titleZh: "表",
  titleEn: "Table",
  packId: "tiny",
  method: "compiled",
  source: "us",
  licence: "CC0",
  asOf: "2026",
  exportedAt: "2026-11-27T00:00:00Z",
} as const;
/** Known ways of making a spreadsheet run something. */
const PAYLOADS = [
  "=cmd|' /C calc'!A0",
  "+1+cmd|' /C calc'!A0",
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd|" /C calc"!A0',
  '=HYPERLINK("https://example.org","x")',
  "\t=1+1",
  "\r=1+1",
  " =1+1",
  "＝1+1",
  "'=1+1",
];
const csvOf = async (columns: string[], rows: ExportCell[][]) => {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    await exportTable({ name: "t", columns, rows }, ABOUT, "csv"),
  );
  expect(text.startsWith("\ufeff")).toBe(true);
  return Papa.parse<string[]>(text.slice(1), { delimiter: ",", newline: "\r\n" }).data;
};

describe("text that a spreadsheet would run", () => {
  it.each(PAYLOADS)("is shown instead in CSV: %j", async (payload) => {
    const [head, row] = await csvOf([payload], [[payload]]);
    for (const cell of [head?.[0], row?.[0]]) {
      expect(cell).toBe(`'${payload}`);
      expect(cell?.trimStart()).not.toMatch(/^[=+\-@]/u);
    }
  });

  it.each(PAYLOADS)("is typed text in XLSX, without any formula: %j", async (payload) => {
    const files = unzipSync(
      await exportTable({ name: "=1", columns: ["a"], rows: [[payload]] }, ABOUT, "xlsx"),
    );
    const xml = Object.entries(files)
      .filter(([name]) => name.startsWith("xl/worksheets/"))
      .map(([, bytes]) => strFromU8(bytes))
      .join("");
    expect(xml).not.toMatch(/<f[ >]/u);
    expect(xml).toMatch(/<c r="A2"[^>]* t="(s|inlineStr)"/u);
  });

  it("comes back as it was, whatever it was", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[ \t]?[=+@-]?.*$/u)), (text) => {
        expect(withoutFormulaGuard(guardFormula(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("is not a number: negative numbers stay numbers", async () => {
    expect((await csvOf(["a", "b"], [[-5, -0.25]]))[1]).toEqual(["-5", "-0.25"]);
  });
});

it("leaves unknown and infinite cells empty, never 0", async () => {
  const rows = await csvOf(["a", "b", "c", "d"], [[null, Number.POSITIVE_INFINITY, Number.NaN, 0]]);
  expect(rows[1]).toEqual(["", "", "", "0"]);
});

it("writes no control character into a sheet", async () => {
  const files = unzipSync(
    await exportTable({ name: "t", columns: ["a\u0000"], rows: [["b\u0007\ud800c"]] }, ABOUT, "xlsx"),
  );
  const text = Object.values(files)
    .map((bytes) => strFromU8(bytes))
    .join("");
  expect(text).toContain("bc");
  for (const code of [0, 7, 0xd800]) expect(text).not.toContain(String.fromCharCode(code));
});

it("cuts shapes longer than a cell into columns and puts them together again", () => {
  const wkt = `POLYGON ((${"1 2, ".repeat(20_000)}1 2))`;
  const pieces = wktPieces(wkt);
  expect(pieces.every((piece) => piece.length <= 32_767)).toBe(true);
  const values = Object.fromEntries(wktColumns(pieces.length).map((name, at) => [name, pieces[at]]));
  expect(joinedWkt(values, "wkt")).toBe(wkt);
});
