import type { NetworkEdges } from "./network-binary.ts";

/*
 * Format 2, as packs were written until November 2026. Little endian. Header (64 bytes): as in format 3 up to byte 64. Then
 * the sections of `layoutOf`, in its order, each padded to 4 bytes (coordinates in 1e-7 degree, shape interleaved), then
 * the names as UTF-8 JSON.
 */
const HEADER_BYTES = 64;
const COORDINATE_SCALE = 1e7;
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

/** The arrays of the file and the bytes of its names; a number: the length the file should have. */
export function readVersion2(
  bytes: Uint8Array,
  view: DataView,
): number | { readonly arrays: Omit<NetworkEdges, "names" | "inputHash">; readonly names: Uint8Array } {
  const nodeCount = view.getUint32(12, true);
  const edgeCount = view.getUint32(16, true);
  const { sections, end } = layoutOf({
    nodes: nodeCount,
    edges: edgeCount,
    shapePoints: view.getUint32(20, true),
    restrictions: view.getUint32(56, true),
    restrictionEdges: view.getUint32(60, true),
  });
  const length = end + view.getUint32(24, true);
  if (view.getUint32(28, true) !== end || bytes.length !== length) return length;
  // A copy: the bytes may start anywhere, and the network must not hold the whole file.
  const read = <K extends ArrayKind>({ kind, length: count, at }: Section<K>): ArrayOf<K> => {
    const type = KINDS[kind];
    const copy = bytes.slice(at, at + count * type.BYTES_PER_ELEMENT);
    turnedRound(copy, type.BYTES_PER_ELEMENT);
    return new type(copy.buffer, copy.byteOffset, count) as ArrayOf<K>;
  };
  const degrees = (section: Section<"i32">) => {
    const stored = read(section);
    const inDegrees = new Float64Array(section.length);
    for (let i = 0; i < section.length; i++) inDegrees[i] = (stored[i] as number) / COORDINATE_SCALE;
    return inDegrees;
  };
  const { nodeLng, nodeLat, shapeLngLat, ...plain } = sections;
  const arrays = Object.fromEntries(
    Object.entries(plain).map(([name, section]) => [name, read<ArrayKind>(section)]),
  ) as { readonly [Name in keyof typeof plain]: ArrayOf<(typeof plain)[Name]["kind"]> };
  return {
    arrays: {
      nodeCount,
      edgeCount,
      nodeLng: degrees(nodeLng),
      nodeLat: degrees(nodeLat),
      shapeLngLat: degrees(shapeLngLat),
      ...arrays,
    },
    names: bytes.subarray(end),
  };
}
