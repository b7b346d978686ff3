import type { LngLat } from "./geometry.ts";
import type { ReachPolygon } from "./isochrone.ts";
import type { StationKind } from "./pack.ts";
import type { Scenario } from "./scenario.ts";
import type { SitingProof } from "./siting.ts";

/*
 * Fire stations, depots and seismic stations: how far they reach, and where more of them should stand. Minutes of fire
 * crews count from the call: turnout, the drive of an engine under the closures, and the last metres on foot.
 */

/** Stations that go out to fires and collapsed houses. */
export const CREW_KINDS = ["fire", "fire-small"] as const satisfies readonly StationKind[];
export type CrewKind = (typeof CREW_KINDS)[number];

// ---- where bases may stand -------------------------------------------------------------------------------------

/** What new bases are chosen among, and which of those that are there stay where they are. */
export interface BaseChoice {
  /** New ones to choose at most; null = as many as the plan asks for beyond those that stay, at least 0. */
  readonly newBases: number | null;
  /** Of the pack: they do not count, their places are asked anew. */
  readonly movedIds: readonly string[];
  /** Ids of candidates and junctions that must be, may not be chosen. */
  readonly requiredIds: readonly string[];
  readonly forbiddenIds: readonly string[];
  /**
   * Street junctions may be chosen too, thinned to lie at least so many metres apart, 50 or more; null = the pack's
   * candidates only. A junction says where a street would be good to stand on, not that there is a plot.
   */
  readonly junctionMetres: number | null;
  /** Seconds the solver may take, more than 0. */
  readonly limitSeconds: number;
}

export interface BaseSite {
  readonly id: string;
  readonly lngLat: LngLat;
  readonly from: "existing" | "candidate" | "junction";
  /** Of a junction the streets that meet there; empty where none has a name. */
  readonly nameZh: string;
  readonly nameEn: string;
  /** The searchable place nearest to a junction; empty for other sites and where there is none. */
  readonly nearZh: string;
  readonly nearEn: string;
}

// ---- reach of fire stations ------------------------------------------------------------------------------------

export interface BaseReachRequest {
  readonly scenario: Scenario;
  /** Minutes from the call, rising; null = the rule pack's two. */
  readonly minutes: readonly number[] | null;
  /** Whether the ground reached is outlined as well. */
  readonly outlines: boolean;
}

/** Lists are in the order of the answer's minutes. */
export interface BaseAreaReach {
  /** `district`, a sub-district's code or a community's id. */
  readonly id: string;
  /** Residents of the scenario's period; those with no street for engines near count as not reached. */
  readonly persons: number;
  readonly reachedPersons: readonly number[];
  /** Reached by two different stations. */
  readonly secondPersons: readonly number[];
  readonly unknownPersons: number;
  /** Buildings of the pack, each by its middle; 0 where the layer has none. */
  readonly buildings: number;
  readonly reachedBuildings: readonly number[];
  /** Streets that engines may drive; one belongs to the area its middle lies in. */
  readonly streetMetres: number;
  readonly reachedStreetMetres: readonly number[];
}

export interface BaseReachAnswer {
  readonly request: BaseReachRequest;
  readonly minutes: readonly number[];
  /** Fire stations, full and small, in the pack's order. */
  readonly stations: readonly {
    readonly id: string;
    readonly kind: CrewKind;
    readonly mobilisationMinutes: number;
    /** No street an engine may drive within the snap limit: it reaches nothing. */
    readonly isCutOff: boolean;
    /** Persons for whom it is the first engine within the longest of the minutes. */
    readonly firstPersons: number;
  }[];
  readonly district: BaseAreaReach;
  readonly subDistricts: readonly BaseAreaReach[];
  readonly communities: readonly BaseAreaReach[];
  /** Same order as the demand layer: seconds from the call to the first and the second engine. Infinity = none can come; NaN = no street near. */
  readonly demandSeconds: Float32Array;
  readonly demandSecondSeconds: Float32Array;
  /** Mean over the persons somebody can come to, and the longest of them; NaN = nobody can be reached. */
  readonly meanSeconds: number;
  readonly longestSeconds: number;
  /** Ground reached within each of the minutes; empty when not asked for. */
  readonly polygons: readonly ReachPolygon[];
  readonly cellMetres: number;
}

// ---- siting of small fire stations -----------------------------------------------------------------------------

/** `cover-most`: most persons within the minutes. `p-median`: least person-seconds from the call. `p-center`: shortest longest wait. */
export const BASE_SITING_KINDS = ["cover-most", "p-median", "p-center"] as const;
export type BaseSitingKind = (typeof BASE_SITING_KINDS)[number];

export interface SiteBasesRequest extends BaseChoice {
  readonly scenario: Scenario;
  readonly kind: BaseSitingKind;
  /** From the call; read by `cover-most`, and all figures are given for it too; null = the rule's. */
  readonly minutes: number | null;
  /** Turnout of a new station; null = the rule's. */
  readonly mobilisationMinutes: number | null;
}

/** What a set of stations does. Lists are in the order of the answer's minutes. */
export interface BaseFigures {
  readonly stations: number;
  readonly reachedPersons: readonly number[];
  readonly secondPersons: readonly number[];
  /** Over the persons somebody can come to; NaN = nobody. */
  readonly meanSeconds: number;
  readonly longestSeconds: number;
  /** Persons no engine comes to at all, those with no street near among them. */
  readonly cutOffPersons: number;
}

export interface SiteBasesAnswer {
  readonly request: SiteBasesRequest;
  /** The rule's two and the request's, rising. */
  readonly minutes: readonly number[];
  readonly persons: number;
  /** Small stations: in the pack, of those the ones that stay, wanted by the plan, and new ones asked for. */
  readonly smallStations: number;
  readonly stayingStations: number;
  readonly wantedStations: number;
  readonly newStations: number;
  readonly candidateSites: number;
  readonly junctionSites: number;
  readonly chosen: readonly BaseSite[];
  /** `cover-most`: persons. `p-median`: person-seconds. `p-center`: seconds. null = no choice. */
  readonly value: number | null;
  readonly proof: SitingProof;
  /** Persons no site that may stand could ever serve. */
  readonly uncoverablePersons: number;
  /** As the pack is, and with the choice in place of those moved. */
  readonly today: BaseFigures;
  readonly planned: BaseFigures;
}

// ---- siting of district depots ---------------------------------------------------------------------------------

export const DEPOT_WEIGHTS = ["in-need", "room"] as const;
/** What a shelter counts by: persons in need who have a place there, or its room in the scenario's phase. */
export type DepotWeight = (typeof DEPOT_WEIGHTS)[number];

/** `median`: least mean drive. `center`: shortest longest drive. `one-lost`: least mean drive when the worst depot is lost. */
export const DEPOT_GOALS = ["median", "center", "one-lost"] as const;
export type DepotGoal = (typeof DEPOT_GOALS)[number];

export interface SiteDepotsRequest extends BaseChoice {
  readonly scenario: Scenario;
  readonly weight: DepotWeight;
  /** Share of residents in need, 0-1; read by `in-need`. */
  readonly inNeedShare: number;
}

/** Truck drives to shelters from the nearest of a set of depots, with the last metres on foot; mobilisation and loading not in it. */
export interface DepotFigures {
  readonly depots: number;
  /** Weighted by the shelters' weight. NaN = no shelter can be driven to. */
  readonly meanSeconds: number;
  readonly longestSeconds: number;
  /** The same when the depot whose loss is worst by that figure is lost; NaN with fewer than two depots. */
  readonly lostMeanSeconds: number;
  readonly lostLongestSeconds: number;
  /** Depot whose loss makes the mean worst; null with fewer than two. */
  readonly worstLostId: string | null;
  /** Weight of shelters no truck comes to though one could from some site. */
  readonly cutOffWeight: number;
}

export interface DepotChoice {
  readonly goal: DepotGoal;
  readonly chosen: readonly BaseSite[];
  /** Seconds: of `median` and `one-lost` the weighted mean, of `center` the longest; null = no choice. */
  readonly value: number | null;
  /** `bound` is in seconds likewise. */
  readonly proof: SitingProof;
  /** null = no choice. */
  readonly figures: DepotFigures | null;
}

export interface SiteDepotsAnswer {
  readonly request: SiteDepotsRequest;
  readonly districtDepots: number;
  readonly stayingIds: readonly string[];
  readonly wantedDepots: number;
  readonly newDepots: number;
  readonly candidateSites: number;
  readonly junctionSites: number;
  readonly shelters: number;
  readonly weight: number;
  /** Shelters no truck could come to from any site that may stand: in no figure. */
  readonly uncoverableIds: readonly string[];
  /** null: no district depot today. */
  readonly today: DepotFigures | null;
  /** One per goal, in the order of DEPOT_GOALS. */
  readonly choices: readonly DepotChoice[];
}

// ---- spacing of seismic stations -------------------------------------------------------------------------------

export interface SeismicSpacingRequest {
  readonly scenario: Scenario;
  /** Further stations to place, 0-50, each in the middle of the largest empty circle then; null = as many as the plan's spacing lacks, at least 1. */
  readonly newStations: number | null;
}

/** Metres; null where there are too few stations to say. */
export interface SeismicFigures {
  readonly stations: number;
  /** √(A/n). */
  readonly squareGridMetres: number | null;
  /** √(1.1547·A/n), the same on a triangular lattice. */
  readonly triangularGridMetres: number | null;
  readonly meanNearestMetres: number | null;
  /** Largest circle without a station whose middle is in the district: nobody in it is farther from every station. */
  readonly emptyCircle: { readonly centre: LngLat; readonly radiusMetres: number } | null;
}

export interface SeismicSpacingAnswer {
  readonly request: SeismicSpacingRequest;
  readonly districtSquareMetres: number;
  /** The plan's spacing, and the fewest stations with which √(A/n) keeps it. */
  readonly wantedMetres: number;
  readonly wantedStations: number;
  readonly stationIds: readonly string[];
  readonly today: SeismicFigures;
  /** In the order of placing, each with what it does. */
  readonly next: readonly { readonly lngLat: LngLat; readonly figures: SeismicFigures }[];
}
