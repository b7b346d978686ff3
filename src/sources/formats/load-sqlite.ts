import initSqlJs, { type SqlJsStatic } from "sql.js";

/** Starts SQLite from the bytes of `sql.js/dist/sql-wasm.wasm`: a bundle fetches them, Node reads the file. */
export function loadSqlite(wasm: ArrayBuffer): Promise<SqlJsStatic> {
  return initSqlJs({ wasmBinary: wasm });
}
