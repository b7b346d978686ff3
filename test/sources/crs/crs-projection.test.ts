import epsg from "epsg-index/all.json";
import fc from "fast-check";
import gcoord from "gcoord";
import proj4 from "proj4";
import { describe, expect, test } from "vitest";
import { chinaZone } from "../../../src/core/geo/china-zones.ts";
import { createLocalPlane, planeMetres } from "../../../src/core/geo/local-plane.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { CrsId } from "../../../src/core/model/import.ts";
import {
  type CrsProjection,
  loadProjection,
  ruledProjection,
} from "../../../src/sources/crs/crs-projection.ts";

const metres = (a: LngLat, b: LngLat) => planeMetres(createLocalPlane(a), a, b);

async function projection(crs: CrsId): Promise<CrsProjection> {
  const loaded = await loadProjection(crs, "some.csv");
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.failure));
  return loaded.value;
}

/** PROJ 9.1: `echo "39.915 116.366" | cs2cs -f %.4f EPSG:4326 EPSG:4548`, written here easting first. */
const TRUTH: readonly (readonly [CrsId, LngLat, number, number])[] = [
  ["EPSG:4547", [116.366, 39.915], 702302.4323, 4422772.1575],
  ["EPSG:4526", [116.366, 39.915], 38702302.4323, 4422772.1575],
  ["EPSG:4548", [116.366, 39.915], 445793.0275, 4420283.5979],
  ["EPSG:4528", [121.47, 31.23], 40640060.3377, 3457406.4355],
  ["EPSG:3857", [116.366, 39.915], 12953803.8657, 4853597.9883],
  ["EPSG:32650", [116.366, 39.915], 445814.7102, 4418515.4846],
];

describe("against PROJ", () => {
  test.each(TRUTH)("%s of %j", async (crs, lngLat, east, north) => {
    const known = await projection(crs);
    const [x, y] = known.fromWgs84(...lngLat);
    expect(Math.hypot(x - east, y - north)).toBeLessThan(0.002);
    expect(metres(lngLat, known.toWgs84(east, north))).toBeLessThan(0.002);
  });
});

/** Measured shifts in metres, from the project's notes on coordinates: WGS-84 to GCJ-02, and on to BD-09. */
const SHIFTS: readonly (readonly [LngLat, number, number])[] = [
  [[116.366, 39.915], 551.7, 1360.1],
  [[116.353, 39.94], 549.2, 1347.2],
  [[116.378, 39.865], 553.3, 1374.1],
  [[116.365, 39.884], 551.3, 1361.6],
];

test.each(SHIFTS)("the Chinese offsets at %j are as long as measured", async (lngLat, gcj, bd) => {
  const length = async (crs: CrsId) => metres(lngLat, (await projection(crs)).fromWgs84(...lngLat) as LngLat);
  expect(Math.abs((await length("GCJ-02")) - gcj)).toBeLessThan(1.5);
  expect(Math.abs((await length("BD-09")) - bd)).toBeLessThan(3);
});

const ROUND_TRIPS: readonly (readonly [CrsId, number])[] = [
  ["EPSG:4490", 1e-6],
  ["GCJ-02", 0.01],
  ["BD-09", 0.02],
  ["BD-09MC", 0.02],
  ["EPSG:3857", 0.01],
  ["EPSG:4528", 0.01],
  ["EPSG:4547", 0.01],
  ["EPSG:2422", 0.01],
];

test.each(ROUND_TRIPS)("there and back through %s anywhere in China within %d m", async (crs, limit) => {
  const known = await projection(crs);
  const meridian = crs.startsWith("EPSG:") ? chinaZone(Number(crs.slice(5)))?.meridian : undefined;
  const lngs = meridian === undefined ? { min: 74, max: 134 } : { min: meridian - 3.5, max: meridian + 3.5 };
  fc.assert(
    fc.property(
      fc.double({ ...lngs, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
      (lng, lat) => metres([lng, lat], known.toWgs84(...known.fromWgs84(lng, lat))) < limit,
    ),
    { numRuns: 400, seed: 7 },
  );
});

test("zones by rule are those of the registry", () => {
  const codes = Object.keys(epsg)
    .map(Number)
    .filter((code) => chinaZone(code));
  expect(codes).toHaveLength(192);
  for (const code of codes) {
    const zone = chinaZone(code);
    const listed = epsg[String(code)]?.proj4;
    if (!zone || !listed) throw new Error(`${code} has no definition`);
    const at: [number, number] = [zone.meridian + 1.2, 33];
    const [x, y] = proj4(listed, at) as [number, number];
    const [ruledX, ruledY] = proj4(zone.definition, at) as [number, number];
    expect(Math.hypot(x - ruledX, y - ruledY), String(code)).toBeLessThan(1e-6);
  }
});

test("a system that no rule covers comes from the table, and a definition from the file", async () => {
  // PROJ 9.1: echo "48.8566 2.3522" | cs2cs -f %.4f EPSG:4326 EPSG:2154
  const lambert = await projection("EPSG:2154");
  const [x, y] = lambert.fromWgs84(2.3522, 48.8566);
  expect(Math.hypot(x - 652469.0227, y - 6862035.2594)).toBeLessThan(0.01);
  const wkt =
    'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
  const known = await projection(`WKT:${wkt}`);
  expect(metres([116.366, 39.915], known.toWgs84(445793.0275, 4420283.5979))).toBeLessThan(0.01);
});

test.each(["EPSG:999999", "EPSG:1", "WKT:nonsense", "WKT:"] as const)("%s is unknown", async (crs) => {
  expect(await loadProjection(crs, "some.csv")).toEqual({
    ok: false,
    failure: { code: "CRS_UNKNOWN", file: "some.csv", found: crs },
  });
});

test("outside China the offsets vanish, and numbers that are no place give NaN", () => {
  for (const crs of ["GCJ-02", "BD-09", "BD-09MC", "EPSG:3857", "EPSG:4547", "EPSG:4326"] as const) {
    const known = ruledProjection(crs);
    expect(known?.toWgs84(Number.NaN, 3)).toEqual([Number.NaN, Number.NaN]);
    expect(known?.toWgs84(1e12, 1e12)).toEqual([Number.NaN, Number.NaN]);
  }
  expect(ruledProjection("GCJ-02")?.toWgs84(2.35, 48.85)).toEqual([2.35, 48.85]);
});

test("the inverse of GCJ-02 ends at the edge of the box around China", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(72.004, 137.8347),
      fc.double({ min: -0.01, max: 0.01, noNaN: true }),
      fc.double({ min: 1, max: 55, noNaN: true }),
      (edge, off, lat) => Number.isFinite(ruledProjection("GCJ-02")?.toWgs84(edge + off, lat)[0]),
    ),
    { numRuns: 200, seed: 3 },
  );
  expect(gcoord.transform([116, 40], gcoord.WGS84, gcoord.GCJ02)[0]).not.toBe(116);
});
