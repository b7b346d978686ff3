import { type Endpoint, type Remote, wrap } from "comlink";
import type { LayersApi } from "../../workers/layers-api.ts";
import type { AnalysisKind, AnswerOf, RequestOf } from "../core/model/answers.ts";
import type { Failure } from "../core/model/failure.ts";
import type { Bbox } from "../core/model/geometry.ts";
import type { LayerChange } from "../core/model/import.ts";
import type { LayerId } from "../core/model/pack.ts";
import type { FirstIndex, PackIndex } from "../core/model/pack-data.ts";
import type { OnProgress } from "../core/model/progress.ts";
import { err, ok, type Result } from "../core/result.ts";
import { createAnalysisLane, NO_CHANGES, unexpected } from "./analysis-lane.ts";

export interface RunOptions {
  readonly signal: AbortSignal;
  /** The work is to end soon with the best it has; absent = it ends by itself or with its worker. */
  readonly stop?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** The only door to the workers. */
export interface Engine {
  /** Opens of a pack what `find` needs, and that is what may be asked until `open` has answered. */
  openFirst(packId: string, onProgress: (share: number) => void): Promise<Result<FirstIndex, Failure>>;
  open(packId: string, onProgress: (share: number) => void): Promise<Result<PackIndex, Failure>>;
  /**
   * One at a time, in the order asked; questions that may take minutes have a queue of their own. Latest wins: a waiting request of the same kind is answered CANCELLED when a
   * newer one comes. Aborting drops the answer at once; work still running when the patience with its kind is over is
   * killed with its worker, because a synchronous search cannot hear a signal.
   */
  run<Kind extends AnalysisKind>(
    kind: Kind,
    request: RequestOf<Kind>,
    options: RunOptions,
  ): Promise<Result<AnswerOf<Kind>, Failure>>;
  /**
   * Lays these changes over the open pack, in order, in place of those laid over it before; answers with its new index.
   * They are laid over it again after a restart of the worker. On a failure those before stay in force. Latest wins: a
   * waiting set is answered CANCELLED when a newer one comes.
   */
  applyChanges(packId: string, changes: readonly LayerChange[]): Promise<Result<PackIndex, Failure>>;
  /**
   * Address of the layer with its changes as GeoJSON, inside this page only. The address from before a change stays good
   * until the second one after it.
   */
  layerUrl(packId: string, layer: LayerId): Promise<Result<string, Failure>>;
  /**
   * Address of the features that meet the box, inside this page only. Latest wins per layer: an older question is
   * answered CANCELLED. The address of the box before stays good until three newer ones came. A layer with changes comes
   * whole: they are known as rows, not by their place in the file.
   */
  layerBoxUrl(packId: string, layer: LayerId, bbox: Bbox): Promise<Result<string, Failure>>;
  /** Holds the layer's file, so that later boxes need no network; answers with its length in bytes. */
  keepLayer(packId: string, layer: LayerId): Promise<Result<number, Failure>>;
  dispose(): void;
}

/** Only what a Worker is needed for, so that tests can hand in a fake that dies on command. */
export interface WorkerPort {
  readonly endpoint: Endpoint;
  terminate(): void;
  onDeath(listener: (detail: string) => void): void;
}

export interface EngineParts {
  readonly startAnalysisWorker: () => WorkerPort;
  readonly startLayersWorker: () => WorkerPort;
  /** Where packs are served from, ending in `/`. */
  readonly packsUrl: string;
}

/** The map may not have read the newest box yet while it still draws the one before. */
const BOX_URLS_KEPT = 3;
/** The present one and the one that the map may still be reading. */
const CHANGED_URLS_KEPT = 2;
/**
 * The screen's numbers take a second or a few. A new worker has to fetch its code and the pack, which fails where the
 * network is gone, and has kept nothing of what it once found out: waiting is better, unless something hangs.
 */
export const LIVE_PATIENCE_MILLISECONDS = 10_000;
/** Questions that may take minutes: about what a new worker needs to open the pack again. */
export const LONG_PATIENCE_MILLISECONDS = 600;
/** Questions that may take minutes: they have a worker of their own, so that the screen's numbers never wait for them. */
const LONG_KINDS: ReadonlySet<AnalysisKind> = new Set([
  // #region staff
  "site",
  "siteCurve",
  "siteNeed",
  "buildOrder",
  "shortfall",
  "rubble",
  "saveActions",
  "supplies",
  "depotLosses",
  // #endregion staff
]);
const CANCELLED: Result<never, Failure> = err({ code: "CANCELLED" });

export function createEngine(parts: EngineParts): Engine {
  let layersPort: WorkerPort | null = null;
  let layers: Remote<LayersApi> | null = null;
  let openPackId: string | null = null;
  /** Laid over the open pack, as far as anybody outside knows. */
  let changes = NO_CHANGES;
  /** By pack and layer; `revision` names the changes that are in it. */
  const layerUrls = new Map<
    string,
    { readonly revision: string; readonly asked: Promise<Result<string, Failure>> }
  >();
  /** Oldest first. */
  const boxUrls = new Map<string, string[]>();
  /** Of whole layers, oldest first. */
  const wholeUrls = new Map<string, string[]>();
  /** How to end each layer question that has no answer yet. */
  const layersAsked = new Set<(failure: Failure) => void>();
  const baseUrlOf = (packId: string) => new URL(`${packId}/pack/`, parts.packsUrl).href;

  const ground = () => ({ packId: openPackId, changes });
  const laneParts = { startWorker: parts.startAnalysisWorker, baseUrlOf, ground };
  const live = createAnalysisLane({ ...laneParts, patienceMilliseconds: LIVE_PATIENCE_MILLISECONDS });
  const long = createAnalysisLane({ ...laneParts, patienceMilliseconds: LONG_PATIENCE_MILLISECONDS });

  const layersWorker = (): Remote<LayersApi> => {
    if (!layers) {
      const started = parts.startLayersWorker();
      layersPort = started;
      layers = wrap<LayersApi>(started.endpoint);
      started.onDeath((detail) => {
        if (layersPort !== started) return;
        started.terminate();
        layersPort = null;
        layers = null;
        const broken = [...layersAsked];
        layersAsked.clear();
        for (const drop of broken) drop({ code: "WORKER_DIED", detail });
      });
    }
    return layers;
  };

  const askLayers = <Value>(
    question: (worker: Remote<LayersApi>) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> =>
    new Promise((resolve) => {
      const drop = (failure: Failure) => resolve(err(failure));
      layersAsked.add(drop);
      question(layersWorker())
        .then(resolve, (reason: unknown) => drop(unexpected(reason)))
        .finally(() => layersAsked.delete(drop));
    });

  const asAddress = (text: Result<Uint8Array<ArrayBuffer>, Failure>): Result<string, Failure> =>
    text.ok ? ok(URL.createObjectURL(new Blob([text.value], { type: "application/geo+json" }))) : text;

  const revoke = (urls: readonly string[]) => {
    for (const url of urls) URL.revokeObjectURL(url);
  };
  const keepNewest = (urls: Map<string, string[]>, key: string, url: string, count: number) => {
    const all = [...(urls.get(key) ?? []), url];
    revoke(all.slice(0, -count));
    urls.set(key, all.slice(-count));
  };

  const changesOf = (packId: string, layer: LayerId) =>
    packId === openPackId ? changes.filter((change) => change.layer === layer) : [];

  const layerUrl: Engine["layerUrl"] = (packId, layer) => {
    const key = `${packId}/${layer}`;
    const own = changesOf(packId, layer);
    const revision = own.map((change) => change.id).join("\n");
    const known = layerUrls.get(key);
    if (known?.revision === revision) return known.asked;
    const asked = askLayers((worker) =>
      worker.layer({ packId, baseUrl: baseUrlOf(packId), layer, changes: own }),
    ).then((result) => {
      const isNewest = layerUrls.get(key) === entry;
      if (!result.ok) {
        if (isNewest) layerUrls.delete(key);
        return result;
      }
      // Overtaken: an address made now would be the newest of those kept, and the true one would be revoked for it.
      if (!isNewest) return CANCELLED;
      const made = asAddress(result);
      if (made.ok) keepNewest(wholeUrls, key, made.value, CHANGED_URLS_KEPT);
      return made;
    });
    const entry = { revision, asked };
    layerUrls.set(key, entry);
    return asked;
  };

  return {
    openFirst(packId, onProgress) {
      openPackId = packId;
      changes = NO_CHANGES;
      return live.openFirst(packId, onProgress);
    },
    open(packId, onProgress) {
      openPackId = packId;
      changes = NO_CHANGES;
      return live.open(packId, onProgress);
    },
    run: (kind, request, options) => (LONG_KINDS.has(kind) ? long : live).run(kind, request, options),
    applyChanges: (packId, wanted) =>
      live.applyChanges(
        packId,
        wanted,
        () => packId === openPackId,
        () => {
          changes = wanted;
        },
      ),
    layerUrl,
    async layerBoxUrl(packId, layer, bbox) {
      if (changesOf(packId, layer).length > 0) return layerUrl(packId, layer);
      const made = asAddress(
        await askLayers((worker) => worker.layerBox({ packId, baseUrl: baseUrlOf(packId), layer, bbox })),
      );
      if (!made.ok) return made;
      keepNewest(boxUrls, `${packId}/${layer}`, made.value, BOX_URLS_KEPT);
      return made;
    },
    keepLayer: (packId, layer) =>
      askLayers((worker) => worker.keepLayer({ packId, baseUrl: baseUrlOf(packId), layer })),
    dispose() {
      live.dispose();
      long.dispose();
      for (const drop of layersAsked) drop({ code: "CANCELLED" });
      layersPort?.terminate();
      layersPort = null;
      layers = null;
      for (const urls of [...boxUrls.values(), ...wholeUrls.values()]) revoke(urls);
      boxUrls.clear();
      wholeUrls.clear();
    },
  };
}
