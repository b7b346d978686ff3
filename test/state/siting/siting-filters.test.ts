import { expect, test } from "vitest";
import type { CandidateGroundAnswer } from "../../../src/core/model/candidate-ground.ts";
import type { Candidate, LandUse } from "../../../src/core/model/pack.ts";
import { NO_PROPOSALS } from "../../../src/core/model/proposal.ts";
import { siteOfCandidate } from "../../../src/state/schemes/site-of-candidate.ts";
import { choosable, NO_FILTERS, wishOf, withWish } from "../../../src/state/siting/siting-filters.ts";

const candidate = (id: string, landUse: LandUse, grossSquareMetres: number): Candidate => ({
  id,
  nameZh: id,
  nameEn: id,
  lngLat: [116.36, 39.9],
  landUse,
  grossSquareMetres,
  ruleZh: "",
  ruleEn: "",
  method: "illustrative",
  source: "test",
  accuracyMetres: null,
});
const CANDIDATES = [
  candidate("a", "park", 5000),
  candidate("b", "park", 900),
  candidate("c", "vacated-plot", 5000),
  candidate("d", "square", 5000),
  candidate("e", "square", 5000),
];
const GROUND: CandidateGroundAnswer = {
  request: {},
  missingLayers: ["risk-fire"],
  sites: CANDIDATES.map(({ id }) => ({
    id,
    rings: [],
    gateLngLats: [],
    levels: { "risk-flood": id === "d" ? 3 : id === "a" ? 2 : null },
    pondingIds: id === "e" ? ["w"] : [],
  })),
};

test("each filter leaves out what it names, counted by the first reason", () => {
  const found = choosable(CANDIDATES, GROUND, NO_PROPOSALS, {
    leastSquareMetres: 1000,
    excludedUses: ["vacated-plot"],
    zoneLevels: { "risk-flood": 3, "risk-fire": 2 },
    isFloodedExcluded: true,
    requiredIds: [],
    forbiddenIds: [],
  });
  expect(found.choosableIds).toEqual(["a"]);
  expect(found.forbiddenIds).toEqual(["b", "c", "d", "e"]);
  expect(found.excluded).toEqual({ small: 1, use: 1, zone: 1, flooded: 1 });
  // A zoning the pack lacks leaves out nothing, and that is said.
  expect(found.unknownLayers).toEqual(["risk-fire"]);
});

test("before the engine has told the zones nothing is left out by them, and that is said", () => {
  const found = choosable(CANDIDATES, null, NO_PROPOSALS, { ...NO_FILTERS, zoneLevels: { "risk-flood": 2 } });
  expect([found.choosableIds.length, found.isGroundMissing]).toEqual([5, true]);
  expect(choosable(CANDIDATES, null, NO_PROPOSALS, NO_FILTERS).isGroundMissing).toBe(false);
});

test("a site that must be stays in against the filters, and is named; one that stands in the scheme does not", () => {
  const [built] = CANDIDATES;
  const proposals = {
    ...NO_PROPOSALS,
    sites: [siteOfCandidate(built as Candidate, null, { name: "甲", year: null })],
  };
  const filters = { ...NO_FILTERS, excludedUses: ["park"] as const, requiredIds: ["a", "b", "nobody"] };
  const found = choosable(CANDIDATES, GROUND, proposals, filters);
  expect(found.requiredIds).toEqual(["b"]);
  expect(found.againstFilterIds).toEqual(["b"]);
  expect(found.excluded).toEqual({ built: 1 });
});

test("must and never shut each other out", () => {
  const must = withWish(NO_FILTERS, "a", "must");
  const never = withWish(must, "a", "never");
  expect([wishOf(must, "a"), wishOf(never, "a"), wishOf(withWish(never, "a", null), "a")]).toEqual([
    "must",
    "never",
    null,
  ]);
  expect(never.requiredIds).toEqual([]);
});
