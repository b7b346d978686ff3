import type { ResponseLevel } from "./contingency.ts";
import type { Hazards } from "./hazards.ts";
import type {
  Agreement,
  Alert,
  EntrySource,
  GaugeReading,
  Incident,
  KitCount,
  OperationHead,
  ShelterStatus,
  StockMovement,
  VehicleReport,
} from "./operation.ts";
import type { Closure } from "./scenario.ts";

/** When something became so, by minutes after T0, and who said it. */
export interface Said {
  readonly minute: number;
  readonly source: EntrySource;
  readonly by: string;
}

export interface ShelterReport {
  /** null: nobody has said. */
  readonly status: (Said & { readonly status: ShelterStatus }) | null;
  /** Every status there was, in the order of their minutes. */
  readonly history: readonly (Said & { readonly status: ShelterStatus })[];
  readonly occupancy: (Said & { readonly persons: number | null }) | null;
}

export interface GateReport extends Said {
  readonly isOpen: boolean;
}

/** Crews of one station at one place. */
export interface CrewsOut extends Said {
  readonly stationId: string;
  readonly incidentId: string | null;
  readonly crews: number;
}

/** What a log says: the sum of its entries, nothing else. Keys of records are ids of the pack or of the log. */
export interface Situation {
  readonly head: OperationHead | null;
  readonly isOver: boolean;
  readonly closures: readonly Closure[];
  /** By closure, the last that was said about it, made or lifted: what is told late does not undo it. */
  readonly closuresSaid: Readonly<Record<string, Said>>;
  readonly hazards: Hazards;
  /** null: as set on the board. */
  readonly inNeedShare: number | null;
  readonly lostDepotIds: readonly string[];
  readonly depotTrucks: Readonly<Record<string, number>>;
  readonly shelters: Readonly<Record<string, ShelterReport>>;
  readonly gates: Readonly<Record<string, GateReport>>;
  readonly incidents: Readonly<
    Record<string, Said & { readonly incident: Incident; readonly isEnded: boolean }>
  >;
  /** When each was said to be over, known of before or not. */
  readonly incidentsEnded: Readonly<Record<string, Said>>;
  readonly crewsOut: readonly CrewsOut[];
  /** By station, when its crews went out for the first time: what the promise of the first hour is judged by. */
  readonly firstOut: Readonly<Record<string, Said>>;
  readonly movements: readonly (Said & { readonly movement: StockMovement })[];
  readonly agreements: Readonly<Record<string, Said & { readonly agreement: Agreement }>>;
  /** By area. An area nobody has asked in is not here: unknown, not none. */
  readonly kits: Readonly<Record<string, Said & { readonly count: KitCount }>>;
  /** By gauge, oldest first. */
  readonly readings: Readonly<Record<string, readonly (Said & { readonly reading: GaugeReading })[]>>;
  readonly vehicles: Readonly<Record<string, Said & { readonly vehicle: VehicleReport }>>;
  readonly alerts: Readonly<Record<string, Said & { readonly alert: Alert }>>;
  /** As declared; null: nobody has said. */
  readonly level: (Said & { readonly level: ResponseLevel | null }) | null;
  readonly steps: Readonly<Record<string, Said & { readonly isDone: boolean }>>;
  readonly notes: readonly (Said & { readonly text: string })[];
}

/** What of a situation changes answers of the engine, besides closures, share in need and lost depots. */
export interface Ground {
  readonly hazards: Hazards;
  readonly shelters: readonly {
    readonly shelterId: string;
    readonly status: ShelterStatus | null;
    readonly persons: number | null;
  }[];
  readonly gates: readonly { readonly gateId: string; readonly isOpen: boolean }[];
  readonly depotTrucks: readonly { readonly depotId: string; readonly trucks: number }[];
  /** In the order they happened. */
  readonly movements: readonly StockMovement[];
  /**
   * ISO month what is stored is judged in. Absent: that of the pack's date, which is the day an exercise is held on; a
   * real operation says its own where that is later.
   */
  readonly month?: string;
}
