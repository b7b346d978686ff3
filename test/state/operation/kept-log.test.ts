import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import type { Act, LogEntry } from "../../../src/core/model/operation.ts";
import { hashEntry, NO_HASH } from "../../../src/sources/operation/hash-entry.ts";
import { initialSharedState } from "../../../src/state/app-state.ts";
import { createAppStore } from "../../../src/state/store.ts";
import { createMemoryOperations, type MemoryOperations } from "../../fixtures/create-memory-operations.ts";
import { createTestDesk } from "../../fixtures/create-test-desk.ts";

const T = 1_800_000_000_000;
const noted = (text: string): Act => ({ kind: "noted", text });
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

/** One window of the page. */
async function openWindow(kept: MemoryOperations, now: () => number = () => T) {
  const window = createRoot((dispose) => {
    const store = createAppStore(initialSharedState("command", "en"), [], 0);
    return { store, desk: createTestDesk(store, now, kept.window()), dispose };
  });
  await settled();
  const textsOf = () =>
    window.store.state.operation.entries.flatMap(({ act }) => (act.kind === "noted" ? [act.text] : []));
  return { ...window, textsOf };
}

function expectWhole(entries: readonly LogEntry[]) {
  let previous = NO_HASH;
  for (const [at, { hash, ...line }] of entries.entries()) {
    expect(line.sequence).toBe(at);
    expect(hash).toBe(hashEntry(line, previous));
    previous = hash;
  }
}

describe("a log that outlives the page", () => {
  test("what was recorded is kept when that resolves, and comes back with the next visit", async () => {
    const kept = createMemoryOperations();
    const first = await openWindow(kept);
    await first.desk.record([noted("one"), { kind: "depot-lost", depotId: "d1" }]);
    const { head, entries, situation } = first.store.state.operation;
    expect(kept.linesOf(head?.id ?? "")).toEqual(entries);
    expect(first.store.state.operation.keptCount).toBe(entries.length);
    first.dispose();
    const second = await openWindow(kept);
    expect(second.store.state.operation).toMatchObject({ head, entries, situation });
    expect(second.store.state.response.lostDepotIds).toEqual(["d1"]);
  });

  test("what is recorded while an earlier visit is still being read goes into its log", async () => {
    const kept = createMemoryOperations();
    const first = await openWindow(kept);
    await first.desk.record([noted("one")]);
    first.dispose();
    const second = createRoot(() => {
      const store = createAppStore(initialSharedState("command", "en"), [], 0);
      return { store, desk: createTestDesk(store, () => T, kept.window()) };
    });
    await second.desk.record([noted("two")]);
    const { head, entries } = second.store.state.operation;
    expect(entries.map(({ act }) => act.kind)).toEqual(["operation-opened", "need-set", "noted", "noted"]);
    expect(kept.linesOf(head?.id ?? "")).toEqual(entries);
  });

  test("two windows that write at once make one log: nothing is lost, nothing doubled, the chain whole", async () => {
    const kept = createMemoryOperations();
    const one = await openWindow(kept);
    await one.desk.record([noted("start")]);
    const other = await openWindow(kept);
    const said: string[] = ["start"];
    const work: Promise<void>[] = [];
    for (let round = 0; round < 20; round++) {
      for (const [name, { desk }] of [["one", one] as const, ["other", other] as const]) {
        said.push(`${name} ${round}`);
        work.push(desk.record([noted(`${name} ${round}`)]));
      }
      if (round % 5 === 0) await settled();
    }
    await Promise.all(work);
    await settled();
    const { head, entries } = one.store.state.operation;
    expectWhole(entries);
    expect([...one.textsOf()].sort()).toEqual(said.sort());
    expect(other.store.state.operation.entries).toEqual(entries);
    expect(kept.linesOf(head?.id ?? "")).toEqual(entries);
    // Each window's own lines stand in the order they were said.
    const ownOrder = one.textsOf().filter((text) => text.startsWith("other"));
    expect(ownOrder).toEqual(Array.from({ length: 20 }, (_, round) => `other ${round}`));
  });

  test("a storage that is full is said; the log goes on in memory and is kept whole once there is room", async () => {
    const kept = createMemoryOperations();
    const { desk, store } = await openWindow(kept);
    await desk.record([noted("one")]);
    kept.failWith(new DOMException("no room", "QuotaExceededError"));
    await desk.record([noted("two")]);
    expect(store.state.operation.troubles).toEqual([{ code: "LOG_NOT_KEPT", reason: "full" }]);
    const { head, entries, keptCount } = store.state.operation;
    expect(keptCount).toBe(entries.length - 1);
    kept.failWith(null);
    await desk.record([noted("three")]);
    expect(store.state.operation.troubles).toEqual([]);
    expect(kept.linesOf(head?.id ?? "").map(({ act }) => act)).toMatchObject([
      {},
      {},
      noted("one"),
      noted("two"),
      noted("three"),
    ]);
  });

  test("a storage that is blocked from the start is said, and the board works", async () => {
    const kept = createMemoryOperations();
    kept.failWith(new Error("blocked"));
    const { desk, store, textsOf } = await openWindow(kept);
    await desk.record([noted("one")]);
    expect(textsOf()).toEqual(["one"]);
    expect(store.state.operation.troubles).toEqual([{ code: "LOG_NOT_KEPT", reason: "blocked" }]);
  });

  test("five thousand messages keep their order and are all kept", async () => {
    const kept = createMemoryOperations();
    const { desk, store, textsOf } = await openWindow(kept);
    const texts = Array.from({ length: 5000 }, (_, at) => String(at));
    await Promise.all(texts.map((text) => desk.record([noted(text)], { source: "feed", by: "gauge" })));
    expect(textsOf()).toEqual(texts);
    expectWhole(store.state.operation.entries);
    expect(kept.linesOf(store.state.operation.head?.id ?? "")).toEqual(store.state.operation.entries);
  });

  test("another pack has another operation, and the first comes back with its pack", async () => {
    const kept = createMemoryOperations();
    const { desk, store } = await openWindow(kept);
    await desk.record([noted("one"), { kind: "depot-lost", depotId: "d1" }]);
    const { id } = store.state.operation.head ?? {};
    store.commands.choosePack("other");
    await settled();
    expect(store.state.operation.head).toBeNull();
    expect(store.state.response.ground).toBeUndefined();
    await desk.record([noted("there")]);
    expect(store.state.operation.head?.packId).toBe("other");
    store.commands.choosePack("xicheng");
    await settled();
    expect(store.state.operation.head?.id).toBe(id);
    expect(store.state.response.lostDepotIds).toEqual(["d1"]);
  });
});

describe("the life of an operation", () => {
  test("operations are opened, ended, put away, listed, opened to read and deleted", async () => {
    const kept = createMemoryOperations();
    let now = T;
    const { desk, store } = await openWindow(kept, () => now);
    await desk.open({ title: "Flood", kind: "real", t0: T - 3 * 86_400_000 });
    const flood = store.state.operation.head?.id ?? "";
    expect(desk.minuteNow()).toBe(3 * 1440);
    await desk.record([{ kind: "depot-lost", depotId: "d1" }, { kind: "operation-closed" }]);
    await desk.record([noted("too late")]);
    expect(store.state.operation.troubles).toEqual([{ code: "OPERATION_OVER", title: "Flood" }]);
    now += 1000;
    await desk.open({ title: "Quake", kind: "exercise", t0: T + 600_000 });
    // Another operation begins with an empty board.
    expect(store.state.response.lostDepotIds).toEqual([]);
    expect(desk.minuteNow()).toBeCloseTo(-9.98, 2);
    expect((await desk.listKept()).map(({ head, isOver }) => [head.title, isOver])).toEqual([
      ["Quake", false],
      ["Flood", true],
    ]);
    await desk.openKept(flood);
    expect(store.state.operation.head?.title).toBe("Flood");
    await desk.deleteKept(flood);
    expect(store.state.operation.head).toBeNull();
    expect((await desk.listKept()).map(({ head }) => head.title)).toEqual(["Quake"]);
    await desk.openKept(flood);
    expect(store.state.operation.troubles).toEqual([{ code: "OPERATION_GONE" }]);
  });

  test("while the past is looked at the board shows it, nobody writes, and messages go on coming in", async () => {
    const kept = createMemoryOperations();
    const { desk, store, textsOf } = await openWindow(kept);
    await desk.record([noted("one"), { kind: "depot-lost", depotId: "d1" }]);
    await desk.record([{ kind: "depot-lost", depotId: "d2" }]);
    desk.lookAt(3);
    expect(store.state.response.lostDepotIds).toEqual(["d1"]);
    await desk.record([noted("from the past")]);
    expect(store.state.operation.troubles).toEqual([{ code: "LOG_LOOKED_AT_PAST" }]);
    await desk.record([noted("from a feed")], { source: "feed" });
    expect(textsOf()).toEqual(["one", "from a feed"]);
    expect(store.state.operation.shown.lostDepotIds).toEqual(["d1"]);
    desk.lookAt(null);
    expect(store.state.response.lostDepotIds).toEqual(["d1", "d2"]);
  });

  test("any line of a long log shows what was known after it", async () => {
    const { desk, store } = await openWindow(createMemoryOperations());
    const closings = Array.from({ length: 900 }, (_, at): Act => ({ kind: "depot-lost", depotId: `d${at}` }));
    await desk.record(closings);
    for (const lost of [0, 1, 253, 254, 255, 256, 511, 512, 899]) {
      desk.lookAt(lost + 1);
      expect(store.state.operation.shown.lostDepotIds).toHaveLength(lost);
    }
  });

  test("a what-if goes on from a line of the past, and the log stays as it was", async () => {
    const kept = createMemoryOperations();
    const { desk, store } = await openWindow(kept);
    await desk.open({ title: "Quake", kind: "real", t0: T - 60_000 });
    await desk.record([{ kind: "depot-lost", depotId: "d1" }]);
    await desk.record([{ kind: "depot-lost", depotId: "d2" }, { kind: "operation-closed" }]);
    const { head, entries } = store.state.operation;
    await desk.branch(2, "What if");
    await desk.record([{ kind: "depot-lost", depotId: "d3" }]);
    const branch = store.state.operation;
    expect(branch.head).toMatchObject({
      title: "What if",
      kind: "exercise",
      t0: head?.t0,
      branchedFrom: { operationId: head?.id, sequence: 2, hash: entries[2]?.hash },
    });
    expect(branch.situation.lostDepotIds).toEqual(["d1", "d3"]);
    expect(branch.isClockLive).toBe(false);
    expectWhole(branch.entries);
    expect(kept.linesOf(head?.id ?? "")).toEqual(entries);
  });
});

describe("closures and the log", () => {
  const [a, b] = [[116.35, 39.9] as const, [116.36, 39.91] as const];
  const kindsOf = (entries: readonly LogEntry[]) =>
    entries.map(({ act }) => act.kind).filter((kind) => kind.startsWith("closure"));

  test("once an operation is open what is closed, reopened, undone and redone are lines, and the board follows", async () => {
    const { desk, store } = await openWindow(createMemoryOperations());
    const { commands, state } = store;
    await desk.record([noted("start")]);
    commands.closeStreetAt([...a]);
    commands.closeStreetAt([...b]);
    expect(state.scenario.closures).toHaveLength(2);
    commands.undoClosures();
    expect(state.scenario.closures.map(({ id }) => id)).toEqual(["116.35000,39.90000"]);
    commands.redoClosures();
    commands.reopenAll();
    expect(state.scenario.closures).toEqual([]);
    commands.undoClosures();
    expect(state.scenario.closures).toHaveLength(2);
    expect(kindsOf(state.operation.entries)).toEqual([
      "closure-made",
      "closure-made",
      "closure-lifted",
      "closure-made",
      "closure-lifted",
      "closure-lifted",
      "closure-made",
      "closure-made",
    ]);
  });

  test("undo takes back what was done here, not what others closed since", async () => {
    const { desk, store } = await openWindow(createMemoryOperations());
    const { commands, state } = store;
    await desk.record([noted("start")]);
    commands.closeStreetAt([...a]);
    await desk.record([
      { kind: "closure-made", closure: { kind: "street", id: "theirs", lngLat: [116.3, 39.8] } },
    ]);
    commands.undoClosures();
    expect(state.scenario.closures.map(({ id }) => id)).toEqual(["theirs"]);
    // Somebody else lifted it already: there is nothing to write.
    commands.redoClosures();
    await desk.record([{ kind: "closure-lifted", closureId: "116.35000,39.90000" }]);
    const { length } = state.operation.entries;
    commands.undoClosures();
    expect(state.operation.entries).toHaveLength(length);
  });

  test("the back button brings the settings of a link, never what the log says", async () => {
    const { desk, store } = await openWindow(createMemoryOperations());
    const { commands, state } = store;
    const link = initialSharedState("command", "en");
    await desk.record([
      { kind: "shelter-status", shelterId: "s", status: "opened" },
      { kind: "depot-lost", depotId: "d" },
    ]);
    commands.closeStreetAt([...a]);
    const { closures } = state.scenario;
    commands.applyLink({ ...link, scenario: { ...link.scenario, reachMinutes: 25 } }, []);
    expect(state.scenario).toMatchObject({ reachMinutes: 25, closures });
    expect(state.response.lostDepotIds).toEqual(["d"]);
    expect(state.response.ground?.shelters).toHaveLength(1);
  });

  test("sliders and switches of the board are written down too, and a hand on the clock stops it", async () => {
    const { desk, store } = await openWindow(createMemoryOperations());
    const { commands, state } = store;
    await desk.record([noted("start")]);
    commands.setResponse({ inNeedShare: 0.05 });
    commands.setResponse({ lostDepotIds: ["d1"] });
    expect(state.operation.isClockLive).toBe(true);
    commands.setResponse({ elapsedMinutes: 90 });
    expect(state.response).toMatchObject({ inNeedShare: 0.05, lostDepotIds: ["d1"], elapsedMinutes: 90 });
    expect(state.operation.isClockLive).toBe(false);
    expect(state.operation.entries.slice(-2).map(({ act }) => act)).toEqual([
      { kind: "need-set", inNeedShare: 0.05 },
      { kind: "depot-lost", depotId: "d1" },
    ]);
  });

  test("on /plan closures are a supposition: the log of an open operation is left alone", async () => {
    const { desk, store } = await openWindow(createMemoryOperations());
    const { commands, state } = store;
    await desk.record([noted("start")]);
    commands.closeStreetAt([...a]);
    const { length } = state.operation.entries;
    commands.openDoor("plan");
    commands.reopenAll();
    expect(state.scenario.closures).toEqual([]);
    expect(state.operation.entries).toHaveLength(length);
    commands.openDoor("command");
    expect(state.scenario.closures).toHaveLength(1);
  });
});
