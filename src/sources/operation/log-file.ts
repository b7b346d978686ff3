import * as v from "valibot";
import type { FaultPlace } from "../../core/model/failure.ts";
import type { LogFileParts, ReadLogFile } from "../../core/model/log-file.ts";
import type { LogEntry } from "../../core/model/operation.ts";
import type { LogFileTrouble } from "../../core/model/operation-trouble.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { faultOf } from "../data-package.ts";
import { faultOfEntry } from "./entry-schema.ts";
import { hashEntry, NO_HASH } from "./hash-entry.ts";

/*
 * A log as a file, described in data/README.md: one JSON value a line, so that what comes before a broken place can still be
 * read. The first line says what the file is, each other one is a line of the log.
 */

const FORMAT = "havenmap-log";
const LOG_FILE_VERSION = 1;
const MOST_CHARACTERS = 300_000_000;
const LINES_IN_A_PIECE = 200;
const SHOWN_CHARACTERS = 80;

export function writeLogFile({ app, madeAt, head, entries }: LogFileParts): string {
  const first = {
    format: FORMAT,
    version: LOG_FILE_VERSION,
    app,
    madeAt,
    title: head.title,
    count: entries.length,
    headHash: entries.at(-1)?.hash ?? NO_HASH,
  };
  return `${[first, ...entries].map((value) => JSON.stringify(value)).join("\n")}\n`;
}

const First = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
const Body = v.object({
  title: v.pipe(v.string(), v.maxLength(1000)),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  headHash: v.string(),
});

const shown = (text: string) => text.trim().slice(0, SHOWN_CHARACTERS);

function parsed(text: string): Result<unknown, { readonly found: string; readonly expected: string }> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err({ found: shown(text) || "–", expected: "JSON" });
  }
}

type Fault = Omit<FaultPlace, "file">;

/** The line itself, or what about it is not as it was written. */
function readLine(text: string, sequence: number, previousHash: string): Result<LogEntry, Fault> {
  const raw = parsed(text);
  if (!raw.ok) return err(raw.failure);
  const issue = faultOfEntry(raw.value);
  if (issue) return err(faultOf(issue));
  const entry = raw.value as LogEntry;
  if (entry.sequence !== sequence)
    return err({ field: "sequence", found: String(entry.sequence), expected: String(sequence) });
  const { hash, ...content } = entry;
  const expected = hashEntry(content, previousHash);
  return hash === expected ? ok(entry) : err({ field: "hash", found: hash, expected });
}

/**
 * Never throws, whatever the text. `breathe`: awaited now and then, so that a page can move while a long log is read.
 * A file whose first lines are good is taken up to the first that is not, and that is said.
 */
export async function readLogFile(
  file: string,
  text: string,
  breathe: () => Promise<void>,
): Promise<Result<ReadLogFile, LogFileTrouble>> {
  const unreadable = (fault: Fault) =>
    err<LogFileTrouble>({ code: "LOG_FILE_UNREADABLE", place: { file, ...fault } });
  if (text.length > MOST_CHARACTERS)
    return unreadable({ found: `${text.length} B`, expected: `<=${MOST_CHARACTERS} B` });
  const lines = text.replace(/^\uFEFF/u, "").split("\n");
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();

  const raw = parsed(lines[0] ?? "");
  if (!raw.ok) return unreadable({ row: 1, ...raw.failure });
  const first = v.safeParse(First, raw.value, { abortEarly: true });
  if (!first.success) return unreadable({ row: 1, ...faultOf(first.issues[0]) });
  const body = v.safeParse(Body, raw.value, { abortEarly: true });
  if (first.output.version > LOG_FILE_VERSION)
    return err({
      code: "LOG_FILE_TOO_NEW",
      file,
      foundVersion: first.output.version,
      supportedVersion: LOG_FILE_VERSION,
      title: body.success ? body.output.title : null,
    });
  if (!body.success) return unreadable({ row: 1, ...faultOf(body.issues[0]) });
  const { count, headHash } = body.output;

  const entries: LogEntry[] = [];
  let fault: Fault | null = null;
  let previousHash = NO_HASH;
  for (let at = 1; at < lines.length && !fault; at++) {
    if (at % LINES_IN_A_PIECE === 0) await breathe();
    const read = readLine(lines[at] ?? "", entries.length, previousHash);
    if (read.ok) {
      entries.push(read.value);
      previousHash = read.value.hash;
    } else fault = { row: at + 1, ...read.failure };
  }
  const opening = entries[0]?.act;
  if (opening?.kind !== "operation-opened")
    return unreadable({
      row: 2,
      ...(fault ?? { found: opening?.kind ?? "–", expected: "operation-opened" }),
    });
  // Lines were cut off or added at the end: the chain alone cannot tell.
  if (!fault && entries.length !== count)
    fault = { row: 1, field: "count", found: String(entries.length), expected: String(count) };
  if (!fault && previousHash !== headHash)
    fault = { row: 1, field: "headHash", found: previousHash, expected: headHash };
  return ok({
    head: opening.head,
    entries,
    broken: fault && { code: "LOG_CHAIN_BROKEN", place: { file, ...fault }, goodCount: entries.length },
  });
}
