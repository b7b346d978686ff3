import { type SearchTree, UNREACHED } from "../../graph/search.ts";
import type { EdgeSnap } from "../../graph/snap.ts";
import type { LngLat } from "../../model/geometry.ts";
import { type DriveNetwork, driveSearch, driveTie, handDeciseconds, stopSeeds } from "../drive.ts";
import type { PreparedPack } from "../prepare.ts";
import { alongDeciseconds, shareDeciseconds } from "../surface.ts";
import type { EnginePlaces } from "./engine-places.ts";

/** A crew on its way: where its engine joins the streets, and when. */
export interface CrewStart {
  readonly stop: EdgeSnap;
  /** Deciseconds after the call: turnout, and the way from the house to the street. */
  readonly startDeciseconds: number;
}

/** null = no street an engine may drive within the snap limit. */
export function crewStart(
  prepared: PreparedPack,
  lngLat: LngLat,
  mobilisationMinutes: number,
): CrewStart | null {
  const stop = driveTie(prepared, "fire-engine", lngLat);
  return (
    stop && {
      stop,
      startDeciseconds: Math.round(mobilisationMinutes * 600) + handDeciseconds(prepared, stop),
    }
  );
}

/** One search from all of the crews; the tree is the vehicle's scratch until its next search. */
export const crewSearch = (
  prepared: PreparedPack,
  drive: DriveNetwork,
  crews: readonly CrewStart[],
  limitDeciseconds?: number,
): SearchTree =>
  driveSearch(
    prepared,
    drive,
    "outwards",
    crews.flatMap(({ stop, startDeciseconds }, id) =>
      stopSeeds(drive, stop, "outwards", startDeciseconds, id),
    ),
    limitDeciseconds,
  );

/**
 * Deciseconds from the call until the first of the crews is at each place, out of a search from all of them; Infinity =
 * beyond the search's limit or no way, NaN = no street near. Who is called to the crew's own street is driven to along it.
 */
export function crewTimes(
  drive: DriveNetwork,
  tree: Pick<SearchTree, "deciseconds">,
  crews: readonly CrewStart[],
  places: EnginePlaces,
): Float64Array {
  const { wayOffsets, wayNode, wayEdge, wayShare, footDeciseconds, onEdge, stops } = places;
  const { directed } = drive.legs;
  const times = new Float64Array(places.count);
  for (let place = 0; place < places.count; place++) {
    let soonest = Infinity;
    const end = wayOffsets[place + 1] as number;
    for (let way = wayOffsets[place] as number; way < end; way++) {
      const driven = tree.deciseconds[wayNode[way] as number] as number;
      if (driven === UNREACHED || driven >= soonest) continue;
      const leg = shareDeciseconds(directed[wayEdge[way] as number] as number, wayShare[way] as number);
      if (driven + leg < soonest) soonest = driven + leg;
    }
    times[place] = soonest + (footDeciseconds[place] as number);
  }
  for (const { stop, startDeciseconds } of crews)
    for (const place of onEdge.get(stop.edge) ?? []) {
      const { alongShare } = stops[place] as EdgeSnap;
      const along = alongDeciseconds(drive.legs, stop.edge, stop.alongShare, alongShare);
      const total = startDeciseconds + along + (footDeciseconds[place] as number);
      if (total < (times[place] as number)) times[place] = total;
    }
  return times;
}
