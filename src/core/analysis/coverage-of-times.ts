import type { MatrixAreaCoverage, MatrixCoverageAnswer, TravelTimes } from "../model/matrix-answers.ts";
import { allocateKnown } from "./allocate-known.ts";
import type { TimedPlaces } from "./allocate-times.ts";

/** The pairs of at most so many deciseconds. */
export function timesWithin(times: TravelTimes, limitDeciseconds: number): TravelTimes {
  const rows = times.arcOffsets.length - 1;
  const arcOffsets = new Uint32Array(rows + 1);
  let count = 0;
  for (const each of times.arcDeciseconds) if (each <= limitDeciseconds) count++;
  const arcSite = new Uint32Array(count);
  const arcDeciseconds = new Uint32Array(count);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let arc = times.arcOffsets[row]!; arc < times.arcOffsets[row + 1]!; arc++) {
      if (times.arcDeciseconds[arc]! > limitDeciseconds) continue;
      arcSite[at] = times.arcSite[arc]!;
      arcDeciseconds[at++] = times.arcDeciseconds[arc]!;
    }
    arcOffsets[row + 1] = at;
  }
  return { arcOffsets, arcSite, arcDeciseconds };
}

/**
 * Coverage from times alone: reached within the minutes, and with a place by the exact allocation. Whoever is left over
 * near a site of unknown room is "unknown", as with a pack.
 */
export function coverageOfTimes(
  places: TimedPlaces,
  /** Same order as the demand; null = not given. */
  subDistricts: readonly (string | null)[],
  limitDeciseconds: number,
): MatrixCoverageAnswer {
  const { demandIds, persons, siteIds, capacities, times } = places;
  const near = timesWithin(times, limitDeciseconds);
  const allocation = allocateKnown(near, persons, capacities, { demandIds, siteIds });
  const demandSeconds = new Float64Array(persons.length).fill(Infinity);
  const nearestPersons = siteIds.map(() => 0);
  const empty = (id: string) => ({
    id,
    persons: 0,
    withRoomPersons: 0,
    nearButFullPersons: 0,
    notReachedPersons: 0,
    unknownPersons: 0,
  });
  const total = empty("");
  const areas = new Map<string, ReturnType<typeof empty>>();
  for (let demand = 0; demand < persons.length; demand++) {
    let nearest = -1;
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++)
      if (nearest === -1 || times.arcDeciseconds[arc]! < times.arcDeciseconds[nearest]!) nearest = arc;
    if (nearest !== -1) {
      demandSeconds[demand] = times.arcDeciseconds[nearest]! / 10;
      nearestPersons[times.arcSite[nearest]!]! += persons[demand]!;
    }
    const begin = near.arcOffsets[demand]!;
    const end = near.arcOffsets[demand + 1]!;
    const served = allocation.servedPersons[demand]!;
    const left = persons[demand]! - served;
    const roomUnknown = near.arcSite.subarray(begin, end).some((site) => capacities[site] === null);
    const area = subDistricts[demand] ?? null;
    if (area !== null && !areas.has(area)) areas.set(area, empty(area));
    for (const split of area === null ? [total] : [total, areas.get(area)!]) {
      split.persons += persons[demand]!;
      split.withRoomPersons += served;
      if (begin === end) split.notReachedPersons += left;
      else if (roomUnknown) split.unknownPersons += left;
      else split.nearButFullPersons += left;
    }
  }
  const { id: _, ...split } = total;
  return {
    total: split,
    subDistricts: [...areas.values()] satisfies MatrixAreaCoverage[],
    demandIds,
    demandSeconds,
    demandUnservedPersons: persons.map((count, demand) => count - allocation.servedPersons[demand]!),
    loads: siteIds.map((siteId, site) => ({
      siteId,
      capacityPersons: capacities[site]!,
      assignedPersons: allocation.shelterPersons[site]!,
      nearestPersons: nearestPersons[site]!,
    })),
  };
}
