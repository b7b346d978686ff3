import type { Failure } from "../core/model/failure.ts";
import {
  RESTRICTION_KINDS,
  STREET_CLASSES,
  type StreetName,
  type StreetNetwork,
} from "../core/model/network.ts";
import { err, ok, type Result } from "../core/result.ts";

const MAGIC = "HVNNETWK";
/** Raised when the layout below changes; older files are refused politely, never guessed at. */
const NETWORK_FORMAT_VERSION = 2;
const HEADER_BYTES = 64;
const COORDINATE_SCALE = 1e7;

/*
 * Little endian. Header (64 bytes): magic 8, version u32, nodeCount u32, edgeCount u32, shapePointCount u32,
 * names byte length u32, body byte length u32, input hash: 24 hex characters, restriction count u32, edges in restrictions u32.
 * Then the sections of `layoutOf`, in its order, each padded to 4 bytes (coordinates in 1e-7 degree, shape interleaved),
 * then the names as UTF-8 JSON [[zh, en], …]. Rows (arcs) are not stored: they follow from the edges in one counting pass.
 */
const HASH_CHARACTERS = 24;

const KINDS = {
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
  i8: Int8Array,
} as const;
type ArrayKind = keyof typeof KINDS;
type ArrayOf<K extends ArrayKind> = InstanceType<(typeof KINDS)[K]>;
const padded = (byteLength: number) => Math.ceil(byteLength / 4) * 4;
const BIG_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 0;

interface Counts {
  readonly nodes: number;
  readonly edges: number;
  readonly shapePoints: number;
  readonly restrictions: number;
  readonly restrictionEdges: number;
}

function layoutOf(counts: Counts) {
  let end = HEADER_BYTES;
  const section = <K extends ArrayKind>(kind: K, length: number) => {
    const at = end;
    end += padded(length * KINDS[kind].BYTES_PER_ELEMENT);
    return { kind, length, at };
  };
  const { nodes, edges, shapePoints, restrictions, restrictionEdges } = counts;
  const sections = {
    nodeLng: section("i32", nodes),
    nodeLat: section("i32", nodes),
    edgeFrom: section("u32", edges),
    edgeTo: section("u32", edges),
    edgeLengthDecimetres: section("u32", edges),
    edgeShapeOffsets: section("u32", edges + 1),
    shapeLngLat: section("i32", shapePoints * 2),
    edgeName: section("u32", edges),
    edgeClass: section("u8", edges),
    edgeFlags: section("u16", edges),
    edgeWidthDecimetres: section("u16", edges),
    edgeSpeedKmh: section("u8", edges),
    edgeLevel: section("i8", edges),
    edgeInclinePercent: section("i8", edges),
    edgeMaxHeightCentimetres: section("u16", edges),
    edgeMaxWidthCentimetres: section("u16", edges),
    edgeMaxWeightHundredKilograms: section("u16", edges),
    restrictionOffsets: section("u32", restrictions + 1),
    restrictionEdges: section("u32", restrictionEdges),
    restrictionKind: section("u8", restrictions),
    restrictionAppliesTo: section("u8", restrictions),
  };
  return { sections, end };
}
interface Section<K extends ArrayKind> {
  readonly kind: K;
  readonly length: number;
  readonly at: number;
}

/** Turns every value round where the machine stores numbers the other way; the file is always little endian. */
function turnedRound(bytes: Uint8Array, bytesPerValue: number): void {
  if (!BIG_ENDIAN) return;
  for (let i = 0; i < bytes.length; i += bytesPerValue) bytes.subarray(i, i + bytesPerValue).reverse();
}

/** Arcs of every node from the edge list: each edge gives one arc each way; arcs of a node keep the order of edges. */
export function rowsFromEdges(nodeCount: number, edgeFrom: Uint32Array, edgeTo: Uint32Array) {
  const edgeCount = edgeFrom.length;
  const arcOffsets = new Uint32Array(nodeCount + 1);
  for (let edge = 0; edge < edgeCount; edge++) {
    arcOffsets[(edgeFrom[edge] as number) + 1]!++;
    arcOffsets[(edgeTo[edge] as number) + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) arcOffsets[node + 1]! += arcOffsets[node] as number;
  const cursor = arcOffsets.slice();
  const arcHead = new Uint32Array(edgeCount * 2);
  const arcEdge = new Uint32Array(edgeCount * 2);
  for (let edge = 0; edge < edgeCount; edge++) {
    const from = edgeFrom[edge] as number;
    const to = edgeTo[edge] as number;
    const forward = cursor[from]!++;
    arcHead[forward] = to;
    arcEdge[forward] = edge * 2;
    const backward = cursor[to]!++;
    arcHead[backward] = from;
    arcEdge[backward] = edge * 2 + 1;
  }
  return { arcOffsets, arcHead, arcEdge };
}

export type NetworkEdges = Omit<StreetNetwork, "arcOffsets" | "arcHead" | "arcEdge" | "arcCount">;

export function encodeNetwork(network: NetworkEdges): Uint8Array<ArrayBuffer> {
  const names = new TextEncoder().encode(JSON.stringify(network.names.map((name) => [name.zh, name.en])));
  const counts = {
    nodes: network.nodeCount,
    edges: network.edgeCount,
    shapePoints: network.shapeLngLat.length / 2,
    restrictions: network.restrictionKind.length,
    restrictionEdges: network.restrictionEdges.length,
  };
  const { sections, end } = layoutOf(counts);
  const bytes = new Uint8Array(end + names.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC), 0);
  view.setUint32(8, NETWORK_FORMAT_VERSION, true);
  view.setUint32(12, counts.nodes, true);
  view.setUint32(16, counts.edges, true);
  view.setUint32(20, counts.shapePoints, true);
  view.setUint32(24, names.length, true);
  view.setUint32(28, end, true);
  const hash = network.inputHash.padEnd(HASH_CHARACTERS, "0").slice(0, HASH_CHARACTERS);
  bytes.set(new TextEncoder().encode(hash), 32);
  view.setUint32(56, counts.restrictions, true);
  view.setUint32(60, counts.restrictionEdges, true);
  for (const [name, { kind, length, at }] of Object.entries(sections)) {
    const values = network[name as keyof typeof sections];
    const target = new KINDS[kind](bytes.buffer, at, length);
    if (values instanceof Float64Array)
      for (let i = 0; i < length; i++) target[i] = Math.round((values[i] as number) * COORDINATE_SCALE);
    else target.set(values);
    turnedRound(bytes.subarray(at, at + target.byteLength), target.BYTES_PER_ELEMENT);
  }
  bytes.set(names, end);
  return bytes;
}

/** Bytes of `network.bin` → network. Every count and index is checked before it is used. */
export function decodeNetwork(
  bytes: Uint8Array,
  packId: string,
  file = "network.bin",
): Result<StreetNetwork, Failure> {
  const malformed = (field: string, found: string, expected: string) =>
    err<Failure>({ code: "PACK_MALFORMED", packId, place: { file, field, found, expected } });
  if (bytes.length < HEADER_BYTES)
    return malformed("length", `${bytes.length} B`, `at least ${HEADER_BYTES} B`);
  const magic = new TextDecoder().decode(bytes.subarray(0, 8));
  if (magic !== MAGIC) return malformed("magic", JSON.stringify(magic), MAGIC);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version > NETWORK_FORMAT_VERSION) {
    return err({
      code: "PACK_TOO_NEW",
      packId,
      foundVersion: version,
      supportedVersion: NETWORK_FORMAT_VERSION,
    });
  }
  if (version !== NETWORK_FORMAT_VERSION)
    return malformed("version", String(version), `${NETWORK_FORMAT_VERSION}`);
  const nodeCount = view.getUint32(12, true);
  const edgeCount = view.getUint32(16, true);
  const counts: Counts = {
    nodes: nodeCount,
    edges: edgeCount,
    shapePoints: view.getUint32(20, true),
    restrictions: view.getUint32(56, true),
    restrictionEdges: view.getUint32(60, true),
  };
  const namesLength = view.getUint32(24, true);
  const { sections, end } = layoutOf(counts);
  if (view.getUint32(28, true) !== end || bytes.length !== end + namesLength)
    return malformed("length", `${bytes.length} B`, `${end + namesLength} B`);

  // A copy: the bytes may start anywhere, and the network must not hold the whole file.
  const read = <K extends ArrayKind>({ kind, length, at }: Section<K>): ArrayOf<K> => {
    const type = KINDS[kind];
    const copy = bytes.slice(at, at + length * type.BYTES_PER_ELEMENT);
    turnedRound(copy, type.BYTES_PER_ELEMENT);
    return new type(copy.buffer, copy.byteOffset, length) as ArrayOf<K>;
  };
  const degrees = (section: Section<"i32">) => {
    const stored = read(section);
    const values = new Float64Array(section.length);
    for (let i = 0; i < section.length; i++) values[i] = (stored[i] as number) / COORDINATE_SCALE;
    return values;
  };
  let names: StreetName[];
  try {
    const raw: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(end)));
    if (!Array.isArray(raw)) return malformed("names", typeof raw, "array of [zh, en]");
    names = raw.map((pair) => ({ zh: String(pair?.[0] ?? ""), en: String(pair?.[1] ?? "") }));
  } catch {
    return malformed("names", "not JSON", "array of [zh, en]");
  }
  const edges: NetworkEdges = {
    nodeCount,
    edgeCount,
    nodeLng: degrees(sections.nodeLng),
    nodeLat: degrees(sections.nodeLat),
    edgeFrom: read(sections.edgeFrom),
    edgeTo: read(sections.edgeTo),
    edgeLengthDecimetres: read(sections.edgeLengthDecimetres),
    edgeShapeOffsets: read(sections.edgeShapeOffsets),
    shapeLngLat: degrees(sections.shapeLngLat),
    edgeName: read(sections.edgeName),
    edgeClass: read(sections.edgeClass),
    edgeFlags: read(sections.edgeFlags),
    edgeWidthDecimetres: read(sections.edgeWidthDecimetres),
    edgeSpeedKmh: read(sections.edgeSpeedKmh),
    edgeLevel: read(sections.edgeLevel),
    edgeInclinePercent: read(sections.edgeInclinePercent),
    edgeMaxHeightCentimetres: read(sections.edgeMaxHeightCentimetres),
    edgeMaxWidthCentimetres: read(sections.edgeMaxWidthCentimetres),
    edgeMaxWeightHundredKilograms: read(sections.edgeMaxWeightHundredKilograms),
    restrictionOffsets: read(sections.restrictionOffsets),
    restrictionEdges: read(sections.restrictionEdges),
    restrictionKind: read(sections.restrictionKind),
    restrictionAppliesTo: read(sections.restrictionAppliesTo),
    names,
    inputHash: new TextDecoder().decode(bytes.subarray(32, 32 + HASH_CHARACTERS)),
  };
  const fault = faultOf(edges);
  if (fault) return malformed(...fault);
  return ok({
    ...edges,
    arcCount: edgeCount * 2,
    ...rowsFromEdges(nodeCount, edges.edgeFrom, edges.edgeTo),
  });
}

/** First index that points nowhere, as field, found, expected; null = none. */
function faultOf(network: NetworkEdges): [string, string, string] | null {
  const { nodeCount, edgeCount, edgeFrom, edgeTo, edgeShapeOffsets, edgeName, names } = network;
  const shapePointCount = network.shapeLngLat.length / 2;
  if (edgeShapeOffsets[0] !== 0) return ["edge 0 shape", String(edgeShapeOffsets[0]), "0"];
  if (edgeShapeOffsets[edgeCount] !== shapePointCount)
    return ["shape", String(edgeShapeOffsets[edgeCount]), String(shapePointCount)];
  for (let edge = 0; edge < edgeCount; edge++) {
    const from = edgeFrom[edge] as number;
    const to = edgeTo[edge] as number;
    const start = edgeShapeOffsets[edge] as number;
    const end = edgeShapeOffsets[edge + 1] as number;
    if (from >= nodeCount || to >= nodeCount)
      return [`edge ${edge}`, `node ${Math.max(from, to)}`, `below ${nodeCount}`];
    if (end < start || end > shapePointCount)
      return [`edge ${edge} shape`, String(end), `${start}…${shapePointCount}`];
    if ((edgeName[edge] as number) >= names.length)
      return [`edge ${edge} name`, String(edgeName[edge]), `below ${names.length}`];
    if (network.edgeLengthDecimetres[edge] === 0) return [`edge ${edge} length`, "0 dm", "at least 1 dm"];
    if ((network.edgeClass[edge] as number) >= STREET_CLASSES.length)
      return [`edge ${edge} class`, String(network.edgeClass[edge]), `below ${STREET_CLASSES.length}`];
  }
  return restrictionFaultOf(network);
}

function restrictionFaultOf(network: NetworkEdges): [string, string, string] | null {
  const { edgeCount, edgeFrom, edgeTo, restrictionOffsets: offsets, restrictionEdges: run } = network;
  const count = network.restrictionKind.length;
  if (offsets[0] !== 0 || offsets[count] !== run.length)
    return ["restrictions", `${offsets[0]}…${offsets[count]}`, `0…${run.length}`];
  for (let r = 0; r < count; r++) {
    const start = offsets[r] as number;
    const end = offsets[r + 1] as number;
    if (end < start + 2 || end > run.length)
      return [`restriction ${r}`, `${start}…${end}`, `at least two edges, to ${run.length}`];
    if ((network.restrictionKind[r] as number) >= RESTRICTION_KINDS.length)
      return [
        `restriction ${r} kind`,
        String(network.restrictionKind[r]),
        `below ${RESTRICTION_KINDS.length}`,
      ];
    for (let i = start; i < end; i++) {
      const directed = run[i] as number;
      if (directed >= edgeCount * 2)
        return [`restriction ${r}`, `edge ${directed}`, `below ${edgeCount * 2}`];
      if (i === start) continue;
      const before = run[i - 1] as number;
      const head = before % 2 === 0 ? edgeTo[before >>> 1] : edgeFrom[before >>> 1];
      const tail = directed % 2 === 0 ? edgeFrom[directed >>> 1] : edgeTo[directed >>> 1];
      if (head !== tail) return [`restriction ${r}`, `from node ${head} to ${tail}`, "one run of edges"];
    }
  }
  return null;
}
