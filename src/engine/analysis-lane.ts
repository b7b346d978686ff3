import { proxy, type Remote, wrap } from "comlink";
import type { AnalysisApi } from "../../workers/analysis-api.ts";
import type { AnalysisKind, AnswerOf, RequestOf } from "../core/model/answers.ts";
import type { Failure } from "../core/model/failure.ts";
import type { LayerChange } from "../core/model/import.ts";
import type { FirstIndex, PackIndex } from "../core/model/pack-data.ts";
import type { Progress } from "../core/model/progress.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { RunOptions, WorkerPort } from "./engine.ts";

/** Told apart by identity: the worker has these laid over as soon as its pack is open. */
export const NO_CHANGES: readonly LayerChange[] = [];
const CANCELLED: Result<never, Failure> = err({ code: "CANCELLED" });
export const unexpected = (reason: unknown): Failure => ({
  code: "UNEXPECTED",
  detail: reason instanceof Error ? reason.message : String(reason),
});

/** An empty file that goes away with the first of the signals: what a busy worker can see, see `workers/stop-flag.ts`. */
function createFlag(signals: readonly AbortSignal[]): { readonly address: string; lower(): void } {
  const address = URL.createObjectURL(new Blob([]));
  const raise = () => URL.revokeObjectURL(address);
  for (const signal of signals)
    if (signal.aborted) raise();
    else signal.addEventListener("abort", raise);
  return {
    address,
    lower: () => {
      for (const signal of signals) signal.removeEventListener("abort", raise);
      raise();
    },
  };
}

interface Waiting {
  readonly kind: AnalysisKind | "openFirst" | "open" | "applyChanges";
  readonly signal: AbortSignal;
  start(): Promise<void>;
  drop(failure: Failure): void;
}

/** What the analyses are asked about, as far as anybody outside knows. */
export interface LaneGround {
  readonly packId: string | null;
  readonly changes: readonly LayerChange[];
}

/** One worker for analyses and its queue: one question at a time, the newest of a kind wins. */
export interface AnalysisLane {
  openFirst(packId: string, onProgress: (share: number) => void): Promise<Result<FirstIndex, Failure>>;
  /** The rest of a pack whose first part is open is read beside the queue: questions of that part need not wait for it. */
  open(packId: string, onProgress: (share: number) => void): Promise<Result<PackIndex, Failure>>;
  run<Kind extends AnalysisKind>(
    kind: Kind,
    request: RequestOf<Kind>,
    options: RunOptions,
  ): Promise<Result<AnswerOf<Kind>, Failure>>;
  /**
   * `isStillOpen`: asked when the turn comes and when the answer does; a pack left meanwhile takes no changes.
   * `onApplied` is called before the next question starts: that one must find the changes on the ground already.
   */
  applyChanges(
    packId: string,
    wanted: readonly LayerChange[],
    isStillOpen: () => boolean,
    onApplied: () => void,
  ): Promise<Result<PackIndex, Failure>>;
  dispose(): void;
}

export interface LaneParts {
  startWorker(): WorkerPort;
  baseUrlOf(packId: string): string;
  ground(): LaneGround;
  /** How long an aborted question may still hold its worker before it is killed with it. */
  readonly patienceMilliseconds: number;
}

/** Starts its worker at the first question, and again after a death: pack and changes are then laid in anew. */
export function createAnalysisLane({
  startWorker,
  baseUrlOf,
  ground,
  patienceMilliseconds,
}: LaneParts): AnalysisLane {
  let port: WorkerPort | null = null;
  let remote: Remote<AnalysisApi> | null = null;
  /** The pack this very worker has open; after a restart it must open it again first. */
  let workerPackId: string | null = null;
  /** That pack is open as a whole, not only its first part. */
  let isWhole = false;
  /** Openings beside the queue, to be begun anew in it when their worker ends. */
  const besides = new Set<() => void>();
  let waiting: Waiting[] = [];
  let current: Waiting | null = null;
  /** Laid over it in this very worker. */
  let workerChanges = NO_CHANGES;

  const stopWorker = () => {
    port?.terminate();
    port = null;
    remote = null;
    workerPackId = null;
    workerChanges = NO_CHANGES;
    const broken = [...besides];
    besides.clear();
    for (const beginAnew of broken) beginAnew();
  };

  const worker = (): Remote<AnalysisApi> => {
    if (!remote) {
      port = startWorker();
      const started = port;
      remote = wrap<AnalysisApi>(port.endpoint);
      port.onDeath((detail) => {
        if (port !== started) return;
        stopWorker();
        const broken = current;
        current = null;
        broken?.drop({ code: "WORKER_DIED", detail });
        next();
      });
    }
    return remote;
  };

  const next = () => {
    if (current) return;
    const job = waiting.shift() ?? null;
    if (!job) return;
    current = job;
    job.start().finally(() => {
      if (current !== job) return;
      current = null;
      next();
    });
  };

  const enqueue = <Value>(
    kind: Waiting["kind"],
    signal: AbortSignal,
    work: () => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(CANCELLED);
      let settled = false;
      const settle = (result: Result<Value, Failure>) => {
        if (settled) return;
        settled = true;
        signal.removeEventListener("abort", onAbort);
        resolve(result);
      };
      const job: Waiting = {
        kind,
        signal,
        start: () => work().then(settle, (reason: unknown) => settle(err(unexpected(reason)))),
        drop: (failure) => settle(err(failure)),
      };
      const onAbort = () => {
        waiting = waiting.filter((other) => other !== job);
        if (current === job)
          setTimeout(() => {
            if (current !== job) return;
            // terminate: a synchronous search cannot hear an abort signal
            stopWorker();
            current = null;
            next();
          }, patienceMilliseconds);
        settle(CANCELLED);
      };
      signal.addEventListener("abort", onAbort);
      for (const older of waiting.filter((other) => other.kind === kind)) older.drop({ code: "CANCELLED" });
      waiting = [...waiting.filter((other) => other.kind !== kind), job];
      next();
    });

  const openInWorker = async (packId: string, onProgress: (share: number) => void) => {
    const asked = worker();
    // The worker puts the old pack away before it reads the new one.
    workerPackId = null;
    workerChanges = NO_CHANGES;
    const result = await asked.open({ packId, baseUrl: baseUrlOf(packId) }, proxy(onProgress));
    if (result.ok && asked === remote) {
      workerPackId = packId;
      isWhole = true;
    }
    return result;
  };

  const openFirstInWorker = async (packId: string, onProgress: (share: number) => void) => {
    const asked = worker();
    workerPackId = null;
    workerChanges = NO_CHANGES;
    const result = await asked.openFirst({ packId, baseUrl: baseUrlOf(packId) }, proxy(onProgress));
    if (result.ok && asked === remote) {
      workerPackId = packId;
      isWhole = false;
    }
    return result;
  };

  const openInQueue = (packId: string, onProgress: (share: number) => void) =>
    enqueue("open", new AbortController().signal, () => openInWorker(packId, onProgress));

  /** Not through `openInWorker`: the first part stays open until the whole is. */
  const openBeside = (packId: string, onProgress: (share: number) => void) =>
    new Promise<Result<PackIndex, Failure>>((resolve) => {
      const asked = worker();
      const beginAnew = () => resolve(openInQueue(packId, onProgress));
      besides.add(beginAnew);
      asked
        .open({ packId, baseUrl: baseUrlOf(packId) }, proxy(onProgress))
        .then(
          (result) => {
            // A question of the whole opened it meanwhile.
            const isOvertaken = !result.ok && result.failure.code === "CANCELLED";
            if (isOvertaken && ground().packId === packId) return beginAnew();
            if (asked === remote && workerPackId === packId) {
              isWhole = result.ok;
              if (!result.ok) workerPackId = null;
            }
            resolve(result);
          },
          (reason: unknown) => resolve(err(unexpected(reason))),
        )
        .finally(() => besides.delete(beginAnew));
    });

  const layOver = async (wanted: readonly LayerChange[]): Promise<Result<PackIndex, Failure>> => {
    const asked = worker();
    const result = await asked.applyChanges(wanted);
    if (result.ok && asked === remote) workerChanges = wanted;
    return result;
  };

  /** After a restart the worker knows neither the pack nor what was laid over it. */
  const bringUpToDate = async (kind: AnalysisKind): Promise<Result<unknown, Failure>> => {
    const { packId, changes } = ground();
    const isEnough = isWhole || kind === "find";
    if (packId && !(workerPackId === packId && isEnough)) {
      const reopened = await openInWorker(packId, () => {});
      if (!reopened.ok) return reopened;
    }
    return workerChanges === changes ? ok(null) : layOver(changes);
  };

  return {
    openFirst: (packId, onProgress) =>
      enqueue("openFirst", new AbortController().signal, () => openFirstInWorker(packId, onProgress)),
    open: (packId, onProgress) =>
      workerPackId === packId && !isWhole ? openBeside(packId, onProgress) : openInQueue(packId, onProgress),
    run(kind, request, { signal, stop, onProgress }) {
      return enqueue(kind, signal, async () => {
        const ready = await bringUpToDate(kind);
        if (!ready.ok) return ready;
        const report = proxy((progress: Progress) => onProgress?.(progress));
        const flag = stop ? createFlag([stop, signal]) : null;
        try {
          // Comlink's mapped types lose the tie between kind and answer; the API contract keeps it.
          return (await worker().run(kind, request as never, report, flag?.address ?? null)) as Result<
            AnswerOf<typeof kind>,
            Failure
          >;
        } finally {
          flag?.lower();
        }
      });
    },
    applyChanges(packId, wanted, isStillOpen, onApplied) {
      return enqueue("applyChanges", new AbortController().signal, async () => {
        if (!isStillOpen()) return CANCELLED;
        if (workerPackId !== packId || !isWhole) {
          const reopened = await openInWorker(packId, () => {});
          if (!reopened.ok) return reopened;
        }
        const result = await layOver(wanted);
        if (!isStillOpen()) return CANCELLED;
        if (result.ok) onApplied();
        return result;
      });
    },
    dispose() {
      for (const job of waiting) job.drop({ code: "CANCELLED" });
      waiting = [];
      current?.drop({ code: "CANCELLED" });
      current = null;
      besides.clear();
      stopWorker();
    },
  };
}
