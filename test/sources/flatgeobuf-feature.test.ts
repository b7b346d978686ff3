import fc from "fast-check";
import { ColumnType } from "flatgeobuf/lib/mjs/flat-geobuf/column-type.js";
import { GeometryType } from "flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js";
import { buildFeature } from "flatgeobuf/lib/mjs/generic/feature.js";
import { parseGeometry } from "flatgeobuf/lib/mjs/geojson/geometry.js";
import { expect, it } from "vitest";
import type { LayerGeometry } from "../../src/core/model/layer-feature.ts";
import { createFeatureEncoder } from "../../src/sources/flatgeobuf-feature.ts";

const COLUMNS = [
  { name: "text", type: "string" },
  { name: "whole", type: "int" },
  { name: "real", type: "double" },
  { name: "yes", type: "bool" },
] as const;
const TYPES = {
  string: ColumnType.String,
  int: ColumnType.Int,
  double: ColumnType.Double,
  bool: ColumnType.Bool,
};

const header = {
  geometryType: GeometryType.Unknown,
  columns: COLUMNS.map(({ name, type }) => ({
    name,
    type: TYPES[type],
    title: null,
    description: null,
    width: -1,
    precision: -1,
    scale: -1,
    nullable: true,
    unique: false,
    primary_key: false,
  })),
  envelope: null,
  featuresCount: 1,
  indexNodeSize: 16,
  crs: null,
  title: null,
  description: null,
  metadata: null,
};

const position = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);
const ring = fc.array(position, { minLength: 1, maxLength: 40 });
const rings = fc.array(ring, { minLength: 1, maxLength: 4 });
const geometry = fc.oneof(
  position.map((coordinates) => ({ type: "Point", coordinates })),
  ring.map((coordinates) => ({ type: "LineString", coordinates })),
  rings.map((coordinates) => ({ type: "MultiLineString", coordinates })),
  rings.map((coordinates) => ({ type: "Polygon", coordinates })),
  fc
    .array(rings, { minLength: 1, maxLength: 3 })
    .map((coordinates) => ({ type: "MultiPolygon", coordinates })),
) as fc.Arbitrary<LayerGeometry>;
const values = fc.tuple(
  fc.option(fc.oneof(fc.string({ unit: "grapheme", maxLength: 400 }), fc.constant("避难场所 🏞"))),
  fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  fc.option(fc.boolean()),
);

it("is, byte for byte, what the npm writer makes of the same feature, one after another", () => {
  const encode = createFeatureEncoder(COLUMNS);
  fc.assert(
    fc.property(geometry, values, (shape, row) => {
      const properties = Object.fromEntries(COLUMNS.map(({ name }, i) => [name, row[i] ?? null]));
      const expected = buildFeature(
        parseGeometry(shape),
        properties as unknown as Parameters<typeof buildFeature>[1],
        header,
      );
      expect(encode(shape, row)).toEqual(expected);
    }),
    { numRuns: 300, seed: 3 },
  );
});
