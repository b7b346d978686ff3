import { describe, expect, test } from "vitest";
import type { PreparedGround } from "../../../../src/core/analysis/site-area/prepared-ground.ts";
import { suggestGates } from "../../../../src/core/analysis/site-area/suggest-gates.ts";
import { suggestZones } from "../../../../src/core/analysis/site-area/suggest-zones.ts";
import { siteArea } from "../../../../src/core/analysis/site-area.ts";
import { PHASES } from "../../../../src/core/model/scenario.ts";
import { siteRules } from "../../../../src/sources/site-rules.ts";
import { BLOCK, type BlockFacts, RING, standOnBlock, street } from "../../../fixtures/create-audit-block.ts";
import { box } from "../../../fixtures/create-buildings.ts";
import type { EdgeSpec } from "../../../fixtures/create-network.ts";
import { createScenario } from "../../../fixtures/create-pack.ts";
import { areaOf, createSite } from "../../../fixtures/create-site-ground.ts";

const typed = (squareMetres: number) => ({ area: { kind: "typed", squareMetres } }) as const;

describe("gates that are suggested", () => {
  const suggest = (edges: readonly EdgeSpec[], ground?: PreparedGround) => {
    const { prepared } = standOnBlock({ edges });
    return suggestGates(prepared, createSite(BLOCK).rings, ground?.rules ?? siteRules);
  };
  test("with streets on four sides there are four, each on the outline, of the street's width where it is known", () => {
    const gates = suggest(RING);
    expect(gates).toHaveLength(4);
    expect(gates.map(({ widthMetres }) => widthMetres).sort()).toEqual([4, null, null, null]);
    for (const { stepFree, opening } of gates) expect([stepFree, opening.kind]).toEqual([null, "always"]);
  });
  test("with a street on one side there is no second direction to be had", () => {
    expect(suggest([street(0, 1)]).length).toBeLessThanOrEqual(2);
    expect(suggest([street(0, 1)]).length).toBeGreaterThanOrEqual(1);
  });
});

describe("what the ground of a site is worth", () => {
  const ask = (given: BlockFacts, siteId = "s1") => {
    const { prepared, ground, proposals } = standOnBlock(given);
    const answer = siteArea(prepared, prepared, ground, {
      scenario: createScenario({ proposals, phase: "short" }),
      siteId,
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    return answer.value;
  };
  test("room by phase is the effective area by the rule's square metres, rounded down", () => {
    const { phases, effectiveFrom } = ask({ site: typed(1001) });
    expect(effectiveFrom).toBe("typed");
    expect(phases.map(({ phase }) => phase)).toEqual([...PHASES]);
    for (const { persons, squareMetresPerPerson } of phases)
      expect(persons).toBe(Math.floor(1001 / squareMetresPerPerson));
  });
  test("zones that are more than the area are said in square metres", () => {
    const { zonedSquareMetres, overfullSquareMetres } = ask({
      site: { ...typed(1000), zones: { lodging: 900, parking: 250 } },
    });
    expect([zonedSquareMetres, overfullSquareMetres]).toEqual([1150, 150]);
  });
  test.each([
    ["outside the district", { ground: { district: areaOf(box(900, 900, 990, 990)) } }, ["outside-district"]],
    ["partly outside", { ground: { district: areaOf(box(-500, -500, 50, 500)) } }, ["partly-outside"]],
    ["on water", { ground: { water: [areaOf(box(-9, -9, 120, 120))] } }, ["on-water"]],
    [
      "overlapping a shelter",
      { ground: { shelters: new Map([["old", areaOf(box(50, 50, 200, 200))]]) } },
      ["overlaps"],
    ],
    [
      "sharing only a side with a shelter",
      { ground: { shelters: new Map([["old", areaOf(box(100, 0, 200, 100))]]) } },
      [],
    ],
  ] as const)("%s", (_, given, warnings) => {
    expect(ask(given).warnings).toEqual(warnings);
  });
});

test("suggested zones never exceed the area, whatever its size, and use all of it", () => {
  const { prepared } = standOnBlock({});
  for (const effectiveSquareMetres of [0, 3, 40, 160, 2000.7, 65_000])
    for (const phase of PHASES) {
      const zones = suggestZones(prepared, siteRules, {
        effectiveSquareMetres,
        persons: effectiveSquareMetres / 2,
        phase,
        tier: "centre",
      });
      const sum = zones.reduce((total, { squareMetres }) => total + squareMetres, 0);
      expect(sum).toBe(Math.floor(effectiveSquareMetres));
      expect(zones.every(({ squareMetres }) => squareMetres >= 0 && Number.isInteger(squareMetres))).toBe(
        true,
      );
    }
});
