import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { crsFromName, crsFromWkt } from "../../../src/sources/formats/declared-crs.ts";

/** The EPSG registry as another project hands it out; the bundle's own copy has no names. */
const REGISTRY = createRequire(import.meta.url)("epsg-index/all.json") as Readonly<
  Record<string, { readonly name: string }>
>;

const DATUMS = [
  {
    esri: "China_Geodetic_Coordinate_System_2000",
    datum: "D_China_2000",
    title: "CGCS2000",
    registered: "CGCS2000",
  },
  { esri: "Xian_1980", datum: "D_Xian_1980", title: "Xian_1980", registered: "Xian 1980" },
  { esri: "Beijing_1954", datum: "D_Beijing_1954", title: "Beijing_1954", registered: "Beijing 1954" },
] as const;
const geographic = (name: string, datum: string) =>
  `GEOGCS["GCS_${name}",DATUM["${datum}",SPHEROID["S",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
const projected = (
  name: string,
  base: string,
  easting: number,
  meridian: number,
  more = 'UNIT["Meter",1.0]',
) =>
  `PROJCS["${name}",${base},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],${more}]`;

test.each(DATUMS)(
  "every Gauss-Krüger zone of $registered, as Esri writes it, has the registry's number",
  ({ esri, datum, title, registered }) => {
    const base = geographic(esri, datum);
    let seen = 0;
    for (const degrees of [3, 6]) {
      const kind = degrees === 3 ? "3_Degree_GK" : "GK";
      for (let meridian = 75; meridian <= 135; meridian += degrees) {
        const zone = degrees === 3 ? meridian / 3 : (meridian + 3) / 6;
        for (const zoned of [true, false]) {
          const name = `${title}_${kind}_${zoned ? `Zone_${zone}` : `CM_${meridian}E`}`;
          const crs = crsFromWkt(projected(name, base, (zoned ? zone * 1e6 : 0) + 500_000, meridian));
          const entry = REGISTRY[String(crs).replace("EPSG:", "")];
          const zoneName = zoned ? `zone ${zone}` : `CM ${meridian}E`;
          expect(entry?.name.replace("Gauss Kruger", "Gauss-Kruger"), name).toBe(
            `${registered} / ${degrees === 3 ? "3-degree " : ""}Gauss-Kruger ${zoneName}`,
          );
          seen++;
        }
      }
    }
    expect(seen).toBe(64);
  },
);

test.each([
  ["China_Geodetic_Coordinate_System_2000", "EPSG:4490"],
  ["CGCS_2000", "EPSG:4490"],
  ["Xian_1980", "EPSG:4610"],
  ["Beijing_1954", "EPSG:4214"],
  ["WGS_1984", "EPSG:4326"],
])("degrees of %s", (name, crs) => {
  expect(crsFromWkt(geographic(name, `D_${name}`))).toBe(crs);
});

test("definitions of GDAL end with their number; an inner number is not the whole's", () => {
  const inner =
    'GEOGCS["China Geodetic Coordinate System 2000",PRIMEM["Greenwich",0],AUTHORITY["EPSG","4490"]]';
  expect(crsFromWkt(`PROJCS["CGCS2000 / x",${inner},AUTHORITY["EPSG","4527"]]`)).toBe("EPSG:4527");
  expect(crsFromWkt(`\uFEFFPROJCRS["x",BASEGEOGCRS["y"],ID["EPSG",32650]]\n`)).toBe("EPSG:32650");
  const own = `PROJCS["some town's own",${inner},UNIT["metre",1]]`;
  expect(crsFromWkt(own)).toBe(`WKT:${own}`);
});

test.each([
  ["WGS_1984_UTM_Zone_50N", "EPSG:32650"],
  ["WGS 84 / UTM zone 9S", "EPSG:32709"],
  ["WGS_1984_Web_Mercator_Auxiliary_Sphere", "EPSG:3857"],
  ["WGS 84 / Pseudo-Mercator", "EPSG:3857"],
])("projection %s", (name, crs) => {
  expect(crsFromWkt(projected(name, geographic("WGS_1984", "D_WGS_1984"), 500_000, 117))).toBe(crs);
});

test.each([
  ["a meridian of no zone", projected("CGCS2000_own", geographic("CGCS_2000", "D"), 500_000, 116)],
  ["another zone's easting", projected("CGCS2000_GK", geographic("CGCS_2000", "D"), 38_500_000, 117)],
  ["an easting of a town's own", projected("CGCS2000_GK", geographic("CGCS_2000", "D"), 520_000, 117)],
  [
    "kilometres",
    projected("CGCS2000_GK", geographic("CGCS_2000", "D"), 500_000, 117, 'UNIT["Kilometer",1000.0]'),
  ],
  [
    "a datum without numbers",
    projected("New_Beijing_Zone_18", geographic("New_Beijing", "D"), 18_500_000, 105),
  ],
  ["degrees from Paris", geographic("WGS_1984", "D").replace('"Greenwich",0.0', '"Paris",2.33')],
])("%s stays as it is defined", (_, wkt) => {
  expect(crsFromWkt(wkt)).toBe(`WKT:${wkt}`);
});

test.each(["", "WGS84", "EPSG:4326", "\0\0", "<xml/>"])("%j is no definition", (text) => {
  expect(crsFromWkt(text)).toBeNull();
});

test.each([
  ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"],
  ["urn:ogc:def:crs:EPSG::4490", "EPSG:4490"],
  ["urn:ogc:def:crs:EPSG:6.9:4527", "EPSG:4527"],
  ["http://www.opengis.net/def/crs/EPSG/0/4547", "EPSG:4547"],
  ["EPSG:4326", "EPSG:4326"],
  ["GCJ02", "GCJ-02"],
  ["gcj-02 火星坐标", "GCJ-02"],
  ["BD-09", "BD-09"],
  ["bd09mc", "BD-09MC"],
  ["local grid", null],
  ["EPSG:", null],
])("name %s", (name, crs) => {
  expect(crsFromName(name)).toBe(crs);
});
