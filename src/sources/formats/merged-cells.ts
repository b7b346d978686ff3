import type { GridLine } from "./grid-table.ts";

/** A rectangle of cells that shows one value, kept in its first cell; rows and columns from 1, both ends included. */
export interface MergedCells {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** Rows a header may span: offices stack two, seldom three. */
const MOST_HEADER_ROWS = 4;

const isFilled = (cell: GridLine["cells"][number] | undefined) =>
  cell !== null && cell !== undefined && cell !== "";

/** A header of several rows: `坐标` above `经度` and `纬度`, with `名称` beside them over both rows. */
export interface StackedHeader {
  /** Names column by column, the lowest row's; where that would repeat, with what stands above: `室内 面积`. */
  readonly cells: readonly (string | null)[];
  /** Row the header ends with. */
  readonly lastRow: number;
}

/** `headerRow`: any row of the header. null where no merged cell holds it together with another row. */
export function stackedHeader(
  lines: readonly GridLine[],
  headerRow: number,
  merged: readonly MergedCells[],
): StackedHeader | null {
  const across = merged.filter(
    ({ firstRow, lastRow }) =>
      firstRow <= headerRow &&
      lastRow >= headerRow &&
      lastRow > firstRow &&
      lastRow - firstRow < MOST_HEADER_ROWS,
  );
  if (across.length === 0) return null;
  const top = Math.min(...across.map(({ firstRow }) => firstRow));
  const lastRow = Math.max(...across.map(({ lastRow: last }) => last));
  const rows = lines.filter(({ row }) => row >= top && row <= lastRow);
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const levels = rows.map(({ row, cells }) =>
    Array.from({ length: width }, (_, i) => {
      const over = merged.find(
        (each) => each.firstRow === row && each.firstColumn <= i + 1 && each.lastColumn >= i + 1,
      );
      const cell = cells[over === undefined ? i : over.firstColumn - 1];
      return isFilled(cell) ? String(cell) : null;
    }),
  );
  const above = (i: number) => levels.map((level) => level[i] ?? null).filter((name) => name !== null);
  const lowest = Array.from({ length: width }, (_, i) => above(i).at(-1) ?? null);
  const cells = lowest.map((name, i) =>
    name !== null && lowest.indexOf(name) !== lowest.lastIndexOf(name) ? above(i).join(" ") : name,
  );
  return { cells, lastRow };
}

export interface Filled {
  readonly lines: readonly GridLine[];
  /** Numbers over several rows: nobody knows whether they hold for each row or are the sum of all. Left in the first. */
  readonly sums: readonly { readonly row: number; readonly found: string }[];
}

/**
 * Text that one merged cell shows for several rows, written into each of them: offices name the 街道 once for all its
 * shelters. Only downwards and only in the first column of the rectangle.
 */
export function fillDown(lines: readonly GridLine[], merged: readonly MergedCells[]): Filled {
  if (merged.length === 0) return { lines, sums: [] };
  const byRow = new Map(lines.map((line, index) => [line.row, index]));
  const cells = new Map<number, GridLine["cells"][number][]>();
  const sums: { row: number; found: string }[] = [];
  for (const { firstRow, lastRow, firstColumn } of merged) {
    const from = byRow.get(firstRow);
    const value = from === undefined ? null : lines[from]?.cells[firstColumn - 1];
    if (lastRow === firstRow || !isFilled(value)) continue;
    if (typeof value !== "string" || /^\s*[-+]?[\d,.]+\s*$/.test(value)) {
      sums.push({ row: firstRow, found: `${value} (${firstRow}-${lastRow})` });
      continue;
    }
    // Lines hold content only; a rectangle may reach to the end of the sheet.
    for (let index = (from as number) + 1; (lines[index]?.row ?? Infinity) <= lastRow; index++) {
      const own = cells.get(index) ?? [...(lines[index] as GridLine).cells];
      while (own.length < firstColumn) own.push(null);
      if (!isFilled(own[firstColumn - 1])) own[firstColumn - 1] = value;
      cells.set(index, own);
    }
  }
  return {
    lines: lines.map((line, index) => ({ row: line.row, cells: cells.get(index) ?? line.cells })),
    sums,
  };
}
