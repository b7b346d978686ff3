import { expect, test } from "vitest";
import { ledgerScene } from "../../src/map/scenes/ledger-scene.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";

test("the ledger's map shows the shelters and leaves the camera to the person", () => {
  const { state } = createAppStore(initialSharedState("ledger", "zh-CN"), [], 600);
  const scene = ledgerScene(state);
  expect(scene.layers).toEqual(["shelters"]);
  expect(scene.focus).toBeNull();
  expect([scene.polygons, scene.lines, scene.markers, scene.unmet]).toEqual([[], [], [], null]);
});

test("layers, selection, theme and language follow the state", () => {
  const { state, commands } = createAppStore(initialSharedState("ledger", "zh-CN"), [], 600);
  commands.showLayer("depots", true);
  commands.select("depots", "d1");
  commands.setTheme("dark");
  commands.setLanguage("en");
  const scene = ledgerScene(state);
  expect(scene.layers).toEqual(["shelters", "depots"]);
  expect(scene.selection).toEqual({ layer: "depots", id: "d1" });
  expect([scene.theme, scene.language]).toEqual(["dark", "en"]);
});
