import type { Candidate, LandUse } from "../../core/model/pack.ts";
import type { Scenario } from "../../core/model/scenario.ts";
import type { SiteRequest, SitingKind, SitingWeight } from "../../core/model/siting.ts";
import { CURVE_KINDS, type CurveKind, type SiteCurveRequest } from "../../core/model/siting-further.ts";
import type { Choosable } from "./siting-filters.ts";

/** What the planner has set before pressing the button. */
export interface SitingDraft {
  readonly kind: SitingKind;
  readonly newSites: number;
  /** The number of sites is what the budget pays for. */
  readonly isBudgeted: boolean;
  readonly budget: number;
  /** Cost of a site by its land use, in whatever unit the budget is in. */
  readonly useCosts: Readonly<Partial<Record<LandUse, number>>>;
  /** Open sites that a place needs within the minutes, 1-3; read by the covering kinds without room. */
  readonly backupSites: number;
  readonly weight: SitingWeight;
  readonly limitSeconds: number;
}

export const SITING_DRAFT: SitingDraft = {
  kind: "cover-most-with-room",
  newSites: 2,
  isBudgeted: false,
  budget: 10,
  useCosts: {},
  backupSites: 1,
  weight: "persons",
  limitSeconds: 30,
};

const BACKED_UP: readonly SitingKind[] = ["cover-all", "cover-most"];
export const countsBackups = (kind: SitingKind): boolean => BACKED_UP.includes(kind);
/** Set covering says itself how many, and sites far apart cost nothing that could be weighed. */
export const asksForCount = ({ kind, isBudgeted }: SitingDraft): boolean =>
  kind !== "cover-all" && !(isBudgeted && kind !== "p-dispersion");

/** The question as the engine takes it. */
export function siteRequestOf(
  draft: SitingDraft,
  scenario: Scenario,
  { requiredIds, forbiddenIds }: Choosable,
  candidates: readonly Candidate[],
): SiteRequest {
  const { kind, newSites, isBudgeted, budget, useCosts, backupSites, weight, limitSeconds } = draft;
  const isPriced = isBudgeted && kind !== "p-dispersion";
  return {
    kind,
    newSites: asksForCount(draft) ? Math.max(newSites, requiredIds.length) : null,
    requiredIds,
    forbiddenIds,
    limitSeconds,
    budget: isPriced && kind !== "cover-all" ? budget : null,
    costs: isPriced
      ? Object.fromEntries(candidates.map(({ id, landUse }) => [id, useCosts[landUse] ?? 1]))
      : null,
    backupSites: countsBackups(kind) ? backupSites : 1,
    weight,
    scenario,
    existing: true,
  };
}

/** The covering kind whose curve tells most beside the question: itself where it has one, else the one that counts room. */
const curveKindOf = (kind: SitingKind): CurveKind =>
  CURVE_KINDS.find((each) => each === kind && each.startsWith("cover")) ?? "cover-most-with-room";

export function curveRequestOf(request: SiteRequest, upTo: number): SiteCurveRequest {
  const kind = curveKindOf(request.kind);
  return {
    ...request,
    kind,
    newSites: Math.max(upTo, request.requiredIds.length),
    budget: null,
    costs: null,
    backupSites: kind === "cover-most" ? request.backupSites : 1,
  };
}
