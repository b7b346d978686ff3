import type { Allocation, AllocationProblem } from "../model/allocation.ts";
import type { TravelTimes } from "../model/matrix-answers.ts";
import { allocate } from "./allocate.ts";
import { stableKey } from "./allocation/stable-key.ts";

export interface KnownAllocation extends Allocation {
  /** Index into the arcs of the times, per arc of the allocation. */
  readonly arcOfTimes: Uint32Array;
}

export interface KnownOptions {
  /** Names that decide between equally good plans; not given: positions do. */
  readonly demandIds?: readonly string[];
  readonly siteIds?: readonly string[];
  /** `stableKey` of each demand id, where it is kept. */
  readonly demandKeys?: ArrayLike<number> | undefined;
  /** See AllocationProblem. */
  readonly unservedDeciseconds?: number | null;
  /** Carries an earlier answer on; not given: from nothing. The answer is the same. */
  readonly solve?: (problem: AllocationProblem) => Allocation;
}

/** The exact allocation over sites of known room; a site whose capacity is null takes no part and gets nobody. */
export function allocateKnown(
  times: TravelTimes,
  persons: Int32Array,
  capacities: readonly (number | null)[],
  {
    demandIds,
    siteIds,
    demandKeys = demandIds?.map(stableKey),
    unservedDeciseconds = null,
    solve = allocate,
  }: KnownOptions = {},
): KnownAllocation {
  const arcOffsets = new Uint32Array(persons.length + 1);
  const arcOfTimes = new Uint32Array(times.arcSite.length);
  let count = 0;
  for (let demand = 0; demand < persons.length; demand++) {
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++)
      if (capacities[times.arcSite[arc]!] !== null) arcOfTimes[count++] = arc;
    arcOffsets[demand + 1] = count;
  }
  const kept = arcOfTimes.subarray(0, count);
  const allocation = solve({
    persons,
    // sites of unknown room have no arc: the 0 is never read as a capacity
    capacityPersons: Float64Array.from(capacities, (capacity) => capacity ?? 0),
    arcOffsets,
    arcShelter: kept.map((arc) => times.arcSite[arc]!),
    arcDeciseconds: kept.map((arc) => times.arcDeciseconds[arc]!),
    unservedDeciseconds,
    ...(demandKeys && { cellKeys: demandKeys }),
    ...(siteIds && { shelterKeys: siteIds.map(stableKey) }),
  });
  return { ...allocation, arcOfTimes: kept };
}
