import { describe, expect, it } from "vitest";
import { type PreparedPack, preparePack } from "../../../../src/core/analysis/prepare.ts";
import { seismicSpacing } from "../../../../src/core/analysis/seismic-spacing.ts";
import type { SeismicSpacingAnswer } from "../../../../src/core/model/bases.ts";
import type { LngLat } from "../../../../src/core/model/geometry.ts";
import { at } from "../../../fixtures/create-network.ts";
import { createScenario } from "../../../fixtures/create-pack.ts";
import { createReliefStreet } from "../../../fixtures/create-relief-street.ts";

const withStations = (places: readonly LngLat[], prepared = createReliefStreet()): PreparedPack =>
  preparePack(
    {
      ...prepared.pack,
      index: {
        ...prepared.pack.index,
        seismicStations: places.map((lngLat, i) => ({ id: `q${i}`, lngLat })),
      },
    },
    prepared.rules,
  );
function spread(prepared: PreparedPack, newStations: number | null = 1): SeismicSpacingAnswer {
  const found = seismicSpacing(prepared, { scenario: createScenario(), newStations });
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}
describe("spacing of seismic stations", () => {
  it("is measured three ways by hand, on 3,000 m by 1,000 m from (-500, -500)", () => {
    const { today, districtSquareMetres, stationIds } = spread(withStations([at(500, 0), at(1500, 0)]));
    expect(stationIds).toEqual(["q0", "q1"]);
    expect(districtSquareMetres / 3e6).toBeCloseTo(1, 1);
    expect(today.squareGridMetres).toBeCloseTo(Math.sqrt(districtSquareMetres / 2), 6);
    expect(today.triangularGridMetres).toBeCloseTo(
      Math.sqrt((districtSquareMetres * 2) / Math.sqrt(3) / 2),
      6,
    );
    expect(today.meanNearestMetres).toBeCloseTo(1000, -1);
    // from a corner of the district to the nearer station, or from half way between the two at the border: the corner
    expect(Math.abs(today.emptyCircle!.radiusMetres - Math.hypot(1000, 500))).toBeLessThan(10);
  });

  it("says where the next ones belong, each time into the emptiest place, and the circle never grows", () => {
    const { next, today } = spread(withStations([at(1000, 0)]), 6);
    expect(next).toHaveLength(6);
    const radii = [today, ...next.map(({ figures }) => figures)].map(
      (figures) => figures.emptyCircle!.radiusMetres,
    );
    expect(radii).toEqual(radii.toSorted((a, b) => b - a));
    expect(next[0]!.lngLat).toEqual(today.emptyCircle!.centre);
    expect(next[0]!.figures.stations).toBe(2);
  });

  it("asks for as many as the plan's spacing lacks, at least one", () => {
    // 3 km² want one station 2 km apart
    expect(spread(withStations([]), null)).toMatchObject({ wantedStations: 1, wantedMetres: 2000 });
    expect(spread(withStations([]), null).next).toHaveLength(1);
    expect(spread(withStations([at(0, 0), at(900, 0)]), null).next).toHaveLength(1);
  });

  it("of no station says nothing but where the first belongs: in the middle", () => {
    const { today, next } = spread(withStations([]));
    expect(today).toEqual({
      stations: 0,
      squareGridMetres: null,
      triangularGridMetres: null,
      meanNearestMetres: null,
      emptyCircle: null,
    });
    const [lng, lat] = next[0]!.lngLat;
    expect(Math.abs(lng - at(1000, 0)[0])).toBeLessThan(0.0005);
    expect(Math.abs(lat - at(1000, 0)[1])).toBeLessThan(0.0005);
  });

  it("of one station knows no neighbour, and of two in one place no distance between them", () => {
    expect(spread(withStations([at(0, 0)])).today.meanNearestMetres).toBeNull();
    expect(spread(withStations([at(0, 0), at(0, 0)])).today.meanNearestMetres).toBe(0);
  });

  it("keeps the first station on the ground where the middle of the district is none of it", () => {
    const prepared = createReliefStreet();
    const ring = (places: readonly LngLat[]) => [...places, places[0]!].map((place) => [...place]);
    const districtPolygon = {
      type: "Polygon" as const,
      coordinates: [
        ring([at(-500, -500), at(2500, -500), at(2500, 500), at(-500, 500)]),
        ring([at(500, -300), at(500, 300), at(1500, 300), at(1500, -300)]),
      ],
    };
    const holed = preparePack({ ...prepared.pack, districtPolygon }, prepared.rules);
    const { next, districtSquareMetres } = spread(holed);
    expect(districtSquareMetres / 2.4e6).toBeCloseTo(1, 1);
    const north = (next[0]!.lngLat[1] - at(0, 0)[1]) * 111_000;
    expect(Math.abs(north)).toBeGreaterThan(295);
  });
});
