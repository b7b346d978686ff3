import type { Act, EntrySource, LogEntry, OperationHead } from "../../core/model/operation.ts";
import type { Situation } from "../../core/model/situation.ts";
import { applyEntries } from "../../core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../core/operation/empty-situation.ts";

/** A line that has no place in the log yet. */
export interface LooseLine {
  readonly recordedAt: number;
  readonly minute: number;
  readonly source: EntrySource;
  readonly by: string;
  readonly act: Act;
}

export interface Chaining {
  readonly hashEntry: (entry: Omit<LogEntry, "hash">, previousHash: string) => string;
  readonly firstHash: string;
}

/** One log as it grows in memory. */
export interface LogBook {
  readonly head: OperationHead;
  readonly count: () => number;
  readonly situation: () => Situation;
  /** Lines as they are now; a new array only after the log has changed. */
  readonly entries: () => readonly LogEntry[];
  /** Lines from a sequence on, at most so many. */
  readonly part: (from: number, most: number) => readonly LogEntry[];
  /** Chained on. */
  readonly write: (lines: readonly LooseLine[]) => void;
  /** Chained already: from storage or a file. */
  readonly adopt: (entries: readonly LogEntry[]) => void;
  /** What another window wrote takes the place of the lines from `from` on, and those come after, chained anew. */
  readonly rebase: (from: number, theirs: readonly LogEntry[]) => void;
  /** What was known after this line, inclusive. */
  readonly situationAt: (sequence: number) => Situation;
}

/** What was known is remembered after so many lines each: from there any line is a few milliseconds away. */
const LINES_BETWEEN_MARKS = 256;

export function createLogBook(head: OperationHead, chaining: Chaining): LogBook {
  const lines: LogEntry[] = [];
  /** After 0, 256, 512 … lines. */
  const marks: Situation[] = [EMPTY_SITUATION];
  let situation: Situation = EMPTY_SITUATION;
  let copy: readonly LogEntry[] | null = null;

  function adopt(entries: readonly LogEntry[]) {
    let at = 0;
    while (at < entries.length) {
      const room = LINES_BETWEEN_MARKS - (lines.length % LINES_BETWEEN_MARKS);
      const piece = entries.slice(at, at + room);
      situation = applyEntries(situation, piece);
      for (const entry of piece) lines.push(entry);
      if (lines.length % LINES_BETWEEN_MARKS === 0) marks.push(situation);
      at += piece.length;
    }
    copy = null;
  }

  function write(loose: readonly LooseLine[]) {
    let previousHash = lines.at(-1)?.hash ?? chaining.firstHash;
    adopt(
      loose.map((line, at): LogEntry => {
        const entry = { sequence: lines.length + at, ...line };
        previousHash = chaining.hashEntry(entry, previousHash);
        return { ...entry, hash: previousHash };
      }),
    );
  }

  function situationAt(sequence: number): Situation {
    const count = Math.min(lines.length, sequence + 1);
    const mark = Math.floor(count / LINES_BETWEEN_MARKS);
    return applyEntries(marks[mark] ?? EMPTY_SITUATION, lines.slice(mark * LINES_BETWEEN_MARKS, count));
  }

  return {
    head,
    count: () => lines.length,
    situation: () => situation,
    entries: () => {
      copy ??= lines.slice();
      return copy;
    },
    part: (from, most) => lines.slice(from, from + most),
    write,
    adopt,
    rebase(from, theirs) {
      const own = lines.slice(from).map(({ sequence: _, hash: __, ...loose }): LooseLine => loose);
      situation = situationAt(from - 1);
      lines.length = from;
      marks.length = Math.floor(from / LINES_BETWEEN_MARKS) + 1;
      adopt(theirs);
      write(own);
    },
    situationAt,
  };
}
