import { readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { RawTable } from "../../../src/core/model/import.ts";
import { readTables } from "../../../src/sources/formats/read-tables.ts";
import { loadTestSqlite } from "../../fixtures/load-test-sqlite.ts";

const unzipped = (file: string) => unzipSync(new Uint8Array(readFileSync(`test/fixtures/files/${file}`)));
async function tableOf(bytes: Uint8Array, name = "a.zip"): Promise<RawTable> {
  const read = await readTables({ name, bytes }, { loadSqlite: loadTestSqlite });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value[0] as RawTable;
}

function shelters() {
  const all = unzipped("gdal-shapefiles.zip");
  const part = (ending: string) =>
    Object.entries(all).find(([name]) => name.endsWith(`/shelters.${ending}`))?.[1] as Uint8Array;
  return { "s.shp": part("shp"), "s.dbf": part("dbf"), "s.prj": part("prj") };
}
const places = (table: RawTable) => table.rows.map(({ geometry }) => geometry?.type);

test("a table whose head is damaged leaves the shapes, and is said", async () => {
  const parts = shelters();
  const dbf = parts["s.dbf"].slice();
  dbf.fill(0xff, 8, 12);
  const table = await tableOf(zipSync({ ...parts, "s.dbf": dbf }));
  expect(places(table)).toEqual(["Point", "Point"]);
  expect([table.columns, table.declaredCrs]).toEqual([[], "EPSG:4490"]);
  expect(table.findings.map(({ code, severity, place }) => [code, severity, place.field])).toEqual([
    ["ROW_UNREADABLE", "doubtful", "dbf"],
  ]);
});

test("a table cut off gives its whole records; the other shapes come without", async () => {
  const parts = shelters();
  const dbf = parts["s.dbf"];
  const table = await tableOf(zipSync({ ...parts, "s.dbf": dbf.slice(0, dbf.length - 5) }));
  expect(places(table)).toEqual(["Point", "Point"]);
  expect(table.rows.map(({ values }) => values.名称)).toEqual(["月坛公园", null]);
  expect(table.findings.map(({ place }) => [place.field, place.found, place.expected])).toEqual([
    ["dbf", "1 records", "2 shapes"],
  ]);
});

test("a table that cannot be unpacked leaves the shapes too", async () => {
  const parts = shelters();
  const bytes = zipSync(parts, { level: 0 });
  const at = Buffer.from(bytes).indexOf(Buffer.from(parts["s.dbf"]));
  bytes[at + 40] = (bytes[at + 40] as number) ^ 1;
  const table = await tableOf(bytes);
  expect(places(table)).toEqual(["Point", "Point"]);
  expect(table.findings.map(({ code, place }) => [code, place.field])).toEqual([["ROW_UNREADABLE", "s.dbf"]]);
});

async function geoPackage(change: string): Promise<Uint8Array> {
  const sqlite = await loadTestSqlite();
  const db = new sqlite.Database(unzipped("gdal-gpkg.zip")["g.gpkg"]);
  // GDAL's triggers call functions that only GDAL has.
  for (const [name] of db.exec("SELECT name FROM sqlite_master WHERE type = 'trigger'")[0]?.values ?? [])
    db.run(`DROP TRIGGER "${name}"`);
  db.run(change);
  const bytes = db.export();
  db.close();
  return bytes;
}
const VIEW = `CREATE VIEW seen AS SELECT * FROM facts;
  INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('seen', 'attributes', 'seen');`;

test("a layer of a GeoPackage that is a view is left out and said", async () => {
  const table = await tableOf(await geoPackage(VIEW), "a.gpkg");
  expect(table.part).toBe("shelters");
  expect(table.rows.length).toBe(2);
  expect(
    table.findings.map(({ code, severity, place }) => [code, severity, place.field, place.found]),
  ).toEqual([["ROW_UNREADABLE", "rejected", "seen", "view"]]);
});

test("a GeoPackage of nothing but views is refused with their names", async () => {
  const bytes = await geoPackage(`${VIEW} DELETE FROM gpkg_contents WHERE table_name <> 'seen'`);
  expect(await readTables({ name: "a.gpkg", bytes }, { loadSqlite: loadTestSqlite })).toMatchObject({
    failure: { code: "IMPORT_UNREADABLE", place: { found: "view seen", expected: "table" } },
  });
});

test("a row whose geometry is broken is kept with its values", async () => {
  const bytes = await geoPackage("UPDATE shelters SET geom = x'00' WHERE fid = 1");
  const table = await tableOf(bytes, "a.gpkg");
  expect(table.rows.length).toBe(1);
  expect(table.rejectedRows?.map(({ row, values }) => [row, values.编号])).toEqual([[1, "007"]]);
  expect(table.rejectedRows?.[0]?.findings).toEqual(table.findings);
});
