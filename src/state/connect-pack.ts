import { batch, createEffect, createRoot, untrack } from "solid-js";
import type { LayerChange } from "../core/model/import.ts";
import type { FirstIndex, PackIndex } from "../core/model/pack-data.ts";
import type { AnalysisPort } from "./analyses.ts";
import type { ChangeStorage } from "./change-storage.ts";
import type { AppStore } from "./store.ts";

const NONE: readonly LayerChange[] = [];

/** Opens the pack the state names, and again whenever it names another, with the imports that were laid over it. */
export function connectPack(store: AppStore, port: AnalysisPort, storage: ChangeStorage): { retry(): void } {
  const { state, set, commands } = store;
  /** Laid over the open pack in the workers: what the index in the state is made of. */
  let applied: readonly LayerChange[] = NONE;
  /** The pack that `applied` belongs to. The state names the next one a moment before it is being opened. */
  let openPackId: string | null = null;
  let opening = 0;
  let isLaying = false;
  let isStorageSaidBlocked = false;
  /** One write after the other: the last list asked for is the one that stays. */
  let writing: Promise<void> = Promise.resolve();

  const reportStorage = () => {
    if (isStorageSaidBlocked) return;
    isStorageSaidBlocked = true;
    commands.reportNotice({ code: "STORAGE_BLOCKED" });
  };
  const keep = (packId: string, changes: readonly LayerChange[]) => {
    writing = writing.then(() => storage.write(packId, changes)).catch(reportStorage);
  };
  const readKept = async (packId: string): Promise<readonly LayerChange[]> => {
    await writing;
    return storage.read(packId).catch(() => {
      reportStorage();
      return NONE;
    });
  };

  /** Settles when more than the first answer needs may be fetched. */
  const untilMoreIsWanted = () =>
    new Promise<void>((resolve) => {
      createRoot((dispose) =>
        createEffect(() => {
          if (state.fetchStage === "answer") return;
          resolve();
          dispose();
        }),
      );
    });

  /** May come after the answer it told the way to: what is open stays. */
  const showProgress = (progressShare: number, isOvertaken: () => boolean) => {
    const { pack } = state;
    if (!isOvertaken() && pack.status === "loading") set("pack", { ...pack, progressShare });
  };

  /** The first part of a pack, once more than that is wanted; null where only the whole will do. */
  async function openFirst(packId: string, isOvertaken: () => boolean): Promise<FirstIndex | null> {
    const [opened, kept] = await Promise.all([
      port.openFirst(packId, (share) => showProgress(share, isOvertaken)),
      readKept(packId),
    ]);
    // An answer without the imports that were laid over the pack would be another one.
    if (isOvertaken() || !opened.ok || kept.length > 0) return null;
    set("pack", { status: "loading", progressShare: 1, first: opened.value });
    await untilMoreIsWanted();
    return opened.value;
  }

  /** What was kept from the last time; where not all of it can be laid over the pack, as much as can, in order. */
  async function restore(packId: string, plain: PackIndex, isOvertaken: () => boolean) {
    let changes = await readKept(packId);
    const left: LayerChange[] = [];
    while (changes.length > 0 && !isOvertaken()) {
      const result = await port.applyChanges(packId, changes);
      if (result.ok) return { index: result.value, changes, left };
      if (left.length === 0 && !isOvertaken()) commands.reportNotice(result.failure);
      left.push(...changes.slice(-1));
      changes = changes.slice(0, -1);
    }
    return { index: plain, changes: NONE, left };
  }

  async function open(packId: string) {
    const turn = ++opening;
    const isOvertaken = () => turn !== opening;
    applied = NONE;
    openPackId = null;
    batch(() => {
      set("pack", { status: "loading", progressShare: 0 });
      set("changes", NONE);
      set("undoneChanges", NONE);
    });
    const first = state.fetchStage === "answer" ? await openFirst(packId, isOvertaken) : null;
    if (isOvertaken()) return;
    const known = first ? { first } : {};
    const result = await port.open(packId, (share) => showProgress(share, isOvertaken));
    if (isOvertaken()) return;
    if (!result.ok) {
      set("pack", { status: "failed", failure: result.failure });
      return;
    }
    const restored = await restore(packId, result.value, isOvertaken);
    if (isOvertaken()) return;
    applied = restored.changes;
    openPackId = packId;
    batch(() => {
      set("changes", restored.changes);
      // Not lost: they can be tried again, and what is kept is not touched until somebody changes something.
      set("undoneChanges", restored.left);
      set("pack", {
        status: "ready",
        index: restored.index,
        ...(restored.changes.length === 0 ? known : {}),
      });
    });
  }

  /** The state shows what is in force: a set that could not be laid over the pack goes back to where it can be redone. */
  function takeBack(wanted: readonly LayerChange[]) {
    const inForce = applied;
    batch(() => {
      const failed = wanted.filter((change) => !inForce.includes(change));
      set("undoneChanges", [
        ...state.undoneChanges.filter((change) => !inForce.includes(change)),
        ...failed.toReversed(),
      ]);
      set("changes", inForce);
    });
  }

  const isWanted = () =>
    state.pack.status === "ready" && state.packId === openPackId && state.changes !== applied;

  async function layOver() {
    if (isLaying) return;
    isLaying = true;
    set("isLayingOver", true);
    // Whatever was asked while one set was on its way is laid over in one go.
    while (isWanted()) {
      const turn = opening;
      const packId = state.packId;
      const wanted = state.changes;
      const result = await port.applyChanges(packId, wanted);
      if (turn !== opening) continue;
      if (result.ok) {
        applied = wanted;
        set("pack", { status: "ready", index: result.value });
        keep(packId, wanted);
      } else if (state.changes === wanted) {
        takeBack(wanted);
        commands.reportNotice(result.failure);
      }
    }
    isLaying = false;
    set("isLayingOver", false);
  }

  createEffect(() => {
    const packId = state.packId;
    untrack(() => void open(packId));
  });
  createEffect(() => {
    // Read one by one: the effect must follow each of them.
    void [state.pack, state.changes];
    untrack(() => {
      if (isWanted()) void layOver();
    });
  });
  return { retry: () => void open(state.packId) };
}
