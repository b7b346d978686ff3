import { createRoot } from "solid-js";
import { expect, test, vi } from "vitest";
import type { Failure } from "../../src/core/model/failure.ts";
import type { LayerChange } from "../../src/core/model/import.ts";
import type { PackIndex } from "../../src/core/model/pack-data.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import { type AnalysisPort, connectAnalyses } from "../../src/state/analyses.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { connectPack } from "../../src/state/connect-pack.ts";
import { createAppStore } from "../../src/state/store.ts";
import { createChange } from "../fixtures/create-change.ts";
import { createMemoryChanges } from "../fixtures/create-memory-changes.ts";
import { createPackIndex } from "../map/create-scene.ts";

const [ONE, TWO, THREE] = ["one", "two", "three"].map((id) => createChange(id)) as [
  LayerChange,
  LayerChange,
  LayerChange,
];
const ids = (changes: readonly LayerChange[]) => changes.map(({ id }) => id);
const DIED: Failure = { code: "WORKER_DIED", detail: "out of memory" };

/** An engine whose index tells what was laid over the pack: one note per change. */
function createPort() {
  const asked: string[] = [];
  const runs: string[] = [];
  const refused = new Set<string>();
  const held: (() => void)[] = [];
  let progress: (share: number) => void = () => {};
  let isHolding = false;
  const indexOf = (changes: readonly LayerChange[]): PackIndex =>
    createPackIndex({
      notes: changes.map(({ id }) => ({ code: "ROWS_SKIPPED", count: 1, place: { file: id } })),
    });
  const never = () => new Promise<never>(() => {});
  const port: AnalysisPort = {
    openFirst: async (packId, onProgress) => {
      asked.push(`open first of ${packId}`);
      progress = onProgress;
      return ok(indexOf([]));
    },
    open: async (packId) => {
      asked.push(`open ${packId}`);
      return ok(indexOf([]));
    },
    applyChanges: async (packId, changes): Promise<Result<PackIndex, Failure>> => {
      asked.push(`${packId}: ${ids(changes).join()}`);
      if (isHolding) await new Promise<void>((resolve) => held.push(resolve));
      return changes.some(({ id }) => refused.has(id)) ? err(DIED) : ok(indexOf(changes));
    },
    run: (kind) => {
      runs.push(kind);
      return never();
    },
    layerUrl: never,
    layerBoxUrl: never,
    keepLayer: never,
  };
  return {
    port,
    asked,
    runs,
    refused,
    /** Of the first part, as late as messages come. */
    tellsProgress: (share: number) => progress(share),
    hold: () => {
      isHolding = true;
    },
    release: () => {
      isHolding = false;
      for (const resolve of held.splice(0)) resolve();
    },
  };
}

async function start(storage = createMemoryChanges()) {
  const engine = createPort();
  const store = createAppStore({ ...initialSharedState("plan", "zh-CN"), packId: "toy" }, [], 600);
  createRoot(() => {
    connectPack(store, engine.port, storage);
    connectAnalyses(store, engine.port);
  });
  const laid = () => {
    const { pack } = store.state;
    return pack.status === "ready" ? pack.index.notes.map(({ place }) => place?.file) : pack.status;
  };
  const atRest = () =>
    vi.waitFor(() => {
      expect(store.state.pack.status).toBe("ready");
      expect(store.state.isLayingOver).toBe(false);
    });
  await atRest();
  return { ...engine, ...store, storage, laid, atRest };
}

test("a change gives a new index and new answers; undo and redo each give theirs", async () => {
  const { state, commands, laid, atRest, runs } = await start();
  expect(runs).toEqual(["coverage", "minutesField"]);
  commands.acceptChange(ONE);
  expect(state.isLayingOver).toBe(true);
  await atRest();
  expect(laid()).toEqual(["one"]);
  expect(runs).toEqual(["coverage", "minutesField", "coverage", "minutesField"]);
  commands.undoChange();
  await atRest();
  expect(laid()).toEqual([]);
  expect(runs).toHaveLength(6);
  commands.redoChange();
  await atRest();
  expect(laid()).toEqual(["one"]);
  expect(runs).toHaveLength(8);
});

test("what is asked while one set is on its way is laid over in one go", async () => {
  const { commands, asked, atRest, laid, hold, release } = await start();
  hold();
  commands.acceptChange(ONE);
  commands.acceptChange(TWO);
  commands.acceptChange(THREE);
  release();
  await atRest();
  expect(asked).toEqual(["open toy", "toy: one", "toy: one,two,three"]);
  expect(laid()).toEqual(["one", "two", "three"]);
});

test("a change that fails is taken back and said; what was loaded stays, and it can be tried again", async () => {
  const { state, commands, laid, atRest, refused, storage } = await start();
  commands.acceptChange(ONE);
  await atRest();
  refused.add("two");
  commands.acceptChange(TWO);
  await atRest();
  expect(laid()).toEqual(["one"]);
  expect([ids(state.changes), ids(state.undoneChanges)]).toEqual([["one"], ["two"]]);
  expect(state.notices).toEqual([DIED]);
  await vi.waitFor(() => expect(storage.writes).toEqual([["toy", ["one"]]]));
  refused.clear();
  commands.redoChange();
  await atRest();
  expect(laid()).toEqual(["one", "two"]);
  expect(state.undoneChanges).toEqual([]);
});

test("an undo that fails leaves the change in force, and not in two places", async () => {
  const { state, commands, laid, atRest, hold, release, port } = await start();
  commands.acceptChange(ONE);
  await atRest();
  hold();
  const apply = port.applyChanges;
  Object.assign(port, { applyChanges: async () => err(DIED) });
  commands.undoChange();
  await atRest();
  expect(laid()).toEqual(["one"]);
  expect([ids(state.changes), ids(state.undoneChanges)]).toEqual([["one"], []]);
  Object.assign(port, { applyChanges: apply });
  release();
});

test("the next visit begins with what was accepted, before anything is answered", async () => {
  const first = await start();
  first.commands.acceptChange(ONE);
  await first.atRest();
  first.commands.acceptChange(TWO);
  await first.atRest();
  first.commands.acceptChange(THREE);
  await first.atRest();
  first.commands.removeChange("two");
  await first.atRest();
  await vi.waitFor(() => expect(first.storage.writes).toHaveLength(4));
  expect(first.storage.writes.map(([, each]) => each.join())).toEqual([
    "one",
    "one,two",
    "one,two,three",
    "one,three",
  ]);
  const second = await start(first.storage);
  expect(second.asked).toEqual(["open toy", "toy: one,three"]);
  expect(second.laid()).toEqual(["one", "three"]);
  expect(ids(second.state.changes)).toEqual(["one", "three"]);
  expect(second.runs).toEqual(["coverage", "minutesField"]);
});

test("what can no longer be laid over the pack keeps nothing else away, and stays in storage", async () => {
  const storage = createMemoryChanges({ toy: [ONE, TWO] });
  const engine = createPort();
  engine.refused.add("two");
  const store = createAppStore({ ...initialSharedState("plan", "zh-CN"), packId: "toy" }, [], 600);
  createRoot(() => connectPack(store, engine.port, storage));
  await vi.waitFor(() => expect(store.state.pack.status).toBe("ready"));
  expect([ids(store.state.changes), ids(store.state.undoneChanges)]).toEqual([["one"], ["two"]]);
  expect(store.state.notices).toEqual([DIED]);
  expect(storage.kept.get("toy")).toEqual([ONE, TWO]);
});

test("with blocked storage work goes on in memory, and it is said once", async () => {
  const storage = createMemoryChanges();
  storage.isBlocked = true;
  const { state, commands, laid, atRest } = await start(storage);
  expect(state.notices).toEqual([{ code: "STORAGE_BLOCKED" }]);
  commands.acceptChange(ONE);
  await atRest();
  commands.acceptChange(TWO);
  await atRest();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(laid()).toEqual(["one", "two"]);
  expect(state.notices).toEqual([{ code: "STORAGE_BLOCKED" }]);
});

test("another pack has its own imports; those of the first are there when it is chosen again", async () => {
  const storage = createMemoryChanges({ other: [TWO] });
  const { state, commands, laid, atRest, asked } = await start(storage);
  commands.acceptChange(ONE);
  await atRest();
  commands.choosePack("other");
  await atRest();
  expect(laid()).toEqual(["two"]);
  commands.choosePack("toy");
  await atRest();
  expect(laid()).toEqual(["one"]);
  expect(asked.slice(2)).toEqual(["open other", "other: two", "open toy", "toy: one"]);
  expect(storage.kept.get("other")).toEqual([TWO]);
  // Also where a link brings the other pack.
  commands.applyLink({ ...initialSharedState("plan", "zh-CN"), packId: "other" }, []);
  await atRest();
  expect(ids(state.changes)).toEqual(["two"]);
});

test("a pack chosen while a change is on its way is not given that change", async () => {
  const { state, commands, laid, atRest, hold, release, storage } = await start();
  hold();
  commands.acceptChange(ONE);
  commands.choosePack("other");
  release();
  await atRest();
  expect(laid()).toEqual([]);
  expect(state.changes).toEqual([]);
  expect(storage.kept.get("other")).toBeUndefined();
});

/** /find, with what is fetched held at what the first answer needs. */
function startFinding(storage = createMemoryChanges()) {
  const engine = createPort();
  const origin = { lngLat: [116.35, 39.93] as [number, number], name: null };
  const shared = { ...initialSharedState("find", "zh-CN"), packId: "toy", origin };
  const store = createAppStore(shared, [], 600);
  createRoot(() => {
    connectPack(store, engine.port, storage);
    connectAnalyses(store, engine.port);
  });
  return { ...engine, ...store };
}

test("the way is asked of the first part; the rest is opened when it may be, and the way is not asked again", async () => {
  const { state, set, asked, runs, tellsProgress } = startFinding();
  await vi.waitFor(() => expect(runs).toEqual(["find"]));
  tellsProgress(0.9);
  expect(state.pack).toHaveProperty("first");
  expect([asked, state.pack.status]).toEqual([["open first of toy"], "loading"]);
  set("fetchStage", "places");
  await vi.waitFor(() => expect(state.pack.status).toBe("ready"));
  expect(asked).toEqual(["open first of toy", "open toy"]);
  expect(runs).toEqual(["find"]);
});

test("a change laid over the pack asks for the way anew", async () => {
  const { state, set, commands, runs } = startFinding();
  set("fetchStage", "everything");
  await vi.waitFor(() => expect(state.pack.status).toBe("ready"));
  commands.acceptChange(ONE);
  await vi.waitFor(() => expect(runs).toEqual(["find", "find"]));
});

test("where imports are laid over the pack, no answer comes from the pack without them", async () => {
  const { state, asked, runs } = startFinding(createMemoryChanges({ toy: [ONE] }));
  await vi.waitFor(() => expect(state.pack.status).toBe("ready"));
  expect(asked).toEqual(["open first of toy", "open toy", "toy: one"]);
  expect(runs).toEqual(["find"]);
});

test("a pack chosen while the first part of another is open is the one that opens", async () => {
  const { state, set, commands, asked } = startFinding();
  await vi.waitFor(() => expect(asked).toEqual(["open first of toy"]));
  commands.choosePack("other");
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  set("fetchStage", "everything");
  await vi.waitFor(() => expect(state.pack.status).toBe("ready"));
  expect(asked).toEqual(["open first of toy", "open first of other", "open other"]);
});
