import type { Finding, RawRow, RawTable, RawValue } from "../../core/model/import.ts";
import { distinctNames } from "./column-names.ts";
import { crsOfColumn } from "./crs-column.ts";
import { stopWhenAbove } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";

/** A line of a sheet before anybody knows which one is the header. */
export interface GridLine {
  /** As a person counts: from 1, header and blank lines included. */
  readonly row: number;
  readonly cells: readonly RawValue[];
}

/** Lines that are looked at to tell titles, header and data apart. */
const LOOK_LINES = 200;
const HEADER_WITHIN_LINES = 30;
/** A header may leave some of its cells blank; a title line fills one or two. */
const LEAST_FILLED_SHARE = 0.6;

const isFilled = (cell: RawValue | undefined) => cell !== null && cell !== undefined && cell !== "";
const filledCount = (line: GridLine) => line.cells.filter(isFilled).length;

function widthOf(line: GridLine): number {
  let width = line.cells.length;
  while (width > 0 && !isFilled(line.cells[width - 1])) width--;
  return width;
}

/** Value that occurs most often; of equals the larger one. 0 for none. */
function mode(values: readonly number[]): number {
  const counts = new Map<number, number>();
  let best = 0;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    const bestCount = counts.get(best) ?? 0;
    if (count > bestCount || (count === bestCount && value > best)) best = value;
  }
  return best;
}

const looksLikeNumber = (cell: RawValue) =>
  typeof cell === "number" ||
  (typeof cell === "string" && /^\s*[-+]?[\d,]*\.?\d+(e[-+]?\d+)?\s*$/i.test(cell));

/**
 * Index of the header among the lines; -1 = the table has none. Above a header offices put titles, dates and units:
 * lines that fill far fewer cells than the table is wide.
 */
export function findHeader(lines: readonly GridLine[]): number {
  const look = lines.slice(0, LOOK_LINES).filter((line) => filledCount(line) > 0);
  const width = mode(look.map(filledCount));
  const least = width <= 1 ? 1 : Math.max(2, Math.ceil(width * LEAST_FILLED_SHARE));
  const index = lines.slice(0, HEADER_WITHIN_LINES).findIndex((line) => filledCount(line) >= least);
  if (index === -1) return lines.findIndex((line) => filledCount(line) > 0);
  const header = lines[index] as GridLine;
  const numbers = header.cells.filter(looksLikeNumber).length;
  return numbers > 0 && numbers >= filledCount(header) / 2 ? -1 : index;
}

interface GridMeta {
  readonly part: string | null;
  readonly format: "csv" | "xlsx";
  readonly encoding: string | null;
  readonly findings: readonly Finding[];
}

/** Lines to rows below a header. null where no line holds anything. */
export function tableFromGrid(
  lines: readonly GridLine[],
  meta: GridMeta,
  context: ReadContext,
): RawTable | null {
  if (!lines.some((line) => filledCount(line) > 0)) return null;
  const { file, limits } = context;
  const at = findHeader(lines);
  const header = at === -1 ? null : (lines[at] as GridLine);
  const data = lines.slice(at + 1).filter((line) => filledCount(line) > 0);
  const headerWidth = header === null ? 0 : widthOf(header);
  const usualWidth = mode(data.slice(0, LOOK_LINES).map(widthOf));
  // Columns that most rows have and the header forgot still count; one overlong row does not make a column.
  const width = Math.max(headerWidth, usualWidth, 1);
  stopWhenAbove(file, "columns", width, limits.columns);
  stopWhenAbove(file, "rows", data.length, limits.rows);
  const columns = distinctNames(
    Array.from({ length: width }, (_, i) => {
      const cell = header?.cells[i];
      return isFilled(cell) ? String(cell) : null;
    }),
  );
  const findings: Finding[] = [...meta.findings];
  const rows: RawRow[] = [];
  for (const line of data) {
    const found = meta.format === "csv" ? line.cells.length : widthOf(line);
    const tooWide = widthOf(line) > width;
    if (tooWide || (meta.format === "csv" && found < headerWidth))
      findings.push({
        code: "ROW_UNREADABLE",
        // Too many cells: nobody knows which one is too much, and all after it stand under a wrong header.
        severity: tooWide ? "rejected" : "doubtful",
        place: { file, row: line.row, found: `${found} cells`, expected: `${width} cells` },
        lngLat: null,
      });
    if (tooWide) continue;
    const values: Record<string, RawValue> = {};
    for (let i = 0; i < width; i++) {
      const cell = line.cells[i];
      values[columns[i] as string] = isFilled(cell) ? (cell as RawValue) : null;
    }
    rows.push({ row: line.row, values, geometry: null });
  }
  return {
    file,
    part: meta.part,
    format: meta.format,
    columns,
    rows,
    declaredCrs: crsOfColumn(columns, rows),
    encoding: meta.encoding,
    findings,
  };
}
