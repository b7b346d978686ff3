import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Progress } from "../../src/core/model/progress.ts";
import { err, ok } from "../../src/core/result.ts";
import {
  createEngine,
  type Engine,
  LIVE_PATIENCE_MILLISECONDS,
  LONG_PATIENCE_MILLISECONDS,
} from "../../src/engine/engine.ts";
import { DEFAULT_SCENARIO } from "../../src/state/app-state.ts";
import { Workshop } from "./fake-workers.ts";

const INDEX = { description: { id: "xicheng" } };
const coverageAt = (reachMinutes: number) => ({ scenario: { ...DEFAULT_SCENARIO, reachMinutes } });
const never = () => new AbortController().signal;
const CANCELLED = err({ code: "CANCELLED" });

let workshop: Workshop;
let engine: Engine;
beforeEach(() => {
  workshop = new Workshop();
  engine = createEngine(workshop.parts);
});
afterEach(() => {
  vi.useRealTimers();
  engine.dispose();
  workshop.endAll();
});

/** An engine with its pack open; the open was call 0. */
async function opened(): Promise<void> {
  const opening = engine.open("xicheng", () => {});
  (await workshop.call(0)).answer(ok(INDEX));
  await opening;
}

test("no worker starts before it is needed", () => {
  expect(workshop.analysis).toHaveLength(0);
  expect(workshop.layers).toHaveLength(0);
});

test("opening a pack tells its address, its progress, and gives the index", async () => {
  const shares: number[] = [];
  const opening = engine.open("xicheng", (share) => shares.push(share));
  const call = await workshop.call(0);
  expect(call.request).toEqual({
    packId: "xicheng",
    baseUrl: "https://example.org/packs/xicheng/pack/",
  });
  call.progress(0.5);
  await vi.waitFor(() => expect(shares).toEqual([0.5]));
  call.answer(ok(INDEX));
  expect(await opening).toEqual(ok(INDEX));
});

test("a pack that cannot be opened is a failure, and asking again tries again", async () => {
  const failure = { code: "PACK_UNREACHABLE", packId: "xicheng", file: "network.bin" } as const;
  const first = engine.open("xicheng", () => {});
  (await workshop.call(0)).answer(err(failure));
  expect(await first).toEqual(err(failure));
  const second = engine.open("xicheng", () => {});
  (await workshop.call(1)).answer(ok(INDEX));
  expect(await second).toEqual(ok(INDEX));
  expect(workshop.analysis).toHaveLength(1);
});

test("after a failed second opening the worker's old pack is not taken for open", async () => {
  await opened();
  const again = engine.open("xicheng", () => {});
  (await workshop.call(1)).answer(err({ code: "PACK_UNREACHABLE", packId: "xicheng", file: "demand.fgb" }));
  await again;
  const run = engine.run("coverage", coverageAt(10), { signal: never() });
  const reopening = await workshop.call(2);
  expect(reopening.verb).toBe("open");
  reopening.answer(ok(INDEX));
  (await workshop.call(3)).answer(ok("answer"));
  expect(await run).toEqual(ok("answer"));
});

test("one question at a time, and the latest of a kind wins over those that wait", async () => {
  await opened();
  const running = engine.run("coverage", coverageAt(5), { signal: never() });
  const call = await workshop.call(1);
  const overtaken = engine.run("coverage", coverageAt(6), { signal: never() });
  const latest = engine.run("coverage", coverageAt(7), { signal: never() });
  const other = engine.run("stretch", { lngLat: [116.3, 39.9] }, { signal: never() });
  expect(await overtaken).toEqual(CANCELLED);
  expect(workshop.calls).toHaveLength(2);
  call.answer(ok("five"));
  expect(await running).toEqual(ok("five"));
  const next = await workshop.call(2);
  expect(next.request).toEqual(coverageAt(7));
  next.answer(ok("seven"));
  expect(await latest).toEqual(ok("seven"));
  (await workshop.call(3)).answer(ok("street"));
  expect(await other).toEqual(ok("street"));
});

test("a question aborted before it starts never reaches the worker", async () => {
  await opened();
  const running = engine.run("coverage", coverageAt(5), { signal: never() });
  const call = await workshop.call(1);
  const controller = new AbortController();
  const waiting = engine.run("ledger", { scenario: DEFAULT_SCENARIO } as never, {
    signal: controller.signal,
  });
  controller.abort();
  expect(await waiting).toEqual(CANCELLED);
  call.answer(ok("done"));
  await running;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(workshop.calls.map((each) => each.verb)).toEqual(["open", "coverage"]);
});

test("an aborted question that ends soon leaves the worker alive for the next", async () => {
  await opened();
  const controller = new AbortController();
  const aborted = engine.run("coverage", coverageAt(5), { signal: controller.signal });
  const call = await workshop.call(1);
  controller.abort();
  expect(await aborted).toEqual(CANCELLED);
  const next = engine.run("coverage", coverageAt(6), { signal: never() });
  call.answer(ok("too late"));
  (await workshop.call(2)).answer(ok("six"));
  expect(await next).toEqual(ok("six"));
  expect(workshop.analysis).toHaveLength(1);
});

const shortfallOf = (reachMinutes: number) => ({ scenario: { ...DEFAULT_SCENARIO, reachMinutes } }) as never;

test("an aborted long question that goes on and on is ended with its worker; the next opens the pack again first", async () => {
  await opened();
  const controller = new AbortController();
  const aborted = engine.run("shortfall", shortfallOf(5), { signal: controller.signal });
  (await workshop.call(1)).answer(ok(INDEX));
  await workshop.call(2);
  controller.abort();
  expect(await aborted).toEqual(CANCELLED);
  const next = engine.run("shortfall", shortfallOf(6), { signal: never() });
  const abortedAt = performance.now();
  const reopening = await workshop.call(3);
  expect(performance.now() - abortedAt).toBeGreaterThan(LONG_PATIENCE_MILLISECONDS - 50);
  expect(workshop.analysis.map((worker) => worker.isEnded())).toEqual([false, true, false]);
  expect(reopening).toMatchObject({ worker: 2, verb: "open" });
  reopening.answer(ok(INDEX));
  const call = await workshop.call(4);
  expect(call.request).toEqual(shortfallOf(6));
  call.answer(ok("six"));
  expect(await next).toEqual(ok("six"));
});

test("the worker of the screen's numbers outlives an aborted question of some seconds, but not one that hangs", async () => {
  await opened();
  const controller = new AbortController();
  const aborted = engine.run("coverage", coverageAt(5), { signal: controller.signal });
  await workshop.call(1);
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  controller.abort();
  expect(await aborted).toEqual(CANCELLED);
  vi.advanceTimersByTime(LIVE_PATIENCE_MILLISECONDS - 1);
  expect(workshop.analysis.map((worker) => worker.isEnded())).toEqual([false]);
  vi.advanceTimersByTime(1);
  expect(workshop.analysis.map((worker) => worker.isEnded())).toEqual([true]);
});

test("a worker that dies fails its question; the next one runs in a new worker", async () => {
  await opened();
  const broken = engine.run("coverage", coverageAt(5), { signal: never() });
  await workshop.call(1);
  const waiting = engine.run("stretch", { lngLat: [116.3, 39.9] }, { signal: never() });
  workshop.analysis[0]?.die("out of memory");
  expect(await broken).toEqual(err({ code: "WORKER_DIED", detail: "out of memory" }));
  const reopening = await workshop.call(2);
  expect(reopening).toMatchObject({ worker: 1, verb: "open" });
  reopening.answer(ok(INDEX));
  (await workshop.call(3)).answer(ok("street"));
  expect(await waiting).toEqual(ok("street"));
});

test("a worker that dies while nobody asks is replaced without a word", async () => {
  await opened();
  workshop.analysis[0]?.die("idle");
  const run = engine.run("coverage", coverageAt(5), { signal: never() });
  (await workshop.call(1)).answer(ok(INDEX));
  (await workshop.call(2)).answer(ok("five"));
  expect(await run).toEqual(ok("five"));
});

test("when the pack cannot be opened again, the question says so", async () => {
  await opened();
  workshop.analysis[0]?.die("idle");
  const run = engine.run("coverage", coverageAt(5), { signal: never() });
  const failure = { code: "PACK_UNREACHABLE", packId: "xicheng", file: "demand.fgb" } as const;
  (await workshop.call(1)).answer(err(failure));
  expect(await run).toEqual(err(failure));
});

test("a throw inside the worker is one failed question, not the end", async () => {
  await opened();
  const broken = engine.run("coverage", coverageAt(5), { signal: never() });
  (await workshop.call(1)).fail(new Error("index out of range"));
  expect(await broken).toEqual(err({ code: "UNEXPECTED", detail: "index out of range" }));
  const next = engine.run("coverage", coverageAt(6), { signal: never() });
  (await workshop.call(2)).answer(ok("six"));
  expect(await next).toEqual(ok("six"));
});

test("progress of a question reaches the one who asked", async () => {
  await opened();
  const heard: Progress[] = [];
  const run = engine.run("coverage", coverageAt(5), {
    signal: never(),
    onProgress: (progress) => heard.push(progress),
  });
  const call = await workshop.call(1);
  const quarter: Progress = { share: 0.25, found: { value: 12, bound: 14 } };
  call.progress(quarter);
  await vi.waitFor(() => expect(heard).toEqual([quarter]));
  call.answer(ok("five"));
  await run;
});

test("a layer is read once, whoever asks", async () => {
  const first = engine.layerUrl("xicheng", "green");
  const second = engine.layerUrl("xicheng", "green");
  (await workshop.call(0)).answer(ok(new TextEncoder().encode('{"type":"FeatureCollection","features":[]}')));
  const url = await first;
  expect(url.ok && url.value).toMatch(/^blob:/);
  expect(await second).toEqual(url);
  expect(workshop.calls).toHaveLength(1);
});

test("a layer that failed can be asked for again", async () => {
  const failure = { code: "LAYER_MISSING", packId: "xicheng", layer: "water" } as const;
  const first = engine.layerUrl("xicheng", "water");
  (await workshop.call(0)).answer(err(failure));
  expect(await first).toEqual(err(failure));
  void engine.layerUrl("xicheng", "water");
  expect((await workshop.call(1)).verb).toBe("layer");
});

test("a layers worker that dies fails every layer it owes; later layers come from a new one", async () => {
  const green = engine.layerUrl("xicheng", "green");
  const water = engine.layerUrl("xicheng", "water");
  await workshop.call(1);
  workshop.layers[0]?.die("gone");
  expect(await green).toEqual(err({ code: "WORKER_DIED", detail: "gone" }));
  expect(await water).toEqual(err({ code: "WORKER_DIED", detail: "gone" }));
  const again = engine.layerUrl("xicheng", "green");
  const call = await workshop.call(2);
  expect(call.worker).toBe(1);
  call.answer(ok(new Uint8Array([123, 125])));
  expect((await again).ok).toBe(true);
});

test("leaving ends every worker and answers every question", async () => {
  await opened();
  const running = engine.run("coverage", coverageAt(5), { signal: never() });
  await workshop.call(1);
  const waiting = engine.run("stretch", { lngLat: [116.3, 39.9] }, { signal: never() });
  const layer = engine.layerUrl("xicheng", "green");
  await workshop.call(2);
  engine.dispose();
  expect(await running).toEqual(CANCELLED);
  expect(await waiting).toEqual(CANCELLED);
  expect(await layer).toEqual(CANCELLED);
  expect([...workshop.analysis, ...workshop.layers].every((worker) => worker.isEnded())).toBe(true);
});

const BOX = [116.35, 39.89, 116.36, 39.9] as const;
const EMPTY_TEXT = () => new TextEncoder().encode('{"type":"FeatureCollection","features":[]}');

test("a box of a layer is asked for each time, and says which box of which pack", async () => {
  const first = engine.layerBoxUrl("xicheng", "buildings", BOX);
  const call = await workshop.call(0);
  expect(call.request).toEqual({
    packId: "xicheng",
    baseUrl: "https://example.org/packs/xicheng/pack/",
    layer: "buildings",
    bbox: BOX,
  });
  call.answer(ok(EMPTY_TEXT()));
  const url = await first;
  expect(url.ok && url.value).toMatch(/^blob:/);
  const second = engine.layerBoxUrl("xicheng", "buildings", BOX);
  (await workshop.call(1)).answer(CANCELLED);
  expect(await second).toEqual(CANCELLED);
});

test("addresses of boxes are given back: the newest three of a layer stay good", async () => {
  const urls: string[] = [];
  for (let index = 0; index < 5; index++) {
    const asked = engine.layerBoxUrl("xicheng", "buildings", BOX);
    (await workshop.call(index)).answer(ok(EMPTY_TEXT()));
    const url = await asked;
    if (url.ok) urls.push(url.value);
  }
  const canRead = async (url: string) =>
    fetch(url).then(
      () => true,
      () => false,
    );
  expect(await Promise.all(urls.map(canRead))).toEqual([false, false, true, true, true]);
  engine.dispose();
  expect(await Promise.all(urls.map(canRead))).toEqual([false, false, false, false, false]);
});

test("a layers worker that dies fails the box it owes", async () => {
  const box = engine.layerBoxUrl("xicheng", "buildings", BOX);
  const kept = engine.keepLayer("xicheng", "buildings");
  await workshop.call(1);
  workshop.layers[0]?.die("gone");
  expect(await box).toEqual(err({ code: "WORKER_DIED", detail: "gone" }));
  expect(await kept).toEqual(err({ code: "WORKER_DIED", detail: "gone" }));
});

test("a question that may take minutes has a worker of its own: the others do not wait for it", async () => {
  await opened();
  const long = engine.run(
    "shortfall",
    { scenario: DEFAULT_SCENARIO, openIds: [], most: 3, limitSeconds: 30 },
    { signal: never() },
  );
  const reopening = await workshop.call(1);
  expect([reopening.worker, reopening.verb]).toEqual([1, "open"]);
  reopening.answer(ok(INDEX));
  const asked = await workshop.call(2);
  expect([asked.worker, asked.verb]).toEqual([1, "shortfall"]);
  const short = engine.run("coverage", coverageAt(10), { signal: never() });
  const answered = await workshop.call(3);
  expect([answered.worker, answered.verb]).toEqual([0, "coverage"]);
  answered.answer(ok("covered"));
  expect(await short).toEqual(ok("covered"));
  asked.answer(ok("short"));
  expect(await long).toEqual(ok("short"));
});
