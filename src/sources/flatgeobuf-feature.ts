import { Builder } from "flatbuffers";
import { Feature } from "flatgeobuf/lib/mjs/flat-geobuf/feature.js";
import { Geometry } from "flatgeobuf/lib/mjs/flat-geobuf/geometry.js";
import { GeometryType } from "flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js";
import type { Position } from "geojson";
import type { LayerGeometry, LayerValue } from "../core/model/layer-feature.ts";
import type { LayerColumn } from "./flatgeobuf-write.ts";

/**
 * One feature as FlatGeobuf stores it, length first. The npm writer's own function gives the same bytes, but makes a
 * builder of a kilobyte for each feature and puts bytes in one by one: 100 000 houses took two seconds.
 */
export type FeatureEncoder = (
  geometry: LayerGeometry,
  /** In the order of the columns; null = absent. */
  values: readonly LayerValue[],
  /** Only good until the next call: the next feature is written over it. */
) => Uint8Array;

export function createFeatureEncoder(columns: readonly LayerColumn[]): FeatureEncoder {
  const builder = new Builder(4096);
  const properties = createPropertyWriter(columns);
  return (geometry, values) => {
    builder.clear();
    const written = properties(values);
    const propertiesAt = written.length > 0 ? builder.createByteVector(written) : 0;
    const geometryAt = putGeometry(builder, geometry);
    Feature.startFeature(builder);
    Feature.addGeometry(builder, geometryAt);
    if (propertiesAt !== 0) Feature.addProperties(builder, propertiesAt);
    builder.finishSizePrefixed(Feature.endFeature(builder));
    return builder.asUint8Array();
  };
}

/** Number of the column and its value, for every value that is not null. The result is only good until the next call. */
function createPropertyWriter(columns: readonly LayerColumn[]) {
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(1024);
  let view = new DataView(bytes.buffer);
  let length = 0;
  const makeRoom = (size: number) => {
    if (length + size <= bytes.length) return;
    const larger = new Uint8Array(Math.max(length + size, bytes.length * 2));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
    view = new DataView(bytes.buffer);
  };
  const putValue = (column: LayerColumn, value: string | number | boolean) => {
    switch (column.type) {
      case "bool":
        view.setUint8(length, value ? 1 : 0);
        length += 1;
        break;
      case "int":
        view.setInt32(length, value as number, true);
        length += 4;
        break;
      case "double":
        view.setFloat64(length, value as number, true);
        length += 8;
        break;
      case "string": {
        // A UTF-16 unit takes at most three bytes.
        makeRoom(4 + (value as string).length * 3);
        const { written } = encoder.encodeInto(value as string, bytes.subarray(length + 4));
        view.setUint32(length, written, true);
        length += 4 + written;
        break;
      }
      default: {
        const never: never = column.type;
        throw new Error(String(never));
      }
    }
  };
  return (values: readonly LayerValue[]): Uint8Array => {
    length = 0;
    columns.forEach((column, i) => {
      const value = values[i];
      if (value === null || value === undefined) return;
      makeRoom(16);
      view.setUint16(length, i, true);
      length += 2;
      putValue(column, value);
    });
    return bytes.subarray(0, length);
  };
}

function putGeometry(builder: Builder, geometry: LayerGeometry): number {
  switch (geometry.type) {
    case "Point":
      return putRings(builder, GeometryType.Point, [[geometry.coordinates]]);
    case "LineString":
      return putRings(builder, GeometryType.LineString, [geometry.coordinates]);
    case "MultiLineString":
      return putRings(builder, GeometryType.MultiLineString, geometry.coordinates);
    case "Polygon":
      return putRings(builder, GeometryType.Polygon, geometry.coordinates);
    case "MultiPolygon": {
      const parts = geometry.coordinates.map((rings) => putRings(builder, GeometryType.Polygon, rings));
      const partsAt = Geometry.createPartsVector(builder, parts);
      Geometry.startGeometry(builder);
      Geometry.addParts(builder, partsAt);
      Geometry.addType(builder, GeometryType.MultiPolygon);
      return Geometry.endGeometry(builder);
    }
    default: {
      const never: never = geometry;
      throw new Error(String(never));
    }
  }
}

function putRings(builder: Builder, type: GeometryType, rings: readonly (readonly Position[])[]): number {
  let count = 0;
  for (const ring of rings) count += ring.length;
  // Buffers grow from their end: last ring, last corner, y before x.
  builder.startVector(8, count * 2, 8);
  for (let r = rings.length - 1; r >= 0; r--) {
    const ring = rings[r] as readonly Position[];
    for (let i = ring.length - 1; i >= 0; i--) {
      const position = ring[i] as Position;
      builder.addFloat64(position[1] as number);
      builder.addFloat64(position[0] as number);
    }
  }
  const coordinatesAt = builder.endVector();
  let endsAt = 0;
  if (rings.length > 1) {
    let end = 0;
    endsAt = Geometry.createEndsVector(
      builder,
      rings.map((ring) => {
        end += ring.length;
        return end;
      }),
    );
  }
  Geometry.startGeometry(builder);
  if (endsAt !== 0) Geometry.addEnds(builder, endsAt);
  Geometry.addXy(builder, coordinatesAt);
  Geometry.addType(builder, type);
  return Geometry.endGeometry(builder);
}
