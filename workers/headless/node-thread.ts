import { Worker } from "node:worker_threads";
import type { RubbleApi } from "../rubble-api.ts";
import type { DrawThread } from "../rubble-pool.ts";

/** What the thread is asked: a verb of its API and what goes with it. */
export interface Call {
  readonly verb: keyof RubbleApi;
  readonly given: readonly unknown[];
}

/** Node 20 hands no loader on to its threads, so each takes the one of this program for itself before the first import. */
const BOOT = `
  const { workerData } = require("node:worker_threads");
  import("tsx/esm/api").then(({ register }) => {
    register();
    return import(workerData);
  });
`;

/** A Node thread that draws. */
export function startNodeThread(): DrawThread {
  const worker = new Worker(BOOT, {
    eval: true,
    workerData: new URL("./rubble.worker.ts", import.meta.url).href,
  });
  const ask = (verb: Call["verb"], ...given: unknown[]) =>
    new Promise<unknown>((resolve) => {
      worker.once("message", resolve);
      worker.postMessage({ verb, given } satisfies Call);
    });
  const death = new Promise<never>((_, reject) => {
    worker.once("error", reject);
  });
  // looked at only while a question waits for this thread
  death.catch(() => {});
  return {
    // one question at a time: the pool waits for each answer, so answers need no names
    api: {
      begin: async (task) => void (await ask("begin", task)),
      draw: async (firstDraw, count) => void (await ask("draw", firstDraw, count)),
      result: async () => (await ask("result")) as Awaited<ReturnType<RubbleApi["result"]>>,
    },
    death,
    end: () => void worker.terminate(),
  };
}
