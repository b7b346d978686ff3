import { expose, transfer } from "comlink";
import sqliteUrl from "sql.js/dist/sql-wasm.wasm?url";
import type { Failure } from "../src/core/model/failure.ts";
import type { ImportsApi } from "../src/core/model/import-session.ts";
import type { Result } from "../src/core/result.ts";
import { createFetchSource } from "../src/sources/fetch-source.ts";
import { loadSqlite } from "../src/sources/formats/load-sqlite.ts";
import { createImportsApi } from "./imports-api.ts";

const api = createImportsApi({
  sourceAt: createFetchSource,
  loadSqlite: async () => loadSqlite(await (await fetch(sqliteUrl)).arrayBuffer()),
});

const handedOver = (exported: Result<Uint8Array<ArrayBuffer>, Failure>) =>
  exported.ok ? transfer(exported, [exported.value.buffer]) : exported;

expose({
  ...api,
  exportFeatures: async (...given) => handedOver(await api.exportFeatures(...given)),
  exportLayer: async (...given) => handedOver(await api.exportLayer(...given)),
  exportTable: async (...given) => handedOver(await api.exportTable(...given)),
} satisfies ImportsApi);
