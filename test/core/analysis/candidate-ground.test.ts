import type { Polygon } from "geojson";
import { expect, test } from "vitest";
import { candidateGround } from "../../../src/core/analysis/candidate-ground.ts";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import type { Candidate } from "../../../src/core/model/pack.ts";
import type { RiskGround } from "../../../src/core/model/risk-here.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { siteOfCandidate } from "../../../src/state/schemes/site-of-candidate.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createPack } from "../../fixtures/create-pack.ts";

const square = (x: number, y: number, size: number): Polygon => ({
  type: "Polygon",
  coordinates: [
    [at(x, y), at(x + size, y), at(x + size, y + size), at(x, y + size), at(x, y)].map((corner) => [
      ...corner,
    ]),
  ],
});
const createCandidate = (id: string, x: number, y: number): Candidate => ({
  id,
  nameZh: id,
  nameEn: id,
  lngLat: at(x, y),
  landUse: "park",
  grossSquareMetres: 10_000,
  ruleZh: "",
  ruleEn: "",
  method: "illustrative",
  source: "test",
  accuracyMetres: null,
});
const GROUND: RiskGround = {
  zones: {
    "risk-flood": [
      { level: 2, scale: null, polygon: square(-200, -200, 250) },
      { level: 4, scale: null, polygon: square(90, 90, 500) },
    ],
    "risk-fire": [{ level: 3, scale: null, polygon: square(900, 900, 10) }],
  },
  extents: [
    { pointId: "w1", polygon: square(95, 10, 30) },
    { pointId: "w1", polygon: square(95, 50, 30) },
    { pointId: "w2", polygon: square(400, 400, 10) },
  ],
};

function ask(candidates: readonly Candidate[], candidatePolygons: readonly (Polygon | null)[]) {
  const pack = createPack({
    network: createNetwork(
      [at(-300, -10), at(300, -10), at(300, 300)],
      [
        { from: 0, to: 1 },
        { from: 1, to: 2 },
      ],
    ),
  });
  const prepared = preparePack(
    { ...pack, index: { ...pack.index, candidates }, candidatePolygons },
    planningRules,
  );
  return candidateGround(prepared, GROUND, {});
}

test("a plot has the highest level of every zone that touches it, and the waters in it", () => {
  const { sites, missingLayers } = ask([createCandidate("a", 50, 50)], [square(0, 0, 100)]);
  expect(sites[0]?.levels).toEqual({ "risk-flood": 4, "risk-fire": null });
  expect(sites[0]?.pondingIds).toEqual(["w1"]);
  expect(missingLayers).toEqual(["risk-earthquake", "risk-composite"]);
});

test("a candidate known by its point is judged there", () => {
  const { sites } = ask([createCandidate("a", 0, 0)], [null]);
  expect(sites[0]).toMatchObject({
    rings: [],
    levels: { "risk-flood": 2, "risk-fire": null },
    pondingIds: [],
  });
});

test("gates lie on the outline, at the street, apart from each other", () => {
  const { sites } = ask([createCandidate("a", 50, 50)], [square(0, 0, 100)]);
  const { rings, gateLngLats } = sites[0]!;
  expect(rings[0]).toHaveLength(4);
  expect(gateLngLats.length).toBeGreaterThanOrEqual(2);
  const south = at(0, 0)[1];
  for (const [, lat] of gateLngLats) expect(lat).toBeCloseTo(south, 6);
});

test("as a site of a scheme it keeps the outline and the gates", () => {
  const candidate = createCandidate("a", 50, 50);
  const ground = ask([candidate], [square(0, 0, 100)]).sites[0]!;
  const site = siteOfCandidate(candidate, ground, { name: "甲", year: 2027 });
  expect(site).toMatchObject({ candidateId: "a", rings: ground.rings, name: "甲", year: 2027 });
  expect(site.gates.map(({ lngLat }) => lngLat)).toEqual(ground.gateLngLats);
  // Without an outline: a square of the gross area around the point, about 100 m wide.
  const [west, , east] = siteOfCandidate(candidate, null, { name: "甲", year: null }).rings[0]!;
  expect((east![1] - west![1]) * 111_320).toBeCloseTo(100, 0);
});
