import Papa from "papaparse";
import writeExcelFile, { type SheetData } from "write-excel-file/universal";
import type { ExportAbout, ExportCell, ExportTable } from "../../core/model/export.ts";
import { aboutLines } from "./export-about.ts";
import { guardFormula } from "./guard-formula.ts";

/** Without it Excel reads UTF-8 as the system's old code page and shows Chinese as rubbish. */
const BYTE_ORDER_MARK = "\ufeff";
const SHEET_NAME_LETTERS = 31;
const COLUMN_LETTERS = { least: 8, most: 42 };

/** Not a number and infinity have no place in a table of facts: whoever needs them writes words. */
const plain = (cell: ExportCell): ExportCell =>
  typeof cell === "number" && !Number.isFinite(cell) ? null : cell;

function csvText({ columns, rows }: ExportTable): string {
  const cellText = (cell: ExportCell): string => {
    const value = plain(cell);
    if (value === null) return "";
    return typeof value === "string" ? guardFormula(value) : String(value);
  };
  return Papa.unparse([columns.map(guardFormula), ...rows.map((row) => row.map(cellText))], {
    newline: "\r\n",
  });
}

/** XML 1.0 has no place for control characters but tab and line ends; everything else stays. */
const isInXml = (letter: string) => {
  const code = letter.codePointAt(0) as number;
  const isControl = code < 0x20 && letter !== "\t" && letter !== "\n" && letter !== "\r";
  const isLoneHalf = code >= 0xd800 && code <= 0xdfff;
  return !isControl && !isLoneHalf && code !== 0xfffe && code !== 0xffff;
};
const xmlText = (text: string) => [...text].filter(isInXml).join("");

/** Text is written as text: a typed cell is never run, so it needs no guard. */
function sheetCell(cell: ExportCell): SheetData[number][number] {
  const value = plain(cell);
  if (value === null) return null;
  if (typeof value === "string") return { value: xmlText(value), type: String };
  return typeof value === "boolean" ? { value, type: Boolean } : { value, type: Number };
}

const widthOf = (letters: number) =>
  Math.min(COLUMN_LETTERS.most, Math.max(COLUMN_LETTERS.least, letters + 2));

/**
 * A table as CSV (UTF-8 with byte order mark, RFC 4180, formulas defused) or as XLSX with a second sheet that says what
 * it is, where from and of when.
 */
export async function exportTable(
  table: ExportTable,
  about: ExportAbout,
  format: "csv" | "xlsx",
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === "csv") return new TextEncoder().encode(BYTE_ORDER_MARK + csvText(table));
  const header = table.columns.map((value) => ({
    value: xmlText(value),
    type: String,
    fontWeight: "bold" as const,
  }));
  const widths = table.columns.map((column, at) => ({
    width: widthOf(
      Math.max(
        column.length,
        ...table.rows.slice(0, 200).map((row) => String(row[at] ?? "").slice(0, 60).length),
      ),
    ),
  }));
  const blob = await writeExcelFile([
    {
      data: [header, ...table.rows.map((row) => row.map(sheetCell))],
      sheet: table.name.replace(/[\\/?*[\]:]/gu, " ").slice(0, SHEET_NAME_LETTERS),
      columns: widths,
      stickyRowsCount: 1,
    },
    {
      data: aboutLines(about).map((line) => line.map(sheetCell)),
      sheet: "说明 About",
      columns: [{ width: 24 }, { width: 80 }],
    },
  ]).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
