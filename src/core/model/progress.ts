/** What a long analysis says on the way. `share`: 0-1 of its work, never falling. */
export interface Progress {
  readonly share: number;
  /** Best choice so far and what no choice can beat, in the unit of the answer; null = nothing yet. */
  readonly found: { readonly value: number; readonly bound: number | null } | null;
}
export type OnProgress = (progress: Progress) => void;

/**
 * What a long analysis is given beside its question. Core has no clock and no timer: whoever runs it brings them. Works
 * that can be long look at `isCancelled` at least every 50 ms and then stop with what they have, unproven.
 */
export interface RunContext {
  readonly onProgress: OnProgress;
  readonly isCancelled: () => boolean;
  /** Milliseconds from any fixed moment. */
  readonly now: () => number;
}

/** For tests and short works: tells nobody, is never cancelled; its clock stands still, so no time limit is ever hit. */
export const SILENT: RunContext = { onProgress: () => {}, isCancelled: () => false, now: () => 0 };
