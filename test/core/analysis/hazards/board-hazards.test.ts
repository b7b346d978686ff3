import { describe, expect, it } from "vitest";
import { board } from "../../../../src/core/analysis/board.ts";
import type { PreparedPack } from "../../../../src/core/analysis/prepare.ts";
import type { BoardAnswer } from "../../../../src/core/model/answers.ts";
import type { HazardGround } from "../../../../src/core/model/hazard-rules.ts";
import type { Hazards } from "../../../../src/core/model/hazards.ts";
import type { WaterloggingPoint } from "../../../../src/core/model/pack.ts";
import type { Closure } from "../../../../src/core/model/scenario.ts";
import { earthquakeRules, rainRules } from "../../../../src/sources/hazard-rules.ts";
import { reliefNeeds } from "../../../../src/sources/relief-needs.ts";
import { rubbleRules } from "../../../../src/sources/rubble-rules.ts";
import { box, createStock } from "../../../fixtures/create-buildings.ts";
import { createEarthquake, createHazards, createRain, createZone } from "../../../fixtures/create-hazards.ts";
import { at } from "../../../fixtures/create-network.ts";
import { createScenario } from "../../../fixtures/create-pack.ts";
import { createDepot, createReliefStreet } from "../../../fixtures/create-relief-street.ts";

const ground: HazardGround = { earthquakeRules, rainRules, rubbleRules, stock: null, extents: [] };

function ask(
  prepared: PreparedPack,
  hazards: Partial<Hazards>,
  elapsedMinutes = 0,
  closures: readonly Closure[] = [],
  by: HazardGround = ground,
) {
  return board(
    prepared,
    {
      scenario: createScenario({ closures }),
      response: {
        elapsedMinutes,
        inNeedShare: 0.1,
        lostDepotIds: [],
        ground: { hazards: createHazards(hazards), shelters: [], gates: [], depotTrucks: [], movements: [] },
      },
    },
    { reliefNeeds, hazards: by },
  );
}
function answer(...asked: Parameters<typeof ask>): BoardAnswer {
  const result = ask(...asked);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

const near = createEarthquake({ epicentre: at(0, 0), magnitude: 7 });

describe("the board with an earthquake", () => {
  it("takes those whose homes are hit for those in need, within a range that holds the figure", () => {
    const { personsInNeed, hazards } = answer(createReliefStreet(), { earthquake: near });
    const quake = hazards?.earthquake;
    expect(personsInNeed).toBe(quake?.inNeed.middle);
    expect(personsInNeed).toBeGreaterThan(100);
    expect(quake?.inNeed.low).toBeLessThan(personsInNeed);
    expect(quake?.inNeed.high).toBeGreaterThan(personsInNeed);
    const stronger = answer(createReliefStreet(), { earthquake: { ...near, magnitude: 7.5 } });
    expect(stronger.personsInNeed).toBeGreaterThan(personsInNeed);
  });
  it("spares a district of strong houses, whatever class its cells are said to have", () => {
    const residents = 1000;
    const stock = createStock([
      { id: "b", corners: box(0, 0, 400, 20), structure: "shear-wall", yearBand: 2000, residents },
    ]);
    const weak = answer(createReliefStreet(), { earthquake: near }).personsInNeed;
    expect(
      answer(createReliefStreet(), { earthquake: near }, 0, [], { ...ground, stock }).personsInNeed,
    ).toBeLessThan(weak);
  });
  it("far away hits nobody", () => {
    expect(answer(createReliefStreet(), { earthquake: { ...near, epicentre: [0, 0] } }).personsInNeed).toBe(
      0,
    );
  });
});

const underpass: WaterloggingPoint = {
  id: "dip",
  nameZh: "桥下",
  nameEn: "Dip",
  kind: "underpass",
  lngLat: at(1000, 0),
  rainfallMillimetresPerHour: [20, 100],
  depthMetres: [0, 1],
  method: "illustrative",
  source: "test",
  accuracyMetres: null,
};
const wet = (facts: Parameters<typeof createReliefStreet>[0] = {}) =>
  createReliefStreet({ ...facts, index: { waterlogging: [underpass] } });

describe("the board with rain", () => {
  it("keeps a truck waiting before deep water until it has drained, and tells where it stands", () => {
    const dry = answer(wet(), {});
    const { supply, hazards, personsInNeed } = answer(
      wet(),
      { rain: createRain({ millimetresPerHour: [100] }) },
      60,
    );
    expect(personsInNeed).toBe(dry.personsInNeed);
    expect(supply[0]?.firstArrivalMinutes).toBeGreaterThan((dry.supply[0]?.firstArrivalMinutes ?? 0) + 20);
    expect(supply[0]?.firstArrivalMinutes).toBeLessThan(360);
    expect(supply[0]?.withoutClosuresMinutes).toBeCloseTo(dry.supply[0]?.firstArrivalMinutes ?? 0, 6);
    expect(hazards?.water[0]).toMatchObject({ pointId: "dip", stops: { truck: true, car: true } });
    expect(hazards?.water[0]?.deepestMetres).toBeCloseTo(1, 2);
    expect(hazards?.effects).toMatchObject([{ kind: "water", isInForce: true, trucks: 1 }]);
  });
  it("of days later changes nothing today: T0 before the rain by days", () => {
    const rain = createRain({ startMinute: 5 * 1440, millimetresPerHour: [100] });
    const { supply, hazards } = answer(wet(), { rain });
    expect(supply).toEqual(answer(wet(), {}).supply);
    expect(hazards?.water[0]?.depthMetres).toBe(0);
  });
});

describe("the board with zones and timed closures", () => {
  const ring = [at(900, -50), at(1100, -50), at(1100, 50), at(900, 50)];
  it("counts a zone from its minute to its last", () => {
    const zone = createZone({ ring, fromMinute: 0, toMinute: 120 });
    const depots = [createDepot({ mobilisationMinutes: 10 })];
    const open = answer(createReliefStreet({ depots }), {}).supply[0]?.firstArrivalMinutes ?? 0;
    const { supply } = answer(createReliefStreet({ depots }), { zones: [zone] });
    expect(supply[0]?.firstArrivalMinutes).toBeGreaterThan(120);
    const later = { ...zone, fromMinute: open + 100, toMinute: open + 200 };
    expect(answer(createReliefStreet({ depots }), { zones: [later] }).supply[0]?.firstArrivalMinutes).toBe(
      open,
    );
  });
  it("takes a zone whose line crosses itself", () => {
    const bowTie = [at(900, -50), at(1100, 50), at(1100, -50), at(900, 50)];
    expect(answer(createReliefStreet(), { zones: [createZone({ ring: bowTie })] }).supply[0]?.state).toBe(
      "breaks",
    );
  });
  it("with all roads closed supplies nobody and says so", () => {
    const all = [at(-100, -100), at(2100, -100), at(2100, 100), at(-100, 100)];
    const { supply, servedPersons } = answer(createReliefStreet(), {
      zones: [createZone({ ring: all })],
      earthquake: near,
    });
    expect(supply.every(({ firstArrivalMinutes }) => firstArrivalMinutes === Infinity)).toBe(true);
    expect(servedPersons).toBe(0);
  });
});

describe("hazards that mean nothing", () => {
  const field = (hazards: Partial<Hazards>) => {
    const result = ask(createReliefStreet(), hazards);
    return result.ok ? null : result.failure.code === "QUESTION_NOT_VALID" && result.failure.field;
  };
  it.each([
    ["a magnitude out of range", { earthquake: { ...near, magnitude: 12 } }, "earthquake.magnitude"],
    [
      "a magnitude that is no number",
      { earthquake: { ...near, magnitude: Number.NaN } },
      "earthquake.magnitude",
    ],
    ["a depth of 0", { earthquake: { ...near, depthKilometres: 0 } }, "earthquake.depthKilometres"],
    ["a relation nobody knows", { earthquake: { ...near, relationId: "x" } }, "earthquake.relationId"],
    ["a matrix nobody knows", { earthquake: { ...near, matrixId: "x" } }, "earthquake.matrixId"],
    ["negative rain", { rain: createRain({ millimetresPerHour: [-1] }) }, "rain.millimetresPerHour"],
    ["steps of zero minutes", { rain: createRain({ stepMinutes: 0 }) }, "rain.stepMinutes"],
    ["rain without a step", { rain: createRain({ millimetresPerHour: [] }) }, "rain.millimetresPerHour"],
    ["a zone of two corners", { zones: [createZone({ ring: [at(0, 0), at(1, 1)] })] }, "zones.zone.ring"],
    [
      "a zone that ends before it begins",
      { zones: [createZone({ ring: [at(0, 0), at(9, 0), at(0, 9)], fromMinute: 9, toMinute: 9 })] },
      "zones.zone.toMinute",
    ],
  ] as const)("are refused by name: %s", (_, hazards, expected) => {
    expect(field(hazards)).toBe(expected);
  });
});
