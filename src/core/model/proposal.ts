import type { LngLat } from "./geometry.ts";
import type { GateOpening, Hazard, ShelterTier } from "./pack.ts";

/** What a planner lays over the pack: sites that are not built, shelters shut, gates changed. Plain data, comparable as JSON. */

export interface ProposedGate {
  /** Unique among the gates of its site; the pack's gates have ids of their own. */
  readonly id: string;
  readonly lngLat: LngLat;
  /** Clear width; null = not known. */
  readonly widthMetres: number | null;
  readonly opening: GateOpening;
  /** null = not known. */
  readonly stepFree: boolean | null;
}

/** Functions a site must find room for (plan: 划分不同的功能区). */
export const ZONE_USES = [
  "lodging",
  "command",
  "medical",
  "supplies",
  "toilets",
  "parking",
  "helipad",
] as const;
export type ZoneUse = (typeof ZONE_USES)[number];

/** Things said of a site that no geometry shows; what is absent is unknown, never "no". */
export const SITE_FACTS = [
  "waterSources",
  "powerSources",
  "toiletSeats",
  "signs",
  "barrierFree",
  "commandPost",
  "medicalPoint",
  "storeRoom",
  "helipad",
  "slopePercent",
  "aboveFault",
  "underPowerLine",
] as const;
export type SiteFact = (typeof SITE_FACTS)[number];

export interface ProposedSite {
  /** Unique among the sites of its scheme and the shelters of the pack. */
  readonly id: string;
  readonly name: string;
  /** Candidate of the pack it was made from; null = drawn or imported. */
  readonly candidateId: string | null;
  /** Outer ring, then holes; each open (first corner not repeated), 3 corners or more, WGS-84. */
  readonly rings: readonly (readonly LngLat[])[];
  readonly tier: ShelterTier;
  readonly setting: "outdoor" | "indoor";
  readonly fitFor: readonly Hazard[];
  readonly gates: readonly ProposedGate[];
  /** `derived`: what is left of the ground after every subtraction, worked out anew wherever the site goes. */
  readonly area: { readonly kind: "derived" } | { readonly kind: "typed"; readonly squareMetres: number };
  /** Square metres set aside by function; together no more than the effective area. */
  readonly zones: Readonly<Partial<Record<ZoneUse, number>>>;
  readonly facts: Readonly<Partial<Record<SiteFact, number | boolean>>>;
  /** Calendar year it is to be finished; null = not in the build order. */
  readonly year: number | null;
}

/** A gate of the pack, moved or with another rule of opening; null = as in the pack. */
export interface GateEdit {
  readonly gateId: string;
  readonly lngLat: LngLat | null;
  readonly opening: GateOpening | null;
}

/** What stands ready beside the shelters and may be proposed: small fire stations, district depots, seismic stations. */
export const BASE_KINDS = ["fire-small", "depot", "seismic"] as const;
export type BaseKind = (typeof BASE_KINDS)[number];

export interface ProposedBase {
  /** Unique among the bases of its scheme and the stations, depots and seismic stations of the pack. */
  readonly id: string;
  readonly kind: BaseKind;
  readonly name: string;
  readonly lngLat: LngLat;
  /** From the call until it sets out, 0 or more; null = the rule's turnout. Seismic stations have none: null. */
  readonly mobilisationMinutes: number | null;
}

export interface Proposals {
  readonly sites: readonly ProposedSite[];
  /** Shelters of the pack that do not count in this scheme. */
  readonly closedShelterIds: readonly string[];
  readonly gateEdits: readonly GateEdit[];
  /** Absent = none. */
  readonly bases?: readonly ProposedBase[];
  /** Stations, depots and seismic stations of the pack that do not count in this scheme. Absent = none. */
  readonly closedBaseIds?: readonly string[];
}

export const NO_PROPOSALS: Proposals = { sites: [], closedShelterIds: [], gateEdits: [] };
export const isWithoutProposals = (proposals: Proposals): boolean =>
  [
    proposals.sites,
    proposals.closedShelterIds,
    proposals.gateEdits,
    proposals.bases ?? [],
    proposals.closedBaseIds ?? [],
  ].every((some) => some.length === 0);

/** What the numbers of proposals may be. */
export const PROPOSAL_LIMITS = {
  sites: 500,
  bases: 200,
  corners: 2000,
  squareMetres: [0, 5_000_000],
  gateWidthMetres: [0.5, 100],
  mobilisationMinutes: [0, 240],
  year: [1950, 2100],
} as const;
