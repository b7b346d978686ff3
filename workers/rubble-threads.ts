import { wrap } from "comlink";
import type { RubbleApi } from "./rubble-api.ts";
import type { DrawThread } from "./rubble-pool.ts";

/** More would gain little on one district, and each holds its streets and homes: some 10 MB. */
const MOST_THREADS = 8;

/** One for every core: the analysis worker only waits meanwhile. */
export const browserThreads = (): number => Math.min(MOST_THREADS, navigator.hardwareConcurrency);

/** A worker started by this worker: it ends with it, so an abort from outside ends both. */
export function startBrowserThread(): DrawThread {
  const worker = new Worker(new URL("./rubble.worker.ts", import.meta.url), {
    type: "module",
    name: "rubble",
  });
  const death = new Promise<never>((_, reject) => {
    worker.addEventListener("error", (event) => reject(new Error(event.message || "worker error")));
    worker.addEventListener("messageerror", () => reject(new Error("message could not be read")));
  });
  // looked at only while a question waits for this thread
  death.catch(() => {});
  // Comlink's mapped type turns every answer into a promise, which the contract allows.
  return { api: wrap<RubbleApi>(worker) as RubbleApi, death, end: () => worker.terminate() };
}
