import type { LogFileParts, ReadLogFile } from "../../core/model/log-file.ts";
import type { Act, EntrySource, LogEntry, OperationHead } from "../../core/model/operation.ts";
import type { LogFileTrouble, OperationTrouble } from "../../core/model/operation-trouble.ts";
import type { Situation } from "../../core/model/situation.ts";
import type { Result } from "../../core/result.ts";
import type { KeptOperation } from "./operation-storage.ts";

/** The operation that is open on /command: its log and what the log says. Never in a link. */
export interface OperationState {
  /** null: none is open; the board is worked out from what is set on it. */
  readonly head: OperationHead | null;
  readonly entries: readonly LogEntry[];
  /** Sum of all entries. */
  readonly situation: Situation;
  /** Look at what was known after this line, inclusive; null: now. */
  readonly lookedAtSequence: number | null;
  /** What was known then, or now: what the board and the map show. */
  readonly shown: Situation;
  /** The board's clock goes with the device's; otherwise it stands where a hand has put it. */
  readonly isClockLive: boolean;
  /** Lines that will outlive this page, from the first on. */
  readonly keptCount: number;
  /** How whoever sits here calls themselves; kept on this device, written into the lines of the log. */
  readonly author: string;
  readonly troubles: readonly OperationTrouble[];
}

export interface Recording {
  /** Minutes after T0 it holds from; now where absent. */
  readonly minute?: number;
  readonly source?: EntrySource;
  /** Whoever sits here where absent. */
  readonly by?: string;
}

/** A line to be written that has a moment and an author of its own, as a feed sends it. */
export interface ReportedAct {
  readonly act: Act;
  /** Milliseconds since 1970 it holds from; parts of a millisecond order what was said within one. */
  readonly at: number;
  readonly source: EntrySource;
  readonly by: string;
}

/** Logs as files. */
export interface LogFiles {
  /** Which build writes them. */
  readonly app: string;
  readonly writeLogFile: (parts: LogFileParts) => string;
  /** Never throws, whatever the text. */
  readonly readLogFile: (
    file: string,
    text: string,
    breathe: () => Promise<void>,
  ) => Promise<Result<ReadLogFile, LogFileTrouble>>;
}

export interface OperationDraft {
  readonly title: string;
  readonly kind: OperationHead["kind"];
  /** Milliseconds since 1970; null: now. */
  readonly t0: number | null;
}

/** Where everything that happens on /command is written down. */
export interface OperationDesk {
  /**
   * Adds to the log. With no operation open an exercise is opened first, its T0 now less the minutes shown on the board.
   * What a person says is in the state when this returns; what a feed says follows within a tenth of a second or so.
   * Resolves once the lines are kept on this device (or cannot be, which is then said on screen). What a person says while
   * the past is on screen, or after the end of the operation, is not written, and that is said.
   */
  record(acts: readonly Act[], recording?: Recording): Promise<void>;
  /** The same for many at once, each of its own moment. */
  recordReports(reports: readonly ReportedAct[]): Promise<void>;
  /** Minutes after T0 by the device's clock. */
  minuteNow(): number;
  /** The operation that was open before stays kept. What is set on the board is the beginning of the new one. */
  open(draft: OperationDraft): Promise<void>;
  /** The board is worked out from what is set on it again; the operation stays kept. */
  putAway(): Promise<void>;
  /** Of the open pack, the newest first. */
  listKept(): Promise<readonly KeptOperation[]>;
  openKept(operationId: string): Promise<void>;
  /** What the log of a kept operation says in the end; null: it is not here, or cannot be read. */
  situationOf(operationId: string): Promise<Situation | null>;
  deleteKept(operationId: string): Promise<void>;
  /** What was known after this line; null: now. */
  lookAt(sequence: number | null): void;
  /** Opens a copy of the open log up to this line, to go on from there otherwise. The log itself stays as it is. */
  branch(sequence: number, title: string): Promise<void>;
  /** Takes in the lines of a file: the operation is kept and opened. */
  takeIn(head: OperationHead, entries: readonly LogEntry[], file: string): Promise<void>;
  readonly files: LogFiles;
  setClockLive(isLive: boolean): void;
  setAuthor(author: string): void;
  tell(trouble: OperationTrouble): void;
  putAwayTrouble(trouble: OperationTrouble): void;
}
