import { expect, test } from "vitest";
import type { LayerChange } from "../../src/core/model/import.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";

const createStore = () => createAppStore(initialSharedState("plan", "zh-CN"), [], 600);

test("one zoning at a time: showing another puts the first away and leaves the rest", () => {
  const { state, commands } = createStore();
  commands.showLayer("risk-flood", true);
  commands.showLayer("risk-fire", true);
  expect(state.layers).toEqual(["shelters", "gates", "risk-fire"]);
  commands.showLayer("risk-fire", false);
  expect(state.layers).toEqual(["shelters", "gates"]);
});

test("closing streets can be taken back and done again, step by step", () => {
  const { state, commands } = createStore();
  commands.closeStreetAt([116.35, 39.9]);
  commands.closeStreetAt([116.36, 39.91]);
  const both = state.scenario.closures;
  expect(both).toHaveLength(2);
  commands.undoClosures();
  expect(state.scenario.closures).toEqual(both.slice(0, 1));
  commands.undoClosures();
  expect(state.scenario.closures).toEqual([]);
  commands.undoClosures();
  commands.redoClosures();
  commands.redoClosures();
  expect(state.scenario.closures).toEqual(both);
});

test("a new closure ends what could be done again", () => {
  const { state, commands } = createStore();
  commands.closeStreetAt([116.35, 39.9]);
  commands.undoClosures();
  commands.closeStreetAt([116.36, 39.91]);
  commands.redoClosures();
  expect(state.scenario.closures.map((closure) => closure.id)).toEqual(["116.36000,39.91000"]);
});

test("the same street is not closed twice", () => {
  const { state, commands } = createStore();
  commands.closeStreetAt([116.35, 39.9]);
  commands.closeStreetAt([116.35, 39.9]);
  expect(state.scenario.closures).toHaveLength(1);
  commands.reopen("116.35000,39.90000");
  expect(state.scenario.closures).toEqual([]);
});

test("another door shows its own layers and keeps the conditions", () => {
  const { state, commands } = createStore();
  commands.setScenario({ pace: "brisk" });
  commands.showLayer("candidates", true);
  commands.openDoor("command");
  expect(state.layers).toContain("depots");
  expect(state.layers).not.toContain("candidates");
  expect(state.scenario.pace).toBe("brisk");
});

const change = (id: string): LayerChange => ({
  id,
  layer: "shelters",
  upserts: [],
  removedIds: [],
  file: `${id}.csv`,
  crs: "EPSG:4326",
  method: "compiled",
  source: "test",
  importedAt: "2026-11-27T02:00:00Z",
});

test("imports are taken off and laid over again in order; a new one ends what could be done again", () => {
  const { state, commands } = createStore();
  const ids = () => state.changes.map(({ id }) => id);
  for (const id of ["a", "b", "c"]) commands.acceptChange(change(id));
  commands.undoChange();
  commands.undoChange();
  expect(ids()).toEqual(["a"]);
  commands.redoChange();
  expect(ids()).toEqual(["a", "b"]);
  commands.acceptChange(change("d"));
  commands.redoChange();
  expect(ids()).toEqual(["a", "b", "d"]);
  commands.removeChange("a");
  expect(ids()).toEqual(["b", "d"]);
  commands.removeChange("nowhere");
  expect(ids()).toEqual(["b", "d"]);
});

test("a list of shelters and the gates it brought come and go together", () => {
  const { state, commands } = createStore();
  const ids = () => state.changes.map(({ id }) => id);
  for (const id of ["a", "b", "b-gates", "c"]) commands.acceptChange(change(id));
  commands.removeChange("b");
  expect(ids()).toEqual(["a", "c"]);
  commands.redoChange();
  expect(ids()).toEqual(["a", "c", "b", "b-gates"]);
  commands.undoChange();
  expect(ids()).toEqual(["a", "c"]);
  expect(state.undoneChanges.map(({ id }) => id)).toEqual(["b", "b-gates"]);
});

test("another district keeps the way of walking, and nothing that was picked or imported in the one before", () => {
  const { state, commands } = createStore();
  commands.setScenario({ pace: "child" });
  commands.closeStreetAt([116.35, 39.9]);
  commands.setProbe([116.35, 39.9]);
  commands.select("shelters", "s1");
  commands.setCamera({ lngLat: [116.35, 39.9], zoom: 14 });
  commands.acceptChange(change("a"));
  commands.choosePack("elsewhere");
  expect(state.packId).toBe("elsewhere");
  expect(state.scenario.pace).toBe("child");
  expect(state.scenario.closures).toEqual([]);
  expect([state.probe, state.selection, state.camera, state.changes]).toEqual([null, null, null, []]);
  commands.undoClosures();
  expect(state.scenario.closures).toEqual([]);
});

test("looking at one place twice is two looks", () => {
  const { state, commands } = createStore();
  commands.glanceAt([116.35, 39.9]);
  const first = state.glance?.key;
  commands.glanceAt([116.35, 39.9]);
  expect(state.glance?.lngLat).toEqual([116.35, 39.9]);
  expect(state.glance?.key).not.toBe(first);
});
