import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Failure } from "../../src/core/model/failure.ts";
import type { LayerChange } from "../../src/core/model/import.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import { createEngine, type Engine } from "../../src/engine/engine.ts";
import { DEFAULT_SCENARIO } from "../../src/state/app-state.ts";
import { createAnalysisApi } from "../../workers/analysis-api.ts";
import { createLayersApi } from "../../workers/layers-api.ts";
import { createChange, createStationRow } from "../fixtures/create-change.ts";
import { createTinyPack } from "../fixtures/create-tiny-city.ts";
import { createMemorySource } from "../fixtures/memory-source.ts";
import { Workshop } from "./fake-workers.ts";

const TINY = { packId: "tiny", baseUrl: "https://example.org/tiny/" };
function got<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** The worker's own work, over a small real pack. */
async function openTiny(files = createTinyPack()) {
  const api = createAnalysisApi(() => createMemorySource(files));
  return { api, index: got(await api.open(TINY, () => {})) };
}
const coverage = { scenario: { ...DEFAULT_SCENARIO, reachMinutes: 15 } };
async function coverageOf(api: ReturnType<typeof createAnalysisApi>) {
  const answer = got(await api.run("coverage", coverage, () => {}));
  const { computeMilliseconds, ...rest } = answer;
  expect(computeMilliseconds).toBeGreaterThanOrEqual(0);
  return rest;
}

test("a change is in the next index and undo gives the old one back", async () => {
  const { api, index } = await openTiny();
  const changed = got(await api.applyChanges([createChange("one")]));
  expect(changed.stations.map(({ id }) => id)).toEqual(
    [...index.stations.map(({ id }) => id), "by-one"].sort(),
  );
  expect(changed.shelters).toEqual(index.shelters);
  const described = changed.description.resources.find(({ name }) => name === "stations");
  expect(described?.features).toBe(index.stations.length + 1);
  expect(described?.source).toContain("list of stations");
  expect(got(await api.applyChanges([]))).toEqual(index);
});

test("analyses answer from the changed pack as a pack opened anew would, and from the old one after undo", async () => {
  const { api, index } = await openTiny();
  const before = await coverageOf(api);
  const noGates = createChange("shut", {
    layer: "gates",
    upserts: [],
    removedIds: index.gates.map(({ id }) => id),
  });
  got(await api.applyChanges([noGates]));
  const shut = await coverageOf(api);
  expect(shut).not.toEqual(before);
  // The same question to a worker that never knew another state: nothing kept from before may show through.
  const fresh = await openTiny();
  got(await fresh.api.applyChanges([noGates]));
  expect(shut).toEqual(await coverageOf(fresh.api));
  got(await api.applyChanges([]));
  expect(await coverageOf(api)).toEqual(before);
});

test("a change that cannot be laid over leaves the pack as it was", async () => {
  const { api } = await openTiny();
  got(await api.applyChanges([createChange("one")]));
  const before = await coverageOf(api);
  const removedIds = got(await demandIds());
  const noDemand = createChange("none", { layer: "demand", upserts: [], removedIds });
  const result = await api.applyChanges([noDemand]);
  expect(result).toMatchObject({ ok: false, failure: { code: "PACK_MALFORMED" } });
  expect(await coverageOf(api)).toEqual(before);
});

async function demandIds(): Promise<Result<readonly string[], Failure>> {
  const layers = createLayersApi(() => createMemorySource(createTinyPack()));
  const text = await layers.layer({ ...TINY, layer: "demand", changes: [] });
  return text.ok ? ok(featuresOf(text.value).map(({ properties }) => properties.id)) : text;
}
const featuresOf = (bytes: Uint8Array): { properties: { id: string } & Record<string, unknown> }[] =>
  JSON.parse(new TextDecoder().decode(bytes)).features;

test("a changed layer for the map: rows of the file, changed in order, unknown values absent", async () => {
  const layers = createLayersApi(() => createMemorySource(createTinyPack()));
  const before = featuresOf(got(await layers.layer({ ...TINY, layer: "stations", changes: [] })));
  const first = before[0]?.properties.id as string;
  const added = featuresOf(
    got(await layers.layer({ ...TINY, layer: "stations", changes: [createChange("one")] })),
  );
  // Untouched rows are the very ones of the file.
  expect(added.slice(0, -1)).toEqual(before);
  const changes = [
    createChange("one"),
    createChange("two", { upserts: [createStationRow("two")], removedIds: [first] }),
  ];
  const after = featuresOf(got(await layers.layer({ ...TINY, layer: "stations", changes })));
  expect(after.map(({ properties }) => properties.id).sort()).toEqual(
    [...before.slice(1).map(({ properties }) => properties.id), "by-one", "two"].sort(),
  );
  expect(after.find(({ properties }) => properties.id === "two")?.properties).not.toHaveProperty("persons");
});

test("a layer that the pack lacks begins with the import", async () => {
  const files = createTinyPack();
  const text = new TextDecoder().decode(files.get("datapackage.json"));
  const description = JSON.parse(text);
  description.resources = description.resources.filter(({ name }: { name: string }) => name !== "stations");
  files.set("datapackage.json", new TextEncoder().encode(JSON.stringify(description)));
  const { api, index } = await openTiny(files);
  expect(index.notes).toContainEqual(expect.objectContaining({ code: "LAYER_SKIPPED" }));
  const changed = got(await api.applyChanges([createChange("one")]));
  expect(changed.stations.map(({ id }) => id)).toEqual(["by-one"]);
  expect(changed.notes).not.toContainEqual(expect.objectContaining({ code: "LAYER_SKIPPED" }));
  expect(changed.description.resources).toContainEqual(
    expect.objectContaining({ name: "stations", features: 1, source: "list of stations" }),
  );
  const layers = createLayersApi(() => createMemorySource(files));
  const drawn = got(await layers.layer({ ...TINY, layer: "stations", changes: [createChange("one")] }));
  expect(featuresOf(drawn).map(({ properties }) => properties.id)).toEqual(["by-one"]);
});

const INDEX = { description: { id: "xicheng" } };
const never = () => new AbortController().signal;
let workshop: Workshop;
let engine: Engine;
beforeEach(async () => {
  workshop = new Workshop();
  engine = createEngine(workshop.parts);
  const opening = engine.open("xicheng", () => {});
  (await workshop.call(0)).answer(ok(INDEX));
  await opening;
});
afterEach(() => {
  engine.dispose();
  workshop.endAll();
  vi.restoreAllMocks();
});

const ONE = [createChange("one")];
const TWO = [...ONE, createChange("two")];
async function lay(changes: readonly LayerChange[], call: number, result: unknown = ok(INDEX)) {
  const laying = engine.applyChanges("xicheng", changes);
  const asked = await workshop.call(call);
  expect([asked.verb, asked.request]).toEqual(["applyChanges", changes]);
  asked.answer(result);
  return laying;
}

test("after the worker's death the pack and what was laid over it are there again before the next question", async () => {
  expect(await lay(ONE, 1)).toEqual(ok(INDEX));
  workshop.analysis[0]?.die("out of memory");
  const run = engine.run("coverage", coverage, { signal: never() });
  const reopening = await workshop.call(2);
  expect([reopening.worker, reopening.verb]).toEqual([1, "open"]);
  reopening.answer(ok(INDEX));
  const again = await workshop.call(3);
  expect([again.verb, again.request]).toEqual(["applyChanges", ONE]);
  again.answer(ok(INDEX));
  (await workshop.call(4)).answer(ok("answer"));
  expect(await run).toEqual(ok("answer"));
});

test("a change that kills the worker is not laid over it again", async () => {
  await lay(ONE, 1);
  const deadly = engine.applyChanges("xicheng", TWO);
  await workshop.call(2);
  workshop.analysis[0]?.die("out of memory");
  expect(await deadly).toEqual(err({ code: "WORKER_DIED", detail: "out of memory" }));
  const run = engine.run("coverage", coverage, { signal: never() });
  (await workshop.call(3)).answer(ok(INDEX));
  const again = await workshop.call(4);
  expect([again.verb, again.request]).toEqual(["applyChanges", ONE]);
  again.answer(ok(INDEX));
  (await workshop.call(5)).answer(ok("answer"));
  expect(await run).toEqual(ok("answer"));
});

test("an unchanged worker is not asked to change before each question", async () => {
  await lay(ONE, 1);
  const run = engine.run("coverage", coverage, { signal: never() });
  const asked = await workshop.call(2);
  expect(asked.verb).toBe("coverage");
  asked.answer(ok("answer"));
  await run;
});

const TEXT = () => new TextEncoder().encode('{"type":"FeatureCollection","features":[]}');
async function urlOf(call: number) {
  const asking = engine.layerUrl("xicheng", "stations");
  (await workshop.call(call)).answer(ok(TEXT()));
  return got(await asking);
}

test("a changed layer has a new address, an unchanged one keeps its own; the old address goes in time", async () => {
  const revoked = vi.spyOn(URL, "revokeObjectURL");
  const first = await urlOf(1);
  await lay(ONE, 2);
  const second = await urlOf(3);
  expect((await workshop.call(3)).request).toMatchObject({ layer: "stations", changes: ONE });
  expect(second).not.toBe(first);
  expect(got(await engine.layerUrl("xicheng", "stations"))).toBe(second);
  expect(revoked).not.toHaveBeenCalled();
  await lay([...ONE, createChange("gate", { layer: "gates", upserts: [] })], 4);
  expect(got(await engine.layerUrl("xicheng", "stations"))).toBe(second);
  await lay(TWO, 5);
  await urlOf(6);
  expect(revoked.mock.calls).toEqual([[first]]);
});

test("a change that failed is not on the map; a layer with changes comes whole, not by boxes", async () => {
  const failure = { code: "UNEXPECTED", detail: "no" } as const;
  expect(await lay(ONE, 1, err(failure))).toEqual(err(failure));
  await urlOf(2);
  expect((await workshop.call(2)).request).toMatchObject({ changes: [] });
  await lay(ONE, 3);
  void engine.layerBoxUrl("xicheng", "stations", [116, 39, 117, 40]);
  const asked = await workshop.call(4);
  expect([asked.verb, asked.request]).toEqual(["layer", expect.objectContaining({ changes: ONE })]);
});

test("another pack begins without changes, and changes for a pack that is not open are refused", async () => {
  await lay(ONE, 1);
  const opening = engine.open("porto", () => {});
  (await workshop.call(2)).answer(ok(INDEX));
  await opening;
  expect(await engine.applyChanges("xicheng", TWO)).toEqual(err({ code: "CANCELLED" }));
  const run = engine.run("coverage", coverage, { signal: never() });
  const asked = await workshop.call(3);
  expect(asked.verb).toBe("coverage");
  asked.answer(ok("answer"));
  await run;
});
