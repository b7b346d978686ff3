import type { Failure } from "../model/failure.ts";
import type { RunContext } from "../model/progress.ts";
import { err, ok, type Result } from "../result.ts";
import {
  type SearchCosts,
  type SearchDirection,
  type SearchGraph,
  type SearchScratch,
  type Seed,
  search,
} from "./search.ts";

/** Times of many to many: a row for each start, a column for each node asked about. */
export interface RowsTask {
  readonly network: SearchGraph;
  readonly costs: SearchCosts;
  readonly direction: SearchDirection;
  /** Seeds of each row's start: the ends of its street, say, or all gates of a shelter. */
  readonly starts: readonly (readonly Seed[])[];
  readonly targetNodes: Uint32Array;
  /** Farther targets are UNREACHED. Default: no limit. */
  readonly limitDeciseconds?: number;
}

/** Rows [firstRow, firstRow + rowCount). */
export interface RowSlice {
  readonly firstRow: number;
  readonly rowCount: number;
}

/** 2 GB: what engines of today give one array without complaint. */
const MOST_ROW_BYTES = 2 ** 31;

/** Bytes of all rows; a failure where one array cannot hold them. */
export function rowBytes(startCount: number, targetCount: number): Result<number, Failure> {
  const bytes = startCount * targetCount * Uint32Array.BYTES_PER_ELEMENT;
  return bytes <= MOST_ROW_BYTES
    ? ok(bytes)
    : err({ code: "REQUEST_TOO_LARGE", bytes, limitBytes: MOST_ROW_BYTES });
}

/**
 * Rows cut into slices of nearly the same length, at most `most` of them, in order. A row depends on its start alone, so
 * whoever fills which slice, in whatever order, makes the same rows.
 */
export function rowSlices(rowCount: number, most: number): RowSlice[] {
  const count = Math.min(rowCount, Math.max(1, most));
  return Array.from({ length: count }, (_, i) => {
    const firstRow = Math.floor((i * rowCount) / count);
    return { firstRow, rowCount: Math.floor(((i + 1) * rowCount) / count) - firstRow };
  });
}

/**
 * Fills a slice of the rows: deciseconds at [row * targets + target], UNREACHED beyond the limit. `into` holds all rows
 * and may be shared between threads; only the slice is written. Progress is the share of the slice. The number of rows
 * filled: fewer than asked when cancelled.
 */
export function travelRows(
  task: RowsTask,
  slice: RowSlice,
  scratch: SearchScratch,
  into: Uint32Array,
  context: RunContext,
): number {
  const { starts, targetNodes, ...options } = task;
  const columns = targetNodes.length;
  for (let done = 0; done < slice.rowCount; done++) {
    if (context.isCancelled()) return done;
    const row = slice.firstRow + done;
    const { deciseconds } = search({ ...options, seeds: starts[row] ?? [], scratch });
    const from = row * columns;
    for (let column = 0; column < columns; column++)
      into[from + column] = deciseconds[targetNodes[column] as number] as number;
    context.onProgress({ share: (done + 1) / slice.rowCount, found: null });
  }
  return slice.rowCount;
}
