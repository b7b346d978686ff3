import type { Finding, RawRow, RawTable, RawValue, RejectedRow } from "../../core/model/import.ts";
import { distinctNames } from "./column-names.ts";
import { crsOfColumn } from "./crs-column.ts";
import { stopWhenAbove } from "./import-stop.ts";
import { fillDown, type MergedCells, stackedHeader } from "./merged-cells.ts";
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
function findHeader(lines: readonly GridLine[]): number {
  const look = lines.slice(0, LOOK_LINES).filter((line) => filledCount(line) > 0);
  const width = mode(look.map(filledCount));
  const least = width <= 1 ? 1 : Math.max(2, Math.ceil(width * LEAST_FILLED_SHARE));
  const index = lines.slice(0, HEADER_WITHIN_LINES).findIndex((line) => filledCount(line) >= least);
  if (index === -1) return lines.findIndex((line) => filledCount(line) > 0);
  const header = lines[index] as GridLine;
  const numbers = header.cells.filter(looksLikeNumber).length;
  return numbers > 0 && numbers >= filledCount(header) / 2 ? -1 : index;
}

/** `合计`, `总 计：`, `共 12 处`, `Total`: the office's own sum below or between the rows. */
const TOTAL =
  /^(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|(grand\s+|sub-?)?totals?|sum)\s*(数|[:：].*|[(（].*)?$|^(共|总|合)\s*计?\s*\d+\s*(处|个|座|所|家|条)$/i;
/** The word that makes a line a total; null = it is none. One running number may stand before it. */
function totalWord({ cells }: GridLine): string | null {
  let seen = 0;
  for (const cell of cells) {
    if (!isFilled(cell)) continue;
    if (typeof cell === "string" && TOTAL.test(cell.trim())) return cell;
    if (++seen === 2 || !looksLikeNumber(cell)) return null;
  }
  return null;
}

interface GridMeta {
  readonly part: string | null;
  readonly format: "csv" | "xlsx";
  readonly encoding: string | null;
  readonly findings: readonly Finding[];
  readonly merged?: readonly MergedCells[];
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
  const firstLine = at === -1 ? null : (lines[at] as GridLine);
  const merged = meta.merged ?? [];
  const stacked = firstLine === null ? null : stackedHeader(lines, firstLine.row, merged);
  const header: GridLine | null =
    stacked === null ? firstLine : { row: stacked.lastRow, cells: stacked.cells };
  const below = lines.filter((line) => line.row > (header?.row ?? 0) && filledCount(line) > 0);
  const { lines: data, sums } = fillDown(below, merged);
  const headerWidth = header === null ? 0 : widthOf(header);
  const usualWidth = mode(data.slice(0, LOOK_LINES).map(widthOf));
  // Columns that most rows have and the header forgot still count; one overlong row does not make a column.
  const width = Math.max(headerWidth, usualWidth, 1);
  stopWhenAbove(file, "columns", width, limits.columns);
  stopWhenAbove(file, "rows", data.length, limits.rows);
  const namesOf = (count: number) =>
    distinctNames(
      Array.from({ length: count }, (_, i) => {
        const cell = header?.cells[i];
        return isFilled(cell) ? String(cell) : null;
      }),
    );
  const columns = namesOf(width);
  const valuesOf = (line: GridLine, names: readonly string[]) => {
    const values: Record<string, RawValue> = {};
    names.forEach((name, i) => {
      const cell = line.cells[i];
      values[name] = isFilled(cell) ? (cell as RawValue) : null;
    });
    return values;
  };
  const findings: Finding[] = [...meta.findings];
  const say = (
    code: Finding["code"],
    severity: Finding["severity"],
    place: Omit<Finding["place"], "file">,
  ) => {
    const finding: Finding = { code, severity, place: { file, ...place }, lngLat: null };
    findings.push(finding);
    return finding;
  };
  for (const { row, found } of sums) say("NOT_UNDERSTOOD", "doubtful", { row, found });
  const rows: RawRow[] = [];
  const rejectedRows: RejectedRow[] = [];
  for (const line of data) {
    const reject = (finding: Finding, names: readonly string[]) =>
      rejectedRows.push({ row: line.row, values: valuesOf(line, names), findings: [finding] });
    const filledWidth = widthOf(line);
    const found = meta.format === "csv" ? line.cells.length : filledWidth;
    const place = { row: line.row, found: `${found} cells`, expected: `${width} cells` };
    const total = totalWord(line);
    if (filledWidth > width)
      // Nobody knows which cell is too much, and all after it stand under a wrong header.
      reject(
        say("ROW_UNREADABLE", "rejected", place),
        namesOf(Math.min(filledWidth, width + limits.columns)),
      );
    else if (total !== null) reject(say("TOTAL_ROW", "rejected", { row: line.row, found: total }), columns);
    else {
      if (meta.format === "csv" && found < headerWidth) say("ROW_UNREADABLE", "doubtful", place);
      rows.push({ row: line.row, values: valuesOf(line, columns), geometry: null });
    }
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
    ...(rejectedRows.length === 0 ? {} : { rejectedRows }),
  };
}
