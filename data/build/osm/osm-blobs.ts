import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { inflateSync } from "node:zlib";
import Reader from "pbf";

/** Limits of the format: https://wiki.openstreetmap.org/wiki/PBF_Format#File_format. A file may be hostile. */
const MOST_HEADER_BYTES = 64 * 1024;
const MOST_BLOB_BYTES = 32 * 1024 * 1024;

/** Thrown while reading, caught by `readOsm`, which makes a failure of it. */
export class OsmFault extends Error {
  readonly field: string;
  readonly found: string;
  readonly expected: string;
  constructor(field: string, found: string, expected: string) {
    super(`${field}: ${found}, expected ${expected}`);
    this.field = field;
    this.found = found;
    this.expected = expected;
  }
}

export interface Blob {
  /** Byte at which it begins: the name of the place in messages. */
  readonly offset: number;
  readonly type: string;
  /** Unpacked, within the limits. */
  readonly read: () => Uint8Array;
  /** Byte behind it: how far a pass has come. */
  readonly end: number;
}

function unpack(bytes: Uint8Array, offset: number): Uint8Array {
  const blob = new Reader(bytes).readFields(
    (tag, into, pbf) => {
      if (tag === 1) into.raw = pbf.readBytes();
      else if (tag === 2) into.rawSize = pbf.readVarint();
      else if (tag === 3) into.zlib = pbf.readBytes();
      else if (tag >= 4 && tag <= 7) into.other = ["lzma", "bzip2", "lz4", "zstd"][tag - 4] as string;
    },
    {} as { raw?: Uint8Array; zlib?: Uint8Array; other?: string; rawSize?: number },
  );
  const field = `blob at byte ${offset}`;
  if (blob.other) throw new OsmFault(field, `packed with ${blob.other}`, "raw or zlib");
  if ((blob.rawSize ?? 0) > MOST_BLOB_BYTES)
    throw new OsmFault(field, `${blob.rawSize} B unpacked`, `at most ${MOST_BLOB_BYTES} B`);
  const data = blob.zlib ? inflateSync(blob.zlib, { maxOutputLength: MOST_BLOB_BYTES }) : blob.raw;
  if (!data) throw new OsmFault(field, "no data", "raw or zlib data");
  if (data.length > MOST_BLOB_BYTES || (blob.zlib && data.length !== blob.rawSize))
    throw new OsmFault(field, `${data.length} B unpacked`, `${blob.rawSize ?? 0} B`);
  return data;
}

/** Blobs of a .osm.pbf one after the other: at most one is held. Throws OsmFault, and what `node:fs` throws. */
export function* osmBlobs(path: string): Generator<Blob> {
  const file = openSync(path, "r");
  try {
    const size = fstatSync(file).size;
    let at = 0;
    const take = (length: number, what: string): Uint8Array => {
      const bytes = new Uint8Array(length);
      for (let got = 0; got < length; ) {
        const more = readSync(file, bytes, got, length - got, at + got);
        if (more === 0) throw new OsmFault(`${what} at byte ${at}`, `ends after ${got} B`, `${length} B`);
        got += more;
      }
      at += length;
      return bytes;
    };
    while (at < size) {
      const offset = at;
      const headerLength = new DataView(take(4, "block length").buffer).getUint32(0);
      if (headerLength === 0 || headerLength > MOST_HEADER_BYTES)
        throw new OsmFault(
          `block at byte ${offset}`,
          `header of ${headerLength} B`,
          `1…${MOST_HEADER_BYTES} B`,
        );
      const header = new Reader(take(headerLength, "block header")).readFields(
        (tag, into, pbf) => {
          if (tag === 1) into.type = pbf.readString();
          else if (tag === 3) into.size = pbf.readVarint();
        },
        { type: "", size: -1 },
      );
      if (header.size < 0 || header.size > MOST_BLOB_BYTES)
        throw new OsmFault(`block at byte ${offset}`, `blob of ${header.size} B`, `0…${MOST_BLOB_BYTES} B`);
      const bodyAt = at;
      if (bodyAt + header.size > size)
        throw new OsmFault(`blob at byte ${bodyAt}`, `ends after ${size - bodyAt} B`, `${header.size} B`);
      yield {
        offset,
        type: header.type,
        end: bodyAt + header.size,
        read: () => {
          at = bodyAt;
          return unpack(take(header.size, "blob"), offset);
        },
      };
      at = bodyAt + header.size;
    }
  } finally {
    closeSync(file);
  }
}
