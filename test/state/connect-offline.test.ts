import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import type { OfflineState } from "../../src/core/model/offline.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { connectOffline } from "../../src/state/connect-offline.ts";
import { createAppStore } from "../../src/state/store.ts";
import { createPackIndex } from "../map/create-scene.ts";

function createGround() {
  const store = createAppStore(initialSharedState("plan", "zh-CN"), [], 600);
  const asked: string[] = [];
  const idle = new Set<() => void>();
  let isConnected = true;
  let change = () => {};
  let report: (change: Partial<OfflineState>) => void = () => {};
  const offline = createRoot(() =>
    connectOffline(store, {
      loadPort: async (given) => {
        report = given;
        asked.push("load");
        return {
          keep: async (packId, _bytes, isAsked) =>
            void asked.push(`keep ${packId}${isAsked ? " asked" : ""}`),
          useUpdate: async () => void asked.push("update"),
          forget: async (packId) => void asked.push(`forget ${packId}`),
          persist: async () => void asked.push("persist"),
        };
      },
      whenIdle: (work) => {
        idle.add(work);
        return () => void idle.delete(work);
      },
      isConnected: () => isConnected,
      onConnectionChange: (listener) => {
        change = listener;
      },
    }),
  );
  return {
    store,
    offline,
    asked,
    open: () => store.set("pack", { status: "ready", index: createPackIndex({}) }),
    becomesIdle: async () => {
      for (const work of [...idle]) work();
      idle.clear();
      // Loading and asking are two turns.
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    },
    connects: async (is: boolean) => {
      isConnected = is;
      change();
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    },
    report: (change: Partial<OfflineState>) => report(change),
  };
}
const REQUEST = { scenario: initialSharedState("plan", "zh-CN").scenario };

test("not even its code is loaded before the district is open and every answer is there", async () => {
  const { store, asked, open, becomesIdle } = createGround();
  await becomesIdle();
  store.setTask("coverage", { status: "running", request: REQUEST, previous: null, progressShare: 0 });
  open();
  await becomesIdle();
  expect(asked).toEqual([]);
  store.setTask("coverage", { status: "idle" });
  await becomesIdle();
  expect(asked).toEqual(["load", "keep xicheng"]);
});

test("once for each opening: further answers and imports do not ask again, another district does", async () => {
  const { store, asked, open, becomesIdle } = createGround();
  open();
  await becomesIdle();
  store.setTask("coverage", { status: "running", request: REQUEST, previous: null, progressShare: 0 });
  store.setTask("coverage", { status: "idle" });
  open();
  await becomesIdle();
  expect(asked).toEqual(["load", "keep xicheng"]);
  store.set("pack", { status: "loading", progressShare: 0 });
  store.commands.choosePack("porto");
  open();
  await becomesIdle();
  expect(asked).toEqual(["load", "keep xicheng", "keep porto"]);
});

test("what failed for want of a network is tried again when there is one", async () => {
  const { store, asked, open, becomesIdle, connects, report } = createGround();
  open();
  await becomesIdle();
  await connects(false);
  expect(store.state.offline.isConnected).toBe(false);
  await connects(true);
  expect(asked).toEqual(["load", "keep xicheng"]);
  report({ readiness: { status: "failed", fault: "network" } });
  await connects(true);
  expect(asked).toEqual(["load", "keep xicheng", "keep xicheng"]);
});

test("what a person presses is done at once, also for what was not kept by itself", async () => {
  const { asked, offline, open, becomesIdle } = createGround();
  open();
  offline.keepNow();
  await becomesIdle();
  expect(asked).toContain("keep xicheng asked");
  offline.useUpdate();
  offline.persist();
  await offline.forgetPack();
  expect(asked).toEqual(expect.arrayContaining(["update", "persist", "forget xicheng"]));
});
