import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import stayOrGo from "../../../data/rules/stay-or-go.json";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { dryStorey, stayAdvice } from "../../../src/core/analysis/stay-advice.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { StructureClass } from "../../../src/core/model/pack.ts";
import type { PondingHere } from "../../../src/core/model/risk-here.ts";
import type { Closure, PaceId, Scenario } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { parseStayRules, stayRules } from "../../../src/sources/stay-rules.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import {
  createDemandCell,
  createGate,
  createPack,
  createScenario,
  createShelter,
} from "../../fixtures/create-pack.ts";

/* One street, 600 m: the person at its west end, the only shelter at its east end, homes by the person. */
const HERE = at(0, 0);
function street(structure: StructureClass | null = null) {
  return preparePack(
    createPack({
      network: createNetwork(
        [at(0, 0), at(200, 0), at(400, 0), at(600, 0)],
        [
          { from: 0, to: 1 },
          { from: 1, to: 2 },
          { from: 2, to: 3 },
        ],
      ),
      shelters: [createShelter({ id: "s", lngLat: at(600, 0) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(600, 0) })],
      demand: [createDemandCell({ id: "d", lngLat: at(30, 0), structure })],
    }),
    planningRules,
  );
}
const water = (west: number, east: number, depthMetres: number): Closure => ({
  kind: "flood",
  id: `${west}`,
  ring: [at(west, -50), at(east, -50), at(east, 50), at(west, 50)],
  depthMetres,
});
const standing = (facts: Partial<PondingHere>): PondingHere => ({
  pointId: "p",
  metres: 0,
  warningMillimetresPerHour: 40,
  deepestMetres: 0.4,
  ...facts,
});

interface Case {
  readonly structure?: StructureClass | null;
  readonly scenario?: Partial<Scenario>;
  readonly ponding?: readonly PondingHere[];
  readonly origin?: LngLat;
}
const rule = ({ structure = null, scenario = {}, ponding = [], origin = HERE }: Case) => {
  const advice = stayAdvice(
    street(structure),
    stayRules,
    { origin, scenario: createScenario(scenario) },
    ponding,
  );
  return advice && ([advice.rule.id, advice.rule.advice, advice.storey] as const);
};
const flood = { hazard: "flood" } as const;

describe("the rules, by table", () => {
  it.each<[string, Case, ReturnType<typeof rule>]>([
    ["nothing asked, nothing there", {}, null],
    ["flood, dry as far as is known", { scenario: flood }, ["F6", "wait-up", null]],
    [
      "flood, 0.14 m here",
      { scenario: { ...flood, closures: [water(-50, 50, 0.14)] } },
      ["F6", "wait-up", null],
    ],
    ["flood, 0.15 m here", { scenario: { ...flood, closures: [water(-50, 50, 0.15)] } }, ["F2", "go-up", 2]],
    [
      "flood, 0.15 m here, in a wheelchair",
      { scenario: { ...flood, pace: "wheelchair", closures: [water(-50, 50, 0.15)] } },
      ["F1", "go-up", 2],
    ],
    ["flood, 3 m here", { scenario: { ...flood, closures: [water(-50, 50, 3)] } }, ["F1", "go-up", 3]],
    [
      "the deeper of two waters here",
      { scenario: { ...flood, closures: [water(-50, 50, 0.2), water(-60, 40, 0.35)] } },
      ["F1", "go-up", 2],
    ],
    ["water here, no hazard chosen", { scenario: { closures: [water(-50, 50, 0.2)] } }, ["F2", "go-up", 2]],
    [
      "water here, asked about fire: the fire's own rule",
      { scenario: { hazard: "fire", closures: [water(-50, 50, 0.2)] } },
      ["X1", "leave", null],
    ],
    ["the only way cut by deep water", { scenario: { closures: [water(250, 350, 1)] } }, ["F3", "go-up", 2]],
    [
      "the only way cut by a closed area: no water, no rule of water",
      {
        scenario: {
          closures: [{ kind: "area", id: "a", ring: [at(250, -9), at(350, -9), at(350, 9), at(250, 9)] }],
        },
      },
      null,
    ],
    ["the way wades", { scenario: { closures: [water(250, 350, 0.2)] } }, ["F4", "go-up", 2]],
    ["shallow water on the way", { scenario: { closures: [water(250, 350, 0.1)] } }, null],
    ["water elsewhere", { scenario: { closures: [water(700, 800, 2)] } }, null],
    [
      "water known to come here in rain",
      { scenario: flood, ponding: [standing({ deepestMetres: 2.6 })] },
      ["F5", "wait-up", 3],
    ],
    [
      "water known to come near",
      { scenario: flood, ponding: [standing({ metres: 5 })] },
      ["F6", "wait-up", null],
    ],
    [
      "water whose depth nobody knows",
      { scenario: flood, ponding: [standing({ deepestMetres: null })] },
      ["F6", "wait-up", null],
    ],
    ["rain somewhere, no hazard chosen", { ponding: [standing({})] }, null],
    [
      "earthquake, courtyard houses",
      { structure: "courtyard", scenario: { hazard: "earthquake" } },
      ["E1", "go-out", null],
    ],
    [
      "earthquake, plain masonry",
      { structure: "masonry", scenario: { hazard: "earthquake" } },
      ["E1", "go-out", null],
    ],
    [
      "earthquake, frames",
      { structure: "frame", scenario: { hazard: "earthquake" } },
      ["E2", "look-outside", null],
    ],
    ["earthquake, nobody knows", { scenario: { hazard: "earthquake" } }, ["E2", "look-outside", null]],
    [
      "earthquake, homes too far to be one's own",
      { structure: "courtyard", scenario: { hazard: "earthquake" }, origin: at(140, 0) },
      ["E2", "look-outside", null],
    ],
  ])("%s", (_, given, expected) => {
    expect(rule(given)).toEqual(expected);
  });
});

test("a storey is dry when its floor lies half a metre above the water, and never the ground's", () => {
  expect([0, 0.15, 2.5, 2.51, 5.5, 5.51, 20].map((depth) => dryStorey(stayRules, depth))).toEqual([
    2, 2, 2, 3, 3, 4, 8,
  ]);
});

test("deeper water never makes going out safer", () => {
  const paces: readonly PaceId[] = ["slow", "brisk", "older", "child", "pram", "wheelchair"];
  fc.assert(
    fc.property(
      fc.constantFrom(...paces),
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.integer({ min: -60, max: 560 }),
      (pace, one, other, west) => {
        const up = (depth: number) =>
          rule({ scenario: { pace, closures: [water(west, west + 80, depth)] } })?.[1] === "go-up";
        const [shallow, deep] = one < other ? [one, other] : [other, one];
        if (up(shallow)) expect(up(deep)).toBe(true);
      },
    ),
    { seed: 3, numRuns: 80 },
  );
});

test("a table in which a hazard ends without a rule for everybody else is refused", () => {
  const cut = { ...stayOrGo, rules: stayOrGo.rules.filter(({ id }) => id !== "E2") };
  expect(() => parseStayRules(cut)).toThrow(/always holds/);
});
