import { ColumnType } from "flatgeobuf/lib/mjs/flat-geobuf/column-type.js";
import { Feature } from "flatgeobuf/lib/mjs/flat-geobuf/feature.js";
import type { Geometry as StoredGeometry } from "flatgeobuf/lib/mjs/flat-geobuf/geometry.js";
import { GeometryType } from "flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js";
import type { HeaderMeta } from "flatgeobuf/lib/mjs/header-meta.js";
import type { CrsId, RawTable } from "../../core/model/import.ts";
import { openFlatGeobuf } from "../flatgeobuf-read.ts";
import { crsFromName, crsFromWkt } from "./declared-crs.ts";
import { createFeatureTable } from "./feature-table.ts";
import { ImportStop, stopWhenAbove } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";

const MOST_NESTED = 8;

function declaredCrs({ crs }: HeaderMeta): CrsId | null {
  if (crs === null) return null;
  const { org, code, wkt, name, code_string: codeText } = crs;
  // The format's default organisation is EPSG; number 0 = undefined.
  if (code > 0 && (org === null || org.toUpperCase() === "EPSG")) return `EPSG:${code}`;
  const named = [codeText, name]
    .map((text) => (text ? crsFromName(text) : null))
    .find((found) => found !== null);
  return named ?? (wkt ? crsFromWkt(wkt) : null);
}

/** Values by column; 64-bit integers stay exact, JSON stays text, binary is left out. Throws where bytes run out. */
function propertiesOf(feature: Feature, columns: HeaderMeta["columns"]): Record<string, unknown> {
  const bytes = feature.propertiesArray();
  const properties: Record<string, unknown> = {};
  if (bytes === null || bytes.length === 0) return properties;
  const own: { name: string; type: ColumnType }[] = [];
  for (let i = 0; i < Math.min(feature.columnsLength(), 65_536); i++) {
    const column = feature.columns(i);
    if (column !== null) own.push({ name: column.name() ?? `${i}`, type: column.type() });
  }
  const known = own.length > 0 ? own : (columns ?? []);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const sized = (size: number) => {
    at += size;
    return at - size;
  };
  const blob = () => {
    const length = view.getUint32(sized(4), true);
    const start = sized(length);
    if (at > bytes.length) throw new RangeError(`text of ${length} B`);
    return bytes.subarray(start, at);
  };
  const value = (type: ColumnType): unknown => {
    switch (type) {
      case ColumnType.Bool:
        return view.getUint8(sized(1)) !== 0;
      case ColumnType.Byte:
        return view.getInt8(sized(1));
      case ColumnType.UByte:
        return view.getUint8(sized(1));
      case ColumnType.Short:
        return view.getInt16(sized(2), true);
      case ColumnType.UShort:
        return view.getUint16(sized(2), true);
      case ColumnType.Int:
        return view.getInt32(sized(4), true);
      case ColumnType.UInt:
        return view.getUint32(sized(4), true);
      case ColumnType.Long:
        return view.getBigInt64(sized(8), true);
      case ColumnType.ULong:
        return view.getBigUint64(sized(8), true);
      case ColumnType.Float:
        return view.getFloat32(sized(4), true);
      case ColumnType.Double:
        return view.getFloat64(sized(8), true);
      case ColumnType.String:
      case ColumnType.DateTime:
      case ColumnType.Json:
        return new TextDecoder().decode(blob());
      case ColumnType.Binary:
        blob();
        return null;
      default:
        throw new RangeError(`column type ${type}`);
    }
  };
  while (at < bytes.length) {
    const column = known[view.getUint16(sized(2), true)];
    if (column === undefined) throw new RangeError("column number");
    properties[column.name] = value(column.type);
  }
  return properties;
}

function geometryOf(stored: StoredGeometry, fileType: GeometryType, context: ReadContext): unknown {
  const { file, limits } = context;
  let work = 0;
  const pairs = (xy: Float64Array, from: number, to: number): number[][] => {
    if (to < from || to * 2 > xy.length) throw new RangeError(`end ${to} of ${xy.length / 2}`);
    work += to - from + 1;
    // Parts may point at the same bytes again and again: what is made of them counts, not what was stored.
    stopWhenAbove(file, "vertices", work, limits.geometryVertices * 2);
    return Array.from({ length: to - from }, (_, i) => [
      xy[(from + i) * 2] as number,
      xy[(from + i) * 2 + 1] as number,
    ]);
  };
  const decode = (geometry: StoredGeometry, outer: GeometryType, level: number): unknown => {
    const type = outer === GeometryType.Unknown ? geometry.type() : outer;
    const name = GeometryType[type];
    if (level > MOST_NESTED) throw new RangeError(`nested ${level} deep`);
    work++;
    const parts = (partType: GeometryType) =>
      Array.from({ length: Math.min(geometry.partsLength(), limits.geometryVertices) }, (_, i) => {
        stopWhenAbove(file, "vertices", ++work, limits.geometryVertices * 2);
        const part = geometry.parts(i);
        if (part === null) throw new RangeError("part");
        return decode(part, partType, level + 1);
      });
    if (type === GeometryType.MultiPolygon)
      return {
        type: name,
        coordinates: parts(GeometryType.Polygon).map(
          (part) => (part as { coordinates: unknown }).coordinates,
        ),
      };
    if (type === GeometryType.GeometryCollection)
      return { type: name, geometries: parts(GeometryType.Unknown) };
    const xy = geometry.xyArray() ?? new Float64Array(0);
    switch (type) {
      case GeometryType.Point:
        // An empty point is stored as two NaN.
        return { type: name, coordinates: xy.length === 0 || Number.isNaN(xy[0]) ? [] : [xy[0], xy[1]] };
      case GeometryType.MultiPoint:
      case GeometryType.LineString:
        return { type: name, coordinates: pairs(xy, 0, xy.length >> 1) };
      case GeometryType.Polygon:
      case GeometryType.MultiLineString: {
        const ends = geometry.endsArray();
        if (xy.length === 0) return { type: name, coordinates: [] };
        let from = 0;
        const coordinates = [...(ends === null || ends.length === 0 ? [xy.length >> 1] : ends)].map((end) => {
          const ring = pairs(xy, from, end);
          from = end;
          return ring;
        });
        return { type: name, coordinates };
      }
      default:
        throw new RangeError(`geometry type ${name ?? type}`);
    }
  };
  return decode(stored, fileType, 0);
}

/** Anybody's FlatGeobuf: with or without index, count and one geometry type for all. */
export function readFlatGeobuf(bytes: Uint8Array, context: ReadContext): RawTable {
  const opened = openFlatGeobuf(bytes, context.file, { countMayBeUnknown: true });
  if (!opened.ok) throw new ImportStop({ code: "IMPORT_UNREADABLE", place: opened.failure });
  const { header, featurePositions, buffer } = opened.value;
  stopWhenAbove(context.file, "rows", featurePositions.length, context.limits.rows);
  const columns = header.columns ?? [];
  const table = createFeatureTable(
    {
      part: context.entry,
      format: "flatgeobuf",
      declaredCrs: declaredCrs(header),
      encoding: null,
      columns: columns.filter(({ type }) => type !== ColumnType.Binary).map(({ name }) => name),
    },
    context,
  );
  featurePositions.forEach((position, index) => {
    try {
      buffer.setPosition(position);
      const feature = Feature.getSizePrefixedRootAsFeature(buffer);
      const stored = feature.geometry();
      const geometry = stored === null ? null : geometryOf(stored, header.geometryType, context);
      table.add(index + 1, propertiesOf(feature, columns), geometry);
    } catch (thrown) {
      if (thrown instanceof ImportStop) throw thrown;
      table.reject(index + 1, thrown instanceof Error ? thrown.message.slice(0, 100) : "?", "feature");
    }
  });
  return table.finish();
}
