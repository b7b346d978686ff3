import { beforeEach, expect, test } from "vitest";
import type { Failure } from "../../src/core/model/failure.ts";
import type { Bbox } from "../../src/core/model/geometry.ts";
import type { LayerId, PackDescription } from "../../src/core/model/pack.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import { createLayerLoader } from "../../src/map/layer-loader.ts";
import { layerPlan } from "../../src/map/layer-plan.ts";
import type { SettledView } from "../../src/map/streamed-box.ts";
import { createPackIndex, createScene } from "./create-scene.ts";

const pack = createPackIndex();
const description: PackDescription = {
  ...pack.description,
  bbox: [116, 39, 117, 40],
  resources: pack.description.resources.map((each) =>
    each.name === "buildings" || each.name === "streets" ? { ...each, bytes: 40_000_000 } : each,
  ),
};
const plan = layerPlan(createScene({ layers: [] }), pack);
const FAILED: Result<never, Failure> = err({
  code: "PACK_UNREACHABLE",
  packId: "toy",
  file: "buildings.fgb",
});

interface Asked {
  readonly layer: LayerId;
  readonly bbox: Bbox | null;
  readonly answer: (result: Result<string, Failure>) => Promise<void>;
}

let asked: Asked[];
let loader: ReturnType<typeof createLayerLoader>;
beforeEach(() => {
  asked = [];
  const question = (layer: LayerId, bbox: Bbox | null) =>
    new Promise<Result<string, Failure>>((resolve) => {
      const answer = async (result: Result<string, Failure>) => {
        resolve(result);
        await new Promise((settled) => setTimeout(settled));
      };
      asked.push({ layer, bbox, answer });
    });
  loader = createLayerLoader(
    { whole: (layer) => question(layer, null), box: (layer, bbox) => question(layer, bbox) },
    description,
  );
});

/** The map comes to rest: ± 0.01° around a place. */
const rest = (lng: number, zoom = 15) => {
  const view: SettledView = { bbox: [lng - 0.01, 39.49, lng + 0.01, 39.51], zoom };
  loader.need(plan, zoom, view);
};
const boxesOf = (layer: LayerId) => asked.filter((each) => each.layer === layer);
const lastOf = (layer: LayerId) => boxesOf(layer).at(-1) as Asked;
const urlOf = (layer: LayerId) => loader.arrived().layerUrls.get(layer);

test("small layers come whole and once, large ones as a box around what is seen", () => {
  rest(116.5);
  rest(116.5);
  expect(boxesOf("green")).toEqual([expect.objectContaining({ bbox: null })]);
  expect(boxesOf("buildings")).toHaveLength(1);
  const [west, south, east, north] = lastOf("buildings").bbox as Bbox;
  expect(west <= 116.49 && south <= 39.49 && east >= 116.51 && north >= 39.51).toBe(true);
});

test("nothing large is asked for while the map moves, or further out than it is drawn", () => {
  loader.need(plan, 15, null);
  expect(boxesOf("buildings")).toEqual([]);
  rest(116.5, 13.9);
  expect(boxesOf("buildings")).toEqual([]);
  expect(boxesOf("streets")).toHaveLength(1);
  rest(116.5, 14);
  expect(boxesOf("buildings")).toHaveLength(1);
});

test("the map's own way out of the box brings the next one; the last one stays until then", async () => {
  rest(116.5);
  await lastOf("buildings").answer(ok("blob:first"));
  rest(116.503);
  expect(boxesOf("buildings")).toHaveLength(1);
  rest(116.53);
  expect(boxesOf("buildings")).toHaveLength(2);
  expect(urlOf("buildings")).toBe("blob:first");
  await lastOf("buildings").answer(ok("blob:second"));
  expect(urlOf("buildings")).toBe("blob:second");
});

test("an answer the map has left behind is not shown, also when it comes last", async () => {
  rest(116.5);
  const first = lastOf("buildings");
  rest(116.53);
  await lastOf("buildings").answer(ok("blob:second"));
  await first.answer(ok("blob:first"));
  expect(urlOf("buildings")).toBe("blob:second");
  expect(loader.failed().size).toBe(0);
});

test("back before the answer: the box that stands has been given up, so it is asked for again", async () => {
  rest(116.5);
  await lastOf("buildings").answer(ok("blob:first"));
  rest(116.53);
  const given = lastOf("buildings");
  rest(116.5);
  expect(boxesOf("buildings")).toHaveLength(3);
  await given.answer(err({ code: "CANCELLED" }));
  expect(loader.failed().has("buildings")).toBe(false);
});

test("a box that fails is named, and asked for again after the next move; then the name goes", async () => {
  rest(116.5);
  await lastOf("buildings").answer(FAILED);
  expect([...loader.failed()]).toEqual(["buildings"]);
  rest(116.5005);
  expect(boxesOf("buildings")).toHaveLength(2);
  await lastOf("buildings").answer(ok("blob:second"));
  expect(loader.failed().size).toBe(0);
  expect(urlOf("buildings")).toBe("blob:second");
});

test("what the map itself could not read is asked for again too", async () => {
  rest(116.5);
  await lastOf("buildings").answer(ok("blob:first"));
  loader.markFailed("buildings");
  rest(116.5005);
  expect(boxesOf("buildings")).toHaveLength(2);
});

test("with the whole city in view a large layer comes whole, and never again", async () => {
  loader.need(plan, 10, { bbox: [115.9, 38.9, 117.1, 40.1], zoom: 10 });
  expect(lastOf("streets").bbox).toBeNull();
  expect(loader.isSettled()).toBe(false);
  for (const each of asked.slice())
    if (each.layer !== "district") await each.answer(ok(`blob:${each.layer}`));
  expect(loader.isWhole("streets")).toBe(true);
  rest(116.2);
  expect(boxesOf("streets")).toHaveLength(1);
});

test("what an import may have changed is asked for again; the last answer counts, and nothing else is asked", async () => {
  const shown = layerPlan(createScene({ layers: ["stations"] }), pack);
  loader.need(shown, 15, null);
  await lastOf("stations").answer(ok("blob:before"));
  const count = asked.length;
  loader.refresh(["stations", "depots"]);
  const overtaken = lastOf("stations");
  loader.refresh(["stations", "depots"]);
  expect(asked).toHaveLength(count + 2);
  expect(urlOf("stations")).toBe("blob:before");
  await lastOf("stations").answer(ok("blob:after"));
  await overtaken.answer(ok("blob:between"));
  expect(urlOf("stations")).toBe("blob:after");
});
