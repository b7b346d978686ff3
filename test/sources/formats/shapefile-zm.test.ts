import { readFileSync } from "node:fs";
import type { Geometry } from "geojson";
import { expect, test } from "vitest";
import { readTables } from "../../../src/sources/formats/read-tables.ts";

/* Written by GDAL 3.6 with -lco SHPT=…: types 11, 13, 15, 21 and 28 of the format. */
test("shapefiles with heights and measures give the plane, each part whole", async () => {
  const bytes = new Uint8Array(readFileSync("test/fixtures/files/gdal-zm-shapefiles.zip"));
  const read = await readTables({ name: "zm.zip", bytes });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  const geometries: Record<string, readonly (Geometry | null)[]> = Object.fromEntries(
    read.value.map(({ part, rows }) => [String(part), rows.map(({ geometry }) => geometry)]),
  );
  expect(geometries["p.shp"]).toEqual([
    { type: "Point", coordinates: [116.3, 39.9] },
    { type: "Point", coordinates: [116.4, 39.8] },
  ]);
  expect(geometries["pm.shp"]).toEqual([
    { type: "Point", coordinates: [1, 2] },
    { type: "Point", coordinates: [3, 4] },
  ]);
  expect(geometries["m.shp"]).toEqual([
    {
      type: "MultiPoint",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ]);
  expect(JSON.stringify(geometries["l.shp"])).toBe(
    JSON.stringify([
      {
        type: "LineString",
        coordinates: [
          [1, 2],
          [5, 6],
        ],
      },
      {
        type: "MultiLineString",
        coordinates: [
          [
            [1, 2],
            [5, 6],
          ],
          [
            [10, 20],
            [50, 60],
            [9, 9],
          ],
        ],
      },
    ]),
  );
  const [area] = geometries["g.shp"] ?? [];
  const rings = area?.type === "Polygon" ? area.coordinates : [];
  expect(rings.map((ring) => [ring.length, new Set(ring.flat()).size])).toEqual([
    [5, 2],
    [5, 2],
  ]);
  expect(read.value.flatMap(({ findings }) => findings)).toEqual([]);
});
