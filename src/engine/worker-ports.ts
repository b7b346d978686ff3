import type { WorkerPort } from "./engine.ts";

function portOf(worker: Worker): WorkerPort {
  return {
    endpoint: worker,
    terminate: () => worker.terminate(),
    onDeath: (listener) => {
      worker.addEventListener("error", (event) => listener(event.message || "worker error"));
      worker.addEventListener("messageerror", () => listener("message could not be read"));
    },
  };
}

export const startAnalysisWorker = (): WorkerPort =>
  portOf(
    new Worker(new URL("../../workers/analysis.worker.ts", import.meta.url), {
      type: "module",
      name: "analysis",
    }),
  );

export const startLayersWorker = (): WorkerPort =>
  portOf(
    new Worker(new URL("../../workers/layers.worker.ts", import.meta.url), {
      type: "module",
      name: "layers",
    }),
  );

export const startImportsWorker = (): WorkerPort =>
  portOf(
    // #region staff
    new Worker(new URL("../../workers/imports.worker.ts", import.meta.url), {
      type: "module",
      name: "imports",
    }),
    // #endregion staff
  );

export const startFeedsWorker = (): WorkerPort =>
  portOf(
    // #region staff
    new Worker(new URL("../../workers/feeds.worker.ts", import.meta.url), {
      type: "module",
      name: "feeds",
    }),
    // #endregion staff
  );
