import { expect, test } from "vitest";
import { layerPlan } from "../../src/map/layer-plan.ts";
import { differencesByCommunity, withComparison } from "../../src/map/scenes/compare-scene.ts";
import { planScene } from "../../src/map/scenes/plan-scene.ts";
import { type AnalysisTasks, initialSharedState } from "../../src/state/app-state.ts";
import { differenceRows, sortDifferences } from "../../src/state/schemes/difference-rows.ts";
import { createAppStore } from "../../src/state/store.ts";
import { createCoverageAnswer, createFieldAnswer, createPackIndex } from "../fixtures/create-plan.ts";

const pack = createPackIndex();
const before = createCoverageAnswer();
/** The first community gains 120 with room, the second loses 30; all others stay. */
const CHANGES = [120, -30];
const now = createCoverageAnswer({
  communities: before.communities.map((area, at) => ({
    ...area,
    withRoomPersons: area.withRoomPersons + (CHANGES[at] ?? 0),
    nearButFullPersons: area.nearButFullPersons - (CHANGES[at] ?? 0),
  })),
});

function sceneOf() {
  const store = createAppStore(initialSharedState("plan", "zh-CN"), [], 600);
  store.set("pack", { status: "ready", index: pack });
  const field = createFieldAnswer();
  store.setTask("minutesField", {
    status: "done",
    request: field.request,
    answer: field,
  } as AnalysisTasks["minutesField"]);
  return planScene(store.state, { pack, probeLabel: "", focus: null, reachMinutes: 10 });
}
const compared = (dividerLng: number | null) =>
  withComparison(sceneOf(), {
    pack,
    coverage: now,
    besideCoverage: before,
    besideField: createFieldAnswer(),
    dividerLng,
  });

test("gains and losses stand at their communities with sign and number; who neither gains nor loses has none", () => {
  const { features } = differencesByCommunity(now, before, pack);
  expect(features.map(({ properties }) => properties)).toEqual([
    { persons: 120, sign: 1, label: "+120" },
    { persons: 30, sign: -1, label: "−30" },
  ]);
  expect(differencesByCommunity(now, now, pack).features).toEqual([]);
});

test("the table holds the same persons as the map, and its changes are the one column minus the other", () => {
  const rows = differenceRows(now, before, pack, "communities");
  expect(rows.map((row) => row.withRoomChange)).toEqual(CHANGES);
  for (const row of rows) {
    expect(row.withRoomPersons - row.withRoomBesidePersons).toBe(row.withRoomChange);
    // Who found room had reached a gate before: the number who arrive is the same.
    expect(row.reachedChange).toBe(0);
  }
  expect(differenceRows(now, before, pack, "subdistricts")).toEqual([]);
  const order = (direction: "ascending" | "descending") =>
    sortDifferences(rows, { key: "withRoomChange", direction }).map((row) => row.withRoomChange);
  expect([order("ascending"), order("descending")]).toEqual([
    [-30, 120],
    [120, -30],
  ]);
});

test("the difference stands in place of those not reached, with a legend; the divider in place of the difference", () => {
  const difference = compared(null);
  expect([difference.unmet, difference.crowded]).toEqual([null, null]);
  expect(layerPlan(difference, pack).layers.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["difference-dot", "difference-label"]),
  );
  const swipe = compared(116.36);
  expect(swipe.differences).toBeNull();
  expect(swipe.lines.map(({ role }) => role)).toEqual(["divider"]);
  // One area a class still, cut along the divider: no corner of the west is the current scheme's.
  const fields = swipe.polygons.filter(({ role }) => role === "field");
  expect(fields.map(({ minutes }) => minutes)).toEqual(
    sceneOf()
      .polygons.filter(({ role }) => role === "field")
      .map(({ minutes }) => minutes),
  );
});
