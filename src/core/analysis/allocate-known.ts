import type { Allocation } from "../model/allocation.ts";
import type { TravelTimes } from "../model/matrix-answers.ts";
import { allocate } from "./allocate.ts";

export interface KnownAllocation extends Allocation {
  /** Index into the arcs of the times, per arc of the allocation. */
  readonly arcOfTimes: Uint32Array;
}

/** The exact allocation over sites of known room; a site whose capacity is null takes no part and gets nobody. */
export function allocateKnown(
  times: TravelTimes,
  persons: Int32Array,
  capacities: readonly (number | null)[],
): KnownAllocation {
  const arcOffsets = new Uint32Array(persons.length + 1);
  const kept: number[] = [];
  for (let demand = 0; demand < persons.length; demand++) {
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++)
      if (capacities[times.arcSite[arc]!] !== null) kept.push(arc);
    arcOffsets[demand + 1] = kept.length;
  }
  const allocation = allocate({
    persons,
    // sites of unknown room have no arc: the 0 is never read as a capacity
    capacityPersons: Float64Array.from(capacities, (capacity) => capacity ?? 0),
    arcOffsets,
    arcShelter: Uint32Array.from(kept, (arc) => times.arcSite[arc]!),
    arcDeciseconds: Uint32Array.from(kept, (arc) => times.arcDeciseconds[arc]!),
  });
  return { ...allocation, arcOfTimes: Uint32Array.from(kept) };
}
