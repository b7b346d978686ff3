import { describe, expect, it } from "vitest";
import { isochrone } from "../../../src/core/analysis/isochrone.ts";
import { minutesField } from "../../../src/core/analysis/minutes-field.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { pointOnEdge } from "../../../src/core/graph/snap.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { IsochroneAnswer, IsochroneRequest } from "../../../src/core/model/isochrone.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createGate, createPack, createScenario, createShelter } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { walkSecondsTruth } from "../../fixtures/walk-truth.ts";

function reach(prepared: PreparedPack, facts: Partial<IsochroneRequest> = {}): IsochroneAnswer {
  const result = isochrone(prepared, {
    scenario: createScenario(),
    origin: at(250, 200),
    cutoffMinutes: [5],
    direction: "from",
    ...facts,
  });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

describe("isochrone", () => {
  it("is the same from and to where every street runs both ways, and not where some do not", () => {
    const twoWay = createWalkTown({ seed: 4 });
    const from = reach(twoWay);
    const to = reach(twoWay, { direction: "to" });
    expect(to.polygons.map(({ areaSquareMetres }) => areaSquareMetres)).toEqual(
      from.polygons.map(({ areaSquareMetres }) => areaSquareMetres),
    );
    expect(to.reachedStreetMetres).toBeCloseTo(from.reachedStreetMetres, 6);
    expect(to.reachedPersons).toBe(from.reachedPersons);
    const oneWay = createWalkTown({ seed: 4, oneWayShare: 0.4 });
    expect(reach(oneWay, { direction: "to" }).reachedStreetMetres).not.toBeCloseTo(
      reach(oneWay).reachedStreetMetres,
      0,
    );
  });

  it("counts the homes that are truly within the minutes", () => {
    for (let seed = 50; seed < 58; seed++) {
      const prepared = createWalkTown({ seed, homes: 60, oneWayShare: seed % 2 ? 0.2 : 0 });
      const homes = prepared.pack.demand.map((cell) => cell.lngLat);
      const origin = at(250, 200);
      const [times] = walkSecondsTruth(prepared.pack.network, 0.83, [origin], homes);
      const within = (slack: number) => times!.filter((time) => time <= 300 + slack).length * 100;
      const { reachedPersons } = reach(prepared, { origin });
      // within a second of the limit either answer is right
      expect(reachedPersons).toBeGreaterThanOrEqual(within(-1.5));
      expect(reachedPersons).toBeLessThanOrEqual(within(1.5));
      const day = reach(prepared, { origin, scenario: createScenario({ period: "day" }) });
      expect(day.reachedPersons).toBeCloseTo(reachedPersons * 0.6, 6);
    }
  });

  it("counts the homes and the street length from which a place is truly reached, against one-ways", () => {
    for (let seed = 150; seed < 156; seed++) {
      const prepared = createWalkTown({ seed, homes: 60, oneWayShare: 0.4, missingShare: 0.05 });
      const { network } = prepared.pack;
      const origin = at(250, 200);
      const points: LngLat[] = [];
      const pointMetres: number[] = [];
      for (let edge = 0; edge < network.edgeCount; edge++) {
        const metres = (network.edgeLengthDecimetres[edge] as number) / 10;
        const count = Math.max(1, Math.round(metres / 16));
        for (let k = 0; k < count; k++) {
          points.push(pointOnEdge(prepared.index, edge, (k + 0.5) / count));
          pointMetres.push(metres / count);
        }
      }
      const homes = prepared.pack.demand.map((cell) => cell.lngLat);
      const [homeTimes, pointTimes] = [homes, points].map((places) =>
        walkSecondsTruth(network, 0.83, places, [origin]).map(([time]) => time as number),
      ) as [number[], number[]];
      const answer = reach(prepared, { origin, direction: "to" });
      const within = (slack: number) => homeTimes.filter((time) => time <= 300 + slack).length * 100;
      expect(answer.reachedPersons).toBeGreaterThanOrEqual(within(-1.5));
      expect(answer.reachedPersons).toBeLessThanOrEqual(within(1.5));
      const metres = pointMetres.reduce((sum, length, i) => sum + (pointTimes[i]! <= 300 ? length : 0), 0);
      expect(Math.abs(answer.reachedStreetMetres / metres - 1)).toBeLessThan(0.05);
    }
  }, 20_000);

  it("measures the street length that is truly within the minutes", () => {
    for (let seed = 60; seed < 64; seed++) {
      const prepared = createWalkTown({ seed });
      const { network } = prepared.pack;
      const random = createRandom(seed);
      const allMetres = network.edgeLengthDecimetres.reduce((sum, length) => sum + length / 10, 0);
      // points strewn evenly over the street length
      const points: LngLat[] = [];
      for (let edge = 0; edge < network.edgeCount; edge++) {
        const metres = (network.edgeLengthDecimetres[edge] as number) / 10;
        const count = Math.max(1, Math.round(metres / 8));
        for (let k = 0; k < count; k++) points.push(pointOnEdge(prepared.index, edge, (k + 0.5) / count));
      }
      const origin = at(200 + random() * 100, 200);
      const [times] = walkSecondsTruth(network, 0.83, [origin], points);
      const share = times!.filter((time) => time <= 300).length / points.length;
      const found = reach(prepared, { origin }).reachedStreetMetres / allMetres;
      expect(Math.abs(found - share)).toBeLessThan(0.01);
      expect(share).toBeGreaterThan(0.1);
    }
  });

  it("counts the place's own street once, also when it is reached round the block", () => {
    const prepared = preparePack(
      createPack({
        network: createNetwork(
          [at(0, 0), at(400, 0)],
          [
            { from: 0, to: 1 },
            { from: 0, to: 1, lengthMetres: 500, shape: [at(200, 150)] },
          ],
        ),
      }),
      planningRules,
    );
    const metres = (minutes: number) =>
      reach(prepared, { origin: at(100, 0), cutoffMinutes: [minutes] }).reachedStreetMetres;
    expect(metres(1)).toBeCloseTo(2 * 60 * 0.83, 0);
    expect(metres(3)).toBeCloseTo(2 * 180 * 0.83, 0);
    // 351 m: the way by the left end comes back along the other street, and the right end is 300 m away
    expect(metres(7)).toBeCloseTo(2 * 420 * 0.83, 0);
    expect(metres(60)).toBeCloseTo(900, 1);
  });

  it("draws the same ground as the field of minutes of a gate in the same place", () => {
    for (let seed = 70; seed < 76; seed++) {
      const town = createWalkTown({ seed, columns: 20, rows: 16, shelters: 0, missingShare: 0.25 });
      const origin = at(700, 500);
      const prepared = preparePack(
        createPack({
          network: town.pack.network,
          shelters: [createShelter({ id: "s", lngLat: origin })],
          gates: [createGate({ id: "g", shelterId: "s", lngLat: origin })],
        }),
        planningRules,
      );
      const cutoffMinutes = [3, 6, 12];
      const field = minutesField(prepared, { scenario: createScenario(), cutoffMinutes });
      if (!field.ok) throw new Error(field.failure.code);
      const { polygons } = reach(prepared, { origin, cutoffMinutes, direction: "to" });
      polygons.forEach((polygon, k) => {
        const whole = field.value.polygons[k]!;
        // sides are straightened to a centimetre
        expect(Math.abs(polygon.areaSquareMetres - whole.areaSquareMetres)).toBeLessThan(1);
        expect(polygon.geometry.coordinates.length).toBe(whole.geometry.coordinates.length);
        expect(polygon.areaSquareMetres).toBeGreaterThan(10_000);
      });
    }
  });

  it("reaches less behind a closed street", () => {
    const prepared = createWalkTown({ seed: 4 });
    const ring = [at(150, 100), at(400, 100), at(400, 160), at(150, 160)];
    const closed = createScenario({ closures: [{ kind: "area", id: "a", ring }] });
    expect(reach(prepared, { scenario: closed }).reachedStreetMetres).toBeLessThan(
      reach(prepared).reachedStreetMetres - 100,
    );
  });

  it("says how far outside the district or from a street a place is", () => {
    const prepared = createWalkTown({ seed: 4 });
    const ask = (origin: LngLat) =>
      isochrone(prepared, { scenario: createScenario(), origin, cutoffMinutes: [5], direction: "from" });
    expect(ask(at(5000, 200))).toMatchObject({ ok: false, failure: { code: "PLACE_OUTSIDE_DISTRICT" } });
    const far = ask(at(-350, 200));
    expect(far).toMatchObject({ ok: false, failure: { code: "PLACE_FAR_FROM_STREET", limitMetres: 150 } });
    if (far.ok || far.failure.code !== "PLACE_FAR_FROM_STREET") return;
    expect(far.failure.metresAway).toBeGreaterThan(330);
    expect(far.failure.metresAway).toBeLessThan(480);
  });
});
