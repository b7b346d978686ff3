import { expect, test } from "vitest";
import { wordsOf } from "../../src/i18n/words.ts";
import { styleOf } from "../../src/map/layer-plan.ts";
import { lineLayers, sceneClasses } from "../../src/map/scene-layers.ts";
import { commandScene } from "../../src/map/scenes/command-scene.ts";
import { findScene } from "../../src/map/scenes/find-scene.ts";
import { planScene } from "../../src/map/scenes/plan-scene.ts";
import type { Door } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";
import { readLink } from "../../src/state/url.ts";

const words = wordsOf("zh-CN");
const stateOf = (door: Door) => {
  const { shared, notices } = readLink(door, "bridge=foot,2:116.35,39.9;116.352,39.901", "zh-CN");
  expect(notices).toEqual([]);
  return createAppStore(shared, [], 600).state;
};
const scenes = () => ({
  find: findScene(stateOf("find"), null, words),
  plan: planScene(stateOf("plan"), { pack: null, probeLabel: "", reachMinutes: 10, focus: null }),
  command: commandScene(stateOf("command"), {
    words,
    sites: [],
    closedStretches: [],
    elapsedMinutes: 0,
    preview: null,
    isStale: false,
    focus: null,
    alerts: [],
  }),
});

test("a bridge of the link is drawn on every map, from end to end, and named in the legend", () => {
  for (const [door, scene] of Object.entries(scenes())) {
    expect(scene.lines, door).toEqual([
      expect.objectContaining({
        role: "bridge",
        line: [
          [116.35, 39.9],
          [116.352, 39.901],
        ],
      }),
    ]);
    expect(lineLayers(styleOf(scene), scene).map(({ id }) => id)).toEqual([
      "line-bridge-casing",
      "line-bridge",
    ]);
    const keys = sceneClasses(scene).map(({ key }) => key);
    expect(keys).toEqual(["line-bridge"]);
    for (const language of ["zh-CN", "en"] as const)
      expect(wordsOf(language).map.classes).toHaveProperty("line-bridge");
  }
});
