import { describe, expect, it } from "vitest";
import { depthAt, wetnessOf } from "../../../../src/core/analysis/hazards/wetness.ts";
import type { WaterloggingPoint } from "../../../../src/core/model/pack.ts";
import { rainRules } from "../../../../src/sources/hazard-rules.ts";
import { createRain } from "../../../fixtures/create-hazards.ts";
import { at } from "../../../fixtures/create-network.ts";

const point: WaterloggingPoint = {
  id: "p",
  nameZh: "点",
  nameEn: "point",
  kind: "underpass",
  lngLat: at(0, 0),
  rainfallMillimetresPerHour: [20, 40, 80],
  depthMetres: [0, 0.2, 0.6],
  method: "illustrative",
  source: "test",
  accuracyMetres: null,
};

describe("wetness", () => {
  it("is after an hour of steady rain just that rain, in one step or in many: the depths of the pack hold", () => {
    for (const stepMinutes of [60, 20, 5]) {
      const millimetresPerHour = Array.from({ length: 60 / stepMinutes }, () => 55);
      expect(wetnessOf(createRain({ stepMinutes, millimetresPerHour }), rainRules)(60)).toBeCloseTo(55, 9);
    }
    expect(depthAt(point, 55)).toBeCloseTo(0.2 + (15 / 40) * 0.4, 9);
  });
  it("follows its equation, stepped by hand second by second", () => {
    const rain = createRain({ startMinute: -30, stepMinutes: 20, millimetresPerHour: [90, 0, 40, 120] });
    const wetness = wetnessOf(rain, rainRules);
    const gain = 1 / (1 - Math.exp(-1));
    let water = 0;
    for (let second = 0; second < 60 * 240; second++) {
      const minute = -30 + second / 60;
      if (second % 600 === 0) expect(wetness(minute)).toBeCloseTo(water, 1);
      const rate = rain.millimetresPerHour[Math.floor(second / 1200)] ?? 0;
      water += (gain * rate - water) / 3600;
    }
    expect(water).toBeLessThan(10);
  });
  it("is dry before the rain, and drains by 1/e in the rule's minutes after it", () => {
    const wetness = wetnessOf(createRain({ startMinute: 100 }), rainRules);
    expect(wetness(100)).toBe(0);
    expect(wetness(-5000)).toBe(0);
    expect(wetness(220)).toBeCloseTo(wetness(160) / Math.E, 9);
  });
});

describe("depth at a point", () => {
  it("is the pack's at its rains, straight between, and goes on by the last slope beyond", () => {
    expect([0, 10, 20, 30, 40, 80, 100].map((rain) => depthAt(point, rain))).toEqual(
      [0, 0, 0, 0.1, 0.2, 0.6, 0.8].map((depth) => expect.closeTo(depth, 9)),
    );
  });
  it("is 0 where the pack knows no depths", () => {
    expect(depthAt({ ...point, rainfallMillimetresPerHour: [], depthMetres: [] }, 90)).toBe(0);
  });
});
