import type { Hazard } from "./pack.ts";
import type { Evidence } from "./rule-pack.ts";

/** Levels of an emergency response; I is the gravest. */
export const RESPONSE_LEVELS = ["I", "II", "III", "IV"] as const;
export type ResponseLevel = (typeof RESPONSE_LEVELS)[number];

export interface PlanRole {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** What of the map a step is about. */
export const STEP_PLACES = [
  "shelters",
  "depots",
  "stations",
  "closures",
  "incidents",
  "waterlogging",
] as const;
export type StepPlace = (typeof STEP_PLACES)[number];

/**
 * What the log itself shows about a step: `crews-out` a share of stations has sent crews, `shelters-opened` and
 * `shelters-staffed` a share of the shelters people are sent to, `shelters-reported` a share of them has said how many
 * are in, `gauges-read` any gauge, `incident-entered` any incident, `closure-made` any closure.
 */
export const STEP_SIGNS = [
  "crews-out",
  "shelters-opened",
  "shelters-staffed",
  "shelters-reported",
  "gauges-read",
  "incident-entered",
  "closure-made",
] as const;
export type StepSign = (typeof STEP_SIGNS)[number];

export interface PlanStep {
  readonly id: string;
  /** Null: whatever happens. */
  readonly hazard: Hazard | null;
  /** Levels it is a step of. */
  readonly levels: readonly ResponseLevel[];
  readonly roleId: string;
  readonly textZh: string;
  readonly textEn: string;
  /** Minutes after T0 it is to be done by. */
  readonly dueMinute: number;
  readonly place: StepPlace | null;
  /** Null: somebody has to say that it is done. `share` 0-1 of those meant. */
  readonly sign: { readonly kind: StepSign; readonly share: number } | null;
}

/** A digital contingency plan: who does what by when. */
export interface ContingencyPlan {
  readonly id: string;
  readonly formatVersion: number;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly source: string;
  readonly evidence: Evidence;
  readonly noteZh: string;
  readonly noteEn: string;
  readonly roles: readonly PlanRole[];
  readonly steps: readonly PlanStep[];
}

export const CONTINGENCY_FORMAT_VERSION = 1;

/**
 * `done`: in time; `done-late`: after its minute; `late`: not done and its minute is past; `due`: within the minutes the
 * board calls tight; `ahead`: later.
 */
export type StepState = "done" | "done-late" | "late" | "due" | "ahead";

export interface StepStanding {
  readonly step: PlanStep;
  readonly state: StepState;
  /** Minutes after T0 it was done; null: not done. */
  readonly doneMinute: number | null;
  /** Told by the log itself, or said by somebody (empty: not said who). */
  readonly doneBy: { readonly kind: "sign" } | { readonly kind: "person"; readonly by: string } | null;
  /** Share done as the log shows, 0-1; null where no sign tells. */
  readonly share: number | null;
}
