import { expect, test } from "vitest";
import { layerPlan } from "../../src/map/layer-plan.ts";
import { withPreview } from "../../src/map/preview-layers.ts";
import { createPackIndex, createScene } from "./create-scene.ts";

const preview = {
  features: { type: "FeatureCollection" as const, features: [] },
  bbox: [116, 39, 117, 40] as const,
  key: "draft 1",
};

test("rows to be imported lie above everything and the map looks at them; a glance at one place comes first", () => {
  const plain = createScene();
  expect(withPreview(plain, { preview: null, glance: null })).toBe(plain);
  const scene = withPreview(plain, { preview, glance: null });
  expect(scene.focus).toEqual({ bbox: preview.bbox, key: "draft 1" });
  const plan = layerPlan(scene, createPackIndex());
  expect(plan.layers.slice(-2).map(({ source }) => source)).toEqual(["scene/preview", "scene/preview"]);
  expect(plan.sources["scene/preview"]).toMatchObject({ kind: "data", data: preview.features });
  const glanced = withPreview(plain, { preview, glance: { lngLat: [116.36, 39.89], key: "glance 1" } });
  expect(glanced.focus?.key).toBe("glance 1");
  expect(glanced.markers.at(-1)).toMatchObject({ kind: "probe", lngLat: [116.36, 39.89] });
});
