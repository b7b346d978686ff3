import type { Failure } from "../core/model/failure.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";

/** Bytes [start, end) of a file. */
export type ByteRange = readonly [start: number, end: number];

/** A question costs about as much as these many bytes: nearer parts are asked for in one. */
const PAGE_BYTES = 4096;
const GAP_PAGES = 4;
const DEFAULT_KEPT_BYTES = 16 * 1024 * 1024;

/**
 * One file read in parts, page by page. Pages once read are kept (the longest unused go first), neighbours are asked for
 * together, and a source that will not give parts is read as a whole, once.
 */
export class RangedFile {
  readonly packId: string;
  readonly path: string;
  readonly totalBytes: number;
  /** Bytes and questions that went over the line until now. */
  readonly traffic = { bytes: 0, requests: 0 };
  readonly #source: ByteSource;
  readonly #keptPages: number;
  readonly #pages = new Map<number, Uint8Array>();
  #version: string | null = null;
  #whole: Promise<Result<Uint8Array, Failure>> | null = null;
  #hasWhole = false;
  #givesParts = true;

  constructor(
    source: ByteSource,
    packId: string,
    { path, bytes }: { readonly path: string; readonly bytes: number },
    keptBytes = DEFAULT_KEPT_BYTES,
  ) {
    this.#source = source;
    this.packId = packId;
    this.path = path;
    this.totalBytes = bytes;
    this.#keptPages = Math.max(1, Math.floor(keptBytes / PAGE_BYTES));
  }

  fault(field: string, found: string, expected: string) {
    return err<Failure>({
      code: "PACK_MALFORMED",
      packId: this.packId,
      place: { file: this.path, field, found, expected },
    });
  }

  /** Every byte is here: nothing more goes over the line. */
  get isWholeHere(): boolean {
    return this.#hasWhole;
  }

  /** The whole file. Not tied to a signal: everybody who waits shares the one reading. */
  readWhole(): Promise<Result<Uint8Array, Failure>> {
    if (!this.#whole) {
      this.traffic.requests++;
      this.#keepWhole(
        this.#source.read(this.path).then((read) => {
          if (read.ok) this.traffic.bytes += read.value.length;
          return read;
        }),
      );
    }
    return this.#whole as unknown as Promise<Result<Uint8Array, Failure>>;
  }

  #keepWhole(reading: Promise<Result<Uint8Array, Failure>>) {
    const whole = reading.then((read) => {
      const checked = this.#checked(read);
      // Asked anew the next time.
      this.#hasWhole = checked.ok;
      if (!checked.ok) this.#whole = null;
      else this.#pages.clear();
      return checked;
    });
    this.#whole = whole;
    return whole;
  }

  #checked(read: Result<Uint8Array, Failure>): Result<Uint8Array, Failure> {
    if (!read.ok)
      return read.failure.code === "PACK_UNREACHABLE" ? err({ ...read.failure, packId: this.packId }) : read;
    if (read.value.length === this.totalBytes) return read;
    return this.fault("length", `${read.value.length} B`, `${this.totalBytes} B`);
  }

  /** The bytes of every range, in order. A range that leaves the file is a fault of whoever named it. */
  async read(
    ranges: readonly ByteRange[],
    signal?: AbortSignal,
  ): Promise<Result<readonly Uint8Array[], Failure>> {
    for (const [start, end] of ranges)
      if (!(start >= 0 && start <= end && end <= this.totalBytes))
        return this.fault("offset", `${start}-${end}`, `0-${this.totalBytes}`);
    // A whole that is still on its way is not waited for: a part is here sooner.
    if (!this.#hasWhole && this.#givesParts && this.#source.readRange) {
      const pages = await this.#collect(ranges, signal);
      if (!pages.ok) return pages;
      if (pages.value) {
        const held = pages.value;
        return ok(ranges.map((range) => cut(held, range)));
      }
    }
    const whole = await this.readWhole();
    if (signal?.aborted) return err({ code: "CANCELLED" });
    return whole.ok ? ok(ranges.map(([start, end]) => whole.value.subarray(start, end))) : whole;
  }

  /** Every page the ranges touch; null: the file has to be read as a whole. */
  async #collect(ranges: readonly ByteRange[], signal: AbortSignal | undefined) {
    const wanted = new Set<number>();
    for (const [start, end] of ranges)
      for (let page = Math.floor(start / PAGE_BYTES); page * PAGE_BYTES < end; page++) wanted.add(page);
    const held = new Map<number, Uint8Array>();
    const missing: number[] = [];
    for (const page of wanted) {
      const known = this.#pages.get(page);
      if (known) held.set(page, known);
      else missing.push(page);
    }
    for (const [page, bytes] of held) this.#keep(page, bytes);
    const answers = await Promise.all(
      runsOf(missing).map(([first, last]) => this.#fetchPages(first, last, held, signal)),
    );
    for (const answer of answers) if (!answer.ok) return answer;
    return ok(answers.every((answer) => answer.ok && answer.value) ? held : null);
  }

  /** Pages first…last into `held`; false: not to be had in parts. */
  async #fetchPages(
    first: number,
    last: number,
    held: Map<number, Uint8Array>,
    signal: AbortSignal | undefined,
  ): Promise<Result<boolean, Failure>> {
    const start = first * PAGE_BYTES;
    const end = Math.min((last + 1) * PAGE_BYTES, this.totalBytes);
    this.traffic.requests++;
    const answer = await this.#source.readRange?.(this.path, start, end, signal);
    if (!answer || (answer.ok && answer.value.kind === "refused")) {
      this.#givesParts = false;
      return ok(false);
    }
    if (!answer.ok)
      return answer.failure.code === "PACK_UNREACHABLE"
        ? err({ ...answer.failure, packId: this.packId })
        : answer;
    const part = answer.value as Exclude<typeof answer.value, { kind: "refused" }>;
    this.traffic.bytes += part.bytes.length;
    if (part.kind === "whole") {
      const whole = await this.#keepWhole(Promise.resolve(ok(part.bytes)));
      return whole.ok ? ok(false) : whole;
    }
    if (part.totalBytes !== null && part.totalBytes !== this.totalBytes)
      return this.fault("length", `${part.totalBytes} B`, `${this.totalBytes} B`);
    if (this.#version !== null && part.version !== null && part.version !== this.#version) {
      // Put in place anew while we read: old and new pages must not be mixed.
      this.#version = null;
      this.#pages.clear();
      return this.fault("version", part.version, "one version");
    }
    this.#version ??= part.version;
    for (let page = first; page <= last; page++) {
      const at = (page - first) * PAGE_BYTES;
      // A copy: a small page must not keep the large answer it came with.
      const bytes = part.bytes.slice(at, at + PAGE_BYTES);
      held.set(page, bytes);
      this.#keep(page, bytes);
    }
    return ok(true);
  }

  #keep(page: number, bytes: Uint8Array) {
    this.#pages.delete(page);
    this.#pages.set(page, bytes);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= this.#keptPages) break;
      this.#pages.delete(oldest);
    }
  }
}

/** Runs of page numbers, small gaps included. */
function runsOf(pages: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const page of [...pages].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && page - run[1] <= GAP_PAGES + 1) run[1] = page;
    else runs.push([page, page]);
  }
  return runs;
}

function cut(pages: ReadonlyMap<number, Uint8Array>, [start, end]: ByteRange): Uint8Array {
  const bytes = new Uint8Array(end - start);
  for (let page = Math.floor(start / PAGE_BYTES); page * PAGE_BYTES < end; page++) {
    const from = page * PAGE_BYTES;
    const held = pages.get(page) as Uint8Array;
    const low = Math.max(start, from);
    bytes.set(held.subarray(low - from, Math.min(end, from + PAGE_BYTES) - from), low - start);
  }
  return bytes;
}
