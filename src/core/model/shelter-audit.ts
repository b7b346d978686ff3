import type { ShelterTier } from "./pack.ts";
import type { SiteFact, ZoneUse } from "./proposal.ts";
import type { Evidence } from "./rule-pack.ts";
import type { Scenario } from "./scenario.ts";
import type { AreaStep } from "./site-area.ts";

// ---- rules -----------------------------------------------------------------------------------------------------

/** What a clause asks, as far as it can be asked of a drawing and of what is said about a site. */
export const AUDIT_TESTS = [
  "effective-area",
  "area-per-person",
  "most-persons",
  "service-radius",
  "exits",
  "exit-directions",
  "step-free-gate",
  "fire-setback",
  "explosion-setback",
  "rubble-free",
  "dry-ground",
  "hazard-free",
  "above-fault",
  "under-power-line",
  "slope",
  "management-area",
  "buffer-belt",
  "water-sources",
  "power-sources",
  "signs",
  "medical-point",
  "pipeline",
] as const;
export type AuditTest = (typeof AUDIT_TESTS)[number];

export const AUDIT_EDITIONS = ["2007", "2008", "2015", "2022", "2024"] as const;
export type AuditEdition = (typeof AUDIT_EDITIONS)[number];

export interface AuditClause {
  /** Unique among all clauses. */
  readonly id: string;
  readonly test: AuditTest;
  /** Tiers it binds. */
  readonly tiers: readonly ShelterTier[];
  /** It binds sites of at least so many square metres of effective area, and of fewer than these; null = no bound. */
  readonly fromSquareMetres: number | null;
  readonly belowSquareMetres: number | null;
  /** What it asks for, in `unit`; null = the text was not read, and nothing is judged by it. */
  readonly value: number | null;
  readonly unit: string;
  readonly clause: string;
  readonly evidence: Evidence;
  /** In our own words. */
  readonly textZh: string;
  readonly textEn: string;
}

export interface AuditEditionRules {
  readonly id: AuditEdition;
  readonly standard: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly noteZh: string;
  readonly noteEn: string;
  readonly clauses: readonly AuditClause[];
}

export interface AuditRules {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly editions: readonly AuditEditionRules[];
}

// ---- question and answer ---------------------------------------------------------------------------------------

export interface AuditRequest {
  readonly scenario: Scenario;
  /** A site of the scenario's proposals, a shelter or a candidate of the pack. */
  readonly siteId: string;
}

const VERDICTS = ["pass", "fail", "unknown"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why nothing can be said. Never a guess in its place. */
export type AuditUnknown =
  | { readonly kind: "text-not-read" }
  /** Nobody has said it of the site. */
  | { readonly kind: "fact-not-said"; readonly fact: SiteFact }
  | { readonly kind: "no-layer"; readonly step: AreaStep | "sources" }
  | { readonly kind: "no-outline" }
  | { readonly kind: "no-area" }
  | { readonly kind: "no-gates" }
  | { readonly kind: "gates-not-said" }
  | { readonly kind: "zone-not-said"; readonly use: ZoneUse }
  /** No map and no form holds it. */
  | { readonly kind: "not-on-map" };

export const BEARINGS = [
  "north",
  "northeast",
  "east",
  "southeast",
  "south",
  "southwest",
  "west",
  "northwest",
] as const;
export type Bearing = (typeof BEARINGS)[number];

/** What would make a clause pass, worked out. */
export type AuditRemedy =
  | { readonly kind: "more-area"; readonly squareMetres: number }
  | { readonly kind: "count-fewer"; readonly persons: number }
  | { readonly kind: "more-exits"; readonly count: number; readonly towards: readonly Bearing[] }
  | { readonly kind: "give-up-ground"; readonly squareMetres: number }
  | { readonly kind: "lead-step-free" }
  | { readonly kind: "set-aside"; readonly use: ZoneUse; readonly squareMetres: number }
  | { readonly kind: "more-sources"; readonly fact: SiteFact; readonly count: number }
  | { readonly kind: "provide"; readonly fact: SiteFact }
  | { readonly kind: "another-place" }
  /** A further site for so many persons, in this direction. */
  | { readonly kind: "further-site"; readonly persons: number; readonly towards: Bearing };

export interface ClauseResult {
  readonly clause: AuditClause;
  readonly verdict: Verdict;
  /** In the clause's unit; null = nothing was found, or it is no number. */
  readonly found: number | null;
  readonly remedy: AuditRemedy | null;
  readonly unknown: AuditUnknown | null;
}

const CONFORMITIES = ["yes", "no", "cannot-say"] as const;
/** `no`: a clause fails; `cannot-say`: none fails, and some cannot be judged, or there is none. */
export type Conformity = (typeof CONFORMITIES)[number];

export interface EditionResult extends Omit<AuditEditionRules, "id" | "clauses"> {
  readonly edition: AuditEdition;
  readonly conforms: Conformity;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  /** Clauses that bind a site of this tier, in the order of the rules. */
  readonly clauses: readonly ClauseResult[];
}

export interface AuditAnswer {
  readonly request: AuditRequest;
  readonly siteId: string;
  readonly editions: readonly EditionResult[];
}
