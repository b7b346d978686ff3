import { expect, test } from "vitest";
import { wordsOf } from "../../src/i18n/words.ts";
import { findScene } from "../../src/map/scenes/find-scene.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";

const createStore = () => createAppStore(initialSharedState("find", "zh-CN"), [], 600);
const words = wordsOf("zh-CN");

test("what another door closed is seen on the public's map too: it bends the way", () => {
  const { state, commands } = createStore();
  commands.closeStreetAt([116.35, 39.9]);
  commands.closeArea([
    [116.36, 39.9],
    [116.37, 39.9],
    [116.37, 39.91],
  ]);
  const scene = findScene(state, null, words);
  expect(scene.markers.map(({ kind, lngLat }) => [kind, lngLat])).toEqual([["closure", [116.35, 39.9]]]);
  expect(scene.polygons).toHaveLength(1);
  const ring = scene.polygons[0]?.geometry.coordinates[0]?.[0];
  expect(ring).toHaveLength(4);
  expect(ring?.at(-1)).toEqual(ring?.[0]);
});

test("the map looks at the person's place until there is an answer", () => {
  const { state, commands } = createStore();
  expect(findScene(state, null, words).focus).toBeNull();
  commands.setOrigin({ lngLat: [116.35, 39.9], name: null });
  const scene = findScene(state, null, words);
  expect(scene.markers.map(({ kind }) => kind)).toEqual(["you"]);
  const [west, south, east, north] = scene.focus?.bbox ?? [0, 0, 0, 0];
  expect(west < 116.35 && 116.35 < east && south < 39.9 && 39.9 < north).toBe(true);
});
