import { afterAll, expect, test } from "vitest";
import { DEFAULT_RUBBLE } from "../../src/core/model/rubble.ts";
import { createEngine } from "../../src/engine/engine.ts";
import { startAnalysisWorker, startLayersWorker } from "../../src/engine/worker-ports.ts";
import { DEFAULT_SCENARIO } from "../../src/state/app-state.ts";

/* Real workers, the real pack, a real browser: what only together can go wrong. */

const engine = createEngine({
  startAnalysisWorker,
  startLayersWorker,
  packsUrl: new URL("/packs/", location.href).href,
});
afterAll(() => engine.dispose());
const never = () => new AbortController().signal;

test("the pack opens and its index crosses to the page", async () => {
  const shares: number[] = [];
  const opened = await engine.open("xicheng", (share) => shares.push(share));
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  expect(opened.value.subDistricts).toHaveLength(15);
  expect(opened.value.communities).toHaveLength(263);
  expect(opened.value.subDistricts.reduce((sum, each) => sum + each.residents, 0)).toBe(1_106_214);
  await expect.poll(() => shares.at(-1)).toBe(1);
}, 30_000);

test("coverage counts everybody once and hands its arrays over", async () => {
  const answered = await engine.run("coverage", { scenario: DEFAULT_SCENARIO }, { signal: never() });
  if (!answered.ok) throw new Error(JSON.stringify(answered.failure));
  const { district, demandSeconds, subDistricts, computeMilliseconds } = answered.value;
  const parts =
    district.withRoomPersons +
    district.nearButFullPersons +
    district.notReachedPersons +
    district.unknownPersons;
  expect(parts).toBeCloseTo(district.persons, 6);
  expect(subDistricts.reduce((sum, each) => sum + each.persons, 0)).toBeCloseTo(district.persons, 3);
  expect(demandSeconds).toBeInstanceOf(Float32Array);
  expect(demandSeconds.length).toBeGreaterThan(1000);
  expect(computeMilliseconds).toBeGreaterThan(0);
}, 30_000);

test("rubble is drawn on workers of the worker, and counts everybody", async () => {
  const request = { scenario: DEFAULT_SCENARIO, ...DEFAULT_RUBBLE, draws: 24 };
  const shares: number[] = [];
  const answered = await engine.run("rubble", request, {
    signal: never(),
    onProgress: ({ share }) => shares.push(share),
  });
  if (!answered.ok) throw new Error(JSON.stringify(answered.failure));
  const { drawsDone, district } = answered.value;
  expect(drawsDone).toBe(24);
  expect(district.reached.mean + district.cutOff.mean + district.beyondAnywayPersons).toBeCloseTo(
    1_106_214,
    6,
  );
  await expect.poll(() => shares.at(-1)).toBe(1);
}, 60_000);

test("one person's question has an answer whose route ends where it says", async () => {
  const origin = [116.3553, 39.9399] as const;
  const answered = await engine.run("find", { scenario: DEFAULT_SCENARIO, origin }, { signal: never() });
  if (!answered.ok) throw new Error(JSON.stringify(answered.failure));
  const { best, route, alternatives } = answered.value;
  expect(route.seconds).toBeCloseTo(best.seconds, 0);
  const steps = route.steps.reduce((sum, step) => sum + step.metres, 0);
  expect(Math.abs(steps + route.accessMetres + route.egressMetres - route.metres)).toBeLessThan(
    route.accessMetres + route.egressMetres + 2,
  );
  for (const other of alternatives) expect(other.seconds).toBeGreaterThanOrEqual(best.seconds);
}, 30_000);

test("a layer comes as an address the map can read", async () => {
  const asked = await engine.layerUrl("xicheng", "subdistricts");
  if (!asked.ok) throw new Error(JSON.stringify(asked.failure));
  const read = (await (await fetch(asked.value)).json()) as { features: unknown[] };
  expect(read.features).toHaveLength(15);
}, 30_000);

test("a pack that is not there is said to be unreachable", async () => {
  const other = createEngine({
    startAnalysisWorker,
    startLayersWorker,
    packsUrl: new URL("/packs/", location.href).href,
  });
  const opened = await other.open("atlantis", () => {});
  expect(opened).toMatchObject({ ok: false, failure: { code: "PACK_UNREACHABLE", httpStatus: 404 } });
  other.dispose();
}, 30_000);
