import { ByteBuffer } from "flatbuffers";
import { fromByteBuffer, type HeaderMeta } from "flatgeobuf/lib/mjs/header-meta.js";
import { calcTreeSize, generateLevelBounds } from "flatgeobuf/lib/mjs/packedrtree.js";
import type { Failure } from "../core/model/failure.ts";
import type { Bbox } from "../core/model/geometry.ts";
import { err, ok, type Result } from "../core/result.ts";
import { type FlatGeobufFile, openFlatGeobuf, readFeature } from "./flatgeobuf-read.ts";
import type { ByteRange, RangedFile } from "./ranged-file.ts";

const MAGIC_BYTES = 8;
const PREFIX_BYTES = 4;
const NODE_BYTES = 40;
/** Header and the upper three levels of the tree come with the first question. */
const HEAD_BYTES = 16 * 1024;
/** The library's own bound is 10 MiB; a header holds columns and words only. */
const MOST_HEADER_BYTES = 1024 * 1024;

interface Opened {
  readonly header: HeaderMeta;
  readonly treeStart: number;
  readonly featuresStart: number;
}

/**
 * Features whose bounding box meets `bbox` (edges included), in file order, with `rows` telling their place in the file.
 * The packed Hilbert R-tree is walked level by level, then only the bytes of the features found are read. The library's
 * own HttpReader was not taken: it hears no signal, reads one node after the other, and follows any pointer of a
 * damaged file. A file without an index is read as a whole.
 */
export async function readFeaturesInBox(
  file: RangedFile,
  bbox: Bbox,
  signal?: AbortSignal,
): Promise<Result<FlatGeobufFile, Failure>> {
  const opened = await openHead(file, signal);
  if (!opened.ok) return opened;
  const { header } = opened.value;
  const nothing = { header, featurePositions: [], rows: [], buffer: new ByteBuffer(new Uint8Array(0)) };
  if (header.featuresCount === 0) return ok(nothing);
  if (header.indexNodeSize === 0) return searchWhole(file, bbox, signal);
  const found = await searchTree(file, opened.value, bbox, signal);
  if (!found.ok) return found;
  return found.value.length === 0 ? ok(nothing) : readRows(file, header, found.value, signal);
}

async function openHead(file: RangedFile, signal?: AbortSignal): Promise<Result<Opened, Failure>> {
  const headEnd = Math.min(HEAD_BYTES, file.totalBytes);
  if (headEnd < MAGIC_BYTES + PREFIX_BYTES) return file.fault("length", `${headEnd} B`, "FlatGeobuf");
  const head = await file.read([[0, headEnd]], signal);
  if (!head.ok) return head;
  const bytes = head.value[0] as Uint8Array;
  const magic = [0x66, 0x67, 0x62, 0x03];
  if (!magic.every((byte, i) => bytes[i] === byte))
    return file.fault("magic", bytes.subarray(0, 4).join(" "), "66 67 62 03 (FlatGeobuf 3)");
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC_BYTES, true);
  const treeStart = MAGIC_BYTES + PREFIX_BYTES + headerBytes;
  if (headerBytes < 8 || headerBytes > MOST_HEADER_BYTES || treeStart > file.totalBytes)
    return file.fault("header", `${headerBytes} B`, `8-${MOST_HEADER_BYTES} B`);
  const all = await file.read([[0, treeStart]], signal);
  if (!all.ok) return all;
  let header: HeaderMeta;
  try {
    const buffer = new ByteBuffer((all.value[0] as Uint8Array).slice());
    buffer.setPosition(MAGIC_BYTES);
    header = fromByteBuffer(buffer);
  } catch {
    return file.fault("header", "unreadable", "FlatGeobuf header");
  }
  const { featuresCount, indexNodeSize } = header;
  const hasTree = indexNodeSize > 0 && featuresCount > 0;
  // Before the size of the tree is worked out: a made-up count would take for ever.
  const leastBytes = featuresCount * (PREFIX_BYTES + (hasTree ? NODE_BYTES : 0));
  if (!(treeStart + leastBytes <= file.totalBytes) || indexNodeSize === 1)
    return file.fault("header", `${featuresCount} features`, "fewer");
  const featuresStart = treeStart + (hasTree ? calcTreeSize(featuresCount, indexNodeSize) : 0);
  if (featuresStart > file.totalBytes)
    return file.fault("length", `${file.totalBytes} B`, `more than ${featuresStart} B`);
  return ok({ header, treeStart, featuresStart });
}

interface Found {
  readonly row: number;
  readonly range: ByteRange;
}

async function searchTree(
  file: RangedFile,
  { header, treeStart, featuresStart }: Opened,
  [west, south, east, north]: Bbox,
  signal?: AbortSignal,
): Promise<Result<readonly Found[], Failure>> {
  const nodeSize = header.indexNodeSize;
  /** Leaves first, root last: [first node, end). */
  const levels = generateLevelBounds(header.featuresCount, nodeSize) as [number, number][];
  let groups: ByteRange[] = [levels.at(-1) as [number, number]];
  for (let level = levels.length - 1; level >= 0; level--) {
    const [levelStart, levelEnd] = levels[level] as [number, number];
    const isLeaf = level === 0;
    // One leaf more than asked: where a feature ends is where the next one starts.
    const nodes = groups.map(
      ([first, end]): ByteRange => [first, Math.min(end + (isLeaf ? 1 : 0), levelEnd)],
    );
    const read = await file.read(
      nodes.map(([first, end]) => [treeStart + first * NODE_BYTES, treeStart + end * NODE_BYTES]),
      signal,
    );
    if (!read.ok) return read;
    const children: ByteRange[] = [];
    const found: Found[] = [];
    for (const [i, [first, end]] of groups.entries()) {
      const bytes = read.value[i] as Uint8Array;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let node = first; node < end; node++) {
        const at = (node - first) * NODE_BYTES;
        if (east < view.getFloat64(at, true) || north < view.getFloat64(at + 8, true)) continue;
        if (west > view.getFloat64(at + 16, true) || south > view.getFloat64(at + 24, true)) continue;
        const pointer = Number(view.getBigUint64(at + 32, true));
        if (isLeaf) {
          const start = featuresStart + pointer;
          const stop =
            node + 1 < levelEnd
              ? featuresStart + Number(view.getBigUint64(at + NODE_BYTES + 32, true))
              : file.totalBytes;
          if (!(start + PREFIX_BYTES <= stop && stop <= file.totalBytes))
            return file.fault("index", `${start}-${stop}`, `${featuresStart}-${file.totalBytes}`);
          found.push({ row: node - levelStart, range: [start, stop] });
          continue;
        }
        // The tree is packed: where the children stand is known, and no pointer can lead in a circle.
        const [childStart, childEnd] = levels[level - 1] as [number, number];
        const expected = childStart + (node - levelStart) * nodeSize;
        if (pointer !== expected) return file.fault("index", String(pointer), String(expected));
        children.push([expected, Math.min(expected + nodeSize, childEnd)]);
      }
    }
    if (isLeaf) return ok(found);
    if (children.length === 0) return ok([]);
    groups = children;
  }
  return ok([]);
}

async function readRows(
  file: RangedFile,
  header: HeaderMeta,
  found: readonly Found[],
  signal?: AbortSignal,
): Promise<Result<FlatGeobufFile, Failure>> {
  const read = await file.read(
    found.map(({ range }) => range),
    signal,
  );
  if (!read.ok) return read;
  // Coordinates are read in place as 8-byte floats: every feature starts at a multiple of 8, as in the file.
  const step = (length: number) => Math.ceil(length / 8) * 8;
  const bytes = new Uint8Array(read.value.reduce((sum, each) => sum + step(each.length), 0));
  const view = new DataView(bytes.buffer);
  const featurePositions: number[] = [];
  let at = 0;
  for (const [i, each] of read.value.entries()) {
    bytes.set(each, at);
    const length = view.getUint32(at, true) + PREFIX_BYTES;
    if (length !== each.length)
      return file.fault(`row ${(found[i] as Found).row + 1}`, `${length} B`, `${each.length} B`);
    featurePositions.push(at);
    at += step(each.length);
  }
  return ok({ header, featurePositions, rows: found.map(({ row }) => row), buffer: new ByteBuffer(bytes) });
}

async function searchWhole(
  file: RangedFile,
  bbox: Bbox,
  signal?: AbortSignal,
): Promise<Result<FlatGeobufFile, Failure>> {
  const whole = await file.readWhole();
  if (signal?.aborted) return err({ code: "CANCELLED" });
  if (!whole.ok) return whole;
  const opened = openFlatGeobuf(whole.value, file.path);
  if (!opened.ok) return err({ code: "PACK_MALFORMED", packId: file.packId, place: opened.failure });
  const rows = opened.value.featurePositions.flatMap((_, row) => {
    const feature = readFeature(opened.value, row);
    return feature && meets(feature.geometry.coordinates, bbox) ? [row] : [];
  });
  const featurePositions = rows.map((row) => opened.value.featurePositions[row] as number);
  return ok({ ...opened.value, featurePositions, rows });
}

function meets(coordinates: unknown, [west, south, east, north]: Bbox): boolean {
  const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  const grow = (inner: unknown) => {
    if (!Array.isArray(inner)) return;
    const [x, y] = inner;
    if (typeof x !== "number") inner.forEach(grow);
    else {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  };
  grow(coordinates);
  return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
}
