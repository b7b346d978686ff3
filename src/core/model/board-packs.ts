import type { ReliefNeeds } from "./relief-needs.ts";

/** Rules the board and the ledger work by besides those of planning. */
export interface BoardPacks {
  readonly reliefNeeds: ReliefNeeds;
}
