import { createExpression, validateStyleMin } from "@maplibre/maplibre-gl-style-spec";
import { describe, expect, test } from "vitest";
import { STREET_CLASSES } from "../../src/core/model/network.ts";
import { DEPOT_LEVELS, SHELTER_TIERS, STATION_KINDS } from "../../src/core/model/pack.ts";
import { en } from "../../src/i18n/en/index.ts";
import { zhCN } from "../../src/i18n/zh-CN/index.ts";
import { fieldClasses } from "../../src/map/field-layers.ts";
import { layerPlan } from "../../src/map/layer-plan.ts";
import { BASE_CLASSES, LAYER_TABLE } from "../../src/map/layer-table.ts";
import { sceneClasses } from "../../src/map/scene-layers.ts";
import { ALL_LAYERS, createField, createPackIndex, createScene } from "./create-scene.ts";

const pack = createPackIndex();
const everything = createScene({
  layers: ALL_LAYERS,
  polygons: [
    createField(5, false),
    createField(10, true),
    createField(15, false),
    createField(20, false),
    { ...createField(10, false), id: "reach", role: "reach" },
    { ...createField(10, false), id: "closed", role: "closure" },
  ],
  lines: (
    [
      "you",
      "alternative",
      "why-not",
      "truck",
      "truck-tight",
      "truck-late",
      "closure",
      "alert-red",
      "alert-unknown",
    ] as const
  ).map((role) => ({
    id: role,
    role,
    line: [
      [116.36, 39.89],
      [116.361, 39.891],
    ],
  })),
  markers: (
    [
      "you",
      "probe",
      "answer",
      "gate",
      "gate-locked",
      "closure",
      "truck",
      "shelter-late",
      "shelter-tight",
    ] as const
  ).map((kind) => ({ id: kind, kind, lngLat: [116.36, 39.89], label: kind })),
  unmet: { type: "FeatureCollection", features: [] },
  selection: { layer: "shelters", id: "s1" },
  shelterStates: { s1: "late", s2: "tight", s3: "answer" },
});

/** The coverage field gives way to a zoning, so it is looked at without one. */
const withoutZoning = {
  ...everything,
  layers: everything.layers.filter((layer) => !layer.startsWith("risk-")),
};
const idsOf = (scene = everything) => layerPlan(scene, pack).layers.map((layer) => layer.id);

describe("layer plan", () => {
  test.each(["light", "dark", "wall"] as const)("everything at once is a valid style, %s", (theme) => {
    for (const language of ["zh-CN", "en"] as const) {
      const plan = layerPlan({ ...everything, theme, language }, pack);
      const sources = Object.fromEntries(
        Object.keys(plan.sources).map((id) => [
          id,
          { type: "geojson", data: { type: "FeatureCollection", features: [] } },
        ]),
      );
      // No glyphs address on purpose: text is drawn from local fonts.
      const style = { version: 8, glyphs: "{fontstack}/{range}", sources, layers: plan.layers };
      expect(validateStyleMin(style as never).map((fault) => fault.message)).toEqual([]);
    }
  });

  test("layer names are given once", () => {
    expect(new Set(idsOf()).size).toBe(idsOf().length);
  });

  test("coverage lies under water and streets, routes over them, you on top", () => {
    const ids = idsOf(withoutZoning);
    const order = [
      "land",
      "green",
      "field-rest",
      "field-20",
      "field-15",
      "field-10",
      "field-5",
      "water",
      "buildings",
      "road-minor",
      "road-trunk",
      "isoline",
      "mask",
      "district-line",
      "line-why-not",
      "line-you",
      "unmet-dot",
      "label-road-minor",
      "shelters-point",
      "shelters-main",
      "you-dot",
    ].map((id) => ids.indexOf(id));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });

  test("a zoning takes the place of the coverage field; the line of the rule stays", () => {
    const ids = idsOf({ ...withoutZoning, layers: [...withoutZoning.layers, "risk-flood"] });
    expect(ids.filter((id) => id.startsWith("field-"))).toEqual([]);
    expect(ids).toContain("isoline");
  });

  test("a layer that is not wanted is neither drawn nor read", () => {
    const plan = layerPlan(createScene({ layers: ["shelters"] }), pack);
    expect(Object.keys(plan.sources).filter((id) => id.startsWith("pack/"))).not.toContain("pack/depots");
    expect(plan.layers.map((layer) => layer.id)).not.toContain("depots-symbol");
    expect(plan.layers.map((layer) => layer.id)).toContain("shelters-main");
  });

  test("every picture that can be asked for is drawn beforehand", () => {
    const plan = layerPlan(everything, pack);
    const shelters = plan.layers.find((layer) => layer.id === "shelters-main");
    const expression = createExpression(
      (shelters as { layout: Record<string, unknown> }).layout["icon-image"],
      { name: "icon-image", type: "string" } as never,
    );
    expect(expression.result).toBe("success");
    if (expression.result !== "success") return;
    for (const id of ["plain", "s1", "s2", "s3"])
      for (const tier of SHELTER_TIERS) {
        const name = expression.value.evaluate(
          { zoom: 14 } as never,
          { type: 1, properties: { id, tier } } as never,
        );
        expect(plan.images).toContain(String(name));
      }
  });

  test("names are in the reader's language, hanzi where there is no English", () => {
    const nameOf = (language: "zh-CN" | "en", properties: Record<string, string>) => {
      const layer = layerPlan(createScene({ language }), pack).layers.find(
        ({ id }) => id === "label-road-primary",
      );
      const expression = createExpression(
        (layer as { layout: Record<string, unknown> }).layout["text-field"],
        { name: "text-field", type: "string" } as never,
      );
      if (expression.result !== "success") throw new Error("no expression");
      return expression.value.evaluate({ zoom: 14 } as never, { type: 2, properties } as never);
    };
    const street = { nameZh: "平安里西大街", nameEn: "Ping'anli West Street" };
    expect(nameOf("zh-CN", street)).toBe("平安里西大街");
    expect(nameOf("en", street)).toBe("Ping'anli West Street");
    expect(nameOf("en", { nameZh: "无名胡同" })).toBe("无名胡同");
  });

  test("a change of theme or language keeps the layers and their order", () => {
    expect(idsOf({ ...everything, theme: "dark", language: "en" })).toEqual(idsOf());
  });

  test("stale results lose their colour", () => {
    const colourOf = (isStale: boolean) =>
      layerPlan({ ...withoutZoning, isStale }, pack).layers.find((layer) => layer.id === "field-5")?.paint;
    expect(colourOf(true)).not.toEqual(colourOf(false));
  });
});

describe("legend", () => {
  test("every class of the table has words in both languages", () => {
    const keys = [
      ...LAYER_TABLE.flatMap((row) => row.classes.map((each) => each.key)),
      ...BASE_CLASSES.map((each) => each.key),
      ...sceneClasses(everything).map((each) => each.key),
    ];
    for (const words of [zhCN, en])
      expect(keys.filter((key) => !(words.map.classes as Record<string, string>)[key])).toEqual([]);
  });

  test("every tier, level and kind of the pack has a row", () => {
    const keysOf = (id: string) =>
      LAYER_TABLE.find((row) => row.id === id)?.classes.map((each) => each.key) ?? [];
    expect(keysOf("shelters")).toEqual(expect.arrayContaining([...SHELTER_TIERS]));
    expect(keysOf("depots")).toEqual(DEPOT_LEVELS.map((level) => `depot-${level}`));
    expect(keysOf("stations")).toEqual(STATION_KINDS.map((kind) => `station-${kind}`));
  });

  test("every picture a layer of the table draws stands in its legend", () => {
    for (const row of LAYER_TABLE) {
      const shown = new Set(
        row.classes.flatMap(({ swatch }) =>
          swatch.kind === "image" ? [swatch.image] : swatch.kind === "fill" ? [swatch.pattern ?? ""] : [],
        ),
      );
      const plan = layerPlan(createScene({ layers: [row.id] }), pack);
      const drawn = plan.images
        .map((image) => image.replace(/^(light|dark)\//, ""))
        // What has no class at all is drawn as unknown.
        .filter((image) => !image.endsWith("/unknown"));
      expect(drawn.filter((image) => !shown.has(image))).toEqual([]);
    }
  });

  test("minutes: teal up to the rule, sand beyond, the rest has no upper end", () => {
    expect(
      fieldClasses(withoutZoning).map(({ colour, upToMinutes, isRule }) => [colour, upToMinutes, isRule]),
    ).toEqual([
      ["minutes1", 5, false],
      ["minutes2", 10, true],
      ["minutes3", 15, false],
      ["minutes4", 20, false],
      ["minutes5", Number.POSITIVE_INFINITY, false],
    ]);
  });

  test("each drawn line role, marker kind and polygon role has a row", () => {
    const keys = sceneClasses(everything).map((each) => each.key);
    for (const line of everything.lines) expect(keys).toContain(`line-${line.role}`);
    for (const marker of everything.markers) expect(keys).toContain(`marker-${marker.kind}`);
    expect(keys).toEqual(expect.arrayContaining(["unmet", "reach", "closureArea"]));
  });
});

test("every class of street is drawn in one rank, the new ones beside their like", () => {
  const lines = layerPlan(everything, pack).layers.filter(
    ({ id }) => id === "footpath" || id.startsWith("road-"),
  );
  const rankOf = (streetClass: string) =>
    lines.flatMap((layer) => {
      const filter = createExpression((layer as { filter: unknown }).filter, {
        name: "filter",
        type: "boolean",
      } as never);
      if (filter.result !== "success") return ["no filter"];
      const feature = { type: 2, properties: { streetClass } };
      return filter.value.evaluate({ zoom: 16 } as never, feature as never) === true ? [layer.id] : [];
    });
  for (const streetClass of STREET_CLASSES) expect(rankOf(streetClass)).toHaveLength(1);
  expect(["motorway", "living-street", "pedestrian", "track", "cycleway", "path"].flatMap(rankOf)).toEqual([
    "road-trunk",
    "road-minor",
    ...Array(4).fill("footpath"),
  ]);
});
