import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import type { RawTable } from "../../../src/core/model/import.ts";
import { ok } from "../../../src/core/result.ts";
import { loadSqlite } from "../../../src/sources/formats/load-sqlite.ts";
import { readTables } from "../../../src/sources/formats/read-tables.ts";
import { suggestPlace } from "../../../src/sources/import/suggest-mapping.ts";
import { parseWkt } from "../../../src/sources/wkt.ts";
import { readOsm } from "../osm/read-osm.ts";
import { mover, readingOf } from "./crs-guard.ts";
import { declaredBy, draftLayer } from "./draft-layer.ts";
import { cornersOf, moveTables } from "./move-tables.ts";
import type { PackTools } from "./pack-tools.ts";

/** Outlines written as text in a column (WKT) become the geometry of their rows. */
function withGeometry(table: RawTable): RawTable {
  const place = suggestPlace(table);
  if (place.kind !== "wkt") return table;
  return {
    ...table,
    rows: table.rows.map((row) => {
      const cell = row.values[place.column];
      return { ...row, geometry: typeof cell === "string" ? parseWkt(cell) : null };
    }),
  };
}

function startSqlite() {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("sql.js/dist/sql-wasm.wasm"));
  return loadSqlite(new Uint8Array(wasm).buffer);
}

/** The readers of the browser's import, put to the builder's use. */
export function createPackTools(): PackTools {
  return {
    readOsm,
    draftLayer,
    readTables: (path) =>
      readTables({ name: basename(path), bytes: readFileSync(path) }, { loadSqlite: startSqlite }),
    async locate(given, option, declared, ground) {
      const tables = given.map(withGeometry);
      const reading = await readingOf({
        option,
        file: tables[0]?.file ?? "",
        points: cornersOf(tables),
        declaredByPerson: declared,
        declaredByFile: declaredBy(tables),
        ground,
      });
      if (!reading.ok || reading.value === null) return reading.ok ? ok(null) : reading;
      const toWgs84 = mover(reading.value);
      const nowhere = [Number.NaN, Number.NaN] as const;
      return ok({
        tables: moveTables(tables, (x, y) => toWgs84(x, y) ?? nowhere),
        crs: reading.value.words,
      });
    },
  };
}
