import type { Closure } from "../model/scenario.ts";
import {
  demandStops,
  demandWays,
  driveNetwork,
  driveSearch,
  driveTie,
  handDeciseconds,
  stopSeeds,
} from "./drive.ts";
import { keptOnce } from "./kept-once.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { keptPerEdits } from "./street-edits.ts";
import { deciseconds, shareDeciseconds } from "./surface.ts";

/** Stations that go out to fires and collapsed houses. */
const CREW_KINDS = new Set(["fire", "fire-small"]);

/** Where the crews start: the stop of each fire station and its mobilisation. */
const crewStops = keptOnce((prepared) =>
  prepared.pack.index.stations
    .filter((station) => CREW_KINDS.has(station.kind))
    .flatMap((station) => {
      const stop = driveTie(prepared, "fire-engine", station.lngLat);
      return stop ? [{ stop, mobilisationMinutes: station.mobilisationMinutes }] : [];
    }),
);

/** Walk from the stop nearest to each cell to the cell itself, at a brisk pace; Infinity where there is no stop. */
const footDeciseconds = keptOnce(
  (prepared) =>
    Float64Array.from(demandStops(prepared), (stop) =>
      stop ? deciseconds(stop.accessMetres, figure(prepared, "walkBriskMetresPerSecond")) : Infinity,
    ),
  { ignoresBridges: true, ignoresSites: true },
);

/**
 * Share (0-1) of night residents a fire crew reaches in the rule's minutes from the alarm: mobilisation, the drive
 * under the closures (every street an engine on a call may enter, turn restrictions kept), and the last metres on foot at
 * a brisk pace. Homes with no drivable street within the snap limit are not reached. NaN when nobody lives in the pack.
 */
export const rescueReachShare = (prepared: PreparedPack, closures: readonly Closure[]): number =>
  keptShare(prepared, { closures });

const keptShare = keptPerEdits(
  () => "",
  (prepared, { closures }: { readonly closures: readonly Closure[] }) => reachShare(prepared, closures),
);

function reachShare(prepared: PreparedPack, closures: readonly Closure[]): number {
  const drive = driveNetwork(prepared, "fire-engine", closures);
  const limit = figure(prepared, "rescueReachMinutes") * 600;
  const seeds = crewStops(prepared).flatMap(({ stop, mobilisationMinutes }, id) =>
    stopSeeds(
      drive,
      stop,
      "outwards",
      Math.round(mobilisationMinutes * 600) + handDeciseconds(prepared, stop),
      id,
    ),
  );
  const tree = driveSearch(prepared, drive, "outwards", seeds, limit);
  const { demand } = prepared.pack;
  const ways = demandWays(prepared);
  const onFoot = footDeciseconds(prepared);
  const { directed } = drive.legs;
  let persons = 0;
  let reached = 0;
  for (let cell = 0; cell < demand.length; cell++) {
    persons += demand[cell]!.personsNight;
    let soonest = Infinity;
    for (const { directedEdge, share, nodes } of ways[cell]!)
      for (const node of nodes) {
        const driven = tree.deciseconds[node]!;
        if (driven < soonest)
          soonest = Math.min(soonest, driven + shareDeciseconds(directed[directedEdge]!, share));
      }
    if (soonest + onFoot[cell]! <= limit) reached += demand[cell]!.personsNight;
  }
  return persons === 0 ? Number.NaN : reached / persons;
}
