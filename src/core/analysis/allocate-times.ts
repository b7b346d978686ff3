import type { AllocateAnswer, TravelTimes } from "../model/matrix-answers.ts";
import { allocateKnown } from "./allocate-known.ts";

/** Demand and sites beside the times between them. */
export interface TimedPlaces {
  readonly demandIds: readonly string[];
  /** Whole persons, same order as demandIds. */
  readonly persons: Int32Array;
  readonly siteIds: readonly string[];
  /** null = room unknown. */
  readonly capacities: readonly (number | null)[];
  readonly times: TravelTimes;
}

/** The exact allocation over the pairs given: everything in `times` counts as in reach. */
export function allocateTimes(
  places: TimedPlaces,
  /** See AllocationProblem. */
  unservedDeciseconds: number | null,
): Omit<AllocateAnswer, "request"> {
  const { demandIds, persons, siteIds, capacities, times } = places;
  const allocation = allocateKnown(times, persons, capacities, { demandIds, siteIds, unservedDeciseconds });
  const used: { demand: number; arc: number; count: number }[] = [];
  let kept = 0;
  for (let demand = 0; demand < persons.length; demand++) {
    for (; kept < allocation.arcOfTimes.length; kept++) {
      const arc = allocation.arcOfTimes[kept]!;
      if (arc >= times.arcOffsets[demand + 1]!) break;
      const count = allocation.arcPersons[kept]!;
      if (count > 0) used.push({ demand, arc, count });
    }
  }
  const total = persons.reduce((sum, count) => sum + count, 0);
  return {
    persons: total,
    servedPersons: allocation.totalServedPersons,
    unservedPersons: total - allocation.totalServedPersons,
    personSeconds: allocation.totalPersonDeciseconds / 10,
    loads: siteIds.map((siteId, site) => ({
      siteId,
      capacityPersons: capacities[site]!,
      assignedPersons: allocation.shelterPersons[site]!,
    })),
    demandIds,
    demandUnservedPersons: persons.map((count, demand) => count - allocation.servedPersons[demand]!),
    flowDemand: Uint32Array.from(used, ({ demand }) => demand),
    flowSite: Uint32Array.from(used, ({ arc }) => times.arcSite[arc]!),
    flowPersons: Int32Array.from(used, ({ count }) => count),
    flowSeconds: Float64Array.from(used, ({ arc }) => times.arcDeciseconds[arc]! / 10),
  };
}
