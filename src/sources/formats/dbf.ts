import { stopWhenAbove, unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";

interface Field {
  readonly name: string;
  readonly type: string;
  readonly start: number;
  readonly length: number;
  readonly decimals: number;
}

export interface DbfTable {
  readonly columns: readonly string[];
  readonly encoding: string;
  /** In the order of the file, as far as whole ones go; null where a record is marked as deleted. */
  readonly records: readonly (Readonly<Record<string, unknown>> | null)[];
}

const HEAD_BYTES = 32;
const FIELD_BYTES = 32;

/** Words of a .cpg file: `UTF-8`, `GBK`, `936`, `ANSI 936`, `CP936`. null = not understood. */
function encodingOfCpg(text: string): string | null {
  const word = text.replace(/\0/g, "").trim();
  if (/936|gb|cp936/i.test(word)) return "gb18030";
  if (/950|big5/i.test(word)) return "big5";
  if (/65001|utf-?8/i.test(word)) return "utf-8";
  const page = /^(?:ANSI\s|CP|windows-)?(125\d|874|932|949)$/i.exec(word)?.[1];
  const label =
    page === undefined ? word : page.startsWith("125") || page === "874" ? `windows-${page}` : page;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** Declared, else the language driver's GBK marks, else UTF-8 where the whole table is, else GB18030. */
function findEncoding(bytes: Uint8Array, cpg: string | null): string {
  const declared = cpg === null ? null : encodingOfCpg(cpg);
  if (declared !== null) return declared;
  // 0x4d and 0x7a: Chinese GBK in dBase's table of drivers.
  if (bytes[29] === 0x4d || bytes[29] === 0x7a) return "gb18030";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(HEAD_BYTES));
    return "utf-8";
  } catch {
    // Header counts and binary fields may be no UTF-8 by chance; for text of ASCII letters both read the same.
    return "gb18030";
  }
}

function fieldValue(text: string, { type, length, decimals }: Field): unknown {
  // Stars fill what did not fit, zeros a date that is not known.
  if (text === "" || /^\*+$/.test(text) || (type === "D" && /^0+$/.test(text))) return null;
  switch (type) {
    case "N":
    case "F":
    case "I": {
      const number = Number(text);
      if (!Number.isFinite(number)) return null;
      // Long ids are written as numbers without decimals; their last digits matter.
      return decimals === 0 && length > 15 && !Number.isSafeInteger(number) ? text : number;
    }
    case "D":
      return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}` : text;
    case "L":
      return /^[yt]$/i.test(text) ? true : /^[nf]$/i.test(text) ? false : null;
    default:
      return text;
  }
}

export function readDbf(bytes: Uint8Array, cpg: string | null, context: ReadContext): DbfTable {
  const { file } = context;
  if (bytes.length < HEAD_BYTES + 1) throw unreadable(file, `${bytes.length} B`, "dBase table", "dbf");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = view.getUint16(8, true);
  const recordBytes = view.getUint16(10, true);
  const count = view.getUint32(4, true);
  if (headerBytes > bytes.length || recordBytes === 0)
    throw unreadable(file, `${bytes.length} B`, `${headerBytes} B`, "dbf");
  const encoding = findEncoding(bytes, cpg);
  const decoder = new TextDecoder(encoding);
  const text = (from: number, length: number) => {
    const raw = bytes.subarray(from, Math.min(from + length, bytes.length));
    return decoder.decode(raw);
  };
  const fields: Field[] = [];
  let start = 1;
  for (let at = HEAD_BYTES; at + FIELD_BYTES <= headerBytes && bytes[at] !== 0x0d; at += FIELD_BYTES) {
    const name = text(at, 11).split("\0")[0]?.trim() ?? "";
    const length = bytes[at + 16] as number;
    const type = String.fromCharCode(bytes[at + 11] as number).toUpperCase();
    fields.push({ name, type, start, length, decimals: bytes[at + 17] as number });
    start += length;
  }
  if (start > recordBytes || fields.length === 0)
    throw unreadable(file, `fields of ${start} B`, `${recordBytes} B`, "dbf");
  // A byte may be missing at the end: the mark there is optional. Of a table cut off the whole records are read.
  const whole = Math.min(count, Math.floor((bytes.length + 1 - headerBytes) / recordBytes));
  stopWhenAbove(file, "rows", whole, context.limits.rows);
  const records = Array.from({ length: whole }, (_, i) => {
    const at = headerBytes + i * recordBytes;
    if (bytes[at] === 0x2a) return null;
    const record: Record<string, unknown> = {};
    for (const field of fields)
      record[field.name] = fieldValue(
        text(at + field.start, field.length)
          .replace(/\0/g, "")
          .trim(),
        field,
      );
    return record;
  });
  return { columns: fields.map(({ name }) => name), encoding, records };
}
