import { expect, test } from "vitest";
import { LIVE_KINDS, wantedRequest } from "../../src/state/analyses.ts";
import { DEFAULT_SCENARIO, DOORS, type Door, initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";

const stateAt = (door: Door, change: object = {}, nowMinuteOfDay = 600) =>
  createAppStore({ ...initialSharedState(door, "zh-CN"), ...change }, [], nowMinuteOfDay).state;
const PLACE = [116.3553, 39.9399] as const;

test("each door asks for what it shows and nothing else", () => {
  const asked = DOORS.map((door) => {
    const state = stateAt(door, { origin: { lngLat: PLACE, name: null }, probe: PLACE });
    return [door, LIVE_KINDS.filter((kind) => wantedRequest(kind, state) !== null)];
  });
  expect(Object.fromEntries(asked)).toEqual({
    find: ["find"],
    plan: ["coverage", "minutesField", "isochrone", "explain"],
    command: ["board"],
    ledger: ["ledger"],
  });
});

test("without a place nobody asks about one", () => {
  expect(wantedRequest("find", stateAt("find"))).toBeNull();
  for (const kind of ["isochrone", "explain"] as const)
    expect(wantedRequest(kind, stateAt("plan"))).toBeNull();
});

test("the public's gates are judged now, unless another time was asked about", () => {
  const origin = { lngLat: PLACE, name: null };
  expect(wantedRequest("find", stateAt("find", { origin }, 1300))?.scenario.minuteOfDay).toBe(1300);
  const scenario = { ...DEFAULT_SCENARIO, minuteOfDay: 480 };
  expect(wantedRequest("find", stateAt("find", { origin, scenario }, 1300))?.scenario.minuteOfDay).toBe(480);
  expect(wantedRequest("coverage", stateAt("plan", {}, 1300))?.scenario.minuteOfDay).toBeNull();
});

test("the field's minutes rise, hold the reader's own, and none twice", () => {
  const at = (reachMinutes: number) =>
    wantedRequest("minutesField", stateAt("plan", { scenario: { ...DEFAULT_SCENARIO, reachMinutes } }))
      ?.cutoffMinutes;
  expect(at(10)).toEqual([5, 10, 15, 20]);
  expect(at(8)).toEqual([5, 8, 10, 15, 20]);
  expect(at(30)).toEqual([5, 10, 15, 20, 30]);
});

test("the dangers of a place are asked once its way is known or known to fail, and stay while the way is worked out again", () => {
  const store = createAppStore(
    { ...initialSharedState("find", "zh-CN"), origin: { lngLat: PLACE, name: null } },
    [],
    600,
  );
  const request = wantedRequest("find", store.state);
  if (!request) throw new Error("no way was asked for");
  const asks = () => wantedRequest("riskHere", store.state) !== null;
  store.setTask("find", { status: "running", request, previous: null, progressShare: 0 });
  expect(asks()).toBe(false);
  store.setTask("find", { status: "failed", request, failure: { code: "NO_OPEN_SHELTER" }, previous: null });
  expect(asks()).toBe(true);
  store.setTask("find", { status: "running", request, previous: {} as never, progressShare: 0 });
  expect(asks()).toBe(true);
});
