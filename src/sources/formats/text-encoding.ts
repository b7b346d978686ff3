import type { FileReader } from "./import-file.ts";

/** Bytes decoded at a time: bounds the memory beyond the rows themselves. */
export const PIECE_BYTES = 4_194_304;

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/**
 * A byte-order mark decides; else the whole text is tried as UTF-8: one office's list is pure ASCII for a hundred
 * thousand lines before its first GBK name. What is not UTF-8 is GB18030, which holds GBK and GB2312.
 */
export async function findEncoding(reader: FileReader): Promise<TextEncodingName> {
  const head = await reader.read(0, 3);
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let at = 0; at < reader.size; at += PIECE_BYTES)
      decoder.decode(await reader.read(at, at + PIECE_BYTES), { stream: true });
    decoder.decode();
    return "utf-8";
  } catch {
    return "gb18030";
  }
}

/** The text in pieces, without its byte-order mark; a character that lies across two pieces stays whole. */
export async function* textPieces(
  reader: FileReader,
  encoding: TextEncodingName,
  pieceBytes = PIECE_BYTES,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < reader.size; at += pieceBytes)
    yield decoder.decode(await reader.read(at, at + pieceBytes), { stream: true });
  yield decoder.decode();
}

/** A whole small file as text. */
export async function readText(reader: FileReader): Promise<{ text: string; encoding: TextEncodingName }> {
  const encoding = await findEncoding(reader);
  let text = "";
  for await (const piece of textPieces(reader, encoding)) text += piece;
  return { text, encoding };
}
