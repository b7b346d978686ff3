import type { SqlJsStatic } from "sql.js";
import type { ImportLimits } from "./import-limits.ts";

/** What every format's reader is given besides the bytes. */
export interface ReadContext {
  /** Name the person gave the file; stands in every finding. */
  readonly file: string;
  /** Entry of an archive, or null. */
  readonly entry: string | null;
  readonly limits: ImportLimits;
  /** GeoPackage only; where the WASM lies differs between a bundle and Node. */
  readonly loadSqlite: (() => Promise<SqlJsStatic>) | null;
  /** Shared by all tables of one file. */
  readonly spent: { vertices: number; unpackedBytes: number };
  /** Share of the work that is done, 0-1. */
  readonly onProgress: (share: number) => void;
}
