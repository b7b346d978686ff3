import { createRoot } from "solid-js";
import { describe, expect, test, vi } from "vitest";
import { hashEntry, NO_HASH } from "../../../src/sources/operation/hash-entry.ts";
import { initialSharedState } from "../../../src/state/app-state.ts";
import { createAppStore } from "../../../src/state/store.ts";
import { createTestDesk } from "../../fixtures/create-test-desk.ts";

const T = 1_800_000_000_000;

function openBoard(now: () => number = () => T) {
  return createRoot((dispose) => {
    const store = createAppStore(initialSharedState("command", "en"), [], 0);
    return { store, desk: createTestDesk(store, now), dispose };
  });
}

describe("the log of /command", () => {
  test("the first act opens an exercise whose T0 is now less what the board shows, with what was set before", async () => {
    const { store, desk } = openBoard();
    store.commands.setResponse({ elapsedMinutes: 30, lostDepotIds: ["d1"] });
    store.commands.closeStreetAt([116.36, 39.9]);
    await desk.record([{ kind: "shelter-status", shelterId: "s1", status: "opened" }]);
    const { head, entries, situation } = store.state.operation;
    expect(head).toMatchObject({ kind: "exercise", t0: T - 30 * 60_000 });
    expect(entries.map(({ act }) => act.kind)).toEqual([
      "operation-opened",
      "need-set",
      "closure-made",
      "depot-lost",
      "shelter-status",
    ]);
    expect(situation.shelters.s1?.status).toMatchObject({ status: "opened", minute: 30 });
    expect(store.state.response.ground?.shelters).toEqual([
      { shelterId: "s1", status: "opened", persons: null },
    ]);
  });

  test("the board follows the log", async () => {
    const { store, desk } = openBoard();
    const closure = { kind: "street", id: "c", lngLat: [116.36, 39.9] } as const;
    await desk.record([
      { kind: "closure-made", closure },
      { kind: "depot-lost", depotId: "d2" },
    ]);
    expect(store.state.scenario.closures).toEqual([closure]);
    expect(store.state.response.lostDepotIds).toEqual(["d2"]);
    await desk.record([{ kind: "closure-lifted", closureId: "c" }]);
    expect(store.state.scenario.closures).toEqual([]);
  });

  test("every line is chained to the one before", async () => {
    const { store, desk } = openBoard();
    for (const text of ["one", "two", "three"]) await desk.record([{ kind: "noted", text }]);
    let previous = NO_HASH;
    for (const { hash, ...line } of store.state.operation.entries) {
      expect(hash).toBe(hashEntry(line, previous));
      expect(hash).not.toBe(previous);
      previous = hash;
    }
  });

  test("reports of a feed hold from their own moments, before T0 as well", async () => {
    const { store, desk } = openBoard();
    const report = (at: number) =>
      ({ act: { kind: "noted", text: "" }, at, source: "feed", by: "centre" }) as const;
    await desk.recordReports([report(T - 120_000), report(T + 30_000.5)]);
    const reports = store.state.operation.entries.filter(({ source }) => source === "feed");
    expect(reports.map(({ minute }) => minute)).toEqual([-2, 30_000.5 / 60_000]);
    expect(reports.every(({ by, recordedAt }) => by === "centre" && recordedAt === T)).toBe(true);
  });

  test("after a change that a feed has brought the board rests, unless a person waits for it", async () => {
    vi.useFakeTimers();
    try {
      const { store, desk } = openBoard();
      const full = (shelterId: string) => ({ kind: "shelter-status", shelterId, status: "full" }) as const;
      const told = (shelterId: string) =>
        void desk.recordReports([{ act: full(shelterId), at: T, source: "feed", by: "centre" }]);
      const known = () => store.state.response.ground?.shelters.map(({ shelterId }) => shelterId);
      await desk.record([full("a")]);
      told("b");
      await vi.advanceTimersByTimeAsync(200);
      expect(known()).toEqual(["a", "b"]);
      told("c");
      await vi.advanceTimersByTimeAsync(1000);
      expect(known()).toEqual(["a", "b"]);
      await vi.advanceTimersByTimeAsync(1500);
      expect(known()).toEqual(["a", "b", "c"]);
      told("d");
      await vi.advanceTimersByTimeAsync(200);
      await desk.record([full("e")]);
      expect(known()).toEqual(["a", "b", "c", "d", "e"]);
    } finally {
      vi.useRealTimers();
    }
  });
});
