import type { Finding, RawTable } from "../../../src/core/model/import.ts";
import { columnFor, countOf, shareOf, textOf } from "./columns.ts";
import type { CensusRow } from "./supplied.ts";

/** Rows that sum up the others: they count only where they stand alone. */
const TOTAL = /^(合计|总计|小计|全区|全市|total|sum|all)$/iu;

export interface CensusTable {
  readonly rows: readonly CensusRow[];
  readonly findings: readonly Finding[];
}

/**
 * Counts of residents by code or name, from the first table that has a column for them. A table without codes and names
 * and of one row is the district's total. Ten-thousands are read as such; fractions of a person are rounded.
 */
export function censusRows(tables: readonly RawTable[]): CensusTable | null {
  for (const table of tables) {
    const code = columnFor(table, "code");
    const name = columnFor(table, "name", [code]);
    const residents = columnFor(table, "residents", [code, name]);
    if (residents === null || table.rows.length === 0) continue;
    const aged65 = columnFor(table, "aged65", [residents]);
    const assistance = columnFor(table, "assistance", [residents]);
    const rows: CensusRow[] = [];
    const findings: Finding[] = [...table.findings];
    for (const { row, values } of table.rows) {
      const fault = (codeOf: Finding["code"], field: string, expected: string) =>
        findings.push({
          code: codeOf,
          severity: "rejected",
          place: { file: table.file, row, field, found: String(values[field] ?? ""), expected },
          lngLat: null,
        });
      const persons = countOf(values[residents], residents);
      if (persons === null) {
        if (values[residents] != null) fault("NOT_UNDERSTOOD", residents, "number of persons");
        else if (code !== null || name !== null) fault("MISSING_VALUE", residents, "number of persons");
        continue;
      }
      if (persons < 0) {
        fault("NEGATIVE", residents, "0 or more");
        continue;
      }
      rows.push({
        file: table.file,
        row,
        code: code === null ? null : textOf(values[code]),
        name: name === null ? null : textOf(values[name]),
        persons: Math.round(persons),
        aged65Share: aged65 === null ? null : shareOf(values[aged65], aged65, persons),
        assistanceShare: assistance === null ? null : shareOf(values[assistance], assistance, persons),
      });
    }
    return { rows: withoutTotals(rows), findings };
  }
  return null;
}

function withoutTotals(rows: readonly CensusRow[]): CensusRow[] {
  const isTotal = (row: CensusRow) => row.name !== null && TOTAL.test(row.name);
  const parts = rows.filter((row) => !isTotal(row));
  if (parts.length > 0) return parts;
  return rows.slice(0, 1).map((row) => ({ ...row, code: null, name: null }));
}
