import type { ImportFormat } from "../../core/model/import.ts";

/** `zip` may hold an XLSX, a KMZ, shapefiles or any other files: its entries decide. */
export type FileKind = ImportFormat | "zip" | "xls" | "bare-shp" | "bare-dbf";

/** Bytes of a file's start that decide. */
export const HEAD_BYTES = 65_536;
/** Stands before every record of an RFC 8142 GeoJSON text sequence. */
export const RECORD_SEPARATOR = String.fromCharCode(0x1e);

const starts = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);
const latin = (bytes: Uint8Array, length: number) =>
  String.fromCharCode(...bytes.subarray(0, Math.min(length, bytes.length)));

/** Text of the head for looking at its first characters; null where the bytes are no text. */
function headText(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4096);
  if (starts(head, [0xff, 0xfe])) return new TextDecoder("utf-16le").decode(head);
  if (starts(head, [0xfe, 0xff])) return new TextDecoder("utf-16be").decode(head);
  let control = 0;
  for (const byte of head) {
    if (byte === 0) return null;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 0x1e) control++;
  }
  if (control > head.length / 50) return null;
  return new TextDecoder("utf-8").decode(head);
}

/** A dBase table: version byte, a possible date of last change, room for whole field descriptors. */
function looksLikeDbf(bytes: Uint8Array): boolean {
  const version = bytes[0] as number;
  if (![0x03, 0x30, 0x31, 0x83, 0x8b, 0xf5].includes(version) || bytes.length < 33) return false;
  const headerBytes = (bytes[8] as number) | ((bytes[9] as number) << 8);
  return (bytes[2] as number) <= 12 && (bytes[3] as number) <= 31 && headerBytes > 32;
}

/** What a file is by its content; null = nothing we know. The name is asked only where text could be several things. */
export function detectFormat(start: Uint8Array, fileName: string): FileKind | null {
  if (starts(start, [0x50, 0x4b, 3, 4]) || starts(start, [0x50, 0x4b, 5, 6])) return "zip";
  if (starts(start, [0xd0, 0xcf, 0x11, 0xe0])) return "xls";
  if (starts(start, [0x66, 0x67, 0x62])) return "flatgeobuf";
  if (latin(start, 15) === "SQLite format 3") return "geopackage";
  if (starts(start, [0, 0, 0x27, 0x0a])) return "bare-shp";
  if (looksLikeDbf(start)) return "bare-dbf";
  const text = headText(start);
  if (text === null) return null;
  const trimmed = text.replace(/^[\uFEFF\s]+/, "");
  const named = fileName.toLowerCase();
  if (trimmed.startsWith("<")) {
    if (/<(\w+:)?kml[\s>]/i.test(trimmed) || /^<(\w+:)?(Document|Placemark|Folder)[\s>]/.test(trimmed))
      return "kml";
    // A long comment may push the root out of the head.
    return named.endsWith(".kml") && !/<(!doctype\s+)?html/i.test(trimmed) ? "kml" : null;
  }
  if (["{", "[", RECORD_SEPARATOR].includes(trimmed.charAt(0)))
    return named.endsWith(".csv") && /^\[[^{]/.test(trimmed) ? "csv" : "geojson";
  return trimmed === "" ? null : "csv";
}

/** The first bytes for a person on the phone: `25 50 44 46 (%PDF)`. */
export function describeStart(bytes: Uint8Array): string {
  const head = [...bytes.subarray(0, 8)];
  const hex = head.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const shown = head.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
  return `${hex} (${shown})`;
}
