import { createEffect, createMemo, on, onCleanup, untrack } from "solid-js";
import type { OfflineState } from "../core/model/offline.ts";
import type { AppStore } from "./store.ts";

/** What the state needs of whoever keeps the page on this device. */
export interface OfflinePort {
  keep(packId: string, bytes: number, isAsked: boolean): Promise<void>;
  useUpdate(): Promise<void>;
  forget(packId: string): Promise<void>;
  persist(): Promise<void>;
}

/** What the screens may ask. */
export interface OfflineControls {
  /** Keeps the open district, whatever its size. */
  keepNow(): void;
  /** Puts what waits in use; the page is opened anew. */
  useUpdate(): void;
  /** Asks the browser not to clear what is kept. */
  persist(): void;
}

export interface OfflineParts {
  /** Its code comes only now: the first answer does without it. */
  readonly loadPort: (report: (change: Partial<OfflineState>) => void) => Promise<OfflinePort>;
  /** Calls back when the page has had nothing to do for a while; the answer takes the wish back. */
  readonly whenIdle: (work: () => void) => () => void;
  /** What the browser says of its network; true where it does not say. */
  readonly isConnected: () => boolean;
  readonly onConnectionChange: (listener: () => void) => void;
}

/** Keeps the open district on this device, once for each opening, after the first answer is on the screen. */
export function connectOffline(
  store: AppStore,
  parts: OfflineParts,
): OfflineControls & {
  /** Ends when nothing of the open district is kept any more. */
  forgetPack(): Promise<void>;
} {
  const { state, set } = store;
  const report = (change: Partial<OfflineState>) => set("offline", { ...state.offline, ...change });
  let loading: Promise<OfflinePort | null> | null = null;
  const port = () => {
    loading ??= parts.loadPort(report).catch(() => {
      // The code for it could not be fetched: no network, and tried again when there is one.
      loading = null;
      report({ readiness: { status: "failed", fault: "network" } });
      return null;
    });
    return loading;
  };

  const openPackId = createMemo(() => (state.pack.status === "ready" ? state.packId : null));
  const isQuiet = createMemo(
    () =>
      openPackId() !== null &&
      state.fetchStage === "everything" &&
      Object.values(state.tasks).every(({ status }) => status !== "running"),
  );
  const keep = async (isAsked: boolean) => {
    const { pack, packId } = state;
    if (pack.status !== "ready") return;
    const bytes = pack.index.description.resources.reduce((sum, resource) => sum + resource.bytes, 0);
    await (await port())?.keep(packId, bytes, isAsked);
  };

  /** The last opening that was taken care of. */
  let keptFor: string | null = null;
  createEffect(
    on([openPackId, isQuiet], ([packId, quiet]) => {
      if (packId === null) keptFor = null;
      if (!quiet || packId === keptFor) return;
      onCleanup(
        parts.whenIdle(() => {
          keptFor = packId;
          void keep(false);
        }),
      );
    }),
  );

  const listen = () => {
    const isConnected = parts.isConnected();
    untrack(() => {
      report({ isConnected });
      const { readiness } = state.offline;
      if (isConnected && readiness.status === "failed" && readiness.fault === "network") void keep(false);
    });
  };
  parts.onConnectionChange(listen);
  listen();

  return {
    keepNow: () => void keep(true),
    useUpdate: () => void port().then((found) => found?.useUpdate()),
    persist: () => void port().then((found) => found?.persist()),
    forgetPack: async () => (await port())?.forget(state.packId),
  };
}
