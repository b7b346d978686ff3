import { Inflate } from "fflate";
import { stopWhenAbove, unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";

export interface ZipEntry {
  /** Path with forward slashes. */
  readonly name: string;
  readonly packedBytes: number;
  readonly declaredBytes: number;
  /** Inflates, counts what really comes out against the limits, and checks the sum. */
  read(): Uint8Array;
}

const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
/** Packed bytes per step: one step puts out at most 1032 times as much (deflate's best). */
const STEP_BYTES = 8_192;
/** Below this a high ratio is only an empty sheet. */
const RATIO_FROM_BYTES = 1_000_000;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++)
    crc = (CRC_TABLE[(crc ^ (bytes[i] as number)) & 255] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Names without the UTF-8 flag come from Chinese Windows in GBK as often as not. */
function entryName(bytes: Uint8Array): string {
  let name: string;
  try {
    name = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    name = new TextDecoder("gb18030").decode(bytes);
  }
  return name.replaceAll("\\", "/");
}

function inflate(packed: Uint8Array, context: ReadContext, name: string): Uint8Array {
  const { file, limits, spent } = context;
  const parts: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const inflater = new Inflate((part, isLast) => {
    length += part.length;
    spent.unpackedBytes += part.length;
    stopWhenAbove(file, "unpacked", spent.unpackedBytes, limits.unpackedBytes);
    if (length > RATIO_FROM_BYTES)
      stopWhenAbove(file, "unpacked", length, Math.max(RATIO_FROM_BYTES, packed.length * limits.unpackRatio));
    if (part.length > 0) parts.push(part.slice());
    isWhole ||= isLast;
  });
  for (let at = 0; at < packed.length; at += STEP_BYTES)
    inflater.push(packed.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
  if (!isWhole) throw unreadable(file, "data cut off", "whole entry", name);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Entries by the archive's own directory. Nothing is inflated until an entry is read. */
export function openZip(bytes: Uint8Array, context: ReadContext): ZipEntry[] {
  const { file, limits } = context;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_BYTES;
  const firstEnd = Math.max(0, end - 65_535);
  while (end >= firstEnd && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < firstEnd || end < 0) throw unreadable(file, `${bytes.length} B`, "end of the zip directory");
  const count = view.getUint16(end + 10, true);
  stopWhenAbove(file, "unpacked", count, limits.archiveEntries);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== 0x02014b50)
      throw unreadable(file, `${i} entries`, `${count} entries`, "zip directory");
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const crc = view.getUint32(at + 16, true);
    const packedBytes = view.getUint32(at + 20, true);
    const declaredBytes = view.getUint32(at + 24, true);
    const nameBytes = view.getUint16(at + 28, true);
    const name = entryName(bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes));
    const local = view.getUint32(at + 42, true);
    at += CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const read = () => {
      stopWhenAbove(file, "unpacked", declaredBytes, limits.unpackedBytes);
      if (flags & 1) throw unreadable(file, "password", "no password", name);
      if (local + LOCAL_BYTES > bytes.length || view.getUint32(local, true) !== 0x04034b50)
        throw unreadable(file, `no entry at byte ${local}`, name, "zip entry");
      const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      if (start + packedBytes > bytes.length)
        throw unreadable(file, `${bytes.length} B`, `${start + packedBytes} B`, name);
      const packed = bytes.subarray(start, start + packedBytes);
      if (method !== 0 && method !== 8)
        throw unreadable(file, `method ${method}`, "stored or deflated", name);
      let data: Uint8Array;
      if (method === 8) data = inflate(packed, context, name);
      else {
        context.spent.unpackedBytes += packed.length;
        stopWhenAbove(file, "unpacked", context.spent.unpackedBytes, limits.unpackedBytes);
        data = packed.slice();
      }
      if (data.length !== declaredBytes || crc32(data) !== crc)
        throw unreadable(file, `${data.length} B, damaged`, `${declaredBytes} B`, name);
      return data;
    };
    entries.push({ name, packedBytes, declaredBytes, read });
  }
  return entries;
}
