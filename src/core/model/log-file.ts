import type { LogEntry, OperationHead } from "./operation.ts";
import type { LogFileTrouble } from "./operation-trouble.ts";

/** What the file of a log is made of. */
export interface LogFileParts {
  /** Which build wrote it. */
  readonly app: string;
  /** ISO moment, from the clock outside. */
  readonly madeAt: string;
  readonly head: OperationHead;
  readonly entries: readonly LogEntry[];
}

export interface ReadLogFile {
  readonly head: OperationHead;
  /** Every one of them is as it was written. */
  readonly entries: readonly LogEntry[];
  /** Why the lines after those were not read; null: the file is whole. */
  readonly broken: Extract<LogFileTrouble, { code: "LOG_CHAIN_BROKEN" }> | null;
}
