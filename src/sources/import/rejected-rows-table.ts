import type { Finding, ImportDraft, RawRow, RawTable } from "../../core/model/import.ts";

export interface RejectedRowsTitles {
  readonly row: string;
  readonly reasons: string;
}

/** The title, or the title with a number where the file has a column of that name. */
function freeName(title: string, taken: readonly string[]): string {
  let name = title;
  for (let n = 2; taken.includes(name); n++) name = `${title} (${n})`;
  return name;
}

/**
 * The rows that were left out, as the file has them, each with the number it has there and why: mend the table and load
 * it as it is, the two added columns mean nothing to the import. `reasonOf`: one finding in the reader's words.
 * Rows are in the order of the file; the table has the columns of the file even where no row was left out.
 */
export function rejectedRowsTable(
  table: RawTable,
  draft: Pick<ImportDraft, "rejected">,
  titles: RejectedRowsTitles,
  reasonOf: (finding: Finding) => string,
): RawTable {
  const rowTitle = freeName(titles.row, table.columns);
  const reasonTitle = freeName(titles.reasons, [...table.columns, rowTitle]);
  const geometries = new Map(table.rows.map(({ row, geometry }) => [row, geometry]));
  const rows = draft.rejected.map(
    ({ row, values, findings }, i): RawRow => ({
      // The header is row 1.
      row: i + 2,
      values: {
        ...values,
        [rowTitle]: row,
        [reasonTitle]: findings
          .filter(({ severity }) => severity === "rejected")
          .map(reasonOf)
          .join(" "),
      },
      geometry: geometries.get(row) ?? null,
    }),
  );
  return { ...table, columns: [...table.columns, rowTitle, reasonTitle], rows, findings: [] };
}
