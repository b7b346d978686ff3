import type { SiteRequest, SitingKind, SitingProof } from "./siting.ts";

/** Kinds whose value grows better with each further site, so that a curve over their number says something. */
export const CURVE_KINDS = [
  "cover-most",
  "cover-most-with-room",
  "p-median",
  "p-median-with-room",
  "p-center",
] as const satisfies readonly SitingKind[];
export type CurveKind = (typeof CURVE_KINDS)[number];

/** The same question for 0, 1, … `newSites` new sites; it must name a number. `limitSeconds` is for all of them together. */
export interface SiteCurveRequest extends SiteRequest {
  readonly kind: CurveKind;
  readonly newSites: number;
}

export interface CurvePoint {
  readonly newSites: number;
  readonly chosenIds: readonly string[];
  /** In the unit of the kind, see SitingChoice; null = no choice of so many does it. */
  readonly value: number | null;
  readonly proof: SitingProof;
  readonly coveredPersons: number;
}

export interface SiteCurveAnswer {
  readonly request: SiteCurveRequest;
  /** By rising number, from the number of required sites; fewer than asked for when it was stopped. */
  readonly points: readonly CurvePoint[];
  readonly persons: number;
}

/** Which sites of a choice are in every choice as good. `chosenIds`: the choice, as the verb `site` answered it. */
export interface SiteNeedRequest extends SiteRequest {
  readonly chosenIds: readonly string[];
  /** The choice is proven to be the best. Otherwise only "in every one" can be found out, never "not in every one". */
  readonly isProven: boolean;
}

/**
 * `always`: every choice at least as good has it, so every optimum does. `not-always`: another choice is as good without
 * it. `unknown`: the time was over before either was proven.
 */
export interface SiteNeed {
  readonly id: string;
  readonly need: "always" | "not-always" | "unknown";
  /** The best found without it; null = none. In the unit of the kind. */
  readonly valueWithout: number | null;
  /** No choice without it is better; null = not known, or there is none at all. */
  readonly boundWithout: number | null;
  /** Sites of that choice which this one lacks. */
  readonly insteadIds: readonly string[];
}

export interface SiteNeedAnswer {
  readonly request: SiteNeedRequest;
  /** Value of the choice, in the unit of the kind. */
  readonly value: number | null;
  /** One per chosen site that was not required. */
  readonly needs: readonly SiteNeed[];
}
