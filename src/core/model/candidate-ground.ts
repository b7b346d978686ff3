import type { LngLat } from "./geometry.ts";
import type { RiskLayer, RiskLevel } from "./risk-here.ts";

/** Where every candidate of the pack lies, and in which dangers: the same for every scenario. */
export type CandidateGroundRequest = Readonly<Record<string, never>>;

export interface CandidateGround {
  readonly id: string;
  /** Outer ring, then holes, each open: as a proposed site carries them. Empty = the pack knows only its point. */
  readonly rings: readonly (readonly LngLat[])[];
  /** Places on the outline that lie nearest to streets, best first: where gates could be. Empty = no street near. */
  readonly gateLngLats: readonly LngLat[];
  /** The highest level of any zone that touches the plot. null = in no zone; absent = the pack has no such layer. */
  readonly levels: Readonly<Partial<Record<RiskLayer, RiskLevel | null>>>;
  /** Waterlogging points whose known water touches the plot. */
  readonly pondingIds: readonly string[];
}

export interface CandidateGroundAnswer {
  readonly request: CandidateGroundRequest;
  /** In the order of the pack's candidates. */
  readonly sites: readonly CandidateGround[];
  /** Zonings that the pack does not have: nothing is known, which is not "no risk". */
  readonly missingLayers: readonly RiskLayer[];
}
