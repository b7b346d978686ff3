import { inflateSync } from "fflate";
import type { NetworkEdges } from "./network-binary.ts";
import {
  type Column,
  type Course,
  columnsOf,
  evenPart,
  HEADER_BYTES,
  KIND_FACTS,
  MOST_INFLATION,
  planeDecimetres,
  unfold,
} from "./network-columns.ts";

/** Exactly `length` bytes, inflated; null: these are not so many. */
function inflate(deflated: Uint8Array, length: number): Uint8Array | null {
  if (length > deflated.length * MOST_INFLATION) return null;
  try {
    // One byte more than there should be: what is too long shows.
    const bytes = inflateSync(deflated, { out: new Uint8Array(length + 1) });
    return bytes.length === length ? bytes : null;
  } catch {
    return null;
  }
}

function joinPlanes(bytes: Uint8Array, planes: number, count: number): Uint32Array {
  const values = new Uint32Array(count);
  for (let plane = 0; plane < planes; plane++) {
    const start = plane * count;
    const shift = plane * 8;
    for (let i = 0; i < count; i++)
      values[i] = (values[i] as number) | ((bytes[start + i] as number) << shift);
  }
  return values;
}

/** Folded steps → values, the first counted from `start`. */
function sumSteps(steps: Uint32Array, start: number): Int32Array {
  const values = new Int32Array(steps.length);
  let value = start;
  for (let i = 0; i < steps.length; i++) {
    value = (value + unfold(steps[i] as number)) | 0;
    values[i] = value;
  }
  return values;
}

/** Where each run starts, and where the last one ends. */
function offsetsOf(runs: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(runs.length + 1);
  for (let i = 0; i < runs.length; i++) offsets[i + 1] = (offsets[i] as number) + (runs[i] as number);
  return offsets;
}

/**
 * The arrays of a file of format 3 and the bytes of its names. A number: the length it should have; a text: what of it
 * cannot be read. Indices are not looked at: `decodeNetwork` does that. Numbers that overflow wrap round, as those of a
 * damaged file may.
 */
export function readVersion3(
  bytes: Uint8Array,
  view: DataView,
):
  | number
  | string
  | { readonly arrays: Omit<NetworkEdges, "names" | "inputHash">; readonly names: Uint8Array } {
  if (bytes.length < HEADER_BYTES) return HEADER_BYTES;
  const header = (at: number) => view.getUint32(at, true);
  const end = header(28);
  if (bytes.length !== end) return end;
  const counts = {
    nodes: header(12),
    edges: header(16),
    shapePoints: header(20),
    restrictions: header(56),
    restrictionEdges: header(60),
    kinds: header(72),
  };
  const step = header(64);
  const cosine = header(68);
  const layout = Object.entries(columnsOf(counts)) as [Column, number][];
  if (header(76) !== layout.length * 8 || HEADER_BYTES + header(76) > end) return "columns";

  const columns = {} as Record<Column, Uint32Array>;
  let at = HEADER_BYTES + header(76);
  for (const [i, [column, count]] of layout.entries()) {
    const planes = header(HEADER_BYTES + i * 8);
    const deflatedEnd = at + header(HEADER_BYTES + i * 8 + 4);
    if (planes > 4 || deflatedEnd > end) return column;
    // Without a plane every value is 0, and a file of a few bytes could ask for any number of them.
    if (planes === 0 && count > bytes.length * MOST_INFLATION) return column;
    const inflated = inflate(bytes.subarray(at, deflatedEnd), count * planes);
    if (!inflated) return column;
    columns[column] = joinPlanes(inflated, planes, count);
    at = deflatedEnd;
  }
  if (columns.edgeKind.some((kind) => kind >= counts.kinds)) return "edgeKind";
  const names = inflate(bytes.subarray(at), header(24));
  if (!names) return "names";

  const nodeLng = sumSteps(columns.nodeLng, view.getInt32(80, true));
  const nodeLat = sumSteps(columns.nodeLat, view.getInt32(84, true));
  const edgeFrom = new Uint32Array(sumSteps(columns.edgeFrom, 0).buffer);
  const edgeTo = columns.edgeTo.map((apart, edge) => (edgeFrom[edge] as number) + unfold(apart));
  const edgeShapeOffsets = offsetsOf(columns.edgeShapePoints);
  if (edgeShapeOffsets[counts.edges] !== counts.shapePoints) return "shape";
  const shapeLng = new Int32Array(counts.shapePoints);
  const shapeLat = new Int32Array(counts.shapePoints);
  const course: Course = { nodeLng, nodeLat, shapeLng, shapeLat };
  const edgeLengthDecimetres = new Uint32Array(counts.edges);
  for (let edge = 0; edge < counts.edges; edge++) {
    const from = edgeFrom[edge] as number;
    const to = edgeTo[edge] as number;
    const first = edgeShapeOffsets[edge] as number;
    const pointsEnd = edgeShapeOffsets[edge + 1] as number;
    if (pointsEnd > counts.shapePoints) return "shape";
    let lng = nodeLng[from] as number;
    let lat = nodeLat[from] as number;
    for (let point = first; point < pointsEnd; point++) {
      const left = pointsEnd - point;
      lng = evenPart(lng, nodeLng[to] as number, left) + unfold(columns.shapeLng[point] as number);
      lat = evenPart(lat, nodeLat[to] as number, left) + unfold(columns.shapeLat[point] as number);
      shapeLng[point] = lng;
      shapeLat[point] = lat;
    }
    edgeLengthDecimetres[edge] =
      planeDecimetres(course, [from, to], [first, pointsEnd], step, cosine) +
      unfold(columns.edgeLength[edge] as number);
  }
  // Loops: `Float64Array.from` takes several times as long.
  const degrees = (values: Int32Array) => {
    const inDegrees = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) inDegrees[i] = ((values[i] as number) * step) / 1e7;
    return inDegrees;
  };
  const shapeLngLat = new Float64Array(counts.shapePoints * 2);
  for (let point = 0; point < counts.shapePoints; point++) {
    shapeLngLat[point * 2] = ((shapeLng[point] as number) * step) / 1e7;
    shapeLngLat[point * 2 + 1] = ((shapeLat[point] as number) * step) / 1e7;
  }
  return {
    names,
    arrays: {
      nodeCount: counts.nodes,
      edgeCount: counts.edges,
      nodeLng: degrees(nodeLng),
      nodeLat: degrees(nodeLat),
      edgeFrom,
      edgeTo,
      edgeLengthDecimetres,
      edgeShapeOffsets,
      shapeLngLat,
      edgeName: columns.edgeName,
      restrictionOffsets: offsetsOf(columns.restrictionRuns),
      restrictionEdges: columns.restrictionEdges,
      restrictionKind: Uint8Array.from(columns.restrictionKind),
      restrictionAppliesTo: Uint8Array.from(columns.restrictionAppliesTo),
      ...factsOf(columns, counts.edges, counts.kinds),
    },
  };
}

const FACT_ARRAYS = {
  edgeClass: Uint8Array,
  edgeFlags: Uint16Array,
  edgeWidthDecimetres: Uint16Array,
  edgeSpeedKmh: Uint8Array,
  edgeLevel: Int8Array,
  edgeInclinePercent: Int8Array,
  edgeMaxHeightCentimetres: Uint16Array,
  edgeMaxWidthCentimetres: Uint16Array,
  edgeMaxWeightHundredKilograms: Uint16Array,
} as const;
type Facts = { [Fact in keyof typeof FACT_ARRAYS]: InstanceType<(typeof FACT_ARRAYS)[Fact]> };

/** Each edge's own facts from those of its kind. */
function factsOf({ edgeKind, kindFacts }: Record<Column, Uint32Array>, edges: number, kinds: number): Facts {
  const facts = KIND_FACTS.map((fact, i) => {
    const values = new FACT_ARRAYS[fact](edges);
    for (let edge = 0; edge < edges; edge++)
      values[edge] = unfold(kindFacts[i * kinds + (edgeKind[edge] as number)] as number);
    return [fact, values] as const;
  });
  return Object.fromEntries(facts) as unknown as Facts;
}
