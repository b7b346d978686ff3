import wasmUrl from "sql.js/dist/sql-wasm.wasm?url";
import { loadSqlite } from "../../src/sources/formats/load-sqlite.ts";
import { readTables } from "../../src/sources/formats/read-tables.ts";

/* Reads what it is sent as a page would have it read: off the main thread, without a document. */
self.onmessage = async ({ data, ports }: MessageEvent<File>) => {
  const read = await readTables(data, {
    loadSqlite: async () => loadSqlite(await (await fetch(wasmUrl)).arrayBuffer()),
  });
  ports[0]?.postMessage({ hasDocument: "document" in self, read });
};
