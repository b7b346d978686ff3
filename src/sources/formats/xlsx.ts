import readXlsxFile from "read-excel-file/universal";
import type { Finding, RawTable, RawValue } from "../../core/model/import.ts";
import { type GridLine, tableFromGrid } from "./grid-table.ts";
import { stopWhenAbove, unreadable } from "./import-stop.ts";
import type { MergedCells } from "./merged-cells.ts";
import type { ReadContext } from "./read-context.ts";
import type { ZipEntry } from "./unzip.ts";

const isSheet = (name: string) => /^xl\/worksheets\/[^/]+\.xml$/i.test(name);
const isPart = (name: string) => /\.xml(\.rels)?$/i.test(name);
export const isWorkbook = (entries: readonly ZipEntry[]) =>
  entries.some(({ name }) => name === "xl/workbook.xml");

/** Cells a sheet may span, blanks included: one stray cell far off would make the library fill a desert of them. */
const MOST_SPANNED_CELLS = 20_000_000;

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

interface SheetScan {
  /** Cells that hold an error such as #DIV/0!: the library turns them into blanks without a word. */
  readonly errors: readonly { readonly row: number; readonly cell: string; readonly found: string }[];
  /** The library does not tell of them. */
  readonly merged: readonly MergedCells[];
}

/** Rectangles of merged cells; a sheet has at most one per row and column in any table for people. */
const MOST_MERGED = 100_000;

function mergedCells(xml: string, context: ReadContext): MergedCells[] {
  const merged: MergedCells[] = [];
  for (const [, ref] of xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref\s*=\s*["']([^"']{1,40})["']/g)) {
    const [, left, top, right, bottom] =
      /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(ref as string) ?? [];
    if (left === undefined || right === undefined) continue;
    merged.push({
      firstRow: Number(top),
      lastRow: Number(bottom),
      firstColumn: columnNumber(left.toUpperCase()),
      lastColumn: columnNumber(right.toUpperCase()),
    });
    stopWhenAbove(context.file, "rows", merged.length, MOST_MERGED);
  }
  return merged;
}

/**
 * Looks at row and cell addresses before the library does: it fills every row and column up to the largest address,
 * which a damaged or hostile sheet may put anywhere.
 */
function scanSheet(xml: string, context: ReadContext): SheetScan {
  const { file, limits } = context;
  let lastRow = 0;
  let lastColumn = 0;
  for (const [, row] of xml.matchAll(/<(?:\w+:)?row\b[^>]{0,2000}?\br\s*=\s*["']([^"']*)["']/g)) {
    const number = Number(row);
    // Excel's own last row; empty formatted rows reach it, so rows with content are counted later.
    if (!(number <= 1_048_576))
      stopWhenAbove(file, "rows", Number.isNaN(number) ? Infinity : number, limits.rows);
    lastRow = Math.max(lastRow, number);
  }
  const errors: { row: number; cell: string; found: string }[] = [];
  for (const match of xml.matchAll(/<(?:\w+:)?c\b([^>]{0,2000})>/g)) {
    const attributes = match[1] as string;
    const address = /(?:^|\s)r\s*=\s*["']([A-Za-z]*)([^"']*)["']/.exec(attributes);
    if (address === null) continue;
    const column = columnNumber((address[1] as string).slice(0, 8));
    stopWhenAbove(file, "columns", column, 16_384);
    if (!attributes.endsWith("/")) lastColumn = Math.max(lastColumn, column);
    if (/\bt\s*=\s*["']e["']/.test(attributes)) {
      const rest = xml.slice(match.index, match.index + 2_000);
      const found = /<(?:\w+:)?v>([^<]*)</.exec(rest)?.[1] ?? "#";
      errors.push({ row: Number(address[2]), cell: `${address[1]}${address[2]}`, found });
    }
  }
  stopWhenAbove(file, "rows", lastRow * lastColumn, MOST_SPANNED_CELLS);
  return { errors, merged: mergedCells(xml, context) };
}

/** Midnight is a day, anything else has a time; Excel knows no time zone. Day 0 of Excel's calendar means time alone. */
function isoText(date: Date): string | null {
  const time = date.getTime();
  if (Number.isNaN(time)) return null;
  const text = date.toISOString();
  if (time < Date.UTC(1900, 0, 1)) return text.slice(11, 19);
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19);
}

function cellValue(cell: unknown): RawValue {
  if (cell instanceof Date) return isoText(cell);
  if (typeof cell === "string" || typeof cell === "boolean") return cell;
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}

/** Sheet names in the order of the workbook with the path of each sheet's part. */
function sheetPaths(parts: ReadonlyMap<string, string>): Map<string, string> {
  const targets = new Map<string, string>();
  for (const [tag] of (parts.get("xl/_rels/workbook.xml.rels") ?? "").matchAll(
    /<Relationship\b[^>]{0,2000}>/g,
  )) {
    const id = /\bId="([^"]*)"/.exec(tag)?.[1];
    const target = /\bTarget="([^"]*)"/.exec(tag)?.[1];
    if (id && target) targets.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  }
  const paths = new Map<string, string>();
  for (const [tag] of (parts.get("xl/workbook.xml") ?? "").matchAll(/<(?:\w+:)?sheet\b[^>]{0,2000}>/g)) {
    const name = /\bname="([^"]*)"/.exec(tag)?.[1];
    const path = targets.get(/\br:id="([^"]*)"/.exec(tag)?.[1] ?? "");
    if (name !== undefined && path) paths.set(name, path);
  }
  return paths;
}

/** All sheets of a workbook that hold anything. Numbers, yes/no and dates are typed by the file; text stays text. */
export async function readXlsx(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  context: ReadContext,
): Promise<RawTable[]> {
  const parts = new Map<string, string>();
  const scans = new Map<string, SheetScan>();
  for (const entry of entries) {
    if (!isPart(entry.name)) continue;
    // Inflated under the limits first, so that the library never meets a bomb; it inflates the same bytes again.
    const xml = new TextDecoder().decode(entry.read());
    if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw unreadable(context.file, "<!DOCTYPE", "no DTD", entry.name);
    if (isSheet(entry.name)) scans.set(entry.name, scanSheet(xml, context));
    else if (entry.name.startsWith("xl/") && /workbook/.test(entry.name)) parts.set(entry.name, xml);
  }
  context.onProgress(0.5);
  let sheets: { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[];
  try {
    sheets = await readXlsxFile(bytes.slice().buffer);
  } catch (thrown) {
    throw unreadable(context.file, thrown instanceof Error ? thrown.message.slice(0, 200) : "?", "XLSX");
  }
  const paths = sheetPaths(parts);
  const tables: RawTable[] = [];
  for (const { sheet, data } of sheets) {
    const lines: GridLine[] = [];
    (data ?? []).forEach((cells, index) => {
      const values = cells.map(cellValue);
      if (values.some((value) => value !== null)) lines.push({ row: index + 1, cells: values });
    });
    const scan = scans.get(paths.get(escapeXml(sheet)) ?? paths.get(sheet) ?? "");
    const findings: Finding[] = (scan?.errors ?? []).map(({ row, cell, found }) => ({
      code: "NOT_UNDERSTOOD",
      severity: "doubtful",
      place: { file: context.file, row, field: cell, found },
      lngLat: null,
    }));
    const part = context.entry === null ? sheet : `${context.entry} / ${sheet}`;
    const table = tableFromGrid(
      lines,
      { part, format: "xlsx", encoding: null, findings, merged: scan?.merged ?? [] },
      context,
    );
    if (table !== null) tables.push(table);
  }
  return tables;
}

const escapeXml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
