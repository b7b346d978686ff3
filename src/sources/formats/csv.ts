import Papa from "papaparse";
import type { Finding, RawTable } from "../../core/model/import.ts";
import { type GridLine, tableFromGrid } from "./grid-table.ts";
import type { FileReader } from "./import-file.ts";
import { stopWhenAbove, unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";
import { findEncoding, PIECE_BYTES, textPieces } from "./text-encoding.ts";

const DELIMITERS = [",", "\t", ";", "|"] as const;
/** Characters and lines of the head that show which delimiter is meant. */
const HEAD_CHARACTERS = 65_536;
const HEAD_LINES = 100;

/** Lines above the header that are no rows; and how much wider than the table one damaged line may be. */
const TITLE_LINES = 100;
const SLACK = 4;

interface ParsedText {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string }[];
  /** Characters that whole records took. */
  readonly meta: { readonly cursor: number };
}

function parse(text: string, delimiter: string, ignoreLastRow: boolean): ParsedText {
  return new Papa.Parser({ delimiter, newline: "\n", quoteChar: '"', escapeChar: '"' }).parse(
    text,
    0,
    ignoreLastRow,
  ) as ParsedText;
}

/** The delimiter that cuts most lines into the same number of cells; of equals the one that cuts finer. */
function guessDelimiter(head: string): string {
  let best: { delimiter: string; share: number; cells: number } = { delimiter: ",", share: 0, cells: 1 };
  for (const delimiter of DELIMITERS) {
    const lines = parse(head, delimiter, false)
      .data.filter((cells) => cells.some(Boolean))
      .slice(0, HEAD_LINES);
    const counts = new Map<number, number>();
    for (const cells of lines) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
    for (const [cells, count] of counts) {
      const share = count / lines.length;
      if (cells >= 2 && (share > best.share || (share === best.share && cells > best.cells)))
        best = { delimiter, share, cells };
    }
  }
  return best.delimiter;
}

/** Excel writes `sep=;` as a first line for itself. */
const SEPARATOR_LINE = /^sep=(.)\n/i;

/** Line breaks inside a cell count as lines too: the number is the one an editor shows. */
function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells)
    for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) breaks++;
  return breaks;
}

/** Delimited text, piece by piece: only the rows themselves stay in memory. Every cell stays text: `007` is no 7. */
export async function readCsv(
  reader: FileReader,
  context: ReadContext,
  pieceBytes = PIECE_BYTES,
): Promise<RawTable | null> {
  const { file, limits } = context;
  const encoding = await findEncoding(reader);
  const lines: GridLine[] = [];
  const findings: Finding[] = [];
  let delimiter: string | null = null;
  let line = 1;
  let pending = "";
  let readBytes = 0;
  /** Rows are limited while reading: a file of 200 MB must not be held whole to be refused. */
  const take = (text: string, last: boolean): number => {
    const { data, errors, meta } = parse(text, delimiter ?? ",", !last);
    for (const cells of data) {
      if (cells.some((cell) => cell !== "")) {
        if (cells.length > limits.columns * SLACK)
          stopWhenAbove(file, "columns", cells.length, limits.columns);
        lines.push({ row: line, cells });
        if (lines.length > limits.rows + TITLE_LINES) stopWhenAbove(file, "rows", lines.length, limits.rows);
      }
      line += 1 + breaksIn(cells);
    }
    if (last && errors.some((error) => error.code === "MissingQuotes"))
      findings.push({
        code: "ROW_UNREADABLE",
        severity: "doubtful",
        place: { file, row: lines.at(-1)?.row ?? 1, found: 'open "', expected: 'closing "' },
        lngLat: null,
      });
    return last ? text.length : meta.cursor;
  };
  for await (const piece of textPieces(reader, encoding, pieceBytes)) {
    const last = readBytes >= reader.size;
    readBytes += pieceBytes;
    const joined = pending + piece;
    // A break of two characters may lie across two pieces.
    const held = !last && joined.endsWith("\r") ? "\r" : "";
    const text = joined.slice(0, joined.length - held.length).replace(/\r\n?/g, "\n");
    if (delimiter === null) {
      if (!last && text.length < HEAD_CHARACTERS) {
        pending = text + held;
        continue;
      }
      const head = text.slice(0, HEAD_CHARACTERS);
      delimiter =
        SEPARATOR_LINE.exec(head)?.[1] ?? guessDelimiter(head.slice(0, head.lastIndexOf("\n") + 1) || head);
    }
    const used = take(text, last);
    pending = text.slice(used) + held;
    if (pending.length > limits.recordCharacters)
      throw unreadable(file, `line ${line}: ${pending.length} characters`, 'closing "');
    context.onProgress(Math.min(1, readBytes / Math.max(1, reader.size)));
  }
  if (lines[0]?.row === 1 && /^sep=.?$/i.test(String(lines[0].cells[0]))) lines.shift();
  return tableFromGrid(lines, { part: context.entry, format: "csv", encoding, findings }, context);
}
