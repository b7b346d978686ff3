import fc from "fast-check";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { describe, expect, test } from "vitest";
import { wordsOf } from "../../src/i18n/words.ts";
import { districtMask } from "../../src/map/district-mask.ts";
import { featureFacts, indexRow } from "../../src/map/feature-facts.ts";
import { scaleBar } from "../../src/map/scale-bar.ts";
import { createPackIndex } from "./create-scene.ts";

describe("scale bar", () => {
  test("a round length that fits and is at least two fifths of the room", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -60, max: 60, noNaN: true }),
        fc.double({ min: 8, max: 20, noNaN: true }),
        (latitude, zoom) => {
          const { lengthMetres, widthPixels } = scaleBar(latitude, zoom, 110);
          const lead = Number(String(lengthMetres.toExponential()).slice(0, 1));
          expect([1, 2, 5]).toContain(lead);
          expect(widthPixels).toBeLessThanOrEqual(110 + 1e-9);
          expect(widthPixels).toBeGreaterThan(110 * 0.4 - 1e-9);
        },
      ),
    );
  });

  test("zoom 0 at the equator: the whole round of the earth on 512 px", () => {
    const { lengthMetres, widthPixels } = scaleBar(0, 0, 512);
    expect((lengthMetres / widthPixels) * 512).toBeCloseTo(40_075_016.686, 2);
  });
});

test("the mask is the frame with the district cut out, and the district's own holes", () => {
  const ring = [
    [116.3, 39.8],
    [116.4, 39.8],
    [116.4, 39.9],
    [116.3, 39.8],
  ];
  const hole = [
    [116.36, 39.82],
    [116.38, 39.82],
    [116.38, 39.84],
    [116.36, 39.82],
  ];
  const geometry: Polygon = { type: "Polygon", coordinates: [ring, hole] };
  const district: FeatureCollection = {
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: {}, geometry }],
  };
  const [mask] = districtMask(district).features as Feature<MultiPolygon>[];
  const coordinates = mask?.geometry.coordinates ?? [];
  expect(coordinates[0]?.slice(1)).toEqual([ring]);
  expect(coordinates[1]).toEqual([hole]);
  const frame = coordinates[0]?.[0] ?? [];
  expect(Math.min(...frame.map(([lng]) => lng ?? 0))).toBeLessThan(116);
});

describe("feature facts", () => {
  const pack = createPackIndex();
  const zh = wordsOf("zh-CN");
  const en = wordsOf("en");
  const factsOf = (language: "zh-CN" | "en", layer: Parameters<typeof featureFacts>[0], row: object) =>
    featureFacts(layer, { ...row }, pack, language, wordsOf(language));

  test("unknown is said, never 0 and never left out", () => {
    const said = factsOf("zh-CN", "shelters", indexRow(pack, "shelters", "s1") ?? {});
    expect(said.facts).toContainEqual({ label: zh.map.facts.effectiveArea, value: zh.shared.unknown });
    expect(said.facts).toContainEqual({ label: zh.map.facts.publishedCapacity, value: "1,200 人" });
    expect(said.facts.map((fact) => fact.value)).not.toContain("0 平方米");
  });

  test("English shows the hanzi below, Chinese does not", () => {
    const row = indexRow(pack, "shelters", "s1") ?? {};
    expect(factsOf("en", "shelters", row)).toMatchObject({ title: "East Park", subtitle: "东公园" });
    expect(factsOf("zh-CN", "shelters", row)).toMatchObject({ title: "东公园", subtitle: null });
  });

  test("the row's own method goes before the layer's", () => {
    expect(factsOf("en", "shelters", indexRow(pack, "shelters", "s1") ?? {}).method).toBe("compiled");
    expect(factsOf("en", "demand", { id: "c1", personsNight: 123 }).method).toBe("modelled");
  });

  test("a gate's rule reads the same from the index and from JSON text", () => {
    const rule = { kind: "hours", opensMinute: 360, closesMinute: 1320 };
    const fromIndex = factsOf("en", "gates", { opening: rule }).facts[0];
    expect(fromIndex).toEqual(factsOf("en", "gates", { opening: JSON.stringify(rule) }).facts[0]);
    expect(fromIndex?.value).toBe("06:00 to 22:00");
    expect(factsOf("en", "gates", { opening: "not json" }).facts[0]?.value).toBe(en.map.openings.unknown);
  });

  test("modelled persons are said to tens", () => {
    expect(factsOf("en", "demand", { id: "c1", personsNight: 1234.4 }).facts[0]?.value).toContain("1,230");
  });

  test("a risk cell says its level in words", () => {
    expect(factsOf("zh-CN", "risk-fire", { id: "r", level: 4 }).facts[0]?.value).toBe(zh.map.classes.risk4);
    expect(factsOf("zh-CN", "risk-fire", { id: "r" }).facts[0]?.value).toBe(zh.shared.unknown);
  });
});
