import { expect, test } from "vitest";
import { createKeptPacks } from "../../src/offline/kept-packs.ts";
import { createPackServer } from "../fixtures/create-pack-server.ts";
import { createMemoryCaches } from "../fixtures/memory-caches.ts";

const HOME = new URL("https://host.test/map/");
const BASE = `${HOME.href}packs/one/pack/`;
const OLD = { "streets.fgb": "streets of old", "gates.fgb": "gates of old" };
const NEW = { "streets.fgb": "streets of old", "gates.fgb": "gates of now" };

function createGround() {
  const server = createPackServer(BASE);
  const memory = createMemoryCaches();
  const clock = { now: 0 };
  const free = { bytes: Number.POSITIVE_INFINITY };
  const packs = createKeptPacks({
    caches: memory.storage,
    fetchFile: server.fetchFile,
    sha256: server.sha256,
    freeBytes: async () => free.bytes,
    nowIso: () => new Date(Date.UTC(2026, 0, 1) + clock.now++ * 1000).toISOString(),
    homeUrl: HOME,
  });
  const textOf = async (path: string) => (await packs.match("one", path))?.text() ?? null;
  const keep = () => packs.keep("one", () => {});
  const packCaches = () => [...memory.held().keys()].filter((name) => name.includes(" pack "));
  server.publish(OLD, "2024-03");
  return { server, memory, packs, free, textOf, keep, packCaches };
}

test("a whole district is kept and every file is given back as it came", async () => {
  const { keep, textOf, packs, packCaches } = createGround();
  const shares: number[] = [];
  const kept = await packs.keep("one", (share) => shares.push(share));
  expect(kept.ok && kept.value.current.asOf).toBe("2024-03");
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(await textOf("streets.fgb")).toBe(OLD["streets.fgb"]);
  expect(await textOf("gates.fgb")).toBe(OLD["gates.fgb"]);
  expect(JSON.parse((await textOf("datapackage.json")) ?? "").havenmap.asOf).toBe("2024-03");
  expect(await textOf("depots.fgb")).toBe(null);
  expect(packCaches()).toHaveLength(1);
  // The second time only the list is looked at.
  await keep();
  expect(packCaches()).toHaveLength(1);
});

test.each(["unreachable", 404, "half", "other-bytes"] as const)(
  "with a file that is %s nothing is served, and what came is not fetched again",
  async (fault) => {
    const { server, keep, textOf } = createGround();
    server.faults.set("gates.fgb", fault);
    const kept = await keep();
    expect(kept).toEqual({
      ok: false,
      failure: fault === "half" || fault === "other-bytes" ? "mixed" : "network",
    });
    expect(await textOf("streets.fgb")).toBe(null);
    expect(await textOf("gates.fgb")).toBe(null);
    server.faults.clear();
    server.takeAsked();
    expect((await keep()).ok).toBe(true);
    expect(server.takeAsked()).toEqual(["datapackage.json", "gates.fgb"]);
    expect(await textOf("gates.fgb")).toBe(OLD["gates.fgb"]);
  },
);

test("a newer version waits whole beside the one in use until somebody says so", async () => {
  const { server, keep, textOf, packs, packCaches } = createGround();
  await keep();
  server.publish(NEW, "2025-09");
  server.takeAsked();
  const kept = await keep();
  expect(kept.ok && [kept.value.current.asOf, kept.value.newer?.asOf]).toEqual(["2024-03", "2025-09"]);
  // What did not change is not fetched again.
  expect(server.takeAsked()).toEqual(["datapackage.json", "gates.fgb"]);
  expect(await textOf("gates.fgb")).toBe(OLD["gates.fgb"]);
  await packs.useNewer("one");
  expect(await textOf("gates.fgb")).toBe(NEW["gates.fgb"]);
  expect(await textOf("streets.fgb")).toBe(NEW["streets.fgb"]);
  expect(packCaches()).toHaveLength(1);
  const after = await keep();
  expect(after.ok && [after.value.current.asOf, after.value.newer]).toEqual(["2025-09", null]);
});

test("a newer version that comes only by half leaves the one in use, and is not offered", async () => {
  const { server, keep, textOf, packs } = createGround();
  await keep();
  server.publish(NEW, "2025-09");
  server.faults.set("gates.fgb", "half");
  const kept = await keep();
  expect(kept.ok && [kept.value.current.asOf, kept.value.newer]).toEqual(["2024-03", null]);
  await packs.useNewer("one");
  expect(await textOf("gates.fgb")).toBe(OLD["gates.fgb"]);
});

test("of three versions the one in the middle is cleared; taken back by the server, none waits", async () => {
  const { server, keep, packCaches } = createGround();
  await keep();
  server.publish(NEW, "2025-09");
  await keep();
  server.publish({ ...NEW, "gates.fgb": "gates of tomorrow" }, "2026-01");
  const kept = await keep();
  expect(kept.ok && kept.value.newer?.asOf).toBe("2026-01");
  expect(packCaches()).toHaveLength(2);
  server.publish(OLD, "2024-03");
  const back = await keep();
  expect(back.ok && back.value.newer).toBe(null);
  expect(packCaches()).toHaveLength(1);
});

test("without a network what is kept stays ready; a list for a later program changes nothing", async () => {
  const { server, keep, textOf } = createGround();
  await keep();
  server.faults.set("datapackage.json", "unreachable");
  expect((await keep()).ok).toBe(true);
  server.faults.clear();
  server.publish(NEW, "2030-01", 99);
  const kept = await keep();
  expect(kept.ok && [kept.value.current.asOf, kept.value.newer]).toEqual(["2024-03", null]);
  expect(await textOf("gates.fgb")).toBe(OLD["gates.fgb"]);
});

test("a file that the browser has cleared is missed, and fetched anew", async () => {
  const { server, memory, keep, textOf, packCaches } = createGround();
  await keep();
  memory.lose(packCaches()[0] as string, `${BASE}gates.fgb`);
  expect(await textOf("gates.fgb")).toBe(null);
  server.takeAsked();
  expect((await keep()).ok).toBe(true);
  expect(server.takeAsked()).toEqual(["datapackage.json", "gates.fgb"]);
  expect(await textOf("gates.fgb")).toBe(OLD["gates.fgb"]);
});

test("no room, and storage that fails, are said and leave nothing that looks whole", async () => {
  const { memory, free, keep, textOf } = createGround();
  free.bytes = 100;
  expect(await keep()).toEqual({ ok: false, failure: "no-room" });
  free.bytes = 1e9;
  memory.control.isFull = true;
  expect(await keep()).toEqual({ ok: false, failure: "storage" });
  expect(await textOf("streets.fgb")).toBe(null);
});

test("forgotten, nothing of the district is left, and other folders of the host are not touched", async () => {
  const { memory, packs, keep, textOf, packCaches } = createGround();
  await memory.storage.open("havenmap / pack one 0123456789abcdef");
  await keep();
  await packs.forget("one");
  expect(await textOf("streets.fgb")).toBe(null);
  expect(packCaches()).toEqual(["havenmap / pack one 0123456789abcdef"]);
});
