import type { ShelterTier } from "./pack.ts";
import type { Phase, Scenario } from "./scenario.ts";

/**
 * Tiers people can stay in during each phase. GB 51143-2015 parts shelters into emergency, fixed (short, medium, long)
 * and centre, each open for at most 1 day (emergency), 3 (temporary), 15, 30 and 100 (short, medium, long); quoted from
 * memory, the table was not re-read. So a fixed shelter or a centre is open from the first hour, an emergency site
 * takes nobody beyond the temporary phase. Indoor shelters counting like fixed ones is an assumption of ours.
 */
export const PHASE_TIERS: Readonly<Record<Phase, readonly ShelterTier[]>> = {
  emergency: ["centre", "fixed", "emergency", "indoor"],
  temporary: ["centre", "fixed", "emergency", "indoor"],
  short: ["centre", "fixed", "indoor"],
  medium: ["centre", "fixed", "indoor"],
  long: ["centre", "fixed", "indoor"],
};

export interface PhaseStep {
  readonly phase: Phase;
  /** Share of the persons of the period who need a place in this phase, 0-1: an assumption of the plan. */
  readonly shareInNeed: number;
  /** Minutes of walk from home that count as reached. */
  readonly reachMinutes: number;
  readonly tiers: readonly ShelterTier[];
}

export interface AllocatePhasesRequest {
  /** Pace, period, hazard, gates and closures; its phase, tier and minutes are replaced by each step's. */
  readonly scenario: Scenario;
  readonly steps: readonly PhaseStep[];
  /** Minutes of walking one person's move counts as; null: as few as possible move, before any walking counts. */
  readonly moveMinutes: number | null;
  /**
   * What leaving one person without a place costs, in tenths of a second of walking, against which moving does not
   * count: who loses a place counts as moved. null, the default: as many as possible have a place.
   */
  readonly unservedDeciseconds: number | null;
}

export interface PhaseAnswer {
  readonly step: PhaseStep;
  readonly squareMetresPerPerson: number;
  /** stayed + moved + newly placed + no room + not reached. */
  readonly personsInNeed: number;
  readonly stayedPersons: number;
  /** In another shelter than in the step before. */
  readonly movedPersons: number;
  /** Had no place in the step before, or no need of one. */
  readonly newlyPlacedPersons: number;
  /** A shelter that takes part is in reach, but no place is left, or none at the price of being without one. */
  readonly noRoomPersons: number;
  readonly notReachedPersons: number;
  /** Of those short: had a place in the step before. */
  readonly lostPlacePersons: number;
  /** In need in the step before and no longer. */
  readonly wentHomePersons: number;
  /** Sum over those with a place of their walking seconds from home. */
  readonly personSeconds: number;
  /** Shelters of the tiers of this step; capacity null = room unknown, takes no part. */
  readonly loads: readonly {
    readonly shelterId: string;
    readonly capacityPersons: number | null;
    readonly assignedPersons: number;
  }[];
  /** Same order in all five: index into demandIds, into shelterIds (-1 = from no shelter), persons, seconds from home. */
  readonly flowDemand: Uint32Array;
  readonly flowFrom: Int32Array;
  readonly flowTo: Uint32Array;
  readonly flowPersons: Uint32Array;
  readonly flowSeconds: Float64Array;
  /** Same order as demandIds. */
  readonly demandShortPersons: Int32Array;
}

export interface AllocatePhasesAnswer {
  readonly request: AllocatePhasesRequest;
  readonly demandIds: readonly string[];
  readonly shelterIds: readonly string[];
  readonly phases: readonly PhaseAnswer[];
}
