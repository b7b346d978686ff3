import type { LngLat } from "./geometry.ts";
import type { Scenario } from "./scenario.ts";

export interface ExplainRequest {
  readonly scenario: Scenario;
  readonly lngLat: LngLat;
}

/**
 * One stretch of the way. `crossing`: a main street is crossed, named; it has no metres and no seconds of its own, since
 * no waiting time with a source is at hand.
 */
export interface ExplainPart {
  readonly kind: "access" | "street" | "crossing" | "egress";
  readonly nameZh: string;
  readonly nameEn: string;
  readonly metres: number;
  readonly seconds: number;
  readonly modelled: boolean;
}

/** What waits at the gate when everybody for whom it is the nearest within the minutes comes at once. */
export interface GateQueue {
  readonly persons: number;
  /** null = unknown, and then the seconds are too. */
  readonly widthMetres: number | null;
  /** Seconds until the last of them is in: persons ÷ (width × flow of the rule pack). Not part of `seconds`. */
  readonly lastInSeconds: number | null;
}

/** The closure whose lifting alone saves most, bridges left as they are; `closureId` null: no single one, only lifting them together helps. */
export interface CostliestClosure {
  readonly closureId: string | null;
  /** Infinity where nothing is reached before it is lifted. */
  readonly savedSeconds: number;
}

/** A gate that does not count now and would be nearer if it did. */
export interface ShutGate {
  readonly gateId: string;
  readonly shelterId: string;
  readonly state: "locked" | "unknown" | "opens-on-order";
  /** Seconds from here with that gate open. */
  readonly seconds: number;
  /** Infinity where nothing is reached now. */
  readonly savedSeconds: number;
}

/** Where a straight path would shorten this way most. What stands between the two ends is not known. */
export interface MissingLink {
  readonly from: LngLat;
  readonly to: LngLat;
  readonly metres: number;
  readonly savedSeconds: number;
}

/** The streets a place without a way is shut up in. */
export interface CutOffPart {
  readonly streetMetres: number;
  /** Residents of the scenario's period tied to these streets. */
  readonly persons: number;
  /** Shortest straight line from these streets to one that leads to a gate; null = no street does. */
  readonly gap: { readonly from: LngLat; readonly to: LngLat; readonly metres: number } | null;
}

/**
 * Why nothing is reached. `no-street-near`: none within the rule's snap limit. `no-shelter-fits`: the pack has no shelter
 * of this tier and fitness. `gates-shut`: there are some, but no gate of theirs counts now. `gates-off-streets`: some count,
 * but none lies within the snap limit of a street. `no-step-free-way`: on foot
 * there is a way, on wheels none. `closures`: only the closures cut it off. `island`: its streets never join the others.
 */
export type NotReachedCause =
  | "no-street-near"
  | "no-shelter-fits"
  | "gates-shut"
  | "gates-off-streets"
  | "no-step-free-way"
  | "closures"
  | "island";

export type ExplainAnswer =
  | {
      readonly kind: "reached";
      readonly request: ExplainRequest;
      readonly shelterId: string;
      readonly gateId: string;
      /** Sum of the parts within one second: what the map shows here. The queue at the gate is beside it. */
      readonly seconds: number;
      readonly parts: readonly ExplainPart[];
      readonly line: readonly LngLat[];
      readonly withinMinutes: boolean;
      /** Seconds beyond the scenario's minutes; 0 within them. */
      readonly beyondSeconds: number;
      readonly queue: GateQueue;
      /**
       * Seconds that the changes to the streets add here, closures and bridges together; 0 without any. Below 0 where a
       * bridge saves more than the closures cost, -Infinity where only a bridge leads to a gate at all.
       */
      readonly closureSeconds: number;
      readonly costliestClosure: CostliestClosure | null;
      readonly shutGate: ShutGate | null;
      readonly missingLink: MissingLink | null;
    }
  | {
      readonly kind: "not-reached";
      readonly request: ExplainRequest;
      readonly cause: NotReachedCause;
      /** Infinity: the pack has no street to walk on. */
      readonly nearestStreetMetres: number;
      readonly snapLimitMetres: number;
      /** The quickest to walk to of the gates that do not count now; null = none could be walked to. */
      readonly shutGate: ShutGate | null;
      /** Null unless the place stands on streets that lead nowhere. */
      readonly cutOff: CutOffPart | null;
      readonly costliestClosure: CostliestClosure | null;
      /** Seconds on foot where wheels find no way; null otherwise. */
      readonly onFootSeconds: number | null;
    };
