import { describe, expect, it } from "vitest";
import { baseReach } from "../../../../src/core/analysis/base-reach.ts";
import { driveNetwork, driveTie, handDeciseconds } from "../../../../src/core/analysis/drive.ts";
import { drivePath } from "../../../../src/core/analysis/drive-path.ts";
import { type PreparedPack, preparePack } from "../../../../src/core/analysis/prepare.ts";
import { rescueReachShare } from "../../../../src/core/analysis/rescue.ts";
import type { BaseReachAnswer, BaseReachRequest } from "../../../../src/core/model/bases.ts";
import type { BuildingStock } from "../../../../src/core/model/buildings.ts";
import type { Closure } from "../../../../src/core/model/scenario.ts";
import { planningRules } from "../../../../src/sources/rule-packs.ts";
import { at } from "../../../fixtures/create-network.ts";
import { createScenario } from "../../../fixtures/create-pack.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import { createReliefStreet, createStation } from "../../../fixtures/create-relief-street.ts";
import { createWalkTown } from "../../../fixtures/create-walk-town.ts";
import { createRandomClosure } from "../../../fixtures/edited-walk-truth.ts";

function reach(
  prepared: PreparedPack,
  facts: Partial<BaseReachRequest> = {},
  stock: BuildingStock | null = null,
): BaseReachAnswer {
  const found = baseReach(prepared, stock, {
    scenario: createScenario(),
    minutes: null,
    outlines: false,
    ...facts,
  });
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}

/** A town with full and small stations, some of them far from every street. */
function createStationTown(seed: number): PreparedPack {
  const random = createRandom(seed * 131);
  const { pack } = createWalkTown({ seed, missingShare: 0.3, oneWayShare: seed % 2 ? 0.2 : 0 });
  const place = () => at(random() * 640, random() * 480);
  const stations = [
    createStation({ id: "f1", lngLat: place(), mobilisationMinutes: random() }),
    createStation({ id: "f2", lngLat: place(), kind: "fire-small", mobilisationMinutes: random() }),
    createStation({ id: "m", lngLat: place(), kind: "medical" }),
    createStation({ id: "f3", lngLat: at(5000, 5000), kind: "fire-small" }),
  ];
  return preparePack({ ...pack, index: { ...pack.index, stations } }, planningRules);
}

describe("reach of fire stations", () => {
  it("counts turnout, drive and street by hand", () => {
    // 30 km/h from the east end: 1 minute of turnout leaves 1,500 m in 4 minutes and all 2,000 m in 5
    const { district, stations, minutes, demandSeconds } = reach(createReliefStreet());
    expect(minutes).toEqual([4, 5]);
    expect(district.streetMetres).toBe(2000);
    expect(district.reachedStreetMetres[0]).toBeCloseTo(1500, 0);
    expect(district.reachedStreetMetres[1]).toBeCloseTo(2000, 6);
    // homes lie 1,640 to 2,000 m away: none within 1,500 m, all within 2,000 m
    expect([district.persons, district.reachedPersons, district.secondPersons]).toEqual([
      1000,
      [0, 1000],
      [0, 0],
    ]);
    expect(demandSeconds[9]).toBeCloseTo(60 + 1640 / (30 / 3.6), 0);
    expect(stations).toEqual([
      { id: "station", kind: "fire", mobilisationMinutes: 1, isCutOff: false, firstPersons: 1000 },
    ]);
  });

  it("tells the second engine from the first", () => {
    const prepared = createReliefStreet({
      stations: [
        createStation({ id: "a" }),
        createStation({ id: "b", lngLat: at(0, 0), kind: "fire-small" }),
      ],
    });
    const { district, stations, demandSeconds, demandSecondSeconds } = reach(prepared);
    expect([district.reachedPersons, district.secondPersons]).toEqual([
      [1000, 1000],
      [0, 1000],
    ]);
    expect(stations.map((station) => station.firstPersons)).toEqual([0, 1000]);
    expect(demandSeconds[0]).toBe(60);
    expect(demandSecondSeconds[0]).toBeCloseTo(300, 0);
  });

  it("is the quickest lawful drive from any station, under closures too, in 24 towns", () => {
    let compared = 0;
    for (let seed = 1; seed <= 24; seed++) {
      const prepared = createStationTown(seed);
      const random = createRandom(seed);
      const closures: Closure[] =
        seed % 3 === 0
          ? [createRandomClosure(random, at(0, 0), at(640, 480), ["street", "area", "flood", "slow"])]
          : [];
      const answer = reach(prepared, { scenario: createScenario({ closures }), minutes: [1, 2] });
      const drive = driveNetwork(prepared, "fire-engine", closures);
      prepared.pack.demand.forEach((cell, i) => {
        const stop = driveTie(prepared, "fire-engine", cell.lngLat);
        if (!stop) {
          expect(answer.demandSeconds[i]).toBeNaN();
          return;
        }
        const times = prepared.pack.index.stations
          .filter(({ kind }) => kind !== "medical")
          .map(({ lngLat, mobilisationMinutes }) => {
            const origin = driveTie(prepared, "fire-engine", lngLat);
            const legs = origin && drivePath(prepared, drive, origin, stop);
            if (!origin || !legs) return Infinity;
            const driven = legs.reduce((sum, leg) => sum + leg.deciseconds, 0);
            return (
              Math.round(mobilisationMinutes * 600) +
              handDeciseconds(prepared, origin) +
              driven +
              Math.round((stop.accessMetres * 10) / 1.3)
            );
          })
          .sort((a, b) => a - b);
        expect(Math.fround(times[0]! / 10), `seed ${seed} cell ${i}`).toBe(answer.demandSeconds[i]);
        expect(Math.fround(times[1]! / 10), `seed ${seed} cell ${i}`).toBe(answer.demandSecondSeconds[i]);
        compared++;
      });
      const { district } = answer;
      const within = (limit: number) =>
        prepared.pack.demand.reduce(
          (sum, cell, i) => sum + (answer.demandSeconds[i]! <= limit ? cell.personsNight : 0),
          0,
        );
      expect(district.reachedPersons, `seed ${seed}`).toEqual([within(60), within(120)]);
      expect(answer.stations.map(({ isCutOff }) => isCutOff)).toEqual([false, false, true]);
      expect(answer.stations.reduce((sum, station) => sum + station.firstPersons, 0)).toBe(
        district.reachedPersons[1],
      );
      expect(reach(prepared, { scenario: createScenario({ closures }) }).district.reachedPersons[1]).toBe(
        Math.round(rescueReachShare(prepared, closures) * district.persons),
      );
    }
    expect(compared).toBeGreaterThan(600);
  }, 30_000);

  it("outlines the ground that holds the homes it reaches", () => {
    const { polygons } = reach(createReliefStreet(), { outlines: true });
    expect(polygons.map(({ minutes }) => minutes)).toEqual([4, 5]);
    expect(polygons[0]!.areaSquareMetres).toBeGreaterThan(0);
    expect(polygons[1]!.areaSquareMetres).toBeGreaterThan(polygons[0]!.areaSquareMetres);
    expect(reach(createReliefStreet()).polygons).toEqual([]);
  });

  it("reaches every building whose middle is near enough", () => {
    // two squares, one beside the station and one at the far end, and one without walls
    const square = (x: number): number[] => {
      const corners = [at(x, 10), at(x + 20, 10), at(x + 20, 30), at(x, 30)];
      return corners.flatMap((corner, i) => [...corner, ...corners[(i + 1) % 4]!]);
    };
    const stock: BuildingStock = {
      count: 3,
      wallOffsets: Uint32Array.from([0, 4, 8, 8]),
      wallLngLat: Float64Array.from([...square(1900), ...square(0)]),
      heightMetres: new Float32Array(3),
      storeys: new Uint16Array(3),
      structure: new Int8Array(3),
      yearBand: new Uint16Array(3),
      residents: new Float32Array(3),
      luckKey: new Uint32Array(3),
      skippedCount: 0,
    };
    const { district } = reach(createReliefStreet(), {}, stock);
    expect([district.buildings, district.reachedBuildings]).toEqual([3, [1, 1]]);
  });

  it("without a station, or with every street shut to engines, reaches nobody", () => {
    const none = reach(createReliefStreet({ stations: [] }), { outlines: true });
    expect([none.district.reachedPersons, none.district.reachedStreetMetres, none.stations]).toEqual([
      [0, 0],
      [0, 0],
      [],
    ]);
    expect(none.meanSeconds).toBeNaN();
    const narrow = reach(createReliefStreet({ widthMetres: 2 }));
    expect(narrow.district).toMatchObject({ reachedPersons: [0, 0], unknownPersons: 1000, streetMetres: 0 });
    const ring = [at(-100, -100), at(2100, -100), at(2100, 100), at(-100, 100)];
    const shut = reach(createReliefStreet(), {
      scenario: createScenario({ closures: [{ kind: "area", id: "all", ring }] }),
    });
    expect(shut.district.reachedPersons).toEqual([0, 0]);
  });
});
