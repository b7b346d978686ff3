import { describe, expect, test } from "vitest";
import type { FeedAddress } from "../../src/core/model/feed.ts";
import { answer, createFeedWorld, createStream } from "../fixtures/create-feed-world.ts";

const address = (given: Partial<FeedAddress> = {}): FeedAddress => ({
  id: "a",
  nameZh: "",
  nameEn: "",
  url: "feed",
  transport: "polling",
  intervalSeconds: 10,
  ...given,
});
const EVENTS = address({ transport: "events" });
const message = (sequence: number, persons = sequence) => ({
  version: 1,
  source: "centre",
  sequence,
  time: "2027-01-15T07:00:00Z",
  kind: "occupancy",
  payload: { shelterId: "s1", persons },
});
const json = (...messages: object[]) => answer(JSON.stringify({ messages }), { etag: '"1"' });
const event = (given: object) =>
  `id: ${(given as { sequence: number }).sequence}\ndata: ${JSON.stringify(given)}\n\n`;

describe("by polling", () => {
  test("asks without credentials, again after the interval, and only for something newer", async () => {
    const world = createFeedWorld((_, count) => (count === 1 ? json(message(1)) : answer(null, {}, 304)));
    await world.start();
    expect(await world.api.turnOn(address())).toBeNull();
    await world.pass(25_000);
    expect(world.asked.map(({ url }) => url)).toEqual(Array(3).fill("https://board.example/app/feed"));
    expect(world.asked[0]?.init).toMatchObject({
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "manual",
    });
    expect(world.asked[0]?.init.headers).not.toHaveProperty("If-None-Match");
    expect(world.asked[1]?.init.headers).toMatchObject({ "If-None-Match": '"1"' });
    expect(world.lines()).toHaveLength(1);
    expect(world.link()).toMatchObject({ state: "live", received: 1, refused: 0 });
  });

  test.each([
    ["HTML", () => answer("<!doctype html><p>Login</p>"), { code: "html" }],
    ["garbage", () => answer("\u0001\u0002 oops"), { code: "garbage" }],
    ["an error", () => answer("no", {}, 500), { code: "http-status", status: 500 }],
    [
      "10 MB that are announced",
      () => answer("x", { "content-length": "10000000" }),
      { code: "too-large", bytes: 10_000_000 },
    ],
    ["10 MB that are not", () => answer("x".repeat(10_000_000)), { code: "too-large", bytes: null }],
    ["nothing", () => Promise.reject(new TypeError("failed")), { code: "unreachable" }],
    [
      "another address",
      () => answer(null, { location: "https://evil.example" }, 307),
      { code: "redirected" },
    ],
  ])(
    "%s is a failure of its own, with the time of the next try, and is over when it gets well",
    async (_, bad, fault) => {
      const world = createFeedWorld((__, count) => (count <= 2 ? bad() : json(message(1))));
      await world.start();
      await world.api.turnOn(address());
      await world.pass(1000);
      expect(world.link()).toMatchObject({ state: "failed", fault });
      expect(world.link()?.retryAt).toBeGreaterThan(world.now());
      await world.pass(30_000);
      expect(world.link()).toMatchObject({ state: "live", fault: null });
      expect(world.lines()).toHaveLength(1);
    },
  );

  test("waits longer after every failure, up to a minute, and as long as the server asks", async () => {
    const world = createFeedWorld((_, count) =>
      count === 9 ? answer("", { "retry-after": "55" }, 503) : answer("", {}, 500),
    );
    await world.start();
    await world.api.turnOn(address({ intervalSeconds: 1 }));
    await world.pass(400_000);
    const waits = world.asked.slice(1).map(({ at }, i) => (at - (world.asked[i]?.at ?? 0)) / 1000);
    expect(waits.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(Math.max(...waits)).toBe(60);
  });

  test("the good messages beside bad ones are taken", async () => {
    const world = createFeedWorld(() => json(message(1), { ...message(2), version: 9 }, message(3)));
    await world.start();
    await world.api.turnOn(address());
    await world.pass(1000);
    expect(world.lines()).toHaveLength(2);
    expect(world.link()).toMatchObject({ state: "live", received: 2, refused: 1 });
    expect(world.reports.flatMap(({ refusals }) => refusals)).toMatchObject([
      { row: 2, linkId: "a", fault: { code: "version" } },
    ]);
  });
});

describe("by Server-Sent Events", () => {
  test("goes on after the last message it had when the stream breaks", async () => {
    const streams = [createStream(), createStream()];
    const world = createFeedWorld((_, count) => (streams[count - 1] ?? createStream()).response);
    await world.start();
    await world.api.turnOn(EVENTS);
    await world.settle();
    streams[0]?.send(event(message(1)) + event(message(2)).slice(0, 20));
    await world.pass(1000);
    expect(world.link()).toMatchObject({ state: "live", received: 1 });
    streams[0]?.break();
    await world.pass(300);
    expect(world.link()).toMatchObject({ state: "failed", fault: { code: "unreachable" } });
    await world.pass(3000);
    expect(world.asked[1]?.init.headers).toMatchObject({ "Last-Event-ID": "1" });
    streams[1]?.send(event(message(1)) + event(message(2)));
    await world.pass(1000);
    expect(world.lines().map(({ act }) => act)).toMatchObject([{ persons: 1 }, { persons: 2 }]);
    expect(world.reports.at(-1)?.sources).toMatchObject([{ source: "centre", duplicates: 1, missing: 0 }]);
  });

  test("a message of 10 MB is refused and the next one is taken", async () => {
    const stream = createStream();
    const world = createFeedWorld(() => stream.response);
    await world.start();
    await world.api.turnOn(EVENTS);
    await world.settle();
    for (let k = 0; k < 100; k++) stream.send(k === 0 ? "data: " : "x".repeat(100_000));
    stream.send(`\n\n${event(message(7))}`);
    await world.pass(1000);
    expect(world.lines()).toHaveLength(1);
    expect(world.link()).toMatchObject({ state: "live", received: 1, refused: 1 });
  });

  test("a page in place of a stream is said to be one", async () => {
    const world = createFeedWorld(() => answer("<html>", { "content-type": "text/html" }));
    await world.start();
    await world.api.turnOn(EVENTS);
    await world.pass(500);
    expect(world.link()).toMatchObject({ state: "failed", fault: { code: "html" } });
  });

  test("a stream without a sign of life is taken as lost", async () => {
    const stream = createStream();
    const world = createFeedWorld((_, count) => (count === 1 ? stream.response : answer("", {}, 500)));
    await world.start();
    await world.api.turnOn(EVENTS);
    await world.pass(170_000);
    expect(world.link()?.state).toBe("live");
    await world.pass(60_000);
    expect(world.asked.length).toBeGreaterThan(1);
  });

  test("turned off it is quiet, whatever still comes", async () => {
    const stream = createStream();
    const world = createFeedWorld(() => stream.response);
    await world.start();
    await world.api.turnOn(EVENTS);
    await world.settle();
    await world.api.turnOff("a");
    await world.pass(600_000);
    expect(world.asked).toHaveLength(1);
    expect(world.reports.at(-1)?.links).toEqual([]);
  });
});

describe("what is not allowed", () => {
  test.each([
    ["https://other.example/feed", "not-allowed"],
    ["https://board.example.evil.example/feed", "not-allowed"],
    ["https://board.example:8443/feed", "not-allowed"],
    ["//other.example/feed", "not-allowed"],
    ["https://me:secret@board.example/feed", "address-has-password"],
    ["javascript:alert(1)", "address-unusable"],
    ["", "address-unusable"],
    ["http://", "address-unusable"],
  ])("%s is refused before anything is sent", async (url, code) => {
    const world = createFeedWorld(() => json(message(1)));
    await world.start();
    expect(await world.api.turnOn(address({ url }))).toMatchObject({ code });
    await world.pass(60_000);
    expect(world.asked).toEqual([]);
  });

  test("an origin of the configuration may be listened to", async () => {
    const world = createFeedWorld(() => json(message(1)), { allowedOrigins: ["https://other.example"] });
    await world.start();
    expect(await world.api.turnOn(address({ url: "https://other.example/feed" }))).toBeNull();
    await world.pass(1000);
    expect(world.lines()).toHaveLength(1);
  });
});

describe("no event is dropped", () => {
  test("what the page could not keep is given again, each message once, in order", async () => {
    const stream = createStream();
    const world = createFeedWorld(() => stream.response);
    let tries = 0;
    world.onKeep(() => {
      if (++tries % 3 !== 0) throw new Error("full");
    });
    await world.start();
    await world.api.turnOn(EVENTS);
    await world.settle();
    for (let block = 0; block < 30; block++) {
      stream.send(Array.from({ length: 100 }, (_, k) => event(message(block * 100 + k))).join(""));
      await world.pass(100);
    }
    await world.pass(60_000);
    expect(world.lines().map(({ act }) => (act.kind === "occupancy" ? act.persons : null))).toEqual(
      Array.from({ length: 3000 }, (_, k) => k),
    );
    expect(world.reports.every(({ lines }) => lines.length <= 1000)).toBe(true);
  });

  test("every position of a vehicle is kept, however many come in a second", async () => {
    const at = (sequence: number) => ({
      ...message(sequence),
      kind: "vehicle",
      payload: { vehicleId: "v", lngLat: [116.35 + sequence / 1e6, 39.9] },
    });
    const world = createFeedWorld(() => json(...Array.from({ length: 500 }, (_, k) => at(k))));
    await world.start();
    await world.api.turnOn(address());
    await world.pass(1000);
    expect(world.lines()).toHaveLength(500);
  });

  test("another operation hears again what came before", async () => {
    const world = createFeedWorld(() => json(message(1)));
    await world.start();
    await world.api.turnOn(address());
    await world.pass(1000);
    await world.api.forget();
    await world.pass(10_000);
    expect(world.lines()).toHaveLength(2);
  });
});

test("a place in another country is refused, and the sequence is not said to be missing", async () => {
  const vehicle = (sequence: number, lngLat: readonly number[]) => ({
    ...message(sequence),
    kind: "vehicle",
    payload: { vehicleId: "v", lngLat },
  });
  const world = createFeedWorld(() =>
    json(vehicle(1, [116.35, 39.9]), vehicle(2, [139.7, 35.7]), vehicle(3, [116.36, 39.9])),
  );
  await world.start();
  await world.api.turnOn(address());
  await world.pass(1000);
  expect(world.lines()).toHaveLength(2);
  expect(world.reports.at(-1)?.sources).toMatchObject([{ missing: 0 }]);
  expect(world.reports.flatMap(({ refusals }) => refusals)).toMatchObject([
    { sequence: 2, fault: { code: "far-away" } },
  ]);
});
