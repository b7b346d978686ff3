import type { BoardRequest } from "./answers.ts";
import type { SupplyItem } from "./pack.ts";

/** Everything that may be ordered to save a promise. Each is acts of the log, and each changes one thing. */
export type SaveAction =
  /** `trucks`: that can drive there then, one more than now. */
  | { readonly kind: "add-truck"; readonly depotId: string; readonly trucks: number }
  /** A truck of another depot drives for this one. `fromTrucks`, `toTrucks`: that can drive there then. */
  | {
      readonly kind: "move-truck";
      readonly fromDepotId: string;
      readonly toDepotId: string;
      readonly fromTrucks: number;
      readonly toTrucks: number;
    }
  | { readonly kind: "open-gate"; readonly gateId: string }
  | { readonly kind: "lift-closure"; readonly closureId: string }
  /** Units of stock are there at once: the way between two depots is not counted. */
  | {
      readonly kind: "transfer-stock";
      readonly fromDepotId: string;
      readonly toDepotId: string;
      readonly item: SupplyItem;
      readonly quantity: number;
    }
  | { readonly kind: "open-shelter"; readonly shelterId: string };

export interface SaveActionsRequest {
  readonly scenario: BoardRequest["scenario"];
  readonly response: BoardRequest["response"];
  /** Shelters whose promises are to be saved; null: the worst of those that break, at most `mostShelters`. */
  readonly shelterIds: readonly string[] | null;
  readonly mostShelters: number;
  /** Actions told per shelter, the best first. */
  readonly mostActions: number;
}

/** One action, as the board worked out again with it says. */
export interface VerifiedSave {
  readonly action: SaveAction;
  /** The promise no longer breaks. */
  readonly isSaved: boolean;
  /** By which it is done sooner; Infinity = it is done at last, 0 = only more persons are served. */
  readonly gainedMinutes: number;
  /** Left until the promise falls due; negative = still late, -Infinity = still never. */
  readonly slackMinutes: number;
  /** Persons more who have every item in time. */
  readonly gainedPersons: number;
  /** Other shelters whose promises it saves as well. */
  readonly alsoSaved: number;
  /** What it costs: promises of others that come later by a minute or more, or serve fewer. */
  readonly worse: readonly {
    readonly shelterId: string;
    readonly promise: "supply" | "service";
    /** Infinity = it never comes now; 0 = fewer persons are served. */
    readonly lostMinutes: number;
    readonly lostPersons: number;
    /** It was in time before. */
    readonly isBroken: boolean;
  }[];
}

export interface SaveActionsAnswer {
  readonly request: SaveActionsRequest;
  readonly shelters: readonly {
    readonly shelterId: string;
    /** Which of its promises is to be saved: first supplies where those are late, else basic relief. */
    readonly promise: "supply" | "service";
    /** Empty: none of the actions tried helps. */
    readonly saves: readonly VerifiedSave[];
  }[];
  /** People in need without a place, and shelters whose opening gives most of them one; verified likewise. */
  readonly unplacedPersons: number;
  readonly openings: readonly { readonly action: SaveAction; readonly gainedPersons: number }[];
  readonly triedActions: number;
  readonly computeMilliseconds: number;
}
