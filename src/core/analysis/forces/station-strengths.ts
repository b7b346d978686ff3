import { ASSUMED_CREWS, type ForcesRequest, type StationStrength } from "../../model/forces.ts";
import { crewStart } from "../bases/engine-times.ts";
import type { PreparedPack } from "../prepare.ts";

/** Crews of every station of the pack, in its order: there, out, and at hand. */
export const stationStrengths = (
  prepared: PreparedPack,
  { crewsOut }: Pick<ForcesRequest, "crewsOut">,
): StationStrength[] =>
  prepared.pack.index.stations.map(({ id, vehicles, lngLat, mobilisationMinutes }) => {
    const crews = vehicles ?? ASSUMED_CREWS;
    const outCrews = crewsOut.reduce((sum, out) => sum + (out.stationId === id ? out.crews : 0), 0);
    return {
      stationId: id,
      crews,
      isAssumed: vehicles === null,
      outCrews,
      freeCrews: Math.max(0, crews - outCrews),
      isCutOff: crewStart(prepared, lngLat, mobilisationMinutes) === null,
    };
  });
