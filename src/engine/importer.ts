import { proxy, type Remote, wrap } from "comlink";
import type { Failure } from "../core/model/failure.ts";
import type { ImportGround, ImportsApi, TableSummary } from "../core/model/import-session.ts";
import { err, type Result } from "../core/result.ts";
import type { WorkerPort } from "./engine.ts";

export interface ImporterParts {
  readonly startImportsWorker: () => WorkerPort;
  /** Where packs are served from, ending in `/`. */
  readonly packsUrl: string;
}

type Failed = Result<never, Failure>;

/** Door to the worker that imports and exports; started with the first question, ended by an abort or when it dies. */
export function createImporter({ startImportsWorker, packsUrl }: ImporterParts) {
  let port: WorkerPort | null = null;
  let remote: Remote<ImportsApi> | null = null;
  const asked = new Set<(failure: Failure) => void>();

  const stop = (failure: Failure) => {
    port?.terminate();
    port = null;
    remote = null;
    const waiting = [...asked];
    asked.clear();
    for (const drop of waiting) drop(failure);
  };
  const worker = (): Remote<ImportsApi> => {
    if (remote) return remote;
    const started = startImportsWorker();
    port = started;
    started.onDeath((detail) => {
      if (port === started) stop({ code: "WORKER_DIED", detail });
    });
    remote = wrap<ImportsApi>(started.endpoint);
    return remote;
  };
  /** An answer, or the failure that ended the worker before there was one. */
  const ask = <Value>(
    question: (worker: Remote<ImportsApi>) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> =>
    new Promise((resolve) => {
      const drop = (failure: Failure) => resolve(err(failure) as Failed);
      asked.add(drop);
      question(worker())
        .then(resolve, (reason: unknown) =>
          drop({ code: "UNEXPECTED", detail: reason instanceof Error ? reason.message : String(reason) }),
        )
        .finally(() => asked.delete(drop));
    });

  return {
    read(
      ground: ImportGround,
      file: File,
      options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
    ): Promise<Result<readonly TableSummary[], Failure>> {
      if (options.signal.aborted) return Promise.resolve(err({ code: "CANCELLED" }));
      // terminate: a parser that runs cannot hear a signal
      const onAbort = () => stop({ code: "CANCELLED" });
      options.signal.addEventListener("abort", onAbort);
      return ask((api) => api.read(ground, file, proxy(options.onProgress))).finally(() =>
        options.signal.removeEventListener("abort", onAbort),
      );
    },
    guess: (...given: Parameters<ImportsApi["guess"]>) => worker().guess(...given),
    judge: (...given: Parameters<ImportsApi["judge"]>) => ask((api) => api.judge(...given)),
    draft: (...given: Parameters<ImportsApi["draft"]>) => ask((api) => api.draft(...given)),
    accept: (...given: Parameters<ImportsApi["accept"]>) => ask((api) => api.accept(...given)),
    rejected: (...given: Parameters<ImportsApi["rejected"]>) => worker().rejected(...given),
    rejectedTable: (...given: Parameters<ImportsApi["rejectedTable"]>) => worker().rejectedTable(...given),
    exportLayer: (...given: Parameters<ImportsApi["exportLayer"]>) => ask((api) => api.exportLayer(...given)),
    exportFeatures: (...given: Parameters<ImportsApi["exportFeatures"]>) =>
      ask((api) => api.exportFeatures(...given)),
    readRegister: (...given: Parameters<ImportsApi["readRegister"]>) =>
      ask((api) => api.readRegister(...given)),
    exportTable: (...given: Parameters<ImportsApi["exportTable"]>) => ask((api) => api.exportTable(...given)),
    baseUrlOf: (packId: string) => new URL(`${packId}/pack/`, packsUrl).href,
    dispose: () => stop({ code: "CANCELLED" }),
  };
}
