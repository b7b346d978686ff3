import { readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import type { RawTable } from "../../../src/core/model/import.ts";
import { readTables } from "../../../src/sources/formats/read-tables.ts";
import { loadTestSqlite } from "../../fixtures/load-test-sqlite.ts";

/* The files under test/fixtures/files were written by GDAL 3.6 (ogr2ogr) and openpyxl 3.0 from places made up here. */
const bytesOf = (file: string) => new Uint8Array(readFileSync(`test/fixtures/files/${file}`));
async function tablesOf(
  file: string,
  name = "file.bin",
  bytes: Uint8Array = bytesOf(file),
): Promise<RawTable[]> {
  const read = await readTables({ name, bytes }, { loadSqlite: loadTestSqlite });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}
const first = (tables: readonly RawTable[]) => tables[0] as RawTable;
const YUETAN = { type: "Point", coordinates: [116.34, 39.91] };

test("shapefiles in a nested folder: GBK without a .cpg, own coordinates, zones by number, holes", async () => {
  const tables = await tablesOf("gdal-shapefiles.zip", "shapes.csv");
  const shelters = tables.find(({ part }) => part === "区/内/shelters.shp") as RawTable;
  const sites = tables.find(({ part }) => part === "区/内/sites.shp") as RawTable;
  expect(tables).toHaveLength(2);
  expect([shelters.declaredCrs, sites.declaredCrs]).toEqual(["EPSG:4490", "EPSG:4527"]);
  expect(shelters.encoding).toBe("gb18030");
  expect(shelters.rows[0]).toMatchObject({
    row: 1,
    values: { 编号: "007", 名称: "月坛公园", 面积: 1234.5, 日期: "2020-03-04" },
    geometry: YUETAN,
  });
  expect(shelters.rows[1]?.values).toMatchObject({ 面积: null, 日期: null });
  const [ring, two] = sites.rows.map(({ geometry }) => geometry);
  expect(ring?.type === "Polygon" && ring.coordinates.map((part) => part.length)).toEqual([5, 5]);
  // Gauss-Krüger with the zone in the easting: nobody has reprojected it.
  expect(ring?.type === "Polygon" && Math.floor((ring.coordinates[0]?.[0]?.[0] ?? 0) / 1e6)).toBe(39);
  expect(two?.type === "MultiPolygon" && two.coordinates.length).toBe(2);
});

test("a shapefile without its table gives its shapes and says so; a bare .shp too", async () => {
  const all = unzipSync(bytesOf("gdal-shapefiles.zip"));
  const shp = Object.entries(all).find(([name]) => name.endsWith("shelters.shp"))?.[1] as Uint8Array;
  for (const bytes of [shp, zipSync({ "A.SHP": shp })]) {
    const table = first(await tablesOf("", "a.shp", bytes));
    expect(table.rows.map(({ geometry }) => geometry?.type)).toEqual(["Point", "Point"]);
    expect(table.declaredCrs).toBeNull();
    expect(table.findings.map(({ place }) => place.expected)).toEqual([".dbf"]);
  }
});

test("FlatGeobuf with an index, 64-bit integers and dates", async () => {
  const table = first(await tablesOf("gdal-shelters.fgb"));
  expect(table.declaredCrs).toBe("EPSG:4490");
  const row = table.rows.find(({ values }) => values.编号 === "007");
  expect(row?.values).toMatchObject({ 名称: "月坛公园", 面积: 1234.5, big: "9007199254740993", flag: true });
  expect(String(row?.values.日期)).toMatch(/^2020-03-04/);
  expect(row?.geometry).toEqual(YUETAN);
});

test("FlatGeobuf without index and of mixed geometries", async () => {
  const table = first(await tablesOf("gdal-mix-no-index.fgb"));
  expect(table.rows.map(({ values, geometry }) => [values.k, geometry?.type ?? null])).toEqual([
    ["mp", "MultiPoint"],
    ["gc", "GeometryCollection"],
  ]);
});

test("GeoPackage, here zipped: feature layers and a table of facts", async () => {
  const tables = await tablesOf("gdal-gpkg.zip");
  expect(tables.map(({ part }) => part)).toEqual(["g.gpkg / shelters", "g.gpkg / mix", "g.gpkg / facts"]);
  const [shelters, mix, facts] = tables as [RawTable, RawTable, RawTable];
  expect(shelters.declaredCrs).toBe("EPSG:4490");
  expect(shelters.rows[0]?.values).toMatchObject({ 编号: "007", 面积: 1234.5, big: "9007199254740993" });
  expect(shelters.rows[0]?.geometry).toEqual(YUETAN);
  expect(mix.rows.map(({ geometry }) => geometry?.type ?? null)).toEqual([
    "MultiPoint",
    "GeometryCollection",
    null,
  ]);
  expect(facts.rows.map(({ values, geometry }) => [values.编号, geometry])).toEqual([
    ["007", null],
    ["110102001", null],
  ]);
});

test.each(["gdal-shelters.kmz", "gdal-shelters.kml"])(
  "%s declares no system and keeps its facts",
  async (file) => {
    const table = first(await tablesOf(file, "places.zip"));
    expect([table.format, table.declaredCrs]).toEqual(["kml", null]);
    expect(table.rows[0]?.values).toMatchObject({ 编号: "007", 名称: "月坛公园" });
    expect(table.rows.map(({ geometry }) => geometry)).toEqual([
      YUETAN,
      { type: "Point", coordinates: [116.35, 39.93] },
    ]);
  },
);

test("a workbook of GDAL", async () => {
  const table = first(await tablesOf("gdal-shelters.xlsx", "a.kml"));
  expect(table.rows[0]?.values).toMatchObject({
    编号: "007",
    名称: "月坛公园",
    面积: 1234.5,
    日期: "2020-03-04",
  });
});

test("KML: folders are tables, CDATA is text and never HTML, a document type is refused", async () => {
  const kml = (inside: string) => new TextEncoder().encode(`<?xml version="1.0"?>${inside}`);
  const placemark =
    "<Placemark><name>a</name><description><![CDATA[<b onclick='x()'>b</b>]]></description><MultiGeometry><Point><coordinates>1,2,3</coordinates></Point><Point><coordinates>3,4</coordinates></Point></MultiGeometry></Placemark>";
  const [table] = await tablesOf(
    "",
    "a.kml",
    kml(`<kml xmlns="http://www.opengis.net/kml/2.2"><Folder><name>F</name>${placemark}</Folder></kml>`),
  );
  expect(table?.part).toBe("F");
  expect(table?.rows[0]?.values).toMatchObject({ name: "a", description: "<b onclick='x()'>b</b>" });
  expect(table?.rows[0]?.geometry?.type).toBe("GeometryCollection");
  const bomb = kml(
    '<!DOCTYPE kml [<!ENTITY a "&b;&b;"><!ENTITY c SYSTEM "file:///etc/passwd">]><kml>&a;&c;</kml>',
  );
  expect(await readTables({ name: "b.kml", bytes: bomb })).toMatchObject({
    failure: { code: "IMPORT_UNREADABLE", place: { expected: "no DTD" } },
  });
  const pit = kml(`<kml>${"<Folder>".repeat(50_000)}`);
  expect(await readTables({ name: "c.kml", bytes: pit })).toMatchObject({
    failure: { code: "IMPORT_TOO_LARGE", what: "depth" },
  });
});
