import type { Scenario } from "../model/scenario.ts";
import { allocateKnown } from "./allocate-known.ts";
import { createAllocator } from "./allocation/create-allocator.ts";
import { stableKey } from "./allocation/stable-key.ts";
import { capacityPersons } from "./capacity.ts";
import { keptOnce } from "./kept-once.ts";
import { demandTies, type PreparedPack } from "./prepare.ts";
import type { ShelterReach } from "./shelter-reach.ts";

/** Whole persons of every demand cell by what becomes of them; the four parts sum to `persons`. */
export interface PlacedPersons {
  readonly persons: Int32Array;
  readonly withRoom: Int32Array;
  readonly nearButFull: Int32Array;
  readonly notReached: Int32Array;
  readonly unknown: Int32Array;
  /** Capacity per shelter of the reach; null = room unknown. */
  readonly capacities: readonly (number | null)[];
  /** Persons given a place, per shelter of the reach. */
  readonly shelterPersons: Float64Array;
}

/**
 * One question is as a rule like the one before: a street closed, another minute of the day, a site moved on. Shelters are
 * told by position there, so each list of them has its own: the district, a scheme, the scheme beside it.
 */
const keptAllocator = keptOnce(createAllocator, { ignoresSites: true, atMost: 3 });

export const cellKeys = keptOnce(
  ({ pack: { demand } }) => Float64Array.from(demand, ({ id }) => stableKey(id)),
  {
    ignoresBridges: true,
    ignoresSites: true,
  },
);

/**
 * Gives whole persons of the cells their places by the exact allocation. Only shelters of known room take part. Who
 * is left over is "near but full" only when every shelter in reach is known to be full; when one of unknown room is in
 * reach nobody can say, so these are unknown, as are people with no street near.
 */
export function placePersons(
  prepared: PreparedPack,
  scenario: Scenario,
  reach: ShelterReach,
  persons: Int32Array,
): PlacedPersons {
  const { snaps } = demandTies(prepared, scenario.pace);
  const capacities = reach.shelters.map((shelter) => capacityPersons(prepared, shelter, scenario.phase));
  const siteIds = reach.shelters.map((shelter) => shelter.id);
  const allocation = allocateKnown({ ...reach, arcSite: reach.arcShelter }, persons, capacities, {
    demandKeys: cellKeys(prepared),
    siteIds,
    solve: keptAllocator(prepared, siteIds.join("\n")).allocate,
  });
  const empty = () => new Int32Array(persons.length);
  const [withRoom, nearButFull, notReached, unknown] = [empty(), empty(), empty(), empty()];
  for (let cell = 0; cell < persons.length; cell++) {
    const count = persons[cell]!;
    const begin = reach.arcOffsets[cell]!;
    const end = reach.arcOffsets[cell + 1]!;
    if (!snaps[cell]) unknown[cell] = count;
    else if (begin === end) notReached[cell] = count;
    else {
      withRoom[cell] = allocation.servedPersons[cell]!;
      let roomUnknown = false;
      for (let arc = begin; arc < end; arc++) roomUnknown ||= capacities[reach.arcShelter[arc]!] === null;
      (roomUnknown ? unknown : nearButFull)[cell] = count - allocation.servedPersons[cell]!;
    }
  }
  return {
    persons,
    withRoom,
    nearButFull,
    notReached,
    unknown,
    capacities,
    shelterPersons: allocation.shelterPersons,
  };
}
