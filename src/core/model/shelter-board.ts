import type { ServiceRow, SupplyRow } from "./answers.ts";

/** A shelter as it stands: what is reported, and what the plan sends. */
export interface ShelterStanding {
  readonly shelterId: string;
  /** Room in the phase asked about; null = unknown. */
  readonly capacityPersons: number | null;
  /** As reported, or of a full one taken for its room; null = nobody has said. */
  readonly presentPersons: number | null;
  /** Those who are in it and those the exact allocation sends, of all shelters on the list. */
  readonly sentPersons: number;
  /** People in need on their way for whom one of its gates is the nearest, as if all of them came at once. */
  readonly comingPersons: number;
  /** Minutes until the last of them is through the slowest of its gates; null = the width of one is unknown. */
  readonly queueMinutes: number | null;
}

/**
 * The same promises with the shelters alone that somebody has reported open: what holds now. The rest of the answer
 * holds for every shelter on the list: what the plan comes to.
 */
export interface OpenedReading {
  readonly openShelters: number;
  readonly personsInNeed: number;
  /** Of them those who are in an open shelter or sent to one. */
  readonly placedPersons: number;
  readonly servedPersons: number;
  /** Residents with no open shelter in reach. */
  readonly notReachedPersons: number;
  readonly supply: readonly SupplyRow[];
  readonly service: readonly ServiceRow[];
}
