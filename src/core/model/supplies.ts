import type { DepotLevel, SupplyItem } from "./pack.ts";
import type { Response, Scenario } from "./scenario.ts";

export interface SuppliesRequest {
  readonly scenario: Scenario;
  readonly response: Response;
  /** Many more plans are tried for a thorough one: seconds instead of a moment. */
  readonly effort: "quick" | "thorough";
}

export interface ItemQuantity {
  readonly item: SupplyItem;
  readonly quantity: number;
}

/** One drive of one truck with what is on it, minutes after T0. */
export interface SupplyTrip {
  readonly depotId: string;
  readonly truck: number;
  readonly shelterId: string;
  readonly gateId: string;
  readonly loadMinute: number;
  readonly departMinute: number;
  readonly arriveMinute: number;
  readonly unloadedMinute: number;
  readonly kilograms: number;
  /** Whole units, only what there is some of. */
  readonly load: readonly ItemQuantity[];
}

/** How long what is used up lasts in one shelter, given everything the plan brings. */
export interface StockOut {
  readonly item: SupplyItem;
  /** Infinity = none comes. */
  readonly firstMinute: number;
  /** When none is left for the first time after that; Infinity = it lasts through the stay. */
  readonly runsOutMinute: number;
}

export interface ShelterSupplies {
  readonly shelterId: string;
  readonly persons: number;
  readonly servedPersons: number;
  /** Infinity = not everybody by the deadline. */
  readonly servedByMinutes: number;
  /** null = nothing is short at the deadline. */
  readonly scarcestItem: SupplyItem | null;
  readonly shortQuantity: number;
  readonly unmetPersonMinutes: number;
  /** One row for each item that is used up. */
  readonly stockOuts: readonly StockOut[];
}

/** One item over the district, for the first day of everybody in a shelter. */
export interface ItemSupply {
  readonly item: SupplyItem;
  readonly neededUnits: number;
  /** In depots that are not lost, expired left out. */
  readonly usableUnits: number;
  /** Of them in depots with trucks. */
  readonly movableUnits: number;
  /** Unloaded by the deadline. */
  readonly deliveredUnits: number;
  /** Persons the usable units supply with it. */
  readonly persons: number;
}

/** What lies where other items run out first would make up for what runs out first elsewhere. */
export interface TransferProposal {
  readonly fromId: string;
  readonly toId: string;
  readonly item: SupplyItem;
  readonly quantity: number;
  /** Persons the receiving depot supplies with everything, before and with all that is proposed for it. */
  readonly personsBefore: number;
  readonly personsAfter: number;
}

export interface SuppliesAnswer {
  readonly request: SuppliesRequest;
  readonly items: readonly ItemSupply[];
  /** Of all items the one that supplies the fewest persons with what is usable; null = nothing is needed. */
  readonly scarcestItem: SupplyItem | null;
  readonly trips: readonly SupplyTrip[];
  readonly shelters: readonly ShelterSupplies[];
  readonly latePersons: number;
  readonly unmetPersonMinutes: number;
  /** No plan has fewer person-minutes unmet than this. */
  readonly boundPersonMinutes: number;
  /** Days what is used up has to last, by the phase of stay. */
  readonly stayDays: number;
  readonly transfers: readonly TransferProposal[];
}

export interface DepotLossesRequest {
  readonly scenario: Scenario;
  readonly response: Response;
}

/** What breaks when one depot more is lost. */
export interface DepotLoss {
  readonly depotId: string;
  readonly level: DepotLevel;
  readonly servedPersons: number;
  readonly latePersons: number;
  readonly unmetPersonMinutes: number;
  /** Shelters whose first supplies come in time now and would not then. */
  readonly lateShelterIds: readonly string[];
  /** Shelters in which everybody has everything by the deadline now and would not then. */
  readonly shortShelterIds: readonly string[];
}

export interface DepotLossesAnswer {
  readonly request: DepotLossesRequest;
  readonly servedPersons: number;
  readonly latePersons: number;
  readonly unmetPersonMinutes: number;
  /** Depots that send something, the worst loss first. Losing any of the others changes no trip. */
  readonly losses: readonly DepotLoss[];
}
