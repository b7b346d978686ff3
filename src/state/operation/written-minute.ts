import type { LogEntry, OperationHead } from "../../core/model/operation.ts";

/** Minutes after T0 at which a line was written down; what it tells of may be older. */
export const writtenMinute = (entry: LogEntry, head: OperationHead): number =>
  (entry.recordedAt - head.t0) / 60_000;
