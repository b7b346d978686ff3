import type { Failure } from "../core/model/failure.ts";
import {
  RESTRICTION_KINDS,
  STREET_CLASSES,
  type StreetName,
  type StreetNetwork,
} from "../core/model/network.ts";
import { err, ok, type Result } from "../core/result.ts";
import { readVersion3 } from "./network-read.ts";
import { readVersion2 } from "./network-version-2.ts";

export const MAGIC = "HVNNETWK";
/** Raised when the layout changes. The one before is still read; older ones are refused politely, never guessed at. */
export const NETWORK_FORMAT_VERSION = 3;
const SHORTEST_HEADER_BYTES = 64;
const HASH_CHARACTERS = 24;

export type NetworkEdges = Omit<StreetNetwork, "arcOffsets" | "arcHead" | "arcEdge" | "arcCount">;

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

/** Bytes of `network.bin` → network. Every count and index is checked before it is used. */
export function decodeNetwork(
  bytes: Uint8Array,
  packId: string,
  file = "network.bin",
): Result<StreetNetwork, Failure> {
  const malformed = (field: string, found: string, expected: string) =>
    err<Failure>({ code: "PACK_MALFORMED", packId, place: { file, field, found, expected } });
  if (bytes.length < SHORTEST_HEADER_BYTES)
    return malformed("length", `${bytes.length} B`, `at least ${SHORTEST_HEADER_BYTES} B`);
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
  if (version < 2) return malformed("version", String(version), `2-${NETWORK_FORMAT_VERSION}`);
  const read = version === 2 ? readVersion2(bytes, view) : readVersion3(bytes, view);
  if (typeof read === "number") return malformed("length", `${bytes.length} B`, `${read} B`);
  if (typeof read === "string") return malformed(read, "unreadable", "deflated column");
  let names: StreetName[];
  try {
    const raw: unknown = JSON.parse(new TextDecoder().decode(read.names));
    if (!Array.isArray(raw)) return malformed("names", typeof raw, "array of [zh, en]");
    names = raw.map((pair) => ({ zh: String(pair?.[0] ?? ""), en: String(pair?.[1] ?? "") }));
  } catch {
    return malformed("names", "not JSON", "array of [zh, en]");
  }
  const inputHash = new TextDecoder().decode(bytes.subarray(32, 32 + HASH_CHARACTERS));
  const edges: NetworkEdges = { ...read.arrays, names, inputHash };
  const fault = faultOf(edges);
  if (fault) return malformed(...fault);
  return ok({
    ...edges,
    arcCount: edges.edgeCount * 2,
    ...rowsFromEdges(edges.nodeCount, edges.edgeFrom, edges.edgeTo),
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
