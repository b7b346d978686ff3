import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shakingOf } from "../../../../src/core/analysis/hazards/intensity.ts";
import type { LngLat } from "../../../../src/core/model/geometry.ts";
import type { EllipticalRelation, IntensityRelation } from "../../../../src/core/model/hazard-rules.ts";
import type { Earthquake } from "../../../../src/core/model/hazards.ts";
import { earthquakeRules } from "../../../../src/sources/hazard-rules.ts";
import { createEarthquake } from "../../../fixtures/create-hazards.ts";

const allen = earthquakeRules.relations[0] as IntensityRelation;
const at = (earthquake: Partial<Earthquake>, place: LngLat, relation = allen) =>
  shakingOf(createEarthquake(earthquake), relation)(place);

/** North of the epicentre by so many km, on the sphere the IUGG's mean radius gives. */
const north = (kilometres: number): LngLat => [116.4, 39.9 + (kilometres / 6371.0088) * (180 / Math.PI)];

describe("intensity by Allen, Wald & Worden 2012", () => {
  // reckoned apart by another program: M 6.5 at 10 km right above: Rm = -0.209 + 2.042 e^1.5 = 8.94258
  it.each([
    [6.5, 10, 0, 7.72685, 0.82 + 0.37 / (1 + (10 / 22.9) ** 2)],
    [6.5, 10, 30, 6.47073, 0.82 + 0.37 / (1 + 1000 / 22.9 ** 2)],
    [7.5, 15, 80, 6.60359, 0.82 + 0.37 / (1 + 6625 / 22.9 ** 2)],
    [5.0, 8, 5, 6.05249, 0.82 + 0.37 / (1 + 89 / 22.9 ** 2)],
  ])("M %s, %s km deep, %s km away: %s", (magnitude, depthKilometres, kilometres, expected, deviation) => {
    const { intensity, deviation: sigma } = at({ magnitude, depthKilometres }, north(kilometres));
    expect(intensity).toBeCloseTo(expected, 3);
    expect(sigma).toBeCloseTo(deviation, 6);
  });

  it("never rises with distance or depth, never falls with magnitude, and stays within 1-12", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 9, noNaN: true }),
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 45, noNaN: true }),
        (magnitude, depthKilometres, kilometres) => {
          const here = at({ magnitude, depthKilometres }, north(kilometres)).intensity;
          expect(here).toBeGreaterThanOrEqual(1);
          expect(here).toBeLessThanOrEqual(12);
          expect(at({ magnitude, depthKilometres }, north(kilometres + 1)).intensity).toBeLessThanOrEqual(
            here,
          );
          expect(
            at({ magnitude: magnitude + 0.1, depthKilometres }, north(kilometres)).intensity,
          ).toBeGreaterThanOrEqual(here);
        },
      ),
    );
  });

  it("shakes nobody half the world away", () => {
    expect(at({ magnitude: 9, epicentre: [-63.6, -39.9] }, north(0)).intensity).toBeLessThan(3);
  });
});

const elliptical: EllipticalRelation = {
  id: "test",
  kind: "elliptical",
  titleZh: "测试",
  titleEn: "test",
  clause: "–",
  edition: "2026",
  evidence: "ASSUMED",
  isIllustrative: true,
  noteZh: "测试",
  noteEn: "test",
  magnitudes: [5, 8],
  mostKilometres: 300,
  long: { a: 5.019, b: 1.446, c: 4.136, r0Kilometres: 24 },
  short: { a: 2.24, b: 1.446, c: 3.07, r0Kilometres: 9 },
  standardDeviation: 0.5,
};

describe("an elliptical relation", () => {
  it("says along each axis what the axis relation says, wherever the long axis points", () => {
    const east = (kilometres: number): LngLat => [
      116.4 + (kilometres / 6371.0088 / Math.cos((39.9 * Math.PI) / 180)) * (180 / Math.PI),
      39.9,
    ];
    const along = 5.019 + 1.446 * 6.5 - 4.136 * Math.log10(20 + 24);
    const across = 2.24 + 1.446 * 6.5 - 3.07 * Math.log10(20 + 9);
    expect(along).toBeGreaterThan(across + 0.1);
    expect(at({ axisDegrees: 0 }, north(20), elliptical).intensity).toBeCloseTo(along, 3);
    expect(at({ axisDegrees: 90 }, north(20), elliptical).intensity).toBeCloseTo(across, 3);
    expect(at({ axisDegrees: 90 }, east(20), elliptical).intensity).toBeCloseTo(along, 3);
    const between = at({ axisDegrees: null }, north(20), elliptical).intensity;
    expect(between).toBeGreaterThan(across);
    expect(between).toBeLessThan(along);
    expect(at({}, north(20), elliptical).deviation).toBe(0.5);
  });

  it("lies on one ellipse wherever the intensity is the same", () => {
    const earthquake = createEarthquake({ axisDegrees: 30 });
    const shaking = shakingOf(earthquake, elliptical);
    const halfAxis = ({ a, b, c, r0Kilometres }: EllipticalRelation["long"], degrees: number) =>
      10 ** ((a + b * 6.5 - degrees) / c) - r0Kilometres;
    const [long, short] = [halfAxis(elliptical.long, 7), halfAxis(elliptical.short, 7)];
    for (let turn = 0; turn < 2 * Math.PI; turn += 0.3) {
      const [u, w] = [long * Math.cos(turn), short * Math.sin(turn)];
      const axis = Math.PI / 6;
      const [eastOf, northOf] = [
        u * Math.sin(axis) + w * Math.cos(axis),
        u * Math.cos(axis) - w * Math.sin(axis),
      ];
      const degrees = 180 / Math.PI / 6371.0088;
      const place: LngLat = [
        116.4 + (eastOf * degrees) / Math.cos((39.9 * Math.PI) / 180),
        39.9 + northOf * degrees,
      ];
      expect(shaking(place).intensity).toBeCloseTo(7, 1);
    }
  });
});
