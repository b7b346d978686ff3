import { expect, test, vi } from "vitest";
import type { Failure } from "../../src/core/model/failure.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { ByteSource } from "../../src/sources/byte-source.ts";
import { DEFAULT_SCENARIO } from "../../src/state/app-state.ts";
import { createAnalysisApi } from "../../workers/analysis-api.ts";
import { createTinyPack } from "../fixtures/create-tiny-city.ts";
import { createMemorySource } from "../fixtures/memory-source.ts";
import { Workshop } from "./fake-workers.ts";

const TINY = { packId: "tiny", baseUrl: "https://example.org/tiny/" };
const INDEX = { description: { id: "tiny" } };
const quiet = () => {};
function got<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** The worker's own work over a small real pack, and the files it reads. */
function createTiny(files: ReadonlyMap<string, Uint8Array> = createTinyPack()) {
  const read: string[] = [];
  let held = Promise.resolve();
  const source: ByteSource = {
    read: async (path, signal) => {
      read.push(path);
      await held;
      return createMemorySource(files).read(path, signal);
    },
  };
  const api = createAnalysisApi(() => source);
  return {
    api,
    read,
    /** Until the returned function is called no file comes. */
    holdsFiles: () => {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
}
const question = (api: ReturnType<typeof createAnalysisApi>, lngLat: readonly [number, number]) =>
  api.run("find", { scenario: DEFAULT_SCENARIO, origin: [...lngLat] }, quiet);

test("the way from the first part is the way from the whole, and reads nothing else", async () => {
  const { api, read } = createTiny();
  const first = got(await api.openFirst(TINY, quiet));
  expect(read.toSorted()).toEqual([
    "datapackage.json",
    "district.fgb",
    "gates.fgb",
    "network.bin",
    "shelters.fgb",
  ]);
  const places = first.gates.map(({ lngLat }) => lngLat);
  const early = [];
  for (const place of places) early.push(await question(api, place));
  const whole = got(await api.open(TINY, quiet));
  expect(first).toEqual({
    description: whole.description,
    shelters: whole.shelters,
    gates: whole.gates,
  });
  expect(new Set(read).size).toBe(read.length);
  const late = [];
  for (const place of places) late.push(await question(api, place));
  expect(early).toEqual(late);
  const alone = createTiny().api;
  expect(got(await alone.open(TINY, quiet))).toEqual(whole);
  expect(await question(alone, places[0] as [number, number])).toEqual(early[0]);
  expect(early.some(({ ok: isFound }) => isFound)).toBe(true);
});

test("questions of the first part are answered while the rest is read", async () => {
  const { api, holdsFiles } = createTiny();
  const [gate] = got(await api.openFirst(TINY, quiet)).gates;
  const release = holdsFiles();
  let isOpen = false;
  const opening = api.open(TINY, quiet).then((result) => {
    isOpen = true;
    return result;
  });
  got(await question(api, gate?.lngLat as [number, number]));
  expect(isOpen).toBe(false);
  release();
  got(await opening);
});

test("an opening that another overtook leaves the other's pack alone", async () => {
  const { api, holdsFiles } = createTiny();
  const release = holdsFiles();
  const overtaken = [api.openFirst(TINY, quiet), api.open(TINY, quiet)];
  const last = api.open({ ...TINY, packId: "other" }, quiet);
  release();
  for (const opening of overtaken) expect(await opening).toEqual(err({ code: "CANCELLED" }));
  expect(got(await last).description.id).toBe("other");
});

test("a pack that changed on its server after the first part is read anew", async () => {
  const files = new Map(createTinyPack());
  const { api, read } = createTiny(files);
  got(await api.openFirst(TINY, quiet));
  // Two versions mixed: the description at hand no longer fits the file.
  const demand = files.get("demand.fgb") as Uint8Array;
  files.set("demand.fgb", demand.subarray(0, demand.length - 8));
  expect(await api.open(TINY, quiet)).toMatchObject({ ok: false, failure: { code: "PACK_MALFORMED" } });
  expect(read.filter((path) => path === "datapackage.json")).toHaveLength(2);
  files.set("demand.fgb", demand);
  got(await api.open(TINY, quiet));
});

test("a first part that cannot be had is a failure; the whole then says what it means", async () => {
  const files = new Map(createTinyPack());
  files.delete("gates.fgb");
  const { api } = createTiny(files);
  expect((await api.openFirst(TINY, quiet)).ok).toBe(false);
  expect(await api.open(TINY, quiet)).toMatchObject({ ok: false, failure: { file: "gates.fgb" } });
});

/** An engine over workers that answer when the test says so, the first part of the pack open by call 0. */
async function createFirstOpen() {
  const workshop = new Workshop();
  const engine = createEngine(workshop.parts);
  const opening = engine.openFirst("tiny", quiet);
  const call = await workshop.call(0);
  expect(call.verb).toBe("openFirst");
  call.answer(ok(INDEX));
  await opening;
  return { workshop, engine };
}
const find = { scenario: DEFAULT_SCENARIO, origin: [116.36, 39.9] as [number, number] };
const never = () => new AbortController().signal;

test("the rest is read beside the questions, and a worker that dies of it is asked for the whole again", async () => {
  const { workshop, engine } = await createFirstOpen();
  const opening = engine.open("tiny", quiet);
  expect((await workshop.call(1)).verb).toBe("open");
  const finding = engine.run("find", find, { signal: never() });
  const asked = await workshop.call(2);
  expect(asked.verb).toBe("find");
  asked.answer(ok("way"));
  expect(await finding).toEqual(ok("way"));
  workshop.analysis[0]?.die("out of memory");
  const again = await workshop.call(3);
  expect([again.worker, again.verb]).toEqual([1, "open"]);
  again.answer(ok(INDEX));
  expect(await opening).toEqual(ok(INDEX));
  engine.dispose();
  workshop.endAll();
});

test("a question of the whole opens it first", async () => {
  const { workshop, engine } = await createFirstOpen();
  const covering = engine.run("coverage", { scenario: DEFAULT_SCENARIO }, { signal: never() });
  const opening = await workshop.call(1);
  expect(opening.verb).toBe("open");
  opening.answer(ok(INDEX));
  (await workshop.call(2)).answer(ok("share"));
  expect(await covering).toEqual(ok("share"));
  await vi.waitFor(() => expect(workshop.calls).toHaveLength(3));
  engine.dispose();
  workshop.endAll();
});
