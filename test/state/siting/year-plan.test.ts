import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SCENARIO } from "../../../src/core/model/scenario.ts";
import {
  evaluationOf,
  fixedYearsOf,
  moveSite,
  orderRequestOf,
  scenarioBefore,
  slipped,
  swapSites,
  yearOfSite,
} from "../../../src/state/siting/year-plan.ts";

const PLAN = [["a", "b"], ["c", "d"], ["e"]];
const rules = { perYear: 2, fixedIds: new Set<string>() };

describe("moving a site", () => {
  test("into a year with room", () => {
    expect(moveSite(PLAN, "a", 2, rules)).toEqual([["b"], ["c", "d"], ["e", "a"]]);
  });
  test("into a full year it changes places: with the one it is dropped on, else with the first", () => {
    expect(moveSite(PLAN, "a", 1, rules)).toEqual([["c", "b"], ["a", "d"], ["e"]]);
    expect(moveSite(PLAN, "a", 1, { ...rules, inPlaceOf: "d" })).toEqual([["d", "b"], ["c", "a"], ["e"]]);
  });
  test("what is fixed stays, and so does everything beyond the years", () => {
    const fixedIds = new Set(["c", "d"]);
    expect(moveSite(PLAN, "a", 1, { ...rules, fixedIds })).toBe(PLAN);
    expect(moveSite(PLAN, "c", 2, { ...rules, fixedIds })).toBe(PLAN);
    for (const year of [-1, 3, 0]) expect(moveSite(PLAN, "a", year, rules)).toBe(PLAN);
    expect(moveSite(PLAN, "nobody", 1, rules)).toBe(PLAN);
  });
  test("no site is lost or doubled, no year overfull, whatever is moved", () => {
    const sites = ["a", "b", "c", "d", "e"];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...sites), fc.integer({ min: -1, max: 3 })), { maxLength: 20 }),
        fc.subarray(sites),
        (moves, fixed) => {
          const fixedIds = new Set(fixed);
          let plan: readonly (readonly string[])[] = PLAN;
          for (const [id, year] of moves) plan = moveSite(plan, id, year, { perYear: 2, fixedIds });
          expect(plan.flat().sort()).toEqual(sites);
          for (const ids of plan) expect(ids.length).toBeLessThanOrEqual(2);
          for (const id of fixed) expect(yearOfSite(plan, id)).toBe(yearOfSite(PLAN, id));
        },
      ),
    );
  });
});

test("a late site comes late, in its turn one too many, or never", () => {
  expect(slipped(PLAN, "a", "one")).toEqual([["b"], ["c", "d", "a"], ["e"]]);
  expect(slipped(PLAN, "c", "two")).toEqual([["a", "b"], ["d"], ["e"]]);
  expect(slipped(PLAN, "e", "never")).toEqual([["a", "b"], ["c", "d"], []]);
  expect(slipped(PLAN, "a", "none")).toBe(PLAN);
});

test("two sites change places", () => {
  expect(swapSites(PLAN, "a", "e")).toEqual([["e", "b"], ["c", "d"], ["a"]]);
});

test("a plan is valued with every site in its year and no other allowed", () => {
  const draft = {
    fromYear: 2026,
    years: 3,
    perYear: 2,
    goal: "every-year",
    weight: "persons",
    limitSeconds: 5,
  } as const;
  const request = orderRequestOf(draft, DEFAULT_SCENARIO, {
    requiredIds: ["a"],
    forbiddenIds: ["z"],
    fixedYears: {},
  });
  const late = slipped(PLAN, "a", "one");
  const asked = evaluationOf(request, late, ["a", "b", "c", "d", "e", "x", "z"]);
  expect(asked).toMatchObject({ perYear: 3, requiredIds: [], forbiddenIds: ["x", "z"] });
  expect(asked.fixedYears).toEqual({ b: 1, c: 2, d: 2, a: 2, e: 3 });
  expect(fixedYearsOf(PLAN)).toEqual({ a: 1, b: 1, c: 2, d: 2, e: 3 });
});

test("what a scheme takes from the candidates is not there before it is built", () => {
  const site = (candidateId: string | null) => ({ candidateId }) as never;
  const proposals = { sites: [site("a"), site(null)], closedShelterIds: [], gateEdits: [] };
  expect(scenarioBefore({ ...DEFAULT_SCENARIO, proposals }).proposals?.sites).toEqual([site(null)]);
  const onlyCandidates = { ...proposals, sites: [site("a")] };
  expect(scenarioBefore({ ...DEFAULT_SCENARIO, proposals: onlyCandidates })).toEqual(DEFAULT_SCENARIO);
});
