import { describe, expect, it } from "vitest";
import { isochrone } from "../../../src/core/analysis/isochrone.ts";
import { minutesField } from "../../../src/core/analysis/minutes-field.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { heldBytes } from "../../../src/core/graph/lookup-raster.ts";
import type { IsochroneAnswer, IsochroneRequest } from "../../../src/core/model/isochrone.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork, createTown } from "../../fixtures/create-network.ts";
import { createPack, createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createOutlineTruth } from "../../fixtures/outline-truth.ts";

function reach(prepared: PreparedPack, facts: Partial<IsochroneRequest> = {}): IsochroneAnswer {
  const result = isochrone(prepared, {
    scenario: createScenario(),
    origin: at(250, 200),
    cutoffMinutes: [5],
    direction: "from",
    edges: true,
    ...facts,
  });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}
const town = createWalkTown({ seed: 4 });
const allMetres = (prepared: PreparedPack) =>
  prepared.pack.network.edgeLengthDecimetres.reduce((sum, length) => sum + length / 10, 0);
const prepare = (...network: Parameters<typeof createNetwork>) =>
  preparePack(createPack({ network: createNetwork(...network) }), planningRules);

describe("cut-offs", () => {
  it("none: no polygon and nothing reached", () => {
    const answer = reach(town, { cutoffMinutes: [] });
    expect(answer.polygons).toEqual([]);
    expect([answer.reachedStreetMetres, answer.reachedPersons, answer.edges?.edge.length]).toEqual([0, 0, 0]);
  });

  it("NaN: an empty polygon, and the other minutes as if it were not there", () => {
    const answer = reach(town, { cutoffMinutes: [Number.NaN, 5] });
    expect(answer.polygons[0]?.geometry.coordinates).toEqual([]);
    expect(answer.polygons[0]?.areaSquareMetres).toBe(0);
    const without = reach(town);
    expect(answer.polygons[1]).toEqual(without.polygons[0]);
    expect(answer.reachedStreetMetres).toBe(without.reachedStreetMetres);
    expect(answer.edges).toEqual(without.edges);
  });

  it("0: at most the place's own street side, no street walked", () => {
    const answer = reach(town, { cutoffMinutes: [0] });
    expect(answer.reachedStreetMetres).toBe(0);
    expect(answer.polygons[0]?.areaSquareMetres).toBeLessThan(25 * 25);
  });

  it("negative: nothing", () => {
    const answer = reach(town, { cutoffMinutes: [-3] });
    expect(answer.polygons[0]?.geometry.coordinates).toEqual([]);
    expect(answer.reachedStreetMetres).toBe(0);
  });

  it("600 minutes: the whole network that hangs together, all of it on the inside", () => {
    const prepared = createWalkTown({ seed: 4, missingShare: 0 });
    const answer = reach(prepared, { cutoffMinutes: [600] });
    expect(answer.reachedStreetMetres).toBeCloseTo(allMetres(prepared), 3);
    expect(answer.reachedPersons).toBe(
      prepared.pack.demand.reduce((sum, cell) => sum + cell.personsNight, 0),
    );
    const [polygon] = answer.polygons;
    const { isInside } = createOutlineTruth(polygon!.geometry, prepared.index.plane);
    const { nodeLng, nodeLat, nodeCount } = prepared.pack.network;
    for (let node = 0; node < nodeCount; node++)
      expect(isInside([nodeLng[node]!, nodeLat[node]!])).toBe(true);
  });

  it("Infinity: the same as 600 minutes here", () => {
    const endless = reach(town, { cutoffMinutes: [Number.POSITIVE_INFINITY] });
    const long = reach(town, { cutoffMinutes: [600] });
    expect(endless.polygons[0]?.geometry).toEqual(long.polygons[0]?.geometry);
    expect(endless.reachedStreetMetres).toBeCloseTo(long.reachedStreetMetres, 6);
  });

  it("out of order or twice: each in its place, the edges by the longest", () => {
    const mixed = reach(town, { cutoffMinutes: [6, 2, 6] });
    const sorted = reach(town, { cutoffMinutes: [2, 6] });
    expect(mixed.polygons.map(({ minutes }) => minutes)).toEqual([6, 2, 6]);
    expect(mixed.polygons[1]).toEqual(sorted.polygons[0]);
    expect(mixed.polygons[2]).toEqual(mixed.polygons[0]);
    expect(mixed.edges).toEqual(sorted.edges);
  });
});

describe("origins", () => {
  // a cross of streets, a dead end to the north, and an island of its own in the east
  const places = [at(0, 0), at(300, 0), at(600, 0), at(300, 400), at(900, 100), at(1000, 100)];
  const streets = [
    { from: 0, to: 1 },
    { from: 1, to: 2 },
    { from: 1, to: 3 },
    { from: 4, to: 5 },
  ];

  it("far from any street: said, with how far and how far is allowed", () => {
    const result = isochrone(prepare(places, streets), {
      scenario: createScenario(),
      origin: at(700, 380),
      cutoffMinutes: [5],
      direction: "from",
    });
    expect(result).toMatchObject({ ok: false, failure: { code: "PLACE_FAR_FROM_STREET", limitMetres: 150 } });
  });

  it("on an island: the island and nothing else, however long", () => {
    const answer = reach(prepare(places, streets), { origin: at(950, 100), cutoffMinutes: [60] });
    expect(answer.reachedStreetMetres).toBeCloseTo(100, 0);
    expect(answer.polygons[0]?.geometry.coordinates).toHaveLength(1);
    const { isInside } = createOutlineTruth(
      answer.polygons[0]!.geometry,
      prepare(places, streets).index.plane,
    );
    expect([isInside([...at(950, 100)]), isInside([...at(600, 0)])]).toEqual([true, false]);
  });

  it("at a dead end: out by the one way there is", () => {
    const answer = reach(prepare(places, streets), { origin: at(300, 400), cutoffMinutes: [5] });
    expect(answer.reachedStreetMetres).toBeCloseTo(300 * 0.83, 0);
    expect(answer.edges?.edge.length).toBe(1);
  });

  it("on a closed street: out along it to its ends and on from there, the street itself not counted", () => {
    const prepared = prepare(places, streets);
    const ring = [at(100, -50), at(220, -50), at(220, 50), at(100, 50)];
    const closures = [{ kind: "area", id: "c", ring }] as const;
    const answer = reach(prepared, {
      origin: at(200, 0),
      cutoffMinutes: [10],
      scenario: createScenario({ closures }),
    });
    const walked = 600 * 0.83 - 100;
    expect(answer.reachedStreetMetres).toBeCloseTo(300 + walked, 0);
    expect([...new Set(answer.edges?.edge)].sort()).toEqual([1, 2]);
  });

  it("in a town without any street: said", () => {
    const result = isochrone(prepare([at(0, 0)], []), {
      scenario: createScenario(),
      origin: at(0, 0),
      cutoffMinutes: [5],
      direction: "from",
    });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: "PLACE_FAR_FROM_STREET", metresAway: Infinity },
    });
  });
});

describe("ground too wide for fine cells", () => {
  // 60 km of streets 500 m apart, 12 km wide: 7 million blocks of 10 m in its box
  const network = createTown({
    columns: 121,
    rows: 25,
    spacingMetres: 500,
    random: createRandom(3),
    missingShare: 0.02,
    bentShare: 0,
  });
  const prepared = preparePack(createPack({ network }), planningRules);
  const origin: [number, number] = [network.nodeLng[0]!, network.nodeLat[0]!];

  it("wider cells, and the answer says which; tiles stay within their bytes", () => {
    const near = reach(prepared, { origin, cutoffMinutes: [10] });
    const far = reach(prepared, { origin, cutoffMinutes: [1500] });
    expect(near.cellMetres).toBe(2.5);
    expect(far.cellMetres).toBe(5);
    for (const raster of prepared.kept.rasters.values())
      expect(heldBytes(raster)).toBeLessThanOrEqual(64_000_000);
    // still the whole network, side streets and all: every street in a strip of 150 m to either side
    const strips = allMetres(prepared) * 300;
    expect(far.polygons[0]!.areaSquareMetres).toBeLessThan(strips * 1.05);
    expect(far.polygons[0]!.areaSquareMetres).toBeGreaterThan(strips * 0.6);
  });

  it("a field of minutes over it is bounded too", () => {
    const field = minutesField(prepared, { scenario: createScenario(), cutoffMinutes: [10] });
    if (!field.ok) throw new Error(field.failure.code);
    expect(field.value.polygons[0]?.geometry.coordinates).toEqual([]);
  });
});
