import { ByteBuffer } from "flatbuffers";
import { Feature } from "flatgeobuf/lib/mjs/flat-geobuf/feature.js";
import type { Geometry as StoredGeometry } from "flatgeobuf/lib/mjs/flat-geobuf/geometry.js";
import { GeometryType } from "flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js";
import { parseProperties } from "flatgeobuf/lib/mjs/generic/feature.js";
import { fromGeometry } from "flatgeobuf/lib/mjs/geojson/geometry.js";
import { fromByteBuffer, type HeaderMeta } from "flatgeobuf/lib/mjs/header-meta.js";
import { calcTreeSize } from "flatgeobuf/lib/mjs/packedrtree.js";
import type { FaultPlace } from "../core/model/failure.ts";
import type { LayerGeometry } from "../core/model/layer-feature.ts";
import { err, ok, type Result } from "../core/result.ts";

const MAGIC = [0x66, 0x67, 0x62, 0x03] as const;
const MAGIC_BYTES = 8;
const PREFIX_BYTES = 4;

export interface FlatGeobufFile {
  readonly header: HeaderMeta;
  /** Byte positions of the size-prefixed features, in file order. */
  readonly featurePositions: readonly number[];
  readonly buffer: ByteBuffer;
  /** Where only some features of a file were read: the number of each in the file, from 0. Absent: all, in order. */
  readonly rows?: readonly number[];
}

export interface ReadFeature {
  readonly geometry: LayerGeometry;
  /** A column without a value is absent: unknown, not 0. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Walks the file from its first byte to its last and checks every length before anything is decoded. */
export function openFlatGeobuf(
  source: Uint8Array,
  file: string,
  /** A count of 0 may stand for "unknown": then features go on to the end of the file. Our packs always count. */
  { countMayBeUnknown = false } = {},
): Result<FlatGeobufFile, FaultPlace> {
  const fault = (field: string, found: string, expected: string) =>
    err<FaultPlace>({ file, field, found, expected });
  // Coordinates are read in place as 8-byte floats: a view that starts askew has to be copied first.
  const bytes = source.byteOffset % 8 === 0 ? source : source.slice();
  if (bytes.length === 0) return fault("length", "0 B", "FlatGeobuf");
  if (bytes.length < MAGIC_BYTES + PREFIX_BYTES || !MAGIC.every((byte, i) => bytes[i] === byte)) {
    const found = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    return fault("magic", found, "66 67 62 03 (FlatGeobuf 3)");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(MAGIC_BYTES, true);
  const headerEnd = MAGIC_BYTES + PREFIX_BYTES + headerLength;
  if (headerLength < 8 || headerEnd > bytes.length)
    return fault("header", `${bytes.length} B`, `${headerEnd} B`);
  const buffer = new ByteBuffer(bytes);
  let header: HeaderMeta;
  try {
    buffer.setPosition(MAGIC_BYTES);
    header = fromByteBuffer(buffer);
  } catch {
    return fault("header", "unreadable", "FlatGeobuf header");
  }
  if (header.featuresCount > bytes.length)
    return fault("header", `${header.featuresCount} features`, "fewer");
  const treeBytes =
    header.indexNodeSize > 0 && header.featuresCount > 0
      ? calcTreeSize(header.featuresCount, header.indexNodeSize)
      : 0;
  const featurePositions: number[] = [];
  let at = headerEnd + treeBytes;
  const isUncounted = countMayBeUnknown && header.featuresCount === 0;
  for (let row = 1; isUncounted ? at < bytes.length : row <= header.featuresCount; row++) {
    const length = at + PREFIX_BYTES <= bytes.length ? view.getUint32(at, true) : Number.POSITIVE_INFINITY;
    const end = at + PREFIX_BYTES + length;
    if (end > bytes.length)
      return err({ file, row, field: "length", found: `${bytes.length} B`, expected: `more than ${at} B` });
    featurePositions.push(at);
    at = end;
  }
  if (at !== bytes.length) return fault("length", `${bytes.length} B`, `${at} B`);
  return ok({ header, featurePositions, buffer });
}

function featureAt(file: FlatGeobufFile, position: number): Feature {
  file.buffer.setPosition(position);
  return Feature.getSizePrefixedRootAsFeature(file.buffer);
}

/** One feature, or null where its bytes cannot be decoded. `row` counts from 0 in file order. */
export function readFeature(file: FlatGeobufFile, row: number): ReadFeature | null {
  try {
    const feature = featureAt(file, file.featurePositions[row] as number);
    const stored = feature.geometry();
    if (stored === null) return null;
    const geometry = fromGeometry(stored, file.header.geometryType) as LayerGeometry;
    return { geometry, properties: parseProperties(feature, file.header.columns) };
  } catch {
    return null;
  }
}

function pair(xy: Float64Array | null, i: number): string {
  const [x, y] = [xy?.[i * 2], xy?.[i * 2 + 1]];
  // Number.isFinite: "NaN" and "undefined" are no JSON, and one of them would cost the map the whole layer.
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Error("coordinate");
  return `[${x},${y}]`;
}

function pairs(xy: Float64Array, from: number, to: number): string {
  // A damaged end may name four thousand million corners.
  if (from > to || to * 2 > xy.length) throw new Error(`corners ${from}-${to}`);
  let text = "[";
  for (let i = from; i < to; i++) text += `${i > from ? "," : ""}${pair(xy, i)}`;
  return `${text}]`;
}

function ringsText(geometry: StoredGeometry): string {
  const xy = geometry.xyArray() ?? new Float64Array(0);
  const ends = geometry.endsArray();
  if (ends === null || ends.length === 0) return `[${pairs(xy, 0, xy.length / 2)}]`;
  let start = 0;
  const rings: string[] = [];
  for (const end of ends) {
    rings.push(pairs(xy, start, end));
    start = end;
  }
  return `[${rings.join(",")}]`;
}

function geometryText(geometry: StoredGeometry, fileType: GeometryType): string {
  const type = fileType === GeometryType.Unknown ? geometry.type() : fileType;
  const xy = geometry.xyArray();
  let coordinates: string;
  switch (type) {
    case GeometryType.Point:
      coordinates = pair(xy, 0);
      break;
    case GeometryType.LineString:
      coordinates = pairs(xy ?? new Float64Array(0), 0, (xy?.length ?? 0) / 2);
      break;
    case GeometryType.Polygon:
    case GeometryType.MultiLineString:
      coordinates = ringsText(geometry);
      break;
    case GeometryType.MultiPolygon: {
      const parts: string[] = [];
      if (geometry.partsLength() * PREFIX_BYTES > (geometry.bb?.capacity() ?? 0)) throw new Error("parts");
      for (let i = 0; i < geometry.partsLength(); i++) {
        const part = geometry.parts(i);
        if (part !== null) parts.push(ringsText(part));
      }
      coordinates = `[${parts.join(",")}]`;
      break;
    }
    default:
      throw new Error(`geometry type ${type}`);
  }
  return `{"type":"${GeometryType[type]}","coordinates":${coordinates}}`;
}

/**
 * The file as UTF-8 GeoJSON for the map, written as text without building objects for the coordinates in between.
 * Features get the number of their row (from 0) as `id`. Features that cannot be decoded are left out and counted.
 */
export function flatGeobufAsGeoJson(file: FlatGeobufFile): {
  bytes: Uint8Array<ArrayBuffer>;
  skipped: number;
} {
  const features: string[] = [];
  let skipped = 0;
  file.featurePositions.forEach((position, index) => {
    const row = file.rows?.[index] ?? index;
    try {
      const feature = featureAt(file, position);
      const stored = feature.geometry();
      if (stored === null) throw new Error("no geometry");
      const properties = JSON.stringify(parseProperties(feature, file.header.columns));
      features.push(
        `{"type":"Feature","id":${row},"properties":${properties},"geometry":${geometryText(stored, file.header.geometryType)}}`,
      );
    } catch {
      skipped++;
    }
  });
  const text = `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}`;
  return { bytes: new TextEncoder().encode(text), skipped };
}
