import type { FeatureCollection, Geometry } from "geojson";
import type { AnalysisKind, AnswerOf, RequestOf } from "../core/model/answers.ts";
import type { Failure } from "../core/model/failure.ts";
import type { Bbox, LngLat } from "../core/model/geometry.ts";
import type { LayerChange } from "../core/model/import.ts";
import type { Language } from "../core/model/language.ts";
import type { OfflineState } from "../core/model/offline.ts";
import type { LayerId } from "../core/model/pack.ts";
import type { FirstIndex, PackIndex } from "../core/model/pack-data.ts";
import type { Progress } from "../core/model/progress.ts";
import { DEFAULT_RESPONSE, DEFAULT_SCENARIO, type Response, type Scenario } from "../core/model/scenario.ts";
// #region staff
import type { SchemeBook, SchemeTrouble } from "../core/model/scheme.ts";
import type { OperationState } from "./operation/operation-desk.ts";

// #endregion staff

export { DEFAULT_RESPONSE, DEFAULT_SCENARIO };

export const DOORS = [
  "find",
  // #region staff
  "plan",
  "command",
  "ledger",
  // #endregion staff
] as const;
export type Door = (typeof DOORS)[number];

export const THEMES = ["light", "dark", "wall"] as const;
export type Theme = (typeof THEMES)[number];

/** A piece of work and what came of it. `previous` stays on screen, grey, while a newer answer is worked out. */
export type Task<Request, Answer> =
  | { readonly status: "idle" }
  | {
      readonly status: "running";
      readonly request: Request;
      readonly previous: Answer | null;
      readonly progressShare: number;
      /** Best so far and what nothing can beat, where the question knows them. */
      readonly found?: Progress["found"];
    }
  | { readonly status: "done"; readonly request: Request; readonly answer: Answer }
  | {
      readonly status: "failed";
      readonly request: Request;
      readonly failure: Failure;
      readonly previous: Answer | null;
    };

export type AnalysisTasks = {
  readonly [Kind in AnalysisKind]: Task<RequestOf<Kind>, AnswerOf<Kind>>;
};

/** Questions that are asked by a press of a button, not by what is on screen: they may take minutes. */
export const ASKED_KINDS = [
  // #region staff
  "shortfall",
  "site",
  "siteCurve",
  "siteNeed",
  "buildOrder",
  "rubble",
  "baseReach",
  "siteBases",
  "siteDepots",
  "seismicSpacing",
  "supplies",
  "depotLosses",
  // #endregion staff
] as const satisfies readonly AnalysisKind[];
export type AskedKind = (typeof ASKED_KINDS)[number];
export type AskedRequests = { readonly [Kind in AskedKind]: RequestOf<Kind> | null };
export const NOTHING_ASKED: AskedRequests = {
  // #region staff
  shortfall: null,
  site: null,
  siteCurve: null,
  siteNeed: null,
  buildOrder: null,
  rubble: null,
  baseReach: null,
  siteBases: null,
  siteDepots: null,
  seismicSpacing: null,
  supplies: null,
  depotLosses: null,
  // #endregion staff
};

export type PackTask =
  | {
      readonly status: "loading";
      readonly progressShare: number;
      /** Open already, when only the way to a shelter is asked. */
      readonly first?: FirstIndex;
    }
  | {
      readonly status: "ready";
      readonly index: PackIndex;
      /** Of the same rows, from before the whole was open; absent once imports are laid over it. */
      readonly first?: FirstIndex;
    }
  | { readonly status: "failed"; readonly failure: Failure };

/**
 * How much may be fetched. Until the first answer of /find stands there, only what it needs: "answer"; the names of places
 * too, when somebody looks for theirs: "places". Then the map, the other doors and what is kept for later: "everything".
 * Never goes back.
 */
export type FetchStage = "answer" | "places" | "everything";

// #region staff
/** What a press on the map of /plan does: move sites, put one there, draw its outline, or ask about the place. */
export const PLAN_TOOLS = ["move", "add", "draw", "ask"] as const;
export type PlanTool = (typeof PLAN_TOOLS)[number];
// #endregion staff

export interface NamedPlace {
  readonly lngLat: LngLat;
  /** What was typed or picked; null = a tap on the map or the device's own position. */
  readonly name: string | null;
  /** Radius within which the device believes itself to be; absent where a person said the place. Never in a link. */
  readonly accuracyMetres?: number;
}

export interface Camera {
  readonly lngLat: LngLat;
  readonly zoom: number;
}

/** What a link carries. Kept in the fragment of the address, which never leaves the browser. */
export interface SharedState {
  readonly door: Door;
  readonly language: Language;
  readonly theme: Theme;
  readonly packId: string;
  readonly scenario: Scenario;
  readonly response: Response;
  /** The person's place in /find. */
  readonly origin: NamedPlace | null;
  /** The place asked about in /plan: its isochrone and its why. */
  readonly probe: LngLat | null;
  /** The current scheme of /plan as a link says it; null: none, or more than fits. */
  readonly schemeText: string | null;
  readonly selection: { readonly layer: LayerId; readonly id: string } | null;
  readonly layers: readonly LayerId[];
  readonly camera: Camera | null;
  /** Open row of /ledger. */
  readonly commitmentId: string | null;
  /** The side sheet for packs, imports and exports, over whichever door is open. */
  readonly isDataOpen: boolean;
}

/** Rows of a file as they would lie on the map, before anybody has said yes to them. */
export interface ImportPreview {
  readonly features: FeatureCollection<Geometry, PreviewProperties>;
  /** Where they are; null while none has a place. */
  readonly bbox: Bbox | null;
  /** Changes with the content: a new key moves the map to the bbox. */
  readonly key: string;
}
/** `isDoubtful`: 1 = loads, but look at it; 0 = nothing found. */
export interface PreviewProperties {
  readonly row: number;
  readonly isDoubtful: 0 | 1;
}

export interface ClosureStep {
  readonly before: Scenario["closures"];
  readonly after: Scenario["closures"];
}

export interface AppState extends SharedState {
  readonly textSize: "normal" | "large";
  /** Where the person who follows the way is now; null = nobody does. Never in a link, never kept. */
  readonly walkerLngLat: LngLat | null;
  /** Minute of the day in the district, 0-1439; kept by the clock outside. */
  readonly nowMinuteOfDay: number;
  /** That clock is plainly wrong: what hangs on the hour is not known. */
  readonly isClockWrong: boolean;
  readonly pack: PackTask;
  readonly fetchStage: FetchStage;
  readonly tasks: AnalysisTasks;
  /** As they were when the button was pressed; never part of a link. */
  readonly asked: AskedRequests;
  /** Said once at the top until put away: a link field that could not be read, a layer left out. */
  readonly notices: readonly Failure[];
  /** Why there is no map; null while there is one. */
  readonly mapFailure: Failure | null;
  /** Changes of the closures taken back, newest last, for redo. */
  readonly undone: readonly ClosureStep[];
  readonly done: readonly ClosureStep[];
  /** Imports laid over the pack, first laid first. Private: never part of a link. */
  readonly changes: readonly LayerChange[];
  /** Imports taken off again, newest last, for redo. */
  readonly undoneChanges: readonly LayerChange[];
  /** True while the analyses are being given the changes. */
  readonly isLayingOver: boolean;
  // #region staff
  /** The planner's schemes for the open pack; kept on this device, in a link only as far as one fits. */
  readonly schemes: SchemeBook;
  readonly planTool: PlanTool;
  /** Said in the list of schemes until put away. */
  readonly schemeTroubles: readonly SchemeTrouble[];
  /** The operation open on /command; kept on this device. */
  readonly operation: OperationState;
  // #endregion staff
  readonly preview: ImportPreview | null;
  /** A place to look at now; the key tells two looks at one place apart. */
  readonly glance: { readonly lngLat: LngLat; readonly key: string } | null;
  /** What this device can do without a network; never part of a link. */
  readonly offline: OfflineState;
}

export const DEFAULT_LAYERS: Readonly<Record<Door, readonly LayerId[]>> = {
  find: ["shelters", "gates"],
  // #region staff
  plan: ["shelters", "gates"],
  command: ["shelters", "depots", "stations", "waterlogging"],
  ledger: ["shelters"],
  // #endregion staff
};

export function initialSharedState(door: Door, language: Language): SharedState {
  return {
    door,
    language,
    theme: "light",
    packId: "xicheng",
    scenario: DEFAULT_SCENARIO,
    // #region staff
    response: DEFAULT_RESPONSE,
    // #endregion staff
    origin: null,
    // #region staff
    probe: null,
    schemeText: null,
    // #endregion staff
    selection: null,
    layers: DEFAULT_LAYERS[door],
    camera: null,
    // #region staff
    commitmentId: null,
    // #endregion staff
    isDataOpen: false,
  };
}

export const IDLE_TASKS: AnalysisTasks = {
  find: { status: "idle" },
  riskHere: { status: "idle" },
  // #region staff
  coverage: { status: "idle" },
  coverageBeside: { status: "idle" },
  minutesField: { status: "idle" },
  minutesFieldBeside: { status: "idle" },
  isochrone: { status: "idle" },
  route: { status: "idle" },
  explain: { status: "idle" },
  stretch: { status: "idle" },
  board: { status: "idle" },
  saveActions: { status: "idle" },
  supplies: { status: "idle" },
  depotLosses: { status: "idle" },
  divert: { status: "idle" },
  forces: { status: "idle" },
  ledger: { status: "idle" },
  matrix: { status: "idle" },
  allocate: { status: "idle" },
  allocatePhases: { status: "idle" },
  siteArea: { status: "idle" },
  audit: { status: "idle" },
  candidateGround: { status: "idle" },
  site: { status: "idle" },
  siteCurve: { status: "idle" },
  siteNeed: { status: "idle" },
  buildOrder: { status: "idle" },
  shortfall: { status: "idle" },
  rubble: { status: "idle" },
  baseReach: { status: "idle" },
  siteBases: { status: "idle" },
  siteDepots: { status: "idle" },
  seismicSpacing: { status: "idle" },
  // #endregion staff
};
