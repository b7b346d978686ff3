import type { Evidence } from "./rule-pack.ts";

/** The four chapters of the ledger, in reading order. */
export const COMMITMENT_GROUPS = ["shelter", "supplies", "rescue", "zoning"] as const;
export type CommitmentGroup = (typeof COMMITMENT_GROUPS)[number];

/** What the value and the threshold are counted in. `share`: 0-1, shown in per cent; `ratio`: a plain quotient. */
export const COMMITMENT_UNITS = [
  "share",
  "persons",
  "minutes",
  "count",
  "count-per-year",
  "metres",
  "ratio",
] as const;
export type CommitmentUnit = (typeof COMMITMENT_UNITS)[number];

/** One promise of the plan as the plan words it, and how its value is computed. Holds no value of today. */
export interface Commitment {
  readonly id: string;
  readonly group: CommitmentGroup;
  /** The plan's own words; `…` marks what is left out. */
  readonly sentence: string;
  readonly translation: string;
  /** Chapter or table of the plan; null = not recorded. */
  readonly placeZh: string | null;
  readonly placeEn: string | null;
  readonly formulaZh: string;
  readonly formulaEn: string;
  readonly unit: CommitmentUnit;
  readonly thresholdZh: string;
  readonly thresholdEn: string;
  /** null = the plan states no figure that one value could be held against. */
  readonly threshold: number | null;
  readonly compare: "at-least" | "at-most" | null;
  readonly evidence: Evidence;
  /** Which input is missing to judge it; null = nothing is missing. */
  readonly missingZh: string | null;
  readonly missingEn: string | null;
}

export interface CommitmentTable {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly commitments: readonly Commitment[];
}
