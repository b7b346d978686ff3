import type { ResponseLevel } from "./contingency.ts";
import type { LngLat } from "./geometry.ts";
import type { Hazards } from "./hazards.ts";
import type { SupplyItem } from "./pack.ts";
import type { Closure } from "./scenario.ts";

/** An operation or an exercise: one T0, one log. */
export interface OperationHead {
  readonly id: string;
  readonly title: string;
  readonly kind: "exercise" | "real";
  readonly packId: string;
  /** Day the pack's facts are of, ISO. */
  readonly packAsOf: string;
  /** T0 by the device's clock, milliseconds since 1970. Every minute of the log counts from here. */
  readonly t0: number;
  /** A what-if: a copy of another log up to one of its lines, gone on with. Absent: a log of its own. */
  readonly branchedFrom?: {
    readonly operationId: string;
    readonly title: string;
    /** Last line of the other log that is in this one. */
    readonly sequence: number;
    /** Hash of that line in the other log. */
    readonly hash: string;
  };
}

export const SHELTER_STATUSES = ["ordered", "opened", "staffed", "full", "closed"] as const;
/** Designated is not open: a shelter nobody has reported on has no status. */
export type ShelterStatus = (typeof SHELTER_STATUSES)[number];

export const INCIDENT_KINDS = ["collapse", "fire", "gas", "trapped", "injured", "water", "other"] as const;
export interface Incident {
  readonly id: string;
  readonly kind: (typeof INCIDENT_KINDS)[number];
  readonly lngLat: LngLat;
  /** 1 least - 3 worst. */
  readonly severity: 1 | 2 | 3;
  /** Crews asked for, 1-20. */
  readonly crewsWanted: number;
  readonly text: string;
}

export const MOVEMENT_KINDS = ["receive", "issue", "transfer", "stocktake"] as const;
/** One line of the register. A stocktake says what is there; the others what comes or goes. */
export interface StockMovement {
  readonly id: string;
  readonly kind: (typeof MOVEMENT_KINDS)[number];
  readonly depotId: string;
  /** Where a transfer goes: a depot; where an issue goes: a shelter. null: elsewhere. */
  readonly toId: string | null;
  readonly item: SupplyItem;
  /** Units, never negative. */
  readonly quantity: number;
  /** ISO month; null: does not expire or not known. */
  readonly expires: string | null;
  /** On the road or on paper until it is done: a reserve by contract, an order to a maker. */
  readonly paper: string;
}

/** What a shop or a maker has promised to bring: a reserve by contract. It is listed apart and never counted as stock. */
export interface Agreement {
  readonly id: string;
  readonly partner: string;
  readonly kind: (typeof AGREEMENT_KINDS)[number];
  readonly item: SupplyItem;
  /** Units, above 0. */
  readonly quantity: number;
  /** Hours from the call until it is brought; null: not agreed. */
  readonly withinHours: number | null;
  /** ISO month it holds until, inclusive; null: until it is ended. */
  readonly validUntil: string | null;
  /** Number or name of the paper it is written in. */
  readonly paper: string;
}
export const AGREEMENT_KINDS = ["shop", "maker"] as const;

/** How many households of an area keep a store of their own: the fifth level of reserves. */
export interface KitCount {
  /** Community id or sub-district code. */
  readonly areaId: string;
  /** Households asked, and those of them with a kit; whole, with a kit never more than asked. */
  readonly households: number;
  readonly withKit: number;
}

/** What a gauge has measured: so much rain in so many minutes up to the entry's minute. */
export interface GaugeReading {
  readonly gaugeId: string;
  readonly millimetres: number;
  readonly minutes: number;
}

export interface VehicleReport {
  readonly vehicleId: string;
  readonly lngLat: LngLat;
  readonly text: string;
}

/** A warning as issued (CAP 1.2), as far as a board needs it. */
export interface Alert {
  readonly id: string;
  readonly level: "blue" | "yellow" | "orange" | "red" | "unknown";
  readonly event: string;
  readonly headline: string;
  readonly text: string;
  readonly sender: string;
  /** Milliseconds since 1970; null: not said. */
  readonly expiresAt: number | null;
  readonly rings: readonly (readonly LngLat[])[];
  readonly isCancelled: boolean;
  /** Milliseconds since 1970. */
  readonly sentAt?: number;
  /** When it begins to hold; null or absent: when it is sent. */
  readonly startsAt?: number | null;
  /** Ids of earlier warnings it holds in place of, or takes back. */
  readonly replaces?: readonly string[];
  /** CAP's own word: Extreme, Severe, Moderate, Minor, Unknown. */
  readonly severity?: string;
  readonly area?: string;
  readonly isExercise?: boolean;
  readonly english?: { readonly event: string; readonly headline: string; readonly text: string };
}

export const FORECAST_PROMISES = ["dispatch", "supply", "service"] as const;

/** Everything that can happen or be ordered. What is not here did not happen. Additive: logs of before stay readable. */
export type Act =
  | { readonly kind: "operation-opened"; readonly head: OperationHead }
  | { readonly kind: "operation-closed" }
  | { readonly kind: "closure-made"; readonly closure: Closure }
  | { readonly kind: "closure-lifted"; readonly closureId: string }
  | { readonly kind: "hazards-set"; readonly hazards: Hazards }
  | { readonly kind: "need-set"; readonly inNeedShare: number }
  | { readonly kind: "depot-lost"; readonly depotId: string }
  | { readonly kind: "depot-back"; readonly depotId: string }
  /** Trucks that can drive, in place of the pack's figure; null: the pack's again. */
  | { readonly kind: "depot-trucks"; readonly depotId: string; readonly trucks: number | null }
  | { readonly kind: "shelter-status"; readonly shelterId: string; readonly status: ShelterStatus }
  /** null: not known any more. */
  | { readonly kind: "occupancy"; readonly shelterId: string; readonly persons: number | null }
  | { readonly kind: "gate-state"; readonly gateId: string; readonly isOpen: boolean }
  | { readonly kind: "incident-entered"; readonly incident: Incident }
  | { readonly kind: "incident-ended"; readonly incidentId: string }
  /** Crews of a station are out: at an incident, or sent to the field (null). */
  | {
      readonly kind: "crews-out";
      readonly stationId: string;
      readonly crews: number;
      readonly incidentId: string | null;
    }
  | {
      readonly kind: "crews-back";
      readonly stationId: string;
      readonly crews: number;
      readonly incidentId: string | null;
    }
  | { readonly kind: "stock-moved"; readonly movement: StockMovement }
  | { readonly kind: "agreement-made"; readonly agreement: Agreement }
  | { readonly kind: "agreement-ended"; readonly agreementId: string }
  | { readonly kind: "kits-counted"; readonly count: KitCount }
  | { readonly kind: "gauge-read"; readonly reading: GaugeReading }
  | { readonly kind: "vehicle-seen"; readonly vehicle: VehicleReport }
  | { readonly kind: "alert-issued"; readonly alert: Alert }
  /** Level of the response as declared; null: stood down. */
  | { readonly kind: "level-set"; readonly level: ResponseLevel | null }
  /** A step of the contingency plan. */
  | { readonly kind: "step-marked"; readonly stepId: string; readonly isDone: boolean }
  /** What the board expects of a promise at this minute; the board writes it down itself when one falls due. */
  | {
      readonly kind: "promise-forecast";
      readonly promise: (typeof FORECAST_PROMISES)[number];
      /** Stations, places or persons that will have been reached in time, of all of them. */
      readonly keptCount: number;
      readonly totalCount: number;
    }
  | { readonly kind: "noted"; readonly text: string };
export type ActKind = Act["kind"];
export type ActOf<Kind extends ActKind> = Extract<Act, { readonly kind: Kind }>;

export const ENTRY_SOURCES = ["person", "feed", "file", "board"] as const;
export type EntrySource = (typeof ENTRY_SOURCES)[number];

/** One line of the log. Nothing in it is ever changed; a mistake is put right by another line. */
export interface LogEntry {
  /** 0, 1, 2 … without gaps. */
  readonly sequence: number;
  /** Device clock when it was written, milliseconds since 1970. */
  readonly recordedAt: number;
  /** Minutes after T0 it holds from; a report may come in later than that. */
  readonly minute: number;
  readonly source: EntrySource;
  /** Who wrote or sent it, as they call themselves; empty: not said. Stays on this device. */
  readonly by: string;
  readonly act: Act;
  /** SHA-256, 64 hex digits, over the entry before it and everything above. */
  readonly hash: string;
}
