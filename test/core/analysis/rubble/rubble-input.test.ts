import { describe, expect, test } from "vitest";
import { preparePack } from "../../../../src/core/analysis/prepare.ts";
import type { RubbleRequest } from "../../../../src/core/model/rubble.ts";
import { rubbleRules } from "../../../../src/sources/rubble-rules.ts";
import { planningRules } from "../../../../src/sources/rule-packs.ts";
import { createStock, rulesOfChance } from "../../../fixtures/create-buildings.ts";
import { besideLane, oneLane } from "../../../fixtures/create-lanes.ts";
import { at, createNetwork } from "../../../fixtures/create-network.ts";
import {
  createDemandCell,
  createGate,
  createPack,
  createScenario,
  createShelter,
} from "../../../fixtures/create-pack.ts";
import { answerOf, askRubble } from "../../../fixtures/create-rubble-town.ts";

describe("bad input", () => {
  const refusal = async (facts: Partial<RubbleRequest>) => {
    const result = await askRubble(oneLane(), rubbleRules, facts);
    return result.ok || result.failure.code !== "QUESTION_NOT_VALID" ? null : result.failure.field;
  };
  test.each([Number.NaN, Infinity, -1, 5.9, 10.1])("intensity %d", async (intensity) => {
    expect(await refusal({ intensity })).toBe("intensity");
  });
  test.each([0, -5, 1.5, 1e9, Number.NaN])("%d draws", async (draws) => {
    expect(await refusal({ draws })).toBe("draws");
  });
  test.each([-0.1, 10.1, Number.NaN])("rubble %d heights wide", async (debris) => {
    expect(await refusal({ debris })).toBe("debris");
  });
  test.each([-1, 0.5, 2 ** 32])("seed %d", async (seed) => {
    expect(await refusal({ seed })).toBe("seed");
  });
  test("a collapse matrix nobody knows", async () => {
    expect(await refusal({ matrixId: "mine" })).toBe("matrixId");
  });
  const grid = { west: 0, south: 0, east: 1, north: 1, columns: 2, rows: 1, degrees: [7, 8] };
  test.each([
    ["degrees missing", { ...grid, degrees: [7] }, "intensity.degrees"],
    ["a degree that is no number", { ...grid, degrees: [7, Number.NaN] }, "intensity.degrees"],
    ["a degree outside the matrix", { ...grid, degrees: [7, 12] }, "intensity.degrees"],
    ["no columns", { ...grid, columns: 0 }, "intensity"],
    ["west of east", { ...grid, west: 2 }, "intensity"],
    ["no place", { ...grid, south: Number.NaN }, "intensity"],
  ])("a grid of intensity with %s", async (_, intensity, field) => {
    expect(await refusal({ intensity })).toBe(field);
  });

  test("no buildings", async () => {
    const result = await askRubble({ ...oneLane(), stock: createStock([]) }, rubbleRules);
    expect(result).toMatchObject({ ok: false, failure: { code: "LAYER_MISSING", layer: "buildings" } });
  });

  test("no shelters, and none that counts", async () => {
    const town = oneLane();
    const { pack } = town.prepared;
    const bare = preparePack({ ...pack, index: { ...pack.index, shelters: [], gates: [] } }, planningRules);
    expect(await askRubble({ ...town, prepared: bare }, rubbleRules)).toEqual({
      ok: false,
      failure: { code: "NO_OPEN_SHELTER" },
    });
    expect(await askRubble(town, rubbleRules, { scenario: createScenario({ tier: "centre" }) })).toEqual({
      ok: false,
      failure: { code: "NO_OPEN_SHELTER" },
    });
  });

  test("nobody lives here", async () => {
    const town = oneLane();
    const { pack } = town.prepared;
    const empty = preparePack(
      { ...pack, demand: pack.demand.map((cell) => ({ ...cell, personsNight: 0 })) },
      planningRules,
    );
    const { district } = await answerOf({ ...town, prepared: empty }, rulesOfChance(0.3));
    expect(district).toMatchObject({ persons: 0, cutOff: { mean: 0, low: 0, high: 0 } });
  });

  test("a home on an island is beyond anyway, one without a street unknown", async () => {
    const pack = createPack({
      network: createNetwork(
        [at(0, 0), at(0, 100), at(400, 0), at(400, 100)],
        [
          { from: 0, to: 1 },
          { from: 2, to: 3 },
        ],
      ),
      shelters: [createShelter({ id: "s", lngLat: at(0, 0) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(0, 0) })],
      demand: [
        createDemandCell({ id: "island", lngLat: at(400, 50), personsNight: 7 }),
        createDemandCell({ id: "wild", lngLat: at(200, 900), personsNight: 5 }),
      ],
    });
    const town = { prepared: preparePack(pack, planningRules), stock: createStock([besideLane("a", 0, 40)]) };
    const answer = await answerOf(town, rulesOfChance(0.5));
    expect(answer.district).toMatchObject({ persons: 12, unknownPersons: 5, beyondAnywayPersons: 7 });
    expect([...answer.demandReachedShare]).toEqual([0, Number.NaN]);
  });
});
