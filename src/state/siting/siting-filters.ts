import type { CandidateGround, CandidateGroundAnswer } from "../../core/model/candidate-ground.ts";
import type { Candidate, LandUse } from "../../core/model/pack.ts";
import type { Proposals } from "../../core/model/proposal.ts";
import { RISK_LAYERS, type RiskLayer, type RiskLevel } from "../../core/model/risk-here.ts";

/** Which candidates may be chosen at all, as a planner says it. */
export interface SitingFilters {
  /** Plots smaller than this are left out; 0 = none. Gross: no effective area is known before there is a design. */
  readonly leastSquareMetres: number;
  readonly excludedUses: readonly LandUse[];
  /** Plots touched by a zone of this level or higher are left out; absent = the zoning does not matter. */
  readonly zoneLevels: Readonly<Partial<Record<RiskLayer, RiskLevel>>>;
  /** Plots touched by the known water of a waterlogging point are left out. */
  readonly isFloodedExcluded: boolean;
  /** Said by hand; a site that must be is asked for whatever the filters say. */
  readonly requiredIds: readonly string[];
  readonly forbiddenIds: readonly string[];
}

export const NO_FILTERS: SitingFilters = {
  leastSquareMetres: 0,
  excludedUses: [],
  zoneLevels: {},
  isFloodedExcluded: false,
  requiredIds: [],
  forbiddenIds: [],
};

/** Why a candidate cannot be chosen; the first that holds, in this order. `built`: it is in the scheme already. */
export const EXCLUSIONS = ["built", "never", "use", "small", "zone", "flooded"] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

export interface Choosable {
  readonly requiredIds: readonly string[];
  readonly forbiddenIds: readonly string[];
  readonly choosableIds: readonly string[];
  /** Candidates left out by each reason. */
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
  /** Sites that must be although a filter would leave them out. */
  readonly againstFilterIds: readonly string[];
  /** A zoning is asked about and the answer of the engine is not there yet: nothing is left out by zones so far. */
  readonly isGroundMissing: boolean;
  /** Zonings asked about that the pack does not have: they leave out nothing, and nothing is known. */
  readonly unknownLayers: readonly RiskLayer[];
}

const asksGround = ({ zoneLevels, isFloodedExcluded }: SitingFilters) =>
  isFloodedExcluded || Object.keys(zoneLevels).length > 0;

/** The filters as the request has them: ids that may not be chosen, with a count by reason. Pure. */
export function choosable(
  candidates: readonly Candidate[],
  ground: CandidateGroundAnswer | null,
  { sites }: Proposals,
  filters: SitingFilters,
): Choosable {
  const groundOf = new Map((ground?.sites ?? []).map((site) => [site.id, site]));
  const built = new Set(sites.map(({ candidateId }) => candidateId));
  const required = new Set(filters.requiredIds);
  const excluded: Partial<Record<Exclusion, number>> = {};
  const forbiddenIds: string[] = [];
  const choosableIds: string[] = [];
  const againstFilterIds: string[] = [];
  for (const candidate of candidates) {
    const { id } = candidate;
    const reason = exclusionOf(candidate, groundOf.get(id) ?? null, built, filters);
    const isAsked = required.has(id) && reason !== "built";
    if (reason === null || isAsked) {
      choosableIds.push(id);
      if (reason !== null) againstFilterIds.push(id);
    } else {
      forbiddenIds.push(id);
      excluded[reason] = (excluded[reason] ?? 0) + 1;
    }
  }
  const known = new Set(choosableIds);
  return {
    requiredIds: filters.requiredIds.filter((id) => known.has(id)),
    forbiddenIds,
    choosableIds,
    excluded,
    againstFilterIds,
    isGroundMissing: ground === null && asksGround(filters),
    unknownLayers: (ground?.missingLayers ?? []).filter((layer) => filters.zoneLevels[layer] !== undefined),
  };
}

function exclusionOf(
  { id, landUse, grossSquareMetres }: Candidate,
  ground: CandidateGround | null,
  built: ReadonlySet<string | null>,
  { leastSquareMetres, excludedUses, zoneLevels, isFloodedExcluded, forbiddenIds }: SitingFilters,
): Exclusion | null {
  if (built.has(id)) return "built";
  if (forbiddenIds.includes(id)) return "never";
  if (excludedUses.includes(landUse)) return "use";
  if (grossSquareMetres < leastSquareMetres) return "small";
  const isInZone = RISK_LAYERS.some((layer) => {
    const most = zoneLevels[layer];
    const level = ground?.levels[layer];
    return most !== undefined && level !== undefined && level !== null && level >= most;
  });
  if (isInZone) return "zone";
  return isFloodedExcluded && ground !== null && ground.pondingIds.length > 0 ? "flooded" : null;
}

/** With the site wished for, unwished for, or neither: one of them at a time. */
export function withWish(filters: SitingFilters, id: string, wish: "must" | "never" | null): SitingFilters {
  const without = (ids: readonly string[]) => ids.filter((each) => each !== id);
  return {
    ...filters,
    requiredIds: wish === "must" ? [...without(filters.requiredIds), id] : without(filters.requiredIds),
    forbiddenIds: wish === "never" ? [...without(filters.forbiddenIds), id] : without(filters.forbiddenIds),
  };
}

export const wishOf = ({ requiredIds, forbiddenIds }: SitingFilters, id: string): "must" | "never" | null =>
  requiredIds.includes(id) ? "must" : forbiddenIds.includes(id) ? "never" : null;
