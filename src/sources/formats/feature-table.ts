import type {
  CrsId,
  Finding,
  FindingCode,
  ImportFormat,
  RawRow,
  RawTable,
  RawValue,
  RejectedRow,
  Severity,
} from "../../core/model/import.ts";
import { cleanGeometry } from "./clean-geometry.ts";
import { distinctNames } from "./column-names.ts";
import { stopWhenAbove } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";

interface TableMeta {
  readonly part: string | null;
  readonly format: ImportFormat;
  readonly declaredCrs: CrsId | null;
  readonly encoding: string | null;
  /** Columns the file names itself, even where no row fills them. */
  readonly columns?: readonly string[];
}

/** Nested values become their JSON text: nothing is lost, nothing is guessed. */
function rawValue(value: unknown): RawValue {
  switch (typeof value) {
    case "string":
      return value === "" ? null : value;
    case "number":
      return Number.isFinite(value) ? value : null;
    case "boolean":
      return value;
    case "bigint":
      // Beyond 2^53 a number would change its last digits.
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case "object":
      return value === null ? null : value instanceof Date ? value.toISOString() : JSON.stringify(value);
    default:
      return null;
  }
}

/** Collects features of any format as rows of one table. */
export function createFeatureTable(meta: TableMeta, context: ReadContext) {
  const { file, limits } = context;
  const keys = new Map<string, number>();
  for (const column of meta.columns ?? []) keys.set(column, keys.size);
  const gathered: { row: number; cells: RawValue[]; geometry: RawRow["geometry"] }[] = [];
  const findings: Finding[] = [];
  const rejectedRows: RejectedRow[] = [];
  const say = (code: FindingCode, severity: Severity, place: Omit<Finding["place"], "file">): Finding => {
    const finding: Finding = { code, severity, place: { file, ...place }, lngLat: null };
    findings.push(finding);
    return finding;
  };
  /** `properties`: what could be read of the row, so that it can be handed back with the reason. */
  const reject = (
    row: number,
    found: string,
    expected: string,
    properties: Readonly<Record<string, unknown>> = {},
  ) => {
    stopWhenAbove(file, "rows", findings.length, limits.rows);
    const finding = say("ROW_UNREADABLE", "rejected", { row, found, expected });
    const values = Object.fromEntries(Object.entries(properties).map(([key, cell]) => [key, rawValue(cell)]));
    rejectedRows.push({ row, values, findings: [finding] });
  };
  return {
    say,
    reject,
    /** `row` from 1. A row whose geometry is broken is left out and said; one without a geometry stays. */
    add(row: number, properties: Readonly<Record<string, unknown>>, geometry: unknown): void {
      const { geometry: cleaned, fault } = cleanGeometry(geometry, context);
      if (fault !== null) {
        reject(row, fault, "geometry", properties);
        return;
      }
      const cells: RawValue[] = [];
      for (const [key, value] of Object.entries(properties)) {
        let index = keys.get(key);
        if (index === undefined) {
          index = keys.size;
          keys.set(key, index);
          stopWhenAbove(file, "columns", keys.size, limits.columns);
        }
        cells[index] = rawValue(value);
      }
      gathered.push({ row, cells, geometry: cleaned });
      stopWhenAbove(file, "rows", gathered.length, limits.rows);
    },
    finish(): RawTable {
      const columns = distinctNames([...keys.keys()]);
      const rows = gathered.map(({ row, cells, geometry }) => {
        const values: Record<string, RawValue> = {};
        columns.forEach((column, i) => {
          values[column] = cells[i] ?? null;
        });
        return { row, values, geometry };
      });
      const { part, format, declaredCrs, encoding } = meta;
      const rejected = rejectedRows.length === 0 ? {} : { rejectedRows };
      return { file, part, format, columns, rows, declaredCrs, encoding, findings, ...rejected };
    },
  };
}
