import type { Act, EntrySource, LogEntry, OperationHead } from "../../core/model/operation.ts";
import type { Situation } from "../../core/model/situation.ts";

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
}

export interface Recording {
  /** Minutes after T0 it holds from; now where absent. */
  readonly minute?: number;
  readonly source?: EntrySource;
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

/** Where everything that happens on /command is written down. */
export interface OperationDesk {
  /**
   * Adds to the log. With no operation open an exercise is opened first, its T0 now less the minutes shown on the board.
   * Resolves once the lines are kept on this device (or cannot be, which is then said on screen).
   */
  record(acts: readonly Act[], recording?: Recording): Promise<void>;
  /** The same for many at once, each of its own moment. */
  recordReports(reports: readonly ReportedAct[]): Promise<void>;
  /** Minutes after T0 by the device's clock. */
  minuteNow(): number;
}
