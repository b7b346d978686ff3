import { Builder } from "flatbuffers";
import { Column } from "flatgeobuf/lib/mjs/flat-geobuf/column.js";
import { ColumnType } from "flatgeobuf/lib/mjs/flat-geobuf/column-type.js";
import { Crs } from "flatgeobuf/lib/mjs/flat-geobuf/crs.js";
import { GeometryType } from "flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js";
import { Header } from "flatgeobuf/lib/mjs/flat-geobuf/header.js";
import type { Position } from "geojson";
import type { LayerFeature, LayerGeometry, LayerValue } from "../core/model/layer-feature.ts";
import { createFeatureEncoder } from "./flatgeobuf-feature.ts";
import { HILBERT_CELLS, hilbertPosition } from "./hilbert.ts";

const COLUMN_TYPES = ["string", "int", "double", "bool"] as const;

export interface LayerColumn {
  readonly name: string;
  readonly type: (typeof COLUMN_TYPES)[number];
  readonly title?: string;
  readonly description?: string;
}

export interface FlatGeobufLayer {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly columns: readonly LayerColumn[];
  readonly features: readonly LayerFeature[];
}

/** Fixed by the format; the last byte is the patch version. */
const MAGIC = new Uint8Array([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62, 0x00]);
/** Children per node of the packed R-tree: the reference writers' default. */
const NODE_SIZE = 16;
const NODE_BYTES = 40;

interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

const emptyBox = (): Box => ({ minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity });

function growByBox(box: Box, other: Box) {
  box.minX = Math.min(box.minX, other.minX);
  box.minY = Math.min(box.minY, other.minY);
  box.maxX = Math.max(box.maxX, other.maxX);
  box.maxY = Math.max(box.maxY, other.maxY);
}

function growByCoordinates(box: Box, coordinates: Position | Position[] | Position[][] | Position[][][]) {
  if (typeof coordinates[0] === "number") {
    const [x, y] = coordinates as [number, number];
    growByBox(box, { minX: x, minY: y, maxX: x, maxY: y });
  } else {
    for (const inner of coordinates) growByCoordinates(box, inner as Position | Position[] | Position[][]);
  }
}

function boxOf(geometry: LayerGeometry): Box {
  const box = emptyBox();
  growByCoordinates(box, geometry.coordinates);
  return box;
}

/** Order of the features along the Hilbert curve of their box centres; equal places keep their input order. */
function hilbertOrder(boxes: readonly Box[], extent: Box): number[] {
  const cell = (value: number, low: number, high: number) =>
    high > low ? Math.floor(((value - low) / (high - low)) * (HILBERT_CELLS - 1)) : 0;
  const positions = boxes.map((box) =>
    hilbertPosition(
      cell((box.minX + box.maxX) / 2, extent.minX, extent.maxX),
      cell((box.minY + box.maxY) / 2, extent.minY, extent.maxY),
    ),
  );
  return boxes.map((_, i) => i).sort((a, b) => (positions[a] as number) - (positions[b] as number) || a - b);
}

/** Node counts from the leaves up to the single root. */
function levelCounts(itemCount: number): number[] {
  const counts = [itemCount];
  let count = itemCount;
  do {
    count = Math.ceil(count / NODE_SIZE);
    counts.push(count);
  } while (count > 1);
  return counts;
}

/**
 * The packed Hilbert R-tree: root first, leaves last, 40 bytes a node (box, then u64). In leaves the u64 is the byte
 * offset of the feature from the first feature, in inner nodes the number of the first child node.
 */
function buildTree(leafBoxes: readonly Box[], featureOffsets: readonly number[]): Uint8Array {
  const counts = levelCounts(leafBoxes.length);
  const nodeCount = counts.reduce((sum, count) => sum + count, 0);
  const bytes = new Uint8Array(nodeCount * NODE_BYTES);
  const view = new DataView(bytes.buffer);
  const put = (node: number, box: Box, pointer: number) => {
    const at = node * NODE_BYTES;
    view.setFloat64(at, box.minX, true);
    view.setFloat64(at + 8, box.minY, true);
    view.setFloat64(at + 16, box.maxX, true);
    view.setFloat64(at + 24, box.maxY, true);
    view.setUint32(at + 32, pointer % 2 ** 32, true);
    view.setUint32(at + 36, Math.floor(pointer / 2 ** 32), true);
  };
  let levelStart = nodeCount - leafBoxes.length;
  leafBoxes.forEach((box, i) => {
    put(levelStart + i, box, featureOffsets[i] as number);
  });
  let childBoxes: readonly Box[] = leafBoxes;
  for (const count of counts.slice(1)) {
    const childStart = levelStart;
    levelStart -= count;
    const boxes: Box[] = [];
    for (let node = 0; node < count; node++) {
      const box = emptyBox();
      for (const child of childBoxes.slice(node * NODE_SIZE, (node + 1) * NODE_SIZE)) growByBox(box, child);
      put(levelStart + node, box, childStart + node * NODE_SIZE);
      boxes.push(box);
    }
    childBoxes = boxes;
  }
  return bytes;
}

const COLUMN_TYPE: Record<LayerColumn["type"], ColumnType> = {
  string: ColumnType.String,
  int: ColumnType.Int,
  double: ColumnType.Double,
  bool: ColumnType.Bool,
};

function buildColumn(builder: Builder, column: LayerColumn): number {
  const name = builder.createString(column.name);
  const title = column.title === undefined ? 0 : builder.createString(column.title);
  const description = column.description === undefined ? 0 : builder.createString(column.description);
  Column.startColumn(builder);
  Column.addName(builder, name);
  Column.addType(builder, COLUMN_TYPE[column.type]);
  if (title) Column.addTitle(builder, title);
  if (description) Column.addDescription(builder, description);
  return Column.endColumn(builder);
}

function buildHeader(layer: FlatGeobufLayer, extent: Box, geometryType: GeometryType): Uint8Array {
  const builder = new Builder(1024);
  const columns = Header.createColumnsVector(
    builder,
    layer.columns.map((column) => buildColumn(builder, column)),
  );
  const name = builder.createString(layer.name);
  const title = builder.createString(layer.title);
  const description = builder.createString(layer.description);
  const organisation = builder.createString("EPSG");
  const crsName = builder.createString("WGS 84");
  Crs.startCrs(builder);
  Crs.addOrg(builder, organisation);
  Crs.addCode(builder, 4326);
  Crs.addName(builder, crsName);
  const crs = Crs.endCrs(builder);
  const hasFeatures = layer.features.length > 0;
  // The envelope also aligns the header to 8 bytes, so that coordinates can be read in place.
  const envelope = Header.createEnvelopeVector(
    builder,
    hasFeatures ? [extent.minX, extent.minY, extent.maxX, extent.maxY] : [0, 0, 0, 0],
  );
  Header.startHeader(builder);
  Header.addName(builder, name);
  Header.addEnvelope(builder, envelope);
  Header.addGeometryType(builder, geometryType);
  Header.addColumns(builder, columns);
  Header.addFeaturesCount(builder, BigInt(layer.features.length));
  // An index over nothing cannot be written: 0 says that there is none.
  Header.addIndexNodeSize(builder, hasFeatures ? NODE_SIZE : 0);
  Header.addCrs(builder, crs);
  Header.addTitle(builder, title);
  Header.addDescription(builder, description);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return builder.asUint8Array();
}

function geometryTypeOf(features: readonly LayerFeature[]): GeometryType {
  const names = new Set(features.map((feature) => feature.geometry.type));
  const [name] = names;
  return names.size === 1 && name !== undefined ? GeometryType[name] : GeometryType.Unknown;
}

/**
 * A layer as FlatGeobuf 3 with its packed Hilbert R-tree, WGS-84. The same layer gives the same bytes.
 * The npm writer stores no index and is slow: ordering, tree and the filling of features are ours, on its tables.
 */
export function writeFlatGeobuf(layer: FlatGeobufLayer): Uint8Array<ArrayBuffer> {
  const boxes = layer.features.map((feature) => boxOf(feature.geometry));
  const extent = emptyBox();
  for (const box of boxes) growByBox(extent, box);
  const geometryType = geometryTypeOf(layer.features);
  const order = hilbertOrder(boxes, extent);
  const encode = createFeatureEncoder(layer.columns);
  const offsets: number[] = [];
  let encoded = new Uint8Array(64 * layer.features.length + 1024);
  let length = 0;
  for (const index of order) {
    const feature = layer.features[index] as LayerFeature;
    const table = encode(
      feature.geometry,
      layer.columns.map((column) => checkedValue(layer.name, column, feature.properties[column.name])),
    );
    if (length + table.length > encoded.length) {
      const larger = new Uint8Array(Math.max(length + table.length, Math.ceil(encoded.length * 1.5)));
      larger.set(encoded.subarray(0, length));
      encoded = larger;
    }
    encoded.set(table, length);
    offsets.push(length);
    length += table.length;
  }
  const header = buildHeader(layer, extent, geometryType);
  const tree =
    offsets.length === 0
      ? new Uint8Array(0)
      : buildTree(
          order.map((index) => boxes[index] as Box),
          offsets,
        );
  const start = MAGIC.length + header.length + tree.length;
  const bytes = new Uint8Array(start + length);
  bytes.set(MAGIC, 0);
  bytes.set(header, MAGIC.length);
  bytes.set(tree, MAGIC.length + header.length);
  bytes.set(encoded.subarray(0, length), start);
  return bytes;
}

/** A value that does not fit its column is a fault of the builder, not of a file: it throws. */
function checkedValue(layer: string, column: LayerColumn, value: LayerValue | undefined): LayerValue {
  if (value === null || value === undefined) return null;
  const fits =
    column.type === "string"
      ? typeof value === "string"
      : column.type === "bool"
        ? typeof value === "boolean"
        : typeof value === "number" &&
          Number.isFinite(value) &&
          (column.type === "double" || Number.isInteger(value));
  if (!fits) throw new Error(`${layer}.${column.name}: ${JSON.stringify(value)} is not ${column.type}`);
  return value;
}
