import type { CrsId, RawRow } from "../../core/model/import.ts";
import { crsFromName } from "./declared-crs.ts";

const NAMES = ["crs", "坐标系", "坐标系统", "srs"];

/** What a table says of its positions in a column of its own: the same known system in every row, else nothing. */
export function crsOfColumn(columns: readonly string[], rows: readonly RawRow[]): CrsId | null {
  const column = columns.find((name) => NAMES.includes(name.trim().toLowerCase()));
  if (column === undefined) return null;
  const said = new Set(rows.map((row) => row.values[column] ?? null));
  const [only] = said;
  return said.size === 1 && typeof only === "string" ? crsFromName(only) : null;
}
