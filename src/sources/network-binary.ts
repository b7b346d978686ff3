import type { Failure } from "../core/model/failure.ts";
import type { StreetName, StreetNetwork } from "../core/model/network.ts";
import { err, ok, type Result } from "../core/result.ts";

const MAGIC = "HVNNETWK";
/** Raised when the layout below changes; older files are refused politely, never guessed at. */
const NETWORK_FORMAT_VERSION = 1;
const HEADER_BYTES = 64;
const COORDINATE_SCALE = 1e7;

/*
 * Little endian. Header (64 bytes): magic 8, version u32, nodeCount u32, edgeCount u32, shapePointCount u32,
 * names byte length u32, body byte length u32, input hash 32 hex characters. Then, each padded to 4 bytes:
 * node lng i32, node lat i32 (1e-7 degree), edgeFrom u32, edgeTo u32, length u32 (dm), shape offsets u32 (edges + 1),
 * shape i32 interleaved, class u8, flags u16, width u16 (dm), speed u8 (km/h), name u16, names as UTF-8 JSON [[zh, en], …].
 * Rows (arcs) are not stored: they follow from the edges in one counting pass.
 */

type ArrayKind = "i32" | "u32" | "u16" | "u8";
const BYTES: Record<ArrayKind, number> = { i32: 4, u32: 4, u16: 2, u8: 1 };
const padded = (byteLength: number) => (byteLength + 3) & ~3;

function layout(nodeCount: number, edgeCount: number, shapePointCount: number) {
  const sections: [ArrayKind, number][] = [
    ["i32", nodeCount],
    ["i32", nodeCount],
    ["u32", edgeCount],
    ["u32", edgeCount],
    ["u32", edgeCount],
    ["u32", edgeCount + 1],
    ["i32", shapePointCount * 2],
    ["u8", edgeCount],
    ["u16", edgeCount],
    ["u16", edgeCount],
    ["u8", edgeCount],
    ["u16", edgeCount],
  ];
  let at = HEADER_BYTES;
  return {
    offsets: sections.map(([kind, length]) => {
      const start = at;
      at += padded(length * BYTES[kind]);
      return start;
    }),
    end: () => at,
  };
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
  const { nodeCount, edgeCount } = network;
  const shapePointCount = network.shapeLngLat.length / 2;
  const names = new TextEncoder().encode(JSON.stringify(network.names.map((name) => [name.zh, name.en])));
  const { offsets, end } = layout(nodeCount, edgeCount, shapePointCount);
  const bodyEnd = end();
  const bytes = new Uint8Array(bodyEnd + names.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC), 0);
  view.setUint32(8, NETWORK_FORMAT_VERSION, true);
  view.setUint32(12, nodeCount, true);
  view.setUint32(16, edgeCount, true);
  view.setUint32(20, shapePointCount, true);
  view.setUint32(24, names.length, true);
  view.setUint32(28, bodyEnd, true);
  bytes.set(new TextEncoder().encode(network.inputHash.padEnd(32, "0").slice(0, 32)), 32);
  const at = (section: number) => offsets[section] as number;
  const putCoordinates = (section: number, degrees: Float64Array) => {
    for (let i = 0; i < degrees.length; i++)
      view.setInt32(at(section) + i * 4, Math.round((degrees[i] as number) * COORDINATE_SCALE), true);
  };
  const putWords = (section: number, values: Uint32Array) => {
    for (let i = 0; i < values.length; i++) view.setUint32(at(section) + i * 4, values[i] as number, true);
  };
  const putHalves = (section: number, values: Uint16Array) => {
    for (let i = 0; i < values.length; i++) view.setUint16(at(section) + i * 2, values[i] as number, true);
  };
  putCoordinates(0, network.nodeLng);
  putCoordinates(1, network.nodeLat);
  putWords(2, network.edgeFrom);
  putWords(3, network.edgeTo);
  putWords(4, network.edgeLengthDecimetres);
  putWords(5, network.edgeShapeOffsets);
  putCoordinates(6, network.shapeLngLat);
  bytes.set(network.edgeClass, at(7));
  putHalves(8, network.edgeFlags);
  putHalves(9, network.edgeWidthDecimetres);
  bytes.set(network.edgeSpeedKmh, at(10));
  putHalves(11, network.edgeName);
  bytes.set(names, bodyEnd);
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
  if (version !== NETWORK_FORMAT_VERSION) {
    return err({
      code: "PACK_TOO_NEW",
      packId,
      foundVersion: version,
      supportedVersion: NETWORK_FORMAT_VERSION,
    });
  }
  const nodeCount = view.getUint32(12, true);
  const edgeCount = view.getUint32(16, true);
  const shapePointCount = view.getUint32(20, true);
  const namesLength = view.getUint32(24, true);
  const bodyEnd = view.getUint32(28, true);
  const { offsets, end } = layout(nodeCount, edgeCount, shapePointCount);
  if (end() !== bodyEnd || bytes.length !== bodyEnd + namesLength)
    return malformed("length", `${bytes.length} B`, `${end() + namesLength} B`);

  const at = (section: number) => offsets[section] as number;
  const coordinates = (section: number, length: number) => {
    const degrees = new Float64Array(length);
    for (let i = 0; i < length; i++) degrees[i] = view.getInt32(at(section) + i * 4, true) / COORDINATE_SCALE;
    return degrees;
  };
  const words = (section: number, length: number) => {
    const values = new Uint32Array(length);
    for (let i = 0; i < length; i++) values[i] = view.getUint32(at(section) + i * 4, true);
    return values;
  };
  const halves = (section: number, length: number) => {
    const values = new Uint16Array(length);
    for (let i = 0; i < length; i++) values[i] = view.getUint16(at(section) + i * 2, true);
    return values;
  };
  const edgeFrom = words(2, edgeCount);
  const edgeTo = words(3, edgeCount);
  const edgeLengthDecimetres = words(4, edgeCount);
  const edgeShapeOffsets = words(5, edgeCount + 1);
  const edgeName = halves(11, edgeCount);
  let names: StreetName[];
  try {
    const raw: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(bodyEnd)));
    if (!Array.isArray(raw)) return malformed("names", typeof raw, "array of [zh, en]");
    names = raw.map((pair) => ({ zh: String(pair?.[0] ?? ""), en: String(pair?.[1] ?? "") }));
  } catch {
    return malformed("names", "not JSON", "array of [zh, en]");
  }
  let previousOffset = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const from = edgeFrom[edge] as number;
    const to = edgeTo[edge] as number;
    const offset = edgeShapeOffsets[edge + 1] as number;
    if (from >= nodeCount || to >= nodeCount)
      return malformed(`edge ${edge}`, `node ${Math.max(from, to)}`, `below ${nodeCount}`);
    if (offset < previousOffset || offset > shapePointCount)
      return malformed(`edge ${edge} shape`, String(offset), `${previousOffset}…${shapePointCount}`);
    if ((edgeName[edge] as number) >= names.length)
      return malformed(`edge ${edge} name`, String(edgeName[edge]), `below ${names.length}`);
    if (edgeLengthDecimetres[edge] === 0) return malformed(`edge ${edge} length`, "0 dm", "at least 1 dm");
    previousOffset = offset;
  }
  return ok({
    nodeCount,
    edgeCount,
    arcCount: edgeCount * 2,
    nodeLng: coordinates(0, nodeCount),
    nodeLat: coordinates(1, nodeCount),
    ...rowsFromEdges(nodeCount, edgeFrom, edgeTo),
    edgeFrom,
    edgeTo,
    edgeLengthDecimetres,
    edgeShapeOffsets,
    shapeLngLat: coordinates(6, shapePointCount * 2),
    edgeClass: bytes.slice(at(7), at(7) + edgeCount),
    edgeFlags: halves(8, edgeCount),
    edgeWidthDecimetres: halves(9, edgeCount),
    edgeSpeedKmh: bytes.slice(at(10), at(10) + edgeCount),
    edgeName,
    names,
    inputHash: new TextDecoder().decode(bytes.subarray(32, 64)),
  });
}
