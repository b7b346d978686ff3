import type { Failure } from "../model/failure.ts";
import type { MatrixAnswer, MatrixRequest, SiteChoice, TravelTimes } from "../model/matrix-answers.ts";
import type { Scenario } from "../model/scenario.ts";
import { ok, type Result } from "../result.ts";
import { candidateReach } from "./candidate-reach.ts";
import { demandTies, type PreparedPack } from "./prepare.ts";
import { shelterReach } from "./shelter-reach.ts";

const joined = (first: TravelTimes, firstSites: number, second: TravelTimes): TravelTimes => {
  const rows = first.arcOffsets.length - 1;
  const arcOffsets = new Uint32Array(rows + 1);
  const arcSite = new Uint32Array(first.arcSite.length + second.arcSite.length);
  const arcDeciseconds = new Uint32Array(arcSite.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (const [times, shift] of [
      [first, 0],
      [second, firstSites],
    ] as const)
      for (let arc = times.arcOffsets[row]!; arc < times.arcOffsets[row + 1]!; arc++) {
        arcSite[at] = times.arcSite[arc]! + shift;
        arcDeciseconds[at++] = times.arcDeciseconds[arc]!;
      }
    arcOffsets[row + 1] = at;
  }
  return { arcOffsets, arcSite, arcDeciseconds };
};

/** Walks within the minutes from every demand cell to shelters (first) and candidates (after them). */
export function siteTimes(
  prepared: PreparedPack,
  scenario: Scenario,
  to: SiteChoice,
): { readonly siteIds: readonly string[]; readonly shelterCount: number; readonly times: TravelTimes } {
  const shelters = to === "candidates" ? null : shelterReach(prepared, scenario);
  const shelterIds = shelters?.shelters.map((shelter) => shelter.id) ?? [];
  const shelterTimes: TravelTimes = shelters
    ? { ...shelters, arcSite: shelters.arcShelter }
    : {
        arcOffsets: new Uint32Array(prepared.pack.demand.length + 1),
        arcSite: new Uint32Array(0),
        arcDeciseconds: new Uint32Array(0),
      };
  if (to === "shelters") return { siteIds: shelterIds, shelterCount: shelterIds.length, times: shelterTimes };
  return {
    siteIds: [...shelterIds, ...prepared.pack.index.candidates.map((candidate) => candidate.id)],
    shelterCount: shelterIds.length,
    times: joined(shelterTimes, shelterIds.length, candidateReach(prepared, scenario)),
  };
}

/** Many to many: every pair of a demand cell and a site within the minutes. */
export function travelMatrix(prepared: PreparedPack, request: MatrixRequest): Result<MatrixAnswer, Failure> {
  const { siteIds, times } = siteTimes(prepared, request.scenario, request.to);
  const { snaps } = demandTies(prepared, request.scenario.pace);
  return ok({
    request,
    demandIds: prepared.pack.demand.map((cell) => cell.id),
    siteIds,
    // copies: an answer is handed over, and times to shelters are kept
    arcOffsets: times.arcOffsets.slice(),
    arcSite: times.arcSite.slice(),
    arcSeconds: Float64Array.from(times.arcDeciseconds, (tenths) => tenths / 10),
    unknownDemand: Uint32Array.from([...snaps.keys()].filter((i) => !snaps[i])),
  });
}
