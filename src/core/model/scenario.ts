import type { LngLat } from "./geometry.ts";
import type { Hazard, ShelterTier } from "./pack.ts";
// #region staff
import type { Proposals } from "./proposal.ts";
import type { Ground } from "./situation.ts";
// #endregion staff

/** Ways of walking a person can pick: their streets, gates and depths of water. Speeds come from the rule pack in use. */
export const PACE_IDS = ["slow", "brisk", "older", "child", "pram", "wheelchair"] as const;
export type PaceId = (typeof PACE_IDS)[number];

/** Phases of stay: the longer the stay, the more square metres a person needs. */
export const PHASES = ["emergency", "temporary", "short", "medium", "long"] as const;
export type Phase = (typeof PHASES)[number];

export const PERIODS = ["night", "day"] as const;
/** Which residents are counted: who sleeps here, or who is here in working hours. */
export type Period = (typeof PERIODS)[number];

/** Which shelters count. `all` counts every tier; the others one tier each. */
export type TierChoice = "all" | ShelterTier;

/** Who can cross a bridge that is laid: steps only, wheelchairs too, or vehicles as well. */
export const BRIDGE_LOADS = ["foot", "wheels", "vehicles"] as const;
export type BridgeLoad = (typeof BRIDGE_LOADS)[number];

/**
 * A change to the streets: a stretch or an area nobody can pass, water, a slow area, or a bridge laid. The order of a
 * list of them never matters: on a street that several touch the slowest speed holds, and closed wins over slow.
 */
export type Closure = (
  | {
      readonly kind: "street";
      readonly id: string;
      /** Where it was clicked: the stretch is found again from here on any network. */
      readonly lngLat: LngLat;
    }
  | { readonly kind: "area"; readonly id: string; readonly ring: readonly LngLat[] }
  | {
      readonly kind: "flood";
      readonly id: string;
      readonly ring: readonly LngLat[];
      /** Still water over the ground, 0-20 m. The rule pack says who passes it and how slowly; bridges stay dry. */
      readonly depthMetres: number;
    }
  | {
      readonly kind: "slow";
      readonly id: string;
      readonly ring: readonly LngLat[];
      /** Every time in the area is multiplied by it, 1-100. */
      readonly factor: number;
    }
  | {
      readonly kind: "bridge";
      readonly id: string;
      /** Its two ends; each is joined to the nearest street that what it carries may use. */
      readonly from: LngLat;
      readonly to: LngLat;
      readonly carries: BridgeLoad;
      /** Clear width, 0.5-50 m: vehicles that are wider do not cross. */
      readonly widthMetres: number;
    }
  // #region staff
  | {
      /** What an earthquake leaves in the streets: worked out from a scenario's hazards, never set by hand nor kept. */
      readonly kind: "edges";
      readonly id: string;
      readonly stops: "foot" | "vehicles";
      /** Of the pack's network, rising. */
      readonly edges: readonly number[];
    }
  // #endregion staff
) & {
  /** Minutes after T0 it holds from and until, on the board of /command; absent: always. Elsewhere not looked at. */
  readonly fromMinute?: number;
  readonly toMinute?: number;
};
/** What the numbers of a change may be. */
export const CLOSURE_LIMITS = { depthMetres: [0, 20], factor: [1, 100], widthMetres: [0.5, 50] } as const;
/** The changes of one kind. */
export type ClosureOf<Kind extends Closure["kind"]> = Extract<Closure, { readonly kind: Kind }>;

/** Everything an analysis depends on besides the pack and its own subject. Plain data, comparable as JSON. */
export interface Scenario {
  readonly pace: PaceId;
  /** One's own pace in place of the rule pack's for this way of walking, 0.1-5 m/s; null: the rule pack's. */
  readonly metresPerSecond: number | null;
  /** Minutes that count as reached, 1-60. */
  readonly reachMinutes: number;
  readonly phase: Phase;
  readonly period: Period;
  readonly tier: TierChoice;
  /** Shelters unfit for it do not count; null: fitness is not asked. */
  readonly hazard: Hazard | null;
  /** Minute of the day gates are judged at, 0-1439; null: planning view, every gate with a known way in counts. */
  readonly minuteOfDay: number | null;
  readonly closures: readonly Closure[];
  // #region staff
  /** What a planner lays over the pack; absent = the district as it is. Only /plan asks with it. */
  readonly proposals?: Proposals;
  // #endregion staff
}

/** Who walks: which streets, gates and waters are open to them, and how fast they are. */
export type Walker = Pick<Scenario, "pace" | "metresPerSecond">;
/** What the numbers of a scenario may be. On foot nobody runs through a town faster than 5 m/s. */
export const SCENARIO_LIMITS = {
  metresPerSecond: [0.1, 5],
  reachMinutes: [1, 60],
  minuteOfDay: [0, 1439],
} as const;

/** The command board's own inputs. */
export interface Response {
  /** Minutes since T0 the board is looked at. */
  readonly elapsedMinutes: number;
  /** Share of residents in need of relief, 0-1; a stated assumption of the exercise. */
  readonly inNeedShare: number;
  /** Depots that cannot be used (N−1). */
  readonly lostDepotIds: readonly string[];
  // #region staff
  /** What is known and ordered besides; absent = nothing, the district as its pack says. Never in a link. */
  readonly ground?: Ground;
  // #endregion staff
}

/** What every question starts from, on screen and headless alike. */
export const DEFAULT_SCENARIO: Scenario = {
  pace: "slow",
  metresPerSecond: null,
  reachMinutes: 10,
  phase: "emergency",
  period: "night",
  tier: "all",
  hazard: null,
  minuteOfDay: null,
  closures: [],
};

export const DEFAULT_RESPONSE: Response = { elapsedMinutes: 0, inNeedShare: 0.012, lostDepotIds: [] };
