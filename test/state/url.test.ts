import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LngLat } from "../../src/core/model/geometry.ts";
import { LANGUAGES } from "../../src/core/model/language.ts";
import { HAZARDS, LAYER_IDS, SHELTER_TIERS } from "../../src/core/model/pack.ts";
import { BRIDGE_LOADS, type Closure, PACE_IDS, PERIODS, PHASES } from "../../src/core/model/scenario.ts";
import {
  DEFAULT_SCENARIO,
  DOORS,
  initialSharedState,
  type SharedState,
  THEMES,
} from "../../src/state/app-state.ts";
import { readLink, writeFragment } from "../../src/state/url.ts";

/** Five decimals of a degree: what a link keeps. */
const degrees = (limit: number) =>
  fc.integer({ min: -limit * 1e5, max: limit * 1e5 }).map((units) => units / 1e5 + 0);
const lngLat = fc.tuple(degrees(180), degrees(85)) as fc.Arbitrary<LngLat>;
const idOf = ([lng, lat]: LngLat) => `${lng.toFixed(5)},${lat.toFixed(5)}`;
const street = lngLat.map((at): Closure => ({ kind: "street", id: idOf(at), lngLat: at }));
const area = fc
  .array(lngLat, { minLength: 3, maxLength: 6 })
  .map((ring): Closure => ({ kind: "area", id: `a${idOf(ring[0] as LngLat)}`, ring }));
const rings = fc.array(lngLat, { minLength: 3, maxLength: 6 });
const tenths = (least: number, most: number) =>
  fc.integer({ min: least * 10, max: most * 10 }).map((count) => count / 10);
const flood = fc.tuple(rings, tenths(0, 20)).map(
  ([ring, depthMetres]): Closure => ({
    kind: "flood",
    id: `f${idOf(ring[0] as LngLat)}`,
    ring,
    depthMetres,
  }),
);
const slow = fc
  .tuple(rings, tenths(1, 100))
  .map(([ring, factor]): Closure => ({ kind: "slow", id: `s${idOf(ring[0] as LngLat)}`, ring, factor }));
const bridge = fc.tuple(lngLat, lngLat, fc.constantFrom(...BRIDGE_LOADS), tenths(0.5, 50)).map(
  ([from, to, carries, widthMetres]): Closure => ({
    kind: "bridge",
    id: `b${idOf(from)}`,
    from,
    to,
    carries,
    widthMetres,
  }),
);
const closures = fc
  .tuple(
    fc.array(street, { maxLength: 4 }),
    fc.array(area, { maxLength: 2 }),
    fc.array(flood, { maxLength: 2 }),
    fc.array(slow, { maxLength: 2 }),
    fc.array(bridge, { maxLength: 2 }),
  )
  .map((kinds): Closure[] => kinds.flat());
const name = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const rowId = fc
  .tuple(fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"), fc.integer({ min: 0, max: 99 }))
  .map(([letter, number]) => `${letter}${number}`);

const anyShared: fc.Arbitrary<SharedState> = fc.record({
  door: fc.constantFrom(...DOORS),
  language: fc.constantFrom(...LANGUAGES),
  theme: fc.constantFrom(...THEMES),
  packId: fc.constantFrom("xicheng", "another-district"),
  scenario: fc.record({
    pace: fc.constantFrom(...PACE_IDS),
    metresPerSecond: maybe(fc.integer({ min: 10, max: 500 }).map((hundredths) => hundredths / 100)),
    reachMinutes: fc.integer({ min: 1, max: 60 }),
    phase: fc.constantFrom(...PHASES),
    period: fc.constantFrom(...PERIODS),
    tier: fc.constantFrom("all" as const, ...SHELTER_TIERS),
    hazard: maybe(fc.constantFrom(...HAZARDS)),
    minuteOfDay: maybe(fc.integer({ min: 0, max: 1439 })),
    closures,
  }),
  response: fc.record({
    elapsedMinutes: fc.integer({ min: 0, max: 6000 }),
    inNeedShare: fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
    lostDepotIds: fc.array(fc.constantFrom("d1", "d2", "department-3", "储备库"), { maxLength: 3 }),
  }),
  origin: maybe(fc.record({ lngLat, name: maybe(name) })),
  probe: maybe(lngLat),
  schemeText: maybe(fc.constantFrom("1.AbC_-9", "12.x")),
  selection: maybe(
    fc.record({ layer: fc.constantFrom(...LAYER_IDS), id: fc.string({ minLength: 1, unit: "grapheme" }) }),
  ),
  layers: fc.uniqueArray(fc.constantFrom(...LAYER_IDS)),
  camera: maybe(
    fc.record({ lngLat, zoom: fc.integer({ min: 0, max: 2400 }).map((hundredths) => hundredths / 100) }),
  ),
  commitmentId: maybe(rowId),
  isDataOpen: fc.boolean(),
});
/** A scheme is said in links to /plan only. */
const shared = anyShared.map((state) => (state.door === "plan" ? state : { ...state, schemeText: null }));

describe("a link carries the whole state", () => {
  test("reading what was written gives the state back, whatever language the reader prefers", () => {
    fc.assert(
      fc.property(shared, fc.constantFrom(...LANGUAGES), (state, preferred) => {
        const fragment = writeFragment(state, preferred);
        const read = readLink(`/${state.door}`, `#${fragment}`, preferred);
        expect(read.notices).toEqual([]);
        expect(read.shared).toEqual(state);
      }),
      { numRuns: 200, seed: 20201101 },
    );
  });

  test("the same link is written again: no drift from reading and writing", () => {
    fc.assert(
      fc.property(shared, (state) => {
        const once = writeFragment(state, "zh-CN");
        const { shared: read } = readLink(state.door, once, "zh-CN");
        expect(writeFragment(read, "zh-CN")).toBe(once);
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  test("positions finer than a link keeps come back within five decimals of a degree", () => {
    const point = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -85, max: 85, noNaN: true }),
    );
    fc.assert(
      fc.property(point, (probe) => {
        const state = { ...initialSharedState("plan", "zh-CN"), probe };
        const read = readLink("/plan", writeFragment(state, "zh-CN"), "zh-CN");
        expect(read.notices).toEqual([]);
        expect(Math.abs((read.shared.probe?.[0] ?? Number.NaN) - probe[0])).toBeLessThan(0.0000051);
        expect(Math.abs((read.shared.probe?.[1] ?? Number.NaN) - probe[1])).toBeLessThan(0.0000051);
      }),
      { seed: 3 },
    );
  });

  test("?pack= opens a pack as #pack= does; the fragment wins, and nothing else of a query is read", () => {
    const packOf = (query: string, fragment = "") => readLink("/plan", fragment, "zh-CN", query);
    expect(packOf("?pack=Qingyun_2").shared.packId).toBe("Qingyun_2");
    expect(packOf("?pack=one&pace=child").shared.scenario.pace).toBe("slow");
    expect(packOf("?pack=one", "#pack=two").shared.packId).toBe("two");
    const escaping = packOf("?pack=../secret");
    expect(escaping.shared.packId).toBe("xicheng");
    expect(escaping.notices).toEqual([{ code: "LINK_NOT_UNDERSTOOD", fields: ["pack"] }]);
  });

  test("nothing is written for what is usual", () => {
    for (const door of DOORS) expect(writeFragment(initialSharedState(door, "en"), "en")).toBe("");
  });

  test("links are readable", () => {
    const state: SharedState = {
      ...initialSharedState("plan", "zh-CN"),
      scenario: { ...DEFAULT_SCENARIO, reachMinutes: 8, minuteOfDay: 1290 },
      probe: [116.3553, 39.9399],
    };
    expect(writeFragment(state, "zh-CN")).toBe("probe=116.3553,39.9399&reach=8&clock=21:30");
  });
});

describe("a bad field falls back alone and is named", () => {
  const BAD: readonly (readonly [string, string])[] = [
    ["pace", "teleport"],
    ["reach", "0"],
    ["reach", "61"],
    ["reach", "1e1"],
    ["phase", "forever"],
    ["period", "dusk"],
    ["tier", "secret"],
    ["hazard", "zombies"],
    ["clock", "24:00"],
    ["clock", "9:00"],
    ["close", "116.3;39.9"],
    ["area", "116,39;x"],
    ["flood", "-0.1:116,39;116.1,39;116,39.1"],
    ["flood", "NaN:116,39;116.1,39;116,39.1"],
    ["flood", "0.3:116,39;116.1,39"],
    ["flood", "116,39;116.1,39;116,39.1"],
    ["slow", "0.9:116,39;116.1,39;116,39.1"],
    ["bridge", "horses,3:116,39;116.1,39"],
    ["bridge", "foot,3:116,39"],
    ["bridge", "foot,0:116,39;116.1,39"],
    ["elapsed", "-1"],
    ["need", "1.1"],
    ["at", "116.3"],
    ["at", "39.9,116.3"],
    ["probe", "NaN,NaN"],
    ["select", "treasure:1"],
    ["layers", "shelters,treasure"],
    ["view", "116.3,39.9,99"],
    ["row", "DROP"],
    ["theme", "neon"],
    ["lang", "tlh"],
    ["pack", "../../etc"],
    ["place", "长".repeat(81)],
    ["nonsense", "1"],
  ];
  test.each(BAD)("%s=%s", (field, value) => {
    const fragment = new URLSearchParams({ period: "day", theme: "dark", at: "116.3,39.9", [field]: value });
    const read = readLink("/plan", `#${fragment}`, "zh-CN");
    expect(read.notices).toEqual([{ code: "LINK_NOT_UNDERSTOOD", fields: [field] }]);
    if (field !== "period") expect(read.shared.scenario.period).toBe("day");
    if (field !== "theme") expect(read.shared.theme).toBe("dark");
    const usual = readLink("/plan", "#period=day&theme=dark&at=116.3,39.9", "zh-CN").shared;
    const asked = { ...usual, origin: null, theme: null, scenario: { ...usual.scenario, period: null } };
    const got = {
      ...read.shared,
      origin: null,
      theme: null,
      scenario: { ...read.shared.scenario, period: null },
    };
    expect(got).toEqual(asked);
  });

  test("an area of fewer than three corners is named too", () => {
    const read = readLink("/command", "#area=116.3,39.9;116.4,39.9", "zh-CN");
    expect(read.shared.scenario.closures).toEqual([]);
    expect(read.notices).toEqual([{ code: "LINK_NOT_UNDERSTOOD", fields: ["area"] }]);
  });

  test("whatever stands in the fragment, a state comes out", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii", maxLength: 60 }), fc.string(), (fragment, path) =>
        (DOORS as readonly string[]).includes(readLink(path, fragment, "en").shared.door),
      ),
      { seed: 11 },
    );
  });
});

test.each([
  ["/plan", "plan"],
  ["/some/where/command/", "command"],
  ["/", "find"],
  ["/treasure", "find"],
])("%s opens the door %s", (path, door) => {
  expect(readLink(path, "", "en").shared.door).toBe(door);
});

test("names of fields that every object has are not fields of a link", () => {
  const read = readLink("/find", "#constructor=1&toString=2", "en");
  expect(read.notices).toEqual([{ code: "LINK_NOT_UNDERSTOOD", fields: ["constructor", "toString"] }]);
});
