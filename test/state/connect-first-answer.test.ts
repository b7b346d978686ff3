import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { err } from "../../src/core/result.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { connectFirstAnswer, type Touched } from "../../src/state/connect-first-answer.ts";
import { createAppStore } from "../../src/state/store.ts";
import { createPackIndex } from "../map/create-scene.ts";

const AT = { lngLat: [116.35, 39.93] as [number, number], name: null };
const FAILED = { code: "NO_OPEN_SHELTER" } as const;

function createGround(door: "find" | "plan" = "find", origin: typeof AT | null = null) {
  const store = createAppStore({ ...initialSharedState(door, "zh-CN"), origin }, [], 600);
  const waiting: { milliseconds: number; work: () => void }[] = [];
  let touch: (touched: Touched) => void = () => {};
  createRoot(() =>
    connectFirstAnswer(store, {
      onTouch: (listener) => {
        touch = listener;
      },
      after: (milliseconds, work) => {
        const wish = { milliseconds, work };
        waiting.push(wish);
        return () => void waiting.splice(0, waiting.length, ...waiting.filter((other) => other !== wish));
      },
    }),
  );
  return {
    store,
    stage: () => store.state.fetchStage,
    touch: (touched: Touched) => touch(touched),
    opensFirst: () => store.set("pack", { status: "loading", progressShare: 1, first: createPackIndex({}) }),
    waits: () => waiting.map(({ milliseconds }) => milliseconds),
    timePasses: () => {
      for (const { work } of waiting.splice(0)) work();
    },
  };
}
const REQUEST = { scenario: initialSharedState("find", "zh-CN").scenario, origin: AT.lngLat };

test("doors other than /find wait for nothing", () => {
  expect(createGround("plan").stage()).toBe("everything");
  const { store, stage } = createGround("find", AT);
  store.commands.openDoor("command");
  expect(stage()).toBe("everything");
});

test("with a place in the link nothing more comes before its answer, and then everything", () => {
  const { store, stage, opensFirst, touch, waits, timePasses } = createGround("find", AT);
  opensFirst();
  touch("locate");
  expect(waits()).toEqual([]);
  store.setTask("find", { status: "running", request: REQUEST, previous: null, progressShare: 0 });
  expect([stage(), waits()]).toEqual(["answer", []]);
  store.setTask("find", { status: "failed", request: REQUEST, failure: FAILED, previous: null });
  timePasses();
  expect(stage()).toBe("everything");
});

test("a pack that cannot be opened holds nothing up", () => {
  const { store, stage } = createGround("find", AT);
  store.set("pack", { status: "failed", failure: err(FAILED).failure });
  expect(stage()).toBe("everything");
});

test("without a place the map comes when nobody has asked for anything for a while", () => {
  const { stage, opensFirst, waits, timePasses } = createGround();
  expect(waits()).toEqual([]);
  opensFirst();
  expect([stage(), waits()]).toEqual(["answer", [2000]]);
  timePasses();
  expect(stage()).toBe("everything");
});

test("whoever is saying where they are gets the time to; a search gets its names at once", () => {
  const { store, stage, opensFirst, touch, waits, timePasses } = createGround();
  touch("locate");
  opensFirst();
  expect([stage(), waits()]).toEqual(["answer", [16_000]]);
  touch("search");
  touch("elsewhere");
  expect([stage(), waits()]).toEqual(["places", [16_000]]);
  store.set("origin", AT);
  expect([stage(), waits()]).toEqual(["places", []]);
  store.setTask("find", { status: "failed", request: REQUEST, failure: FAILED, previous: null });
  expect(waits()).toEqual([350]);
  timePasses();
  expect(stage()).toBe("everything");
});

test("a touch of the map brings the map", () => {
  const { stage, touch } = createGround();
  touch("elsewhere");
  expect(stage()).toBe("answer");
  touch("map");
  expect(stage()).toBe("everything");
});
