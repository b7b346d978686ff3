import { describe, expect, test } from "vitest";
import { auditFacts } from "../../../../src/core/analysis/audit/audit-facts.ts";
import { judgeClause } from "../../../../src/core/analysis/audit/judge-clause.ts";
import { audit, conformity } from "../../../../src/core/analysis/audit.ts";
import { siteSubject } from "../../../../src/core/analysis/site-area/site-subject.ts";
import { suggestGates } from "../../../../src/core/analysis/site-area/suggest-gates.ts";
import {
  AUDIT_TESTS,
  type AuditClause,
  type AuditTest,
  type ClauseResult,
} from "../../../../src/core/model/shelter-audit.ts";
import { auditRules, parseAuditRules } from "../../../../src/sources/audit-rules.ts";
import { siteRules } from "../../../../src/sources/site-rules.ts";
import { BLOCK, type BlockFacts, gate, standOnBlock } from "../../../fixtures/create-audit-block.ts";
import { box } from "../../../fixtures/create-buildings.ts";
import { at } from "../../../fixtures/create-network.ts";
import { createDemandCell, createScenario } from "../../../fixtures/create-pack.ts";
import { areaOf, createSite } from "../../../fixtures/create-site-ground.ts";

const clauseOf = (testKind: AuditTest, value: number | null): AuditClause => ({
  id: "c",
  test: testKind,
  tiers: ["emergency", "fixed", "centre", "indoor"],
  fromSquareMetres: null,
  belowSquareMetres: null,
  value,
  unit: "–",
  clause: "–",
  evidence: "RET",
  textZh: "–",
  textEn: "–",
});
function judge(kind: AuditTest, value: number | null, given: BlockFacts): ClauseResult {
  const { prepared, ground, proposals } = standOnBlock(given);
  const subject = siteSubject(prepared, prepared, ground, proposals, "s1");
  if (!subject.ok) throw new Error(JSON.stringify(subject.failure));
  const gates = suggestGates(prepared, subject.value.rings, siteRules);
  return judgeClause(clauseOf(kind, value), auditFacts(prepared, subject.value, gates, "short", siteRules));
}
const typed = (squareMetres: number) => ({ area: { kind: "typed", squareMetres } }) as const;
const tower = { id: "b", corners: box(-40, 0, -5, 100), heightMetres: 15 };
const farCell = createDemandCell({ id: "d", lngLat: at(50, -900), personsNight: 70 });

/** Of every test: a site that passes, one that fails with what would mend it, one of which nothing can be said. */
const CASES: {
  readonly [Test in AuditTest]: {
    readonly value: number;
    readonly pass: BlockFacts | null;
    readonly fail: readonly [BlockFacts, ClauseResult["remedy"]] | null;
    readonly unknown: readonly [BlockFacts, ClauseResult["unknown"]];
  };
} = {
  "effective-area": {
    value: 2000,
    pass: { site: typed(2000) },
    fail: [{ site: typed(1650) }, { kind: "more-area", squareMetres: 350 }],
    unknown: [{ site: { id: "s1" } }, { kind: "text-not-read" }],
  },
  "area-per-person": {
    value: 2,
    pass: { site: typed(3000) },
    fail: null,
    unknown: [{}, { kind: "text-not-read" }],
  },
  "most-persons": {
    value: 5000,
    pass: { site: typed(9999) },
    fail: [{ site: typed(10_100) }, { kind: "count-fewer", persons: 50 }],
    unknown: [{}, { kind: "text-not-read" }],
  },
  "service-radius": {
    value: 500,
    pass: { demand: [createDemandCell({ id: "d", lngLat: at(50, -400) })] },
    fail: [{ demand: [farCell] }, { kind: "further-site", persons: 70, towards: "south" }],
    unknown: [{}, { kind: "text-not-read" }],
  },
  exits: {
    value: 2,
    pass: {},
    fail: [
      { site: { gates: [gate("n", 50, 100)] } },
      { kind: "more-exits", count: 1, towards: expect.arrayContaining(["south", "east", "west"]) },
    ],
    unknown: [
      { site: { gates: [gate("n", 50, 100, { opening: { kind: "unknown" } })] } },
      { kind: "gates-not-said" },
    ],
  },
  "exit-directions": {
    value: 2,
    pass: {},
    fail: [
      { site: { gates: [gate("n", 50, 100), gate("n2", 60, 100)] } },
      { kind: "more-exits", count: 1, towards: expect.arrayContaining(["south", "east", "west"]) },
    ],
    unknown: [
      { site: { gates: [gate("n", 50, 100, { opening: { kind: "unknown" } })] } },
      { kind: "gates-not-said" },
    ],
  },
  "step-free-gate": {
    value: 1,
    pass: {},
    fail: [{ site: { gates: [gate("n", 50, 100, { stepFree: false })] } }, { kind: "lead-step-free" }],
    unknown: [{ site: { gates: [gate("n", 50, 100, { stepFree: null })] } }, { kind: "gates-not-said" }],
  },
  "fire-setback": {
    value: 30,
    pass: { ground: { fireSources: [areaOf(box(200, 0, 210, 10))] } },
    fail: [
      { ground: { fireSources: [areaOf(box(110, -50, 120, 150))] } },
      { kind: "give-up-ground", squareMetres: expect.closeTo(2000, -1) as unknown as number },
    ],
    unknown: [{}, { kind: "no-layer", step: "fire" }],
  },
  "explosion-setback": {
    value: 1000,
    pass: null,
    fail: null,
    unknown: [{}, { kind: "no-layer", step: "sources" }],
  },
  "rubble-free": {
    value: 0,
    pass: { ground: { buildings: [] } },
    fail: [
      { ground: { buildings: [tower] } },
      { kind: "give-up-ground", squareMetres: expect.closeTo(500, -1) as unknown as number },
    ],
    unknown: [{ ground: { buildings: null } }, { kind: "no-layer", step: "debris" }],
  },
  "dry-ground": {
    value: 0,
    pass: { ground: { risks: { extents: [{ pointId: "p", polygon: areaOf(box(300, 0, 310, 10)) }] } } },
    fail: [
      { ground: { risks: { extents: [{ pointId: "p", polygon: areaOf(box(-10, 0, 20, 100)) }] } } },
      { kind: "give-up-ground", squareMetres: expect.closeTo(2000, -1) as unknown as number },
    ],
    unknown: [{}, { kind: "no-layer", step: "flood" }],
  },
  "hazard-free": {
    value: 0,
    pass: {
      ground: { risks: { zones: { "risk-flood": [{ level: 3, scale: null, polygon: areaOf(BLOCK) }] } } },
    },
    fail: [
      {
        ground: {
          risks: {
            zones: { "risk-flood": [{ level: 4, scale: null, polygon: areaOf(box(0, 0, 50, 100)) }] },
          },
        },
      },
      { kind: "give-up-ground", squareMetres: expect.closeTo(5000, -2) as unknown as number },
    ],
    unknown: [{}, { kind: "no-layer", step: "hazard" }],
  },
  "above-fault": {
    value: 0,
    pass: { site: { facts: { aboveFault: false } } },
    fail: [{ site: { facts: { aboveFault: true } } }, { kind: "another-place" }],
    unknown: [{}, { kind: "fact-not-said", fact: "aboveFault" }],
  },
  "under-power-line": {
    value: 0,
    pass: { site: { facts: { underPowerLine: false } } },
    fail: [{ site: { facts: { underPowerLine: true } } }, { kind: "another-place" }],
    unknown: [{}, { kind: "fact-not-said", fact: "underPowerLine" }],
  },
  slope: {
    value: 7,
    pass: { site: { facts: { slopePercent: 7 } } },
    fail: [{ site: { facts: { slopePercent: 7.5 } } }, { kind: "another-place" }],
    unknown: [{}, { kind: "fact-not-said", fact: "slopePercent" }],
  },
  "management-area": {
    value: 50,
    pass: { site: { ...typed(20_000), zones: { command: 50 } } },
    fail: [
      { site: { ...typed(20_000), zones: { command: 20 } } },
      { kind: "set-aside", use: "command", squareMetres: 30 },
    ],
    unknown: [{}, { kind: "zone-not-said", use: "command" }],
  },
  "buffer-belt": { value: 3, pass: null, fail: null, unknown: [{}, { kind: "not-on-map" }] },
  "water-sources": {
    value: 2,
    pass: { site: { facts: { waterSources: 2 } } },
    fail: [
      { site: { facts: { waterSources: 1 } } },
      { kind: "more-sources", fact: "waterSources", count: 1 },
    ],
    unknown: [{}, { kind: "fact-not-said", fact: "waterSources" }],
  },
  "power-sources": {
    value: 2,
    pass: { site: { facts: { powerSources: 3 } } },
    fail: [
      { site: { facts: { powerSources: 0 } } },
      { kind: "more-sources", fact: "powerSources", count: 2 },
    ],
    unknown: [{}, { kind: "fact-not-said", fact: "powerSources" }],
  },
  signs: {
    value: 1,
    pass: { site: { facts: { signs: true } } },
    fail: [{ site: { facts: { signs: false } } }, { kind: "provide", fact: "signs" }],
    unknown: [{}, { kind: "fact-not-said", fact: "signs" }],
  },
  "medical-point": {
    value: 1,
    pass: { site: { facts: { medicalPoint: true } } },
    fail: [{ site: { facts: { medicalPoint: false } } }, { kind: "provide", fact: "medicalPoint" }],
    unknown: [{}, { kind: "fact-not-said", fact: "medicalPoint" }],
  },
  pipeline: { value: 0, pass: null, fail: null, unknown: [{}, { kind: "not-on-map" }] },
};

describe.each(AUDIT_TESTS)("%s", (kind) => {
  const { value, pass, fail, unknown } = CASES[kind];
  if (pass)
    test("passes", () => {
      expect(judge(kind, value, pass)).toMatchObject({ verdict: "pass", remedy: null, unknown: null });
    });
  if (fail)
    test("fails, and says what would mend it", () => {
      expect(judge(kind, value, fail[0])).toMatchObject({ verdict: "fail", remedy: fail[1], unknown: null });
    });
  test("is unknown, and says why, where nobody has said it", () => {
    const isUnread = unknown[1]?.kind === "text-not-read";
    expect(judge(kind, isUnread ? null : value, unknown[0])).toMatchObject({
      verdict: "unknown",
      found: null,
      remedy: null,
      unknown: unknown[1],
    });
  });
});

test("area per person fails where the rule in force counts more people than the clause allows", () => {
  expect(judge("area-per-person", 3, { site: typed(3000) })).toMatchObject({
    verdict: "fail",
    found: 2,
    remedy: { kind: "count-fewer", persons: 500 },
  });
});

test("indoors nothing is asked of rubble around", () => {
  expect(
    judge("rubble-free", 0, { site: { setting: "indoor" }, ground: { buildings: [tower] } }).verdict,
  ).toBe("pass");
});

describe("a whole audit", () => {
  const ask = (given: BlockFacts, siteId = "s1") => {
    const { prepared, ground, proposals } = standOnBlock(given);
    return audit(prepared, prepared, ground, auditRules, {
      scenario: createScenario({ proposals, phase: "short" }),
      siteId,
    });
  };

  test("answers every edition, each clause that binds the tier once, and counts them", () => {
    const answer = ask({ site: { tier: "fixed" } });
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    expect(answer.value.editions.map(({ edition }) => edition)).toEqual([
      "2007",
      "2008",
      "2015",
      "2022",
      "2024",
    ]);
    for (const { passed, failed, unknown, clauses } of answer.value.editions) {
      expect(passed + failed + unknown).toBe(clauses.length);
      expect(new Set(clauses.map(({ clause }) => clause.id)).size).toBe(clauses.length);
    }
  });

  test("a fixed site of 1 hectare is of the medium class, not of the short one", () => {
    const answer = ask({ site: { tier: "fixed", ...typed(10_000) } });
    if (!answer.ok) throw new Error();
    const ids = answer.value.editions.flatMap(({ clauses }) => clauses.map(({ clause }) => clause.id));
    expect(ids).toContain("2015-persons-medium");
    expect(ids).not.toContain("2015-persons-short");
  });

  test("what was not read judges nobody: the standards of 2024 cannot say", () => {
    const answer = ask({ site: { facts: { signs: true } } });
    if (!answer.ok) throw new Error();
    const latest = answer.value.editions.at(-1);
    expect([latest?.conforms, latest?.passed, latest?.failed]).toEqual(["cannot-say", 1, 0]);
  });

  test("no as soon as one fails, yes only when all pass, of no clause nothing is said", () => {
    expect(conformity([{ verdict: "pass" }, { verdict: "fail" }, { verdict: "unknown" }])).toBe("no");
    expect(conformity([{ verdict: "pass" }, { verdict: "unknown" }])).toBe("cannot-say");
    expect(conformity([{ verdict: "pass" }])).toBe("yes");
    expect(conformity([])).toBe("cannot-say");
  });

  test("of a site that is not there, and of one that crosses itself, a failure", () => {
    expect(ask({}, "nowhere")).toEqual({ ok: false, failure: { code: "SITE_UNKNOWN", siteId: "nowhere" } });
    const crossed = createSite([
      [0, 0],
      [50, 50],
      [50, 0],
      [0, 50],
    ]).rings;
    expect(ask({ site: { rings: crossed } })).toMatchObject({
      failure: { code: "SITE_NOT_USABLE", fault: "crosses-itself" },
    });
  });

  test("a shelter of the pack without an outline is judged by what is known of it", () => {
    const answer = ask({}, "old");
    if (!answer.ok) throw new Error();
    const results = answer.value.editions.flatMap(({ clauses }) => clauses);
    expect(results.find(({ clause }) => clause.id === "2022-rubble")?.unknown).toEqual({
      kind: "no-outline",
    });
    expect(results.find(({ clause }) => clause.id === "2008-area")).toMatchObject({
      verdict: "fail",
      found: 1000,
      remedy: { squareMetres: 1000 },
    });
  });
});

describe("the rules", () => {
  const all = auditRules.editions.flatMap(({ clauses }) => clauses);
  test("of one edition and tier a test is asked once for each size", () => {
    for (const { clauses } of auditRules.editions)
      for (const tier of ["centre", "fixed", "emergency", "indoor"] as const)
        for (const size of [1500, 5000, 20_000, 60_000]) {
          const binding = clauses.filter(
            (c) =>
              c.tiers.includes(tier) &&
              size >= (c.fromSquareMetres ?? 0) &&
              size < (c.belowSquareMetres ?? Infinity),
          );
          expect(new Set(binding.map((c) => c.test)).size).toBe(binding.length);
        }
  });
  test("every test is asked by some clause, and no figure stands in for a text that was not read", () => {
    expect([...new Set(all.map((clause) => clause.test))].sort()).toEqual(
      AUDIT_TESTS.filter((kind) => kind !== "exits").sort(),
    );
    for (const clause of all.filter(({ value }) => value === null)) expect(clause.textZh).toMatch(/没有读到/);
  });
  test("a misspelt test or an id given twice stops the start", () => {
    const [first] = auditRules.editions;
    expect(() => parseAuditRules({ ...auditRules, editions: [first, first] })).toThrow();
    expect(() =>
      parseAuditRules({
        ...auditRules,
        editions: [{ ...first, clauses: [{ ...first?.clauses[0], test: "area" }] }],
      }),
    ).toThrow();
  });
});
