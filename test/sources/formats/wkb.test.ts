import fc from "fast-check";
import type { Geometry, Position } from "geojson";
import { expect, test } from "vitest";
import { readWkb } from "../../../src/sources/formats/wkb.ts";

interface Style {
  readonly little: boolean;
  readonly z: boolean;
  readonly m: boolean;
  /** `ewkb`: PostGIS writes high bits and may add a number of the system. */
  readonly marks: "iso" | "ewkb";
  readonly srid: boolean;
}
const TYPES = [
  "Point",
  "LineString",
  "Polygon",
  "MultiPoint",
  "MultiLineString",
  "MultiPolygon",
  "GeometryCollection",
];

/** Written apart from the reader, after OGC 06-103r4 § 8 and the head of PostGIS's EWKB. */
function writeWkb(geometry: Geometry, style: Style): Uint8Array {
  const { little, z, m, marks } = style;
  const bytes: number[] = [];
  const number = (size: 4 | 8, value: number) => {
    const view = new DataView(new ArrayBuffer(size));
    if (size === 4) view.setUint32(0, value, little);
    else view.setFloat64(0, value, little);
    bytes.push(...new Uint8Array(view.buffer));
  };
  const position = ([x, y]: Position) => {
    for (const value of [x, y, ...(z ? [-777] : []), ...(m ? [-888] : [])]) number(8, value as number);
  };
  const list = <Part>(parts: readonly Part[], one: (part: Part) => void) => {
    number(4, parts.length);
    parts.forEach(one);
  };
  const write = (each: Geometry, isOuter: boolean): void => {
    const hasSrid = isOuter && marks === "ewkb" && style.srid;
    const iso = marks === "iso" ? (z ? 1000 : 0) + (m ? 2000 : 0) : 0;
    const high = marks === "ewkb" ? (z ? 2 ** 31 : 0) + (m ? 2 ** 30 : 0) + (hasSrid ? 2 ** 29 : 0) : 0;
    bytes.push(little ? 1 : 0);
    number(4, TYPES.indexOf(each.type) + 1 + iso + high);
    if (hasSrid) number(4, 4490);
    switch (each.type) {
      case "Point":
        position(each.coordinates);
        break;
      case "LineString":
        list(each.coordinates, position);
        break;
      case "Polygon":
        list(each.coordinates, (ring) => list(ring, position));
        break;
      case "MultiPoint":
        list(each.coordinates, (coordinates) => write({ type: "Point", coordinates }, false));
        break;
      case "MultiLineString":
        list(each.coordinates, (coordinates) => write({ type: "LineString", coordinates }, false));
        break;
      case "MultiPolygon":
        list(each.coordinates, (coordinates) => write({ type: "Polygon", coordinates }, false));
        break;
      case "GeometryCollection":
        list(each.geometries, (part) => write(part, false));
    }
  };
  write(geometry, true);
  return new Uint8Array(bytes);
}

const coordinate = fc.double({ min: -1e7, max: 1e7, noNaN: true }).map((value) => value + 0);
const position = fc.tuple(coordinate, coordinate).map(([x, y]) => [x, y] as Position);
const line = fc.array(position, { minLength: 2, maxLength: 5 });
const rings = fc.array(line, { minLength: 1, maxLength: 3 });
const simple: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates) => ({ type: "Point" as const, coordinates })),
  line.map((coordinates) => ({ type: "LineString" as const, coordinates })),
  rings.map((coordinates) => ({ type: "Polygon" as const, coordinates })),
  line.map((coordinates) => ({ type: "MultiPoint" as const, coordinates })),
  rings.map((coordinates) => ({ type: "MultiLineString" as const, coordinates })),
  fc
    .array(rings, { minLength: 1, maxLength: 3 })
    .map((coordinates) => ({ type: "MultiPolygon" as const, coordinates })),
);
const any: fc.Arbitrary<Geometry> = fc.oneof(
  simple,
  fc
    .array(simple, { maxLength: 3 })
    .map((geometries) => ({ type: "GeometryCollection" as const, geometries })),
);
const style: fc.Arbitrary<Style> = fc.record({
  little: fc.boolean(),
  z: fc.boolean(),
  m: fc.boolean(),
  marks: fc.constantFrom("iso" as const, "ewkb" as const),
  srid: fc.boolean(),
});

test("what any writer wrote comes back flat: both byte orders, heights, measures, numbers of systems", () => {
  fc.assert(
    fc.property(any, style, fc.nat({ max: 9 }), (geometry, how, before) => {
      const wkb = writeWkb(geometry, how);
      const bytes = new Uint8Array(before + wkb.length);
      bytes.set(wkb, before);
      expect(readWkb(bytes, before)).toEqual(geometry);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("bytes of ST_AsEWKB('SRID=4490;POINT Z (116.5 39.75 50)') from the PostGIS format, high byte first", () => {
  const hex = "00a00000010000118a405d2000000000004043e000000000004049000000000000";
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  expect(readWkb(bytes)).toEqual({ type: "Point", coordinates: [116.5, 39.75] });
});

const FLAT: Style = { little: true, z: false, m: false, marks: "iso", srid: false };
const nested = (levels: number): Geometry =>
  levels === 0
    ? { type: "Point", coordinates: [1, 2] }
    : { type: "GeometryCollection", geometries: [nested(levels - 1)] };

test("collections eight deep are read, deeper ones end", () => {
  expect(readWkb(writeWkb(nested(8), FLAT))).toEqual(nested(8));
  expect(() => readWkb(writeWkb(nested(9), FLAT))).toThrow("nested 9 deep");
  const pit = Array.from({ length: 100_000 }, () => [1, 7, 0, 0, 0, 1, 0, 0, 0]).flat();
  expect(() => readWkb(new Uint8Array(pit))).toThrow("nested 9 deep");
});

test("bytes cut off anywhere throw RangeError and never read beyond", () => {
  fc.assert(
    fc.property(any, style, fc.double({ min: 0, max: 0.999, noNaN: true }), (geometry, how, share) => {
      const bytes = writeWkb(geometry, how);
      // A view into longer memory: what lies behind its end must not be read.
      const memory = new Uint8Array(bytes.length + 64);
      memory.set(bytes);
      expect(() => readWkb(memory.subarray(0, Math.floor(bytes.length * share)))).toThrow(RangeError);
    }),
    { seed: 4, numRuns: 300 },
  );
});

test.each([
  ["a count of four milliards", [1, 2, 0, 0, 0, 255, 255, 255, 255]],
  ["a curve", [1, 8, 0, 0, 0, 0, 0, 0, 0]],
  ["an ISO type beyond measures", [1, 0xa1, 0x0f, 0, 0, 0, 0, 0, 0]],
  ["a line among points", [1, 4, 0, 0, 0, 1, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0]],
])("%s is refused", (_, bytes) => {
  expect(() => readWkb(new Uint8Array(bytes))).toThrow(RangeError);
});

test("an empty point is two NaN and comes without coordinates", () => {
  expect(readWkb(writeWkb({ type: "Point", coordinates: [Number.NaN, Number.NaN] }, FLAT))).toEqual({
    type: "Point",
    coordinates: [],
  });
});
