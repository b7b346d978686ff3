import { mergeParts } from "../src/core/analysis/rubble/rubble-task.ts";
import { type DrawRubble, drawInPlace } from "../src/core/analysis/rubble.ts";
import type { Failure } from "../src/core/model/failure.ts";
import { err, ok } from "../src/core/result.ts";
import type { RubbleApi } from "./rubble-api.ts";

/** One thread that draws. */
export interface DrawThread {
  readonly api: RubbleApi;
  /** Rejects when the thread dies; otherwise never settles. */
  readonly death: Promise<never>;
  end(): void;
}

/** Draws handed out at once: long enough that asking costs nothing, short enough that a cancel is heard. */
const DRAWS_AT_ONCE = 8;

/**
 * Draws on up to `threads` threads, started for each question and ended after it. Each takes the next few draws when it
 * is done with its last; who did which does not show in the answer.
 */
export const createPooledDraw =
  (startThread: () => DrawThread, threads: number): DrawRubble =>
  async (task, draws, run) => {
    const count = Math.min(threads, Math.ceil(draws / DRAWS_AT_ONCE));
    if (count < 2) return drawInPlace(task, draws, run);
    let next = 0;
    let done = 0;
    const work = async ({ api, death }: DrawThread) => {
      const answered = <Value>(answer: Value | Promise<Value>) => Promise.race([answer, death]);
      await answered(api.begin(task));
      while (next < draws && !run.isCancelled()) {
        const first = next;
        const slice = Math.min(DRAWS_AT_ONCE, draws - first);
        next += slice;
        await answered(api.draw(first, slice));
        done += slice;
        run.onProgress({ share: done / draws, found: null });
      }
      return answered(api.result());
    };
    const started = Array.from({ length: count }, startThread);
    try {
      return ok(mergeParts(task, await Promise.all(started.map(work))));
    } catch (reason) {
      const detail = reason instanceof Error ? reason.message : String(reason);
      return err<Failure>({ code: "WORKER_DIED", detail });
    } finally {
      for (const thread of started) thread.end();
    }
  };
