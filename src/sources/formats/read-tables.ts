import type { SqlJsStatic } from "sql.js";
import type { Failure } from "../../core/model/failure.ts";
import type { RawTable } from "../../core/model/import.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { readArchive } from "./archive.ts";
import { describeStart, detectFormat, HEAD_BYTES } from "./detect-format.ts";
import { type ImportFile, openImportFile } from "./import-file.ts";
import { DEFAULT_IMPORT_LIMITS, type ImportLimits } from "./import-limits.ts";
import { ImportStop, stopWhenAbove } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";
import { readSingle } from "./read-single.ts";

export interface ReadTablesOptions {
  readonly limits?: Partial<ImportLimits>;
  /** Share of the work that is done, 0-1. */
  readonly onProgress?: (share: number) => void;
  /** Needed for GeoPackage: the bundle and Node find the WASM at different places. */
  readonly loadSqlite?: () => Promise<SqlJsStatic>;
}

/**
 * Any file a person drops as tables, by its content whatever its name says. Several sheets, layers or files of an
 * archive are several tables. Never throws; at least one table where it succeeds.
 */
export async function readTables(
  file: ImportFile,
  options: ReadTablesOptions = {},
): Promise<Result<RawTable[], Failure>> {
  const limits = { ...DEFAULT_IMPORT_LIMITS, ...options.limits };
  const context: ReadContext = {
    file: file.name,
    entry: null,
    limits,
    loadSqlite: options.loadSqlite ?? null,
    spent: { vertices: 0, unpackedBytes: 0 },
    onProgress: options.onProgress ?? (() => {}),
  };
  try {
    const reader = openImportFile(file);
    if (reader.size === 0) return err({ code: "IMPORT_EMPTY", file: file.name });
    stopWhenAbove(file.name, "bytes", reader.size, limits.bytes);
    const head = await reader.read(0, HEAD_BYTES);
    const kind = detectFormat(head, file.name);
    if (kind === null) {
      const isBlank = reader.size <= HEAD_BYTES && /^[\uFEFF\s]*$/.test(new TextDecoder().decode(head));
      return err(
        isBlank
          ? { code: "IMPORT_EMPTY", file: file.name }
          : { code: "IMPORT_FORMAT_UNKNOWN", file: file.name, found: describeStart(head) },
      );
    }
    const tables =
      kind === "zip"
        ? await readArchive(await reader.read(0, reader.size), context, 0)
        : await readSingle(kind, reader, context);
    if (tables.every((table) => table.rows.length === 0 && table.findings.length === 0))
      return err({ code: "IMPORT_EMPTY", file: file.name });
    context.onProgress(1);
    return ok(tables);
  } catch (thrown) {
    if (thrown instanceof ImportStop) return err(thrown.failure);
    // A library's own words about broken bytes, or bytes that went away while reading (a stick pulled out).
    const found = thrown instanceof Error ? `${thrown.name}: ${thrown.message}`.slice(0, 200) : "?";
    return err({ code: "IMPORT_UNREADABLE", place: { file: file.name, found } });
  }
}
