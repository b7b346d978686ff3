import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEntries } from "../../../src/core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../../src/core/operation/empty-situation.ts";
import { groundOf } from "../../../src/core/operation/ground-of.ts";
import { hashEntry, NO_HASH } from "../../../src/sources/operation/hash-entry.ts";
import { readLogFile, writeLogFile } from "../../../src/sources/operation/log-file.ts";
import { canonicalJson } from "../../../src/sources/schemes/canonical-json.ts";
import { createLogBook } from "../../../src/state/operation/log-book.ts";
import { anyLine, chained, TEST_HEAD } from "../../fixtures/random-acts.ts";

const noBreath = async () => {};
const read = (text: string) => readLogFile("log.jsonl", text, noBreath);
const write = (entries: ReturnType<typeof chained>) =>
  writeLogFile({ app: "test", madeAt: "2026-11-27T00:00:00Z", head: TEST_HEAD, entries });
const note = (text: string) => ({
  recordedAt: TEST_HEAD.t0 + 1000,
  minute: 1,
  source: "person" as const,
  by: "值班",
  act: { kind: "noted" as const, text },
});
const LOG = chained([note("one"), note("two"), note("三")]);

describe("a log as a file", () => {
  test("replay: live, and out to a file and in again, any acts give the same situation, bit for bit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { maxLength: 80 }), fc.nat(80), async (lines, cut) => {
        const book = createLogBook(TEST_HEAD, { hashEntry, firstHash: NO_HASH });
        const [opened] = chained([]).map(({ sequence: _, hash: __, ...line }) => line);
        if (opened) book.write([opened]);
        book.write(lines.slice(0, cut));
        book.write(lines.slice(cut));
        const back = await read(write([...book.entries()]));
        if (!back.ok) throw new Error(JSON.stringify(back.failure));
        expect(back.value.broken).toBeNull();
        expect(back.value.entries.at(-1)?.hash).toBe(book.entries().at(-1)?.hash);
        const replayed = applyEntries(EMPTY_SITUATION, back.value.entries);
        expect(canonicalJson(replayed)).toBe(canonicalJson(book.situation()));
        // What the board is asked with is the same, too: the same question, the same answer.
        expect(canonicalJson(groundOf(replayed) ?? null)).toBe(
          canonicalJson(groundOf(book.situation()) ?? null),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("one digit changed anywhere in a line is found, and the lines before it are good", async () => {
    const lines = write(LOG).trimEnd().split("\n");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 4 }), fc.nat(), async (row, place) => {
        const line = lines[row] ?? "";
        const digits = [...line.matchAll(/\d/gu)].map(({ index }) => index);
        const at = digits[place % digits.length] ?? 0;
        const changed = `${line.slice(0, at)}${(Number(line[at]) + 1) % 10}${line.slice(at + 1)}`;
        const found = await read(lines.with(row, changed).join("\n"));
        if (!found.ok) throw new Error(found.failure.code);
        expect(found.value.entries).toEqual(LOG.slice(0, row - 1));
        expect(found.value.broken).toMatchObject({
          code: "LOG_CHAIN_BROKEN",
          goodCount: row - 1,
          place: { row: row + 1 },
        });
      }),
    );
  });

  test.each([
    ["a line left out", (lines: string[]) => lines.filter((_, at) => at !== 2), 3, "sequence"],
    ["two lines in each other's place", ([a, b, c, d, e]: string[]) => [a, b, d, c, e], 3, "sequence"],
    [
      "a line edited by hand",
      (lines: string[]) => lines.with(3, lines[3]?.replace("two", "2") ?? ""),
      4,
      "hash",
    ],
    ["a line that is no JSON", (lines: string[]) => lines.with(3, "{oops"), 4, undefined],
    ["lines cut off at the end", (lines: string[]) => lines.slice(0, 3), 1, "count"],
    [
      "a kind of act nobody knows",
      (lines: string[]) => lines.with(3, lines[3]?.replace("noted", "sung") ?? ""),
      4,
      "act.kind",
    ],
  ])("%s: says which line, what was found and what was expected", async (_, change, row, field) => {
    const lines = write(LOG).trimEnd().split("\n");
    const found = await read(change(lines).join("\n"));
    if (!found.ok) throw new Error(found.failure.code);
    const place = found.value.broken?.place;
    expect(place?.row).toBe(row);
    expect(place?.field).toBe(field);
    expect(place?.found).toBeTruthy();
    expect(place?.expected).toBeTruthy();
  });

  test("Windows line ends, a byte order mark and blank lines at the end are no fault", async () => {
    const found = await read(`\uFEFF${write(LOG).replaceAll("\n", "\r\n")}\r\n\r\n`);
    expect(found).toMatchObject({ ok: true, value: { entries: LOG, broken: null } });
  });

  test.each([
    ["an HTML page", "<!doctype html>\n<html></html>"],
    ["an empty file", ""],
    ["a scheme", JSON.stringify({ format: "havenmap-scheme", version: 1 })],
    ["a log without lines", write([])],
    ["a log that begins in the middle", write(LOG).split("\n").toSpliced(1, 1).join("\n")],
    ["figures", "1\n2\n3"],
    ["a first line without a count", JSON.stringify({ format: "havenmap-log", version: 1, title: "x" })],
  ])("%s is not a log", async (_, text) => {
    expect(await read(text)).toMatchObject({ ok: false, failure: { code: "LOG_FILE_UNREADABLE" } });
  });

  test("a newer version says its name and is not read", async () => {
    const text = write(LOG).replace('"version":1', '"version":2');
    expect(await read(text)).toEqual({
      ok: false,
      failure: {
        code: "LOG_FILE_TOO_NEW",
        file: "log.jsonl",
        foundVersion: 2,
        supportedVersion: 1,
        title: TEST_HEAD.title,
      },
    });
  });

  test("a file of any bytes never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 400 }), async (text) => {
        const first = write(LOG).split("\n")[0];
        expect((await read(`${first}\n${text}`)).ok).toBe(false);
      }),
    );
  });
});
