import { eastMetres, northMetres } from "../../geo/local-plane.ts";
import type { IncidentForces } from "../../model/forces.ts";
import type { LngLat } from "../../model/geometry.ts";
import type { Candidate, LandUse } from "../../model/pack.ts";
import { enginePlacesAt } from "../bases/engine-places.ts";
import { crewSearch, crewStart, crewTimes } from "../bases/engine-times.ts";
import type { DriveNetwork } from "../drive.ts";
import type { PreparedPack } from "../prepare.ts";

/** Ground that several engines can stand on. */
const STAGING_USES: ReadonlySet<LandUse> = new Set(["square", "sports-ground", "car-park", "school-ground"]);
/** Nobody assembles within falling distance of what has fallen. */
const KEPT_CLEAR_METRES = 100;
/** Farther away it is not beside the incident any more. */
const FARTHEST_MINUTES = 10;

export interface StagingGround {
  readonly candidates: readonly Candidate[];
  readonly places: ReturnType<typeof enginePlacesAt>;
}

export function stagingGround(prepared: PreparedPack): StagingGround {
  const candidates = prepared.pack.index.candidates.filter(({ landUse }) => STAGING_USES.has(landUse));
  return {
    candidates,
    places: enginePlacesAt(
      prepared,
      candidates.map(({ lngLat }) => lngLat),
    ),
  };
}

function metresBetween({ index: { plane } }: PreparedPack, a: LngLat, b: LngLat): number {
  const east = eastMetres(plane, a[0]) - eastMetres(plane, b[0]);
  const north = northMetres(plane, a[1]) - northMetres(plane, b[1]);
  return Math.hypot(east, north);
}

/** Open ground of the pack nearest by drive from an incident, not beside it; one-way streets as driven away from it. */
export function stagingPlace(
  prepared: PreparedPack,
  drive: DriveNetwork,
  { candidates, places }: StagingGround,
  lngLat: LngLat,
): IncidentForces["staging"] {
  const start = crewStart(prepared, lngLat, 0);
  if (!start || candidates.length === 0) return null;
  const limit = FARTHEST_MINUTES * 600;
  const times = crewTimes(drive, crewSearch(prepared, drive, [start], limit), [start], places);
  let best: IncidentForces["staging"] = null;
  candidates.forEach((candidate, i) => {
    const minutes = (times[i] as number) / 600;
    if (!(minutes <= FARTHEST_MINUTES) || (best && minutes >= best.minutes)) return;
    if (metresBetween(prepared, candidate.lngLat, lngLat) < KEPT_CLEAR_METRES) return;
    best = { candidateId: candidate.id, lngLat: candidate.lngLat, minutes };
  });
  return best;
}
