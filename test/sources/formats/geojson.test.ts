import { expect, test } from "vitest";
import { readTables } from "../../../src/sources/formats/read-tables.ts";

const read = (text: string, name = "a.geojson") =>
  readTables({ name, bytes: new TextEncoder().encode(text) });
async function tableOf(text: string, name?: string) {
  const result = await read(text, name);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value[0] as (typeof result.value)[number];
}
const feature = (coordinates: unknown, properties: unknown = {}, type = "Point") => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});

test("features become rows: heights dropped, nested values as JSON text, the declared system kept", async () => {
  const table = await tableOf(
    JSON.stringify({
      type: "FeatureCollection",
      crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::4490" } },
      features: [
        feature([116.3, 39.9, 50], { id: "007", n: 3, b: true, o: { a: [1] }, e: "" }),
        feature([116, 39]),
      ],
    }),
    "wrong.csv.txt",
  );
  expect(table.declaredCrs).toBe("EPSG:4490");
  expect(table.rows).toEqual([
    {
      row: 1,
      values: { id: "007", n: 3, b: true, o: '{"a":[1]}', e: null },
      geometry: { type: "Point", coordinates: [116.3, 39.9] },
    },
    {
      row: 2,
      values: { id: null, n: null, b: null, o: null, e: null },
      geometry: { type: "Point", coordinates: [116, 39] },
    },
  ]);
});

test("what says nothing of its system declares none", async () => {
  expect((await tableOf(JSON.stringify(feature([1, 2])))).declaredCrs).toBeNull();
  expect((await tableOf('{"type":"Point","coordinates":[1,2]}')).rows).toHaveLength(1);
});

test("broken geometries are left out and said, row by row", async () => {
  const table = await tableOf(
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        feature([]),
        feature(["116", 39]),
        feature(
          [
            [
              [0, 0],
              [1, 1],
            ],
          ],
          {},
          "Polygon",
        ),
        feature(
          [
            [0, 0],
            [1, 1],
          ],
          {},
          "Circle",
        ),
        7,
        feature(
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
            ],
          ],
          { ok: 1 },
          "Polygon",
        ),
        { type: "Feature", properties: { ok: 2 }, geometry: null },
      ],
    }),
  );
  expect(table.findings.map(({ code, severity, place }) => [code, severity, place.row])).toEqual(
    [1, 2, 3, 4, 5].map((row) => ["ROW_UNREADABLE", "rejected", row]),
  );
  expect(table.rows.map(({ row, geometry }) => [row, geometry?.type ?? null])).toEqual([
    [6, "Polygon"],
    [7, null],
  ]);
});

test("newline-delimited features and text sequences; a damaged record costs only itself", async () => {
  const lines = [JSON.stringify(feature([1, 2])), '{"type":"Feat', JSON.stringify(feature([3, 4]))];
  const newline = await tableOf(lines.join("\n"));
  expect(newline.rows.map(({ row }) => row)).toEqual([1, 3]);
  expect(newline.findings.map(({ place }) => place.row)).toEqual([2]);
  const sequence = await tableOf(lines.map((line) => `\x1e${line}\n`).join(""));
  expect(sequence.rows.map(({ row }) => row)).toEqual([1, 3]);
});

test("a truncated document says how much was found", async () => {
  const text = JSON.stringify({ type: "FeatureCollection", features: [feature([1, 2])] });
  expect(await read(text.slice(0, 60))).toMatchObject({
    failure: { code: "IMPORT_UNREADABLE", place: { found: "60 characters, 3 brackets open" } },
  });
});

test("a pit of brackets and a polygon of ten million vertices end at their limits, soon", async () => {
  const started = performance.now();
  expect(await read(`{"type":"Feature","x":${"[".repeat(400_000)}`)).toMatchObject({
    failure: { code: "IMPORT_TOO_LARGE", what: "depth", limit: 100 },
  });
  const polygon = `{"type":"Polygon","coordinates":[[${"[1,2],".repeat(10_000_000)}[1,2]]]}`;
  expect(await read(polygon)).toMatchObject({
    failure: { code: "IMPORT_TOO_LARGE", what: "vertices", found: 10_000_001, limit: 5_000_000 },
  });
  expect(performance.now() - started).toBeLessThan(5_000);
});

test("nothing, blanks and pictures are told apart", async () => {
  expect(await read("")).toMatchObject({ failure: { code: "IMPORT_EMPTY" } });
  expect(await read(" \n ")).toMatchObject({ failure: { code: "IMPORT_EMPTY" } });
  expect(
    await readTables({
      name: "a.csv",
      bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]),
    }),
  ).toMatchObject({
    failure: { code: "IMPORT_FORMAT_UNKNOWN", found: "89 50 4e 47 0d 0a 1a 0a (.PNG....)" },
  });
});
