import type { SiteFact } from "../../model/proposal.ts";
import type {
  AuditClause,
  AuditRemedy,
  AuditTest,
  AuditUnknown,
  ClauseResult,
} from "../../model/shelter-audit.ts";
import type { AreaStep } from "../../model/site-area.ts";
import type { AuditFacts } from "./audit-facts.ts";

type Judged = Pick<ClauseResult, "verdict" | "found" | "remedy" | "unknown">;

const unknown = (why: AuditUnknown): Judged => ({
  verdict: "unknown",
  found: null,
  remedy: null,
  unknown: why,
});
const pass = (found: number | null): Judged => ({ verdict: "pass", found, remedy: null, unknown: null });
const fail = (found: number | null, remedy: AuditRemedy): Judged => ({
  verdict: "fail",
  found,
  remedy,
  unknown: null,
});

/** Slack for figures that are met exactly but for rounding. */
const EXACT = 1e-9;

/** Ground of one kind in the outline: none may be. */
function noneOf(facts: AuditFacts, step: AreaStep): Judged {
  if (!facts.subject.waterfall) return unknown({ kind: "no-outline" });
  const squareMetres = facts.cut(step);
  if (squareMetres === null) return unknown({ kind: "no-layer", step });
  // less than a square metre is where two drawings of one line differ
  return squareMetres < 1 ? pass(0) : fail(squareMetres, { kind: "give-up-ground", squareMetres });
}

const said = ({ subject }: AuditFacts, fact: SiteFact) => subject.facts[fact];

/** Something that has to be there. */
function present(facts: AuditFacts, fact: SiteFact): Judged {
  const value = said(facts, fact);
  if (value === undefined) return unknown({ kind: "fact-not-said", fact });
  return value ? pass(null) : fail(null, { kind: "provide", fact });
}

/** Something that must not be there. */
function absent(facts: AuditFacts, fact: SiteFact): Judged {
  const value = said(facts, fact);
  if (value === undefined) return unknown({ kind: "fact-not-said", fact });
  return value ? fail(null, { kind: "another-place" }) : pass(null);
}

/** At least so many, as somebody has counted. */
function counted(facts: AuditFacts, fact: SiteFact, least: number): Judged {
  const count = said(facts, fact);
  if (typeof count !== "number") return unknown({ kind: "fact-not-said", fact });
  return count >= least ? pass(count) : fail(count, { kind: "more-sources", fact, count: least - count });
}

/** Indoors there is no ground to fall on, to camp by or to slope. */
const OUTDOOR_TESTS: readonly AuditTest[] = ["rubble-free", "slope", "buffer-belt"];

const TESTS: { readonly [Test in AuditTest]: (facts: AuditFacts, value: number) => Judged } = {
  "effective-area": ({ subject: { effectiveSquareMetres } }, value) => {
    if (effectiveSquareMetres === null) return unknown({ kind: "no-area" });
    return effectiveSquareMetres >= value
      ? pass(effectiveSquareMetres)
      : fail(effectiveSquareMetres, { kind: "more-area", squareMetres: value - effectiveSquareMetres });
  },
  "area-per-person": ({ subject, squareMetresPerPerson, persons }, value) => {
    const { effectiveSquareMetres } = subject;
    if (effectiveSquareMetres === null || persons === null) return unknown({ kind: "no-area" });
    // the persons a plan promises: those published, or those counted by the rule in force
    const promised = subject.publishedPersons ?? persons;
    const each = subject.publishedPersons
      ? effectiveSquareMetres / subject.publishedPersons
      : squareMetresPerPerson;
    const most = Math.floor(effectiveSquareMetres / value);
    return each >= value - EXACT ? pass(each) : fail(each, { kind: "count-fewer", persons: promised - most });
  },
  // the table is about stays of weeks, whatever phase is looked at
  "most-persons": ({ stayPersons }, value) => {
    if (stayPersons === null) return unknown({ kind: "no-area" });
    return stayPersons <= value
      ? pass(stayPersons)
      : fail(stayPersons, { kind: "count-fewer", persons: stayPersons - value });
  },
  "service-radius": ({ beyondRadius }, value) => {
    const { persons, farthestMetres, towards } = beyondRadius(value);
    return persons === 0 ? pass(null) : fail(farthestMetres, { kind: "further-site", persons, towards });
  },
  exits: ({ exitBearings, freeDirections }, value) => {
    if (exitBearings === null) return unknown({ kind: "gates-not-said" });
    const missing = value - exitBearings.length;
    return missing <= 0
      ? pass(exitBearings.length)
      : fail(exitBearings.length, {
          kind: "more-exits",
          count: missing,
          towards: freeDirections.slice(0, 3),
        });
  },
  "exit-directions": ({ exitBearings, exitDirections, freeDirections }, value) => {
    if (exitBearings === null) return unknown({ kind: "gates-not-said" });
    const missing = value - exitDirections;
    return missing <= 0
      ? pass(exitDirections)
      : fail(exitDirections, { kind: "more-exits", count: missing, towards: freeDirections.slice(0, 3) });
  },
  "step-free-gate": (facts) => {
    const { gates } = facts.subject;
    if (gates.some(({ stepFree }) => stepFree === true)) return pass(null);
    if (gates.length === 0) return unknown({ kind: "no-gates" });
    return gates.some(({ stepFree }) => stepFree === null)
      ? unknown({ kind: "gates-not-said" })
      : fail(null, { kind: "lead-step-free" });
  },
  "fire-setback": (facts) => noneOf(facts, "fire"),
  "explosion-setback": () => unknown({ kind: "no-layer", step: "sources" }),
  "rubble-free": (facts) => noneOf(facts, "debris"),
  "dry-ground": (facts) => noneOf(facts, "flood"),
  "hazard-free": (facts) => noneOf(facts, "hazard"),
  "above-fault": (facts) => absent(facts, "aboveFault"),
  "under-power-line": (facts) => absent(facts, "underPowerLine"),
  slope: (facts, value) => {
    const percent = said(facts, "slopePercent");
    if (typeof percent !== "number") return unknown({ kind: "fact-not-said", fact: "slopePercent" });
    return percent <= value ? pass(percent) : fail(percent, { kind: "another-place" });
  },
  "management-area": ({ subject, persons }, value) => {
    if (persons === null) return unknown({ kind: "no-area" });
    const set = subject.zones.command;
    if (set === undefined) return unknown({ kind: "zone-not-said", use: "command" });
    const needed = Math.ceil((value * persons) / 10_000);
    return set >= needed
      ? pass(set)
      : fail(set, { kind: "set-aside", use: "command", squareMetres: needed - set });
  },
  "buffer-belt": () => unknown({ kind: "not-on-map" }),
  "water-sources": (facts, value) => counted(facts, "waterSources", value),
  "power-sources": (facts, value) => counted(facts, "powerSources", value),
  signs: (facts) => present(facts, "signs"),
  "medical-point": (facts) => present(facts, "medicalPoint"),
  pipeline: () => unknown({ kind: "not-on-map" }),
};

/** One clause of one site: pass, fail with what would mend it, or unknown with why. */
export function judgeClause(clause: AuditClause, facts: AuditFacts): ClauseResult {
  const { test, value } = clause;
  const judged =
    value === null
      ? unknown({ kind: "text-not-read" })
      : facts.subject.setting === "indoor" && OUTDOOR_TESTS.includes(test)
        ? pass(null)
        : TESTS[test](facts, value);
  return { clause, ...judged };
}
