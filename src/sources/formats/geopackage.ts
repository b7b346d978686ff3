import type { Database, SqlJsStatic } from "sql.js";
import type { CrsId, Finding, RawTable } from "../../core/model/import.ts";
import { crsFromName, crsFromWkt } from "./declared-crs.ts";
import { createFeatureTable } from "./feature-table.ts";
import { ImportStop, stopWhenAbove, unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";
import { readWkb } from "./wkb.ts";

const ENVELOPE_BYTES = [0, 32, 48, 48, 64] as const;
const EMPTY_FLAG = 0x10;

/** The second argument is documented by sql.js and missing in its types: 64-bit integers come whole. */
type GetExact = (parameters: null, options: { readonly useBigInt: true }) => unknown[];

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Rows of a small query as objects. */
function all(db: Database, sql: string, most: number): Record<string, unknown>[] {
  const statement = db.prepare(sql);
  const rows: Record<string, unknown>[] = [];
  try {
    while (rows.length < most && statement.step()) rows.push(statement.getAsObject());
  } finally {
    statement.free();
  }
  return rows;
}

/** GeoPackage's own head before the well-known binary: `GP`, version, flags, srs, envelope. */
function geometryOf(blob: Uint8Array): unknown {
  if (blob[0] !== 0x47 || blob[1] !== 0x50) throw new RangeError("no GeoPackage geometry");
  const flags = blob[3] as number;
  if (flags & EMPTY_FLAG) return { type: "Point", coordinates: [] };
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (envelope === undefined) throw new RangeError("envelope");
  return readWkb(blob, 8 + envelope);
}

function declaredCrs(srs: Record<string, unknown> | undefined): CrsId | null {
  if (srs === undefined) return null;
  const code = Number(srs.organization_coordsys_id);
  const org = String(srs.organization ?? "");
  // 0 and -1 stand for an undefined system.
  if (org.toUpperCase() === "EPSG" && Number.isInteger(code) && code > 0) return `EPSG:${code}`;
  return crsFromWkt(String(srs.definition ?? "")) ?? crsFromName(String(srs.srs_name ?? ""));
}

interface Contents {
  readonly table: string;
  readonly geometryColumn: string | null;
  readonly srsId: unknown;
}

function readLayer(db: Database, contents: Contents, manyTables: boolean, context: ReadContext): RawTable {
  const { table, geometryColumn, srsId } = contents;
  const { limits } = context;
  const columns = all(db, `PRAGMA table_info(${quoted(table)})`, 100_000).map(({ name }) => String(name));
  stopWhenAbove(context.file, "columns", columns.length, limits.columns);
  const srs = all(
    db,
    `SELECT * FROM gpkg_spatial_ref_sys WHERE srs_id = ${Number.isInteger(srsId) ? srsId : -1}`,
    1,
  )[0];
  const parts = [context.entry, manyTables ? table : null].filter((part) => part !== null);
  const rows = createFeatureTable(
    {
      part: parts.length > 0 ? parts.join(" / ") : null,
      format: "geopackage",
      declaredCrs: geometryColumn === null ? null : declaredCrs(srs),
      encoding: null,
      columns: columns.filter((name) => name !== geometryColumn),
    },
    context,
  );
  const statement = db.prepare(`SELECT * FROM ${quoted(table)} LIMIT ${limits.rows + 1}`);
  try {
    for (let row = 1; statement.step(); row++) {
      const cells = (statement.get as GetExact).call(statement, null, { useBigInt: true });
      const properties: Record<string, unknown> = {};
      let geometry: unknown = null;
      let fault: string | null = null;
      columns.forEach((name, i) => {
        const cell = cells[i];
        if (name === geometryColumn) {
          try {
            geometry = cell instanceof Uint8Array ? geometryOf(cell) : null;
          } catch (thrown) {
            fault = thrown instanceof Error ? thrown.message : "?";
          }
        } else properties[name] = cell instanceof Uint8Array ? null : cell;
      });
      if (fault !== null) rows.reject(row, fault, "geometry", properties);
      else rows.add(row, properties, geometry);
    }
  } finally {
    statement.free();
  }
  return rows.finish();
}

/** All feature and attribute tables. Only plain tables are read: a view may hold a query that never ends; it is said. */
export async function readGeoPackage(bytes: Uint8Array, context: ReadContext): Promise<RawTable[]> {
  const { file, loadSqlite } = context;
  if (loadSqlite === null) throw unreadable(file, "GeoPackage", "csv, xlsx, geojson, shp, kml, fgb");
  const sqlite: SqlJsStatic = await loadSqlite();
  const db = new sqlite.Database(bytes);
  try {
    db.run("PRAGMA trusted_schema = OFF");
    const plain = new Set(
      all(
        db,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
        10_000,
      ).map(({ name }) => String(name)),
    );
    if (!plain.has("gpkg_contents")) throw unreadable(file, "SQLite", "GeoPackage");
    const geometryColumns = plain.has("gpkg_geometry_columns")
      ? all(db, "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns", 1_000)
      : [];
    const listed = all(
      db,
      "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes', 'aspatial')",
      1_000,
    ).map(({ table_name }) => String(table_name));
    const contents = listed
      .filter((table) => plain.has(table))
      .map((table): Contents => {
        const found = geometryColumns.find(({ table_name }) => table_name === table);
        return {
          table,
          geometryColumn: found === undefined ? null : String(found.column_name),
          srsId: found?.srs_id,
        };
      });
    const skipped = listed.filter((table) => !plain.has(table));
    if (contents.length === 0)
      throw unreadable(
        file,
        skipped.length === 0 ? "0 layers" : `view ${skipped.join(", ").slice(0, 100)}`,
        "table",
      );
    const [first, ...others] = contents.map((layer) => readLayer(db, layer, contents.length > 1, context));
    const findings = skipped.map(
      (table): Finding => ({
        code: "ROW_UNREADABLE",
        severity: "rejected",
        place: { file, field: table, found: "view", expected: "table" },
        lngLat: null,
      }),
    );
    return first === undefined ? [] : [{ ...first, findings: [...first.findings, ...findings] }, ...others];
  } catch (thrown) {
    if (thrown instanceof ImportStop) throw thrown;
    throw unreadable(file, thrown instanceof Error ? thrown.message.slice(0, 200) : "?", "GeoPackage");
  } finally {
    db.close();
  }
}
