import type { AreaCoverage, CoverageAnswer, CoverageRequest, ShelterLoad } from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import { ok, type Result } from "../result.ts";
import { type AreaShares, areaShares } from "./area-shares.ts";
import { squareMetresPerPerson } from "./capacity.ts";
import { demandTimes } from "./demand-times.ts";
import { type PlacedPersons, placePersons } from "./place-persons.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { cellPersons, type ShelterReach, shelterReach } from "./shelter-reach.ts";
import { gateSurface } from "./surface.ts";
import { wholePersons } from "./whole-persons.ts";

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
  const persons = wholePersons(cellPersons(prepared, scenario));
  const surface = gateSurface(prepared, scenario);
  const times = demandTimes(prepared, scenario, surface);
  onProgress?.(0.15);
  const shares = areaShares(prepared, scenario, surface);
  onProgress?.(0.4);
  const reach = shelterReach(prepared, scenario);
  onProgress?.(0.7);
  const placed = placePersons(prepared, scenario, reach, persons);
  onProgress?.(0.95);

  const fastestFirst = Array.from(demand.keys()).sort(
    (a, b) => secondsRank(times.seconds[a]!) - secondsRank(times.seconds[b]!) || a - b,
  );
  const ofArea = (id: string, cells: readonly number[], area: AreaShares): AreaCoverage =>
    areaCoverage(prepared, id, cells, area, placed, times.seconds);
  const cellsBy = (key: "subDistrictCode" | "communityId") => {
    const cells = new Map<string, number[]>();
    for (const cell of fastestFirst) {
      const id = demand[cell]![key];
      const own = cells.get(id);
      if (own) own.push(cell);
      else cells.set(id, [cell]);
    }
    return cells;
  };
  const subDistrictCells = cellsBy("subDistrictCode");
  const communityCells = cellsBy("communityId");

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
    district: ofArea(index.description.id, fastestFirst, shares.district),
    subDistricts: index.subDistricts.map((subDistrict, i) =>
      ofArea(subDistrict.code, subDistrictCells.get(subDistrict.code) ?? [], shares.subDistricts[i]!),
    ),
    communities: index.communities.map((community, i) =>
      ofArea(community.id, communityCells.get(community.id) ?? [], shares.communities[i]!),
    ),
    demandSeconds: times.seconds,
    demandUnservedPersons,
    demandNotReachedPersons: Float32Array.from(placed.notReached),
    loads: shelterLoads(prepared, reach, placed, times.gate),
    personsByMinute,
    squareMetresPerPerson: squareMetresPerPerson(prepared, scenario.phase),
    straightLineMetres: figure(prepared, "serviceRadiusMetres"),
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  });
}

/** Cells without a street come after those cut off. */
const secondsRank = (seconds: number) =>
  Number.isNaN(seconds) ? Number.MAX_VALUE : Math.min(seconds, Number.MAX_VALUE / 2);

/** `cells` by rising seconds. Percentiles are of the persons whose minutes are known; NaN where there are none. */
function areaCoverage(
  prepared: PreparedPack,
  id: string,
  cells: readonly number[],
  area: AreaShares,
  placed: PlacedPersons,
  seconds: Float32Array,
): AreaCoverage {
  let [persons, withRoom, nearButFull, notReached, unknown, judged, aged65] = [0, 0, 0, 0, 0, 0, 0];
  for (const cell of cells) {
    persons += placed.persons[cell]!;
    withRoom += placed.withRoom[cell]!;
    nearButFull += placed.nearButFull[cell]!;
    notReached += placed.notReached[cell]!;
    unknown += placed.unknown[cell]!;
    aged65 += placed.notReached[cell]! * prepared.pack.demand[cell]!.aged65Share;
    if (!Number.isNaN(seconds[cell]!)) judged += placed.persons[cell]!;
  }
  const percentileMinutes = (share: number) => {
    let passed = 0;
    for (const cell of cells) {
      passed += placed.persons[cell]!;
      if (passed > 0 && passed >= judged * share) return seconds[cell]! / 60;
    }
    return Number.NaN;
  };
  return {
    id,
    persons,
    withRoomPersons: withRoom,
    nearButFullPersons: nearButFull,
    notReachedPersons: notReached,
    unknownPersons: unknown,
    straightLineAreaShare: area.straightLine,
    networkAreaShare: area.network,
    aged65NotReachedPersons: Math.round(aged65),
    p50Minutes: judged === 0 ? Number.NaN : percentileMinutes(0.5),
    p90Minutes: judged === 0 ? Number.NaN : percentileMinutes(0.9),
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
