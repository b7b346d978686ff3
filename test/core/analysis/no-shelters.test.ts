import { beforeAll, describe, expect, it } from "vitest";
import { buildDistrict } from "../../../data/build/district/build-district.ts";
import { packFiles } from "../../../data/build/pack/pack-files.ts";
import { board } from "../../../src/core/analysis/board.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import type { RequestOf } from "../../../src/core/model/answers.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { openPack } from "../../../src/sources/pack-reader.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { ANALYSES, boardPacks, type DirectKind } from "../../../workers/direct-analyses.ts";
import { box, createDistrictInput } from "../../fixtures/create-osm-city.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createMemorySource } from "../../fixtures/memory-source.ts";

// A district before anybody has listed a shelter: 1000 residents, streets, a fire station, nothing to go to.
let prepared: PreparedPack;
beforeAll(async () => {
  const files = packFiles(buildDistrict(createDistrictInput()).content);
  const opened = await openPack(createMemorySource(files), "tiny", () => undefined);
  if (!opened.ok) throw new Error(opened.failure.code);
  prepared = preparePack(opened.value.data, planningRules);
});

const scenario = createScenario();
const at: LngLat = [116.362, 39.902];
function ask<Kind extends DirectKind>(kind: Kind, request: RequestOf<Kind>) {
  const result = ANALYSES[kind](prepared, request);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

describe("without a single shelter", () => {
  it("coverage: nobody is reached, everybody is counted", () => {
    const { district, loads, personsByMinute } = ask("coverage", { scenario });
    expect(district).toMatchObject({
      persons: 1000,
      withRoomPersons: 0,
      nearButFullPersons: 0,
      notReachedPersons: 1000,
      unknownPersons: 0,
      straightLineAreaShare: 0,
      networkAreaShare: 0,
      p50Minutes: Infinity,
    });
    expect(loads).toEqual([]);
    expect(personsByMinute.reduce((a, b) => a + b, 0)).toBe(1000);
    expect(personsByMinute.at(-1)).toBe(1000);
  });

  it("the field of minutes is empty", () => {
    const { polygons } = ask("minutesField", { scenario, cutoffMinutes: [5, 10] });
    expect(polygons.map(({ areaSquareMetres }) => areaSquareMetres)).toEqual([0, 0]);
  });

  it("an isochrone from a place is what it is with shelters: streets need none", () => {
    const { polygons } = ask("isochrone", { scenario, origin: at, cutoffMinutes: [5], direction: "from" });
    expect(polygons[0]?.areaSquareMetres).toBeGreaterThan(10_000);
  });

  it("a person who asks is told that no shelter is open", () => {
    expect(ANALYSES.find(prepared, { scenario, origin: at })).toEqual({
      ok: false,
      failure: { code: "NO_OPEN_SHELTER" },
    });
  });

  it("a place on the map has no nearest gate", () => {
    const answer = ask("explain", { scenario, lngLat: at });
    expect(JSON.stringify(answer)).not.toMatch(/"shelterId":"/);
  });

  it("the board has forces and people in need, and no site to supply", () => {
    const response = { elapsedMinutes: 60, inNeedShare: 0.1, lostDepotIds: [] };
    const result = board(prepared, { scenario, response }, boardPacks);
    if (!result.ok) throw new Error(result.failure.code);
    const answer = result.value;
    expect(answer).toMatchObject({
      supply: [],
      service: [],
      personsInNeed: 100,
      servedPersons: 0,
      notReachedPersons: 1000,
    });
    expect(answer.dispatch).toHaveLength(1);
  });

  it("the ledger judges coverage as not kept and leaves to nobody what has no site", () => {
    const values = new Map(
      ask("ledger", {
        scenario,
        response: { elapsedMinutes: 60, inNeedShare: 0.1, lostDepotIds: [] },
      }).values.map((value) => [value.id, value]),
    );
    expect(values.get("S1")).toMatchObject({ state: "not-kept", value: 0 });
    expect(values.get("S5")).toMatchObject({ state: "cannot-judge", value: null });
    for (const { value } of values.values()) if (value !== null) expect(Number.isFinite(value)).toBe(true);
  });
});

it("a shelter whose only gate has an unknown opening leads nobody in, and is said to be so", async () => {
  const row = {
    geometry: box(116.3605, 39.9005, 116.361, 39.901),
    properties: {
      id: "s1",
      nameZh: "仓库",
      tier: "emergency",
      setting: "outdoor",
      fitFor: "[]",
      method: "compiled",
      source: "list.xlsx",
    },
  };
  const input = createDistrictInput({
    layers: { shelters: { rows: [row], method: "compiled", source: "list.xlsx" } },
  });
  const built = buildDistrict(input);
  expect(
    built.notes.some((note) => note.startsWith("1 of 1 shelters have no gate that is known to open")),
  ).toBe(true);
  const opened = await openPack(createMemorySource(packFiles(built.content)), "tiny", () => undefined);
  if (!opened.ok) throw new Error(opened.failure.code);
  const found = ANALYSES.find(preparePack(opened.value.data, planningRules), { scenario, origin: at });
  expect(found).toMatchObject({ ok: false, failure: { code: "NO_OPEN_SHELTER" } });
});
