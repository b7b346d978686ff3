import type {
  BaseReachAnswer,
  BaseReachRequest,
  SeismicSpacingAnswer,
  SeismicSpacingRequest,
  SiteBasesAnswer,
  SiteBasesRequest,
  SiteDepotsAnswer,
  SiteDepotsRequest,
} from "./bases.ts";
import type { BuildOrderAnswer, BuildOrderRequest } from "./build-order.ts";
import type { CandidateGroundAnswer, CandidateGroundRequest } from "./candidate-ground.ts";
import type { CommandVerbs } from "./command-verbs.ts";
import type { ExplainAnswer, ExplainRequest } from "./explain.ts";
import type { LngLat } from "./geometry.ts";
import type { HazardOutlook } from "./hazard-outlook.ts";
import type { IsochroneAnswer, IsochroneRequest, ReachPolygon } from "./isochrone.ts";
import type { AllocateAnswer, AllocateRequest, MatrixAnswer, MatrixRequest } from "./matrix-answers.ts";
import type { SupplyItem } from "./pack.ts";
import type { AllocatePhasesAnswer, AllocatePhasesRequest } from "./phases.ts";
import type { RiskHereAnswer, RiskHereRequest } from "./risk-here.ts";
import type { RouteAnswer, RouteRequest } from "./route.ts";
import type { RubbleAnswer, RubbleRequest } from "./rubble.ts";
import type { Phase, Response, Scenario } from "./scenario.ts";
import type { AuditAnswer, AuditRequest } from "./shelter-audit.ts";
import type { OpenedReading, ShelterStanding } from "./shelter-board.ts";
import type { ShortfallAnswer, ShortfallRequest } from "./shortfall.ts";
import type { SiteAreaAnswer, SiteAreaRequest } from "./site-area.ts";
import type { SiteAnswer, SiteRequest } from "./siting.ts";
import type { SiteCurveAnswer, SiteCurveRequest, SiteNeedAnswer, SiteNeedRequest } from "./siting-further.ts";

/*
 * What the engine is asked and what it answers. Requests carry the whole scenario: an answer can say what it was
 * computed for, and a stale one is told from a fresh one by comparing requests.
 * Seconds are whole or fractional seconds; Infinity = not reachable at all.
 */

// ---- coverage ------------------------------------------------------------------------------------------------

export interface CoverageRequest {
  readonly scenario: Scenario;
}

/** Persons of one area by what is true for them; the parts sum to `persons` exactly. */
export interface CoverageSplit {
  readonly persons: number;
  /** Reached in time and given a place by the exact allocation. */
  readonly withRoomPersons: number;
  /** Reached in time, but every shelter in reach is full. */
  readonly nearButFullPersons: number;
  /** No counting gate within the minutes. */
  readonly notReachedPersons: number;
  /** Could not be judged: no street near, or every shelter in reach has unknown room. */
  readonly unknownPersons: number;
}

export interface AreaCoverage extends CoverageSplit {
  /** Sub-district code or community id. */
  readonly id: string;
  /** Shares 0-1 of the area's square metres. */
  readonly straightLineAreaShare: number;
  readonly networkAreaShare: number;
  readonly aged65NotReachedPersons: number;
  /** The split among those aged 65 and over, and those who need assistance: whole persons by the shares of each cell. */
  readonly aged65: CoverageSplit;
  readonly assisted: CoverageSplit;
  /**
   * Minutes to the nearest counting gate at these percentiles of the persons whose minutes are known; Infinity where
   * more than that are cut off, NaN where nobody is judged.
   */
  readonly p50Minutes: number;
  readonly p90Minutes: number;
  readonly p95Minutes: number;
  /**
   * Mean minutes of the tenth of those persons who walk longest: Infinity where one of them is cut off, NaN where
   * nobody is judged.
   */
  readonly worstTenthMinutes: number;
  /** Share of that tenth, 0-1, for whom a counting gate is within the minutes; NaN where nobody is judged. */
  readonly worstTenthReachedShare: number;
}

export interface ShelterLoad {
  readonly shelterId: string;
  /** null = room unknown. */
  readonly capacityPersons: number | null;
  readonly assignedPersons: number;
  /** Persons for whom it is the nearest. */
  readonly nearestPersons: number;
  /** null: no counting gate at this minute under this hazard. */
  readonly openGates: number;
}

export interface CoverageAnswer {
  readonly request: CoverageRequest;
  readonly district: AreaCoverage;
  readonly subDistricts: readonly AreaCoverage[];
  readonly communities: readonly AreaCoverage[];
  /** Same order as the demand layer. Walking seconds to the nearest counting gate. */
  readonly demandSeconds: Float32Array;
  /** Persons of that cell that found no place (not reached + near but full + unknown), same order. */
  readonly demandUnservedPersons: Float32Array;
  /** Persons of that cell beyond the minutes, same order. */
  readonly demandNotReachedPersons: Float32Array;
  /** Persons of that cell whose every shelter in reach is full, same order. */
  readonly demandNearButFullPersons: Float32Array;
  readonly loads: readonly ShelterLoad[];
  /** Persons by minute of walk: [i] = persons whose minutes fall in [i, i + 1); the last bin holds the rest. */
  readonly personsByMinute: readonly number[];
  readonly squareMetresPerPerson: number;
  readonly straightLineMetres: number;
  readonly computeMilliseconds: number;
}

// ---- field of minutes -------------------------------------------------------------------------------

export interface MinutesFieldRequest {
  readonly scenario: Scenario;
  /** Rising minutes, e.g. [5, 10, 15, 20]. */
  readonly cutoffMinutes: readonly number[];
}

export interface MinutesFieldAnswer {
  readonly request: MinutesFieldRequest;
  readonly polygons: readonly ReachPolygon[];
  /** Width of the cells the outlines were laid through: 5 m, 10 m or more, the wider the more ground is asked about. */
  readonly cellMetres: number;
}

// ---- one person's answer ---------------------------------------------------------------------------------------

export interface FindRequest {
  readonly scenario: Scenario;
  readonly origin: LngLat;
}

/** A thing beside a corner by which the corner is known. */
export interface StepLandmark {
  readonly nameZh: string;
  /** Empty where there is none. */
  readonly nameEn: string;
}

export interface RouteStep {
  /** Street walked on; both empty = lanes without a name. */
  readonly nameZh: string;
  readonly nameEn: string;
  readonly metres: number;
  readonly seconds: number;
  readonly turn: "start" | "straight" | "left" | "right" | "slight-left" | "slight-right" | "back";
  /** Compass direction of the step. */
  readonly heading:
    | "north"
    | "northeast"
    | "east"
    | "southeast"
    | "south"
    | "southwest"
    | "west"
    | "northwest";
  readonly lngLat: LngLat;
  /** Where the step turns; absent: nothing there, or more than one thing that could be meant. */
  readonly landmark?: StepLandmark;
  readonly modelled: boolean;
}

export interface WalkRoute {
  readonly metres: number;
  readonly seconds: number;
  readonly line: readonly LngLat[];
  readonly steps: readonly RouteStep[];
  /** Metres from the place to the street and from the street to the gate, walked at the same pace. */
  readonly accessMetres: number;
  readonly egressMetres: number;
}

export type GateState = "open" | "opens-on-order" | "locked" | "unknown";

export interface ShelterOption {
  readonly shelterId: string;
  readonly gateId: string;
  readonly gateState: GateState;
  /** Minute of the day it shuts; null = does not shut or not known. */
  readonly closesMinute: number | null;
  readonly seconds: number;
  readonly metres: number;
  /** null = unknown. */
  readonly capacityPersons: number | null;
}

/** Why the shelter nearest by air is not the answer. */
export type WhyNotNearest =
  | { readonly reason: "is-answer"; readonly shelterId: string }
  | {
      readonly reason: "longer-walk";
      readonly shelterId: string;
      readonly straightLineMetres: number;
      readonly walkMetres: number;
      readonly extraSeconds: number;
    }
  | {
      readonly reason: "gate-locked";
      readonly shelterId: string;
      readonly gateId: string;
      readonly straightLineMetres: number;
    }
  /** Its gate would be the way in, but nobody has said when it opens. */
  | {
      readonly reason: "gate-unknown";
      readonly shelterId: string;
      readonly gateId: string;
      readonly straightLineMetres: number;
    }
  | {
      readonly reason: "opens-on-order";
      readonly shelterId: string;
      readonly gateId: string;
      readonly straightLineMetres: number;
    }
  /** Open now, but shut before anybody gets there from here. */
  | {
      readonly reason: "closes-first";
      readonly shelterId: string;
      readonly gateId: string;
      readonly straightLineMetres: number;
      /** Minute of the day it shuts. */
      readonly closesMinute: number;
    }
  | { readonly reason: "not-fit"; readonly shelterId: string; readonly straightLineMetres: number }
  | { readonly reason: "cut-off"; readonly shelterId: string; readonly straightLineMetres: number };

export interface FindAnswer {
  readonly request: FindRequest;
  readonly best: ShelterOption;
  readonly route: WalkRoute;
  readonly alternatives: readonly ShelterOption[];
  readonly alternativeRoutes: readonly WalkRoute[];
  readonly whyNotNearest: WhyNotNearest;
  /** Metres from the place to the nearest street it was tied to. */
  readonly snapMetres: number;
  /** Pace on streets that nothing slows: one's own, else the rule pack's. */
  readonly metresPerSecond: number;
}

// ---- command ---------------------------------------------------------------------------------------------------

export interface BoardRequest {
  readonly scenario: Scenario;
  readonly response: Response;
}

export type PromiseState = "kept" | "on-the-way" | "tight" | "breaks" | "unknown";

export interface DispatchRow {
  readonly stationId: string;
  readonly mobilisationMinutes: number;
  readonly state: PromiseState;
}

export interface TruckTrip {
  readonly depotId: string;
  readonly truck: number;
  readonly departMinute: number;
  readonly arriveMinute: number;
  readonly line: readonly LngLat[];
}

export interface SupplyRow {
  readonly shelterId: string;
  readonly personsInNeed: number;
  /** Minutes after T0 of the first unloaded truck; Infinity = no truck can come. */
  readonly firstArrivalMinutes: number;
  readonly slackMinutes: number;
  readonly state: PromiseState;
  readonly trip: TruckTrip | null;
  /** Free-flow minutes it would take without the closures; tells a closure from a lack of trucks. */
  readonly withoutClosuresMinutes: number;
}

export interface ServiceRow {
  readonly shelterId: string;
  readonly personsInNeed: number;
  /** Persons for whom every mandatory item is there by 10 h. */
  readonly servedPersons: number;
  readonly servedByMinutes: number;
  readonly state: PromiseState;
  /** The item that runs short first; null when none does. */
  readonly scarcestItem: SupplyItem | null;
  readonly shortQuantity: number;
}

export interface BoardAnswer {
  readonly request: BoardRequest;
  readonly dispatch: readonly DispatchRow[];
  readonly supply: readonly SupplyRow[];
  readonly service: readonly ServiceRow[];
  /** Every shelter that counts, as reported and as sent to. */
  readonly shelters: readonly ShelterStanding[];
  /** What holds with the shelters reported open; null: nobody has said, or it is the same. */
  readonly opened: OpenedReading | null;
  readonly personsInNeed: number;
  readonly servedPersons: number;
  /** Persons who reach no shelter in time now, and without the closures. */
  readonly notReachedPersons: number;
  readonly notReachedWithoutClosuresPersons: number;
  /** Share of night residents a fire crew reaches in the rule's minutes from T0, mobilisation included. */
  readonly rescueReachShare: number;
  readonly rescueReachWithoutClosuresShare: number;
  /** Stretches closed: what was found at each click. */
  readonly closedStretches: readonly ClosedStretch[];
  /** null: no hazard and no closure is set. */
  readonly hazards: HazardOutlook | null;
  readonly computeMilliseconds: number;
}

export interface ClosedStretch {
  readonly closureId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly metres: number;
  readonly line: readonly LngLat[];
}

export interface StretchRequest {
  readonly lngLat: LngLat;
}

// ---- ledger ----------------------------------------------------------------------------------------------------

export interface LedgerRequest {
  readonly scenario: Scenario;
  readonly response: Response;
}

export type CommitmentState = "kept" | "near" | "not-kept" | "cannot-judge";

/** Value of one commitment as computed from the pack, or why it cannot be. */
export interface CommitmentValue {
  readonly id: string;
  readonly state: CommitmentState;
  /** null = cannot be computed from the data at hand. Unit as in the commitment table. */
  readonly value: number | null;
  readonly readings: readonly { readonly key: string; readonly value: number | null }[];
  readonly inputs: readonly { readonly key: string; readonly value: number | null }[];
  /** Weakest method among the inputs. */
  readonly method: "surveyed" | "compiled" | "modelled" | "illustrative" | null;
}

export interface LedgerAnswer {
  readonly request: LedgerRequest;
  readonly values: readonly CommitmentValue[];
}

/** The phases' square metres per person and the other figures an answer used: named beside the result. */
export interface RuleInUse {
  readonly rulePackId: string;
  readonly clause: string;
  readonly phase: Phase;
}

// ---- all verbs -------------------------------------------------------------------------------------------------

/** Everything the engine can be asked, by name. */
export interface AnalysisVerbs extends CommandVerbs {
  coverage: { request: CoverageRequest; answer: CoverageAnswer };
  /** The same question about the scheme compared with. */
  coverageBeside: { request: CoverageRequest; answer: CoverageAnswer };
  minutesField: { request: MinutesFieldRequest; answer: MinutesFieldAnswer };
  minutesFieldBeside: { request: MinutesFieldRequest; answer: MinutesFieldAnswer };
  isochrone: { request: IsochroneRequest; answer: IsochroneAnswer };
  route: { request: RouteRequest; answer: RouteAnswer };
  find: { request: FindRequest; answer: FindAnswer };
  riskHere: { request: RiskHereRequest; answer: RiskHereAnswer };
  explain: { request: ExplainRequest; answer: ExplainAnswer };
  stretch: { request: StretchRequest; answer: ClosedStretch };
  board: { request: BoardRequest; answer: BoardAnswer };
  ledger: { request: LedgerRequest; answer: LedgerAnswer };
  matrix: { request: MatrixRequest; answer: MatrixAnswer };
  allocate: { request: AllocateRequest; answer: AllocateAnswer };
  allocatePhases: { request: AllocatePhasesRequest; answer: AllocatePhasesAnswer };
  siteArea: { request: SiteAreaRequest; answer: SiteAreaAnswer };
  audit: { request: AuditRequest; answer: AuditAnswer };
  candidateGround: { request: CandidateGroundRequest; answer: CandidateGroundAnswer };
  site: { request: SiteRequest; answer: SiteAnswer };
  siteCurve: { request: SiteCurveRequest; answer: SiteCurveAnswer };
  siteNeed: { request: SiteNeedRequest; answer: SiteNeedAnswer };
  buildOrder: { request: BuildOrderRequest; answer: BuildOrderAnswer };
  shortfall: { request: ShortfallRequest; answer: ShortfallAnswer };
  rubble: { request: RubbleRequest; answer: RubbleAnswer };
  baseReach: { request: BaseReachRequest; answer: BaseReachAnswer };
  siteBases: { request: SiteBasesRequest; answer: SiteBasesAnswer };
  siteDepots: { request: SiteDepotsRequest; answer: SiteDepotsAnswer };
  seismicSpacing: { request: SeismicSpacingRequest; answer: SeismicSpacingAnswer };
}
export type AnalysisKind = keyof AnalysisVerbs;
/** Kinds that are a question twice, so that a screen may hold two answers of it; nobody else needs them. */
export type BesideKind = "coverageBeside" | "minutesFieldBeside";
export type RequestOf<Kind extends AnalysisKind> = AnalysisVerbs[Kind]["request"];
export type AnswerOf<Kind extends AnalysisKind> = AnalysisVerbs[Kind]["answer"];
