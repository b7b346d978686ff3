import type { HazardGround } from "./hazard-rules.ts";
import type { ReliefNeeds } from "./relief-needs.ts";

/** Rules the board and the ledger work by besides those of planning. */
export interface BoardPacks {
  readonly reliefNeeds: ReliefNeeds;
  /** Absent where no hazard is asked about. */
  readonly hazards?: HazardGround;
}
