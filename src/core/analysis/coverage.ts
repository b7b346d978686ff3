import type {
  AreaCoverage,
  CoverageAnswer,
  CoverageRequest,
  CoverageSplit,
  ShelterLoad,
} from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import { ok, type Result } from "../result.ts";
import { type AreaShares, areaShares } from "./area-shares.ts";
import { type AreaTally, areaTallies, type Tally } from "./area-tallies.ts";
import { squareMetresPerPerson } from "./capacity.ts";
import { demandPersons } from "./demand-columns.ts";
import { nearestGates } from "./nearest-gates.ts";
import { type PlacedPersons, placePersons } from "./place-persons.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { type ShelterReach, shelterReach } from "./shelter-reach.ts";

/** Bins of one minute each; the last holds everybody slower, and those who reach no gate at all. */
const MINUTE_BINS = 61;

/**
 * Who is covered: by area in a straight line and by network, by persons, and by persons who also find room; for the
 * district, its sub-districts and communities. Persons are whole in every cell, so the parts of an area sum to it and
 * the areas to the district. No counting gate is an answer (nobody is reached), not a failure.
 */
export function coverage(
  prepared: PreparedPack,
  request: CoverageRequest,
  onProgress?: (share: number) => void,
): Result<CoverageAnswer, Failure> {
  const { scenario } = request;
  const { index, demand } = prepared.pack;
  const persons = demandPersons(prepared, scenario.period);
  const { surface, times } = nearestGates(prepared, scenario);
  onProgress?.(0.15);
  const shares = areaShares(prepared, scenario, surface);
  onProgress?.(0.4);
  const reach = shelterReach(prepared, scenario);
  onProgress?.(0.7);
  const placed = placePersons(prepared, scenario, reach, persons);
  onProgress?.(0.95);
  const tallies = areaTallies(prepared, placed, times.seconds);

  const personsByMinute = new Array<number>(MINUTE_BINS).fill(0);
  const demandUnservedPersons = new Float32Array(demand.length);
  for (let cell = 0; cell < demand.length; cell++) {
    demandUnservedPersons[cell] = persons[cell]! - placed.withRoom[cell]!;
    const seconds = times.seconds[cell]!;
    // no street near: the minutes are not known, so no bin is theirs
    if (!Number.isNaN(seconds))
      personsByMinute[Math.min(MINUTE_BINS - 1, Math.floor(seconds / 60))]! += persons[cell]!;
  }

  return ok({
    request,
    district: areaCoverage(index.description.id, tallies.district, shares.district),
    subDistricts: index.subDistricts.map(({ code }, i) =>
      areaCoverage(code, tallies.subDistricts[i]!, shares.subDistricts[i]!),
    ),
    communities: index.communities.map(({ id }, i) =>
      areaCoverage(id, tallies.communities[i]!, shares.communities[i]!),
    ),
    // a copy: answers are handed over to whoever asked, and these times are kept
    demandSeconds: times.seconds.slice(),
    demandUnservedPersons,
    demandNotReachedPersons: Float32Array.from(placed.notReached),
    demandNearButFullPersons: Float32Array.from(placed.nearButFull),
    loads: shelterLoads(prepared, reach, placed, times.gate),
    personsByMinute,
    squareMetresPerPerson: squareMetresPerPerson(prepared, scenario.phase),
    straightLineMetres: figure(prepared, "serviceRadiusMetres"),
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  });
}

function areaCoverage(id: string, tally: AreaTally, area: AreaShares): AreaCoverage {
  const aged65 = groupSplit(tally.aged65);
  const tenth = tally.judged / 10;
  return {
    id,
    persons: tally.persons,
    withRoomPersons: tally.withRoom,
    nearButFullPersons: tally.nearButFull,
    notReachedPersons: tally.notReached,
    unknownPersons: tally.unknown,
    straightLineAreaShare: area.straightLine,
    networkAreaShare: area.network,
    aged65NotReachedPersons: aged65.notReachedPersons,
    aged65,
    assisted: groupSplit(tally.assisted),
    p50Minutes: tally.p50Minutes,
    p90Minutes: tally.p90Minutes,
    p95Minutes: tally.p95Minutes,
    worstTenthMinutes: tenth > 0 ? tally.worstTenthPersonMinutes / tenth : Number.NaN,
    // whoever is not reached walks longer than whoever is: the tenth is filled from them first
    worstTenthReachedShare: tenth > 0 ? Math.max(0, 1 - tally.notReached / tenth) : Number.NaN,
  };
}

function groupSplit(tally: Tally): CoverageSplit {
  const withRoomPersons = Math.round(tally.withRoom);
  const nearButFullPersons = Math.round(tally.nearButFull);
  const notReachedPersons = Math.round(tally.notReached);
  const unknownPersons = Math.round(tally.unknown);
  return {
    persons: withRoomPersons + nearButFullPersons + notReachedPersons + unknownPersons,
    withRoomPersons,
    nearButFullPersons,
    notReachedPersons,
    unknownPersons,
  };
}

function shelterLoads(
  prepared: PreparedPack,
  reach: ShelterReach,
  placed: PlacedPersons,
  nearestGate: Int32Array,
): ShelterLoad[] {
  const nearest = new Map<string, number>();
  for (let cell = 0; cell < nearestGate.length; cell++) {
    const gate = prepared.pack.index.gates[nearestGate[cell]!];
    if (gate) nearest.set(gate.shelterId, (nearest.get(gate.shelterId) ?? 0) + placed.persons[cell]!);
  }
  return reach.shelters.map((shelter, i) => ({
    shelterId: shelter.id,
    capacityPersons: placed.capacities[i]!,
    assignedPersons: placed.shelterPersons[i]!,
    nearestPersons: nearest.get(shelter.id) ?? 0,
    openGates: reach.gates[i]!.length,
  }));
}
