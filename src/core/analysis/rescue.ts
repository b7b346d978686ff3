import { CREW_KINDS } from "../model/bases.ts";
import type { Closure } from "../model/scenario.ts";
import { demandEnginePlaces } from "./bases/engine-places.ts";
import { crewSearch, crewStart, crewTimes } from "./bases/engine-times.ts";
import { driveNetwork } from "./drive.ts";
import { keptOnce } from "./kept-once.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { keptPerEdits } from "./street-edits.ts";

/** Where the crews of fire stations start. */
const crewStarts = keptOnce((prepared) =>
  prepared.pack.index.stations
    .filter((station) => CREW_KINDS.some((kind) => kind === station.kind))
    .flatMap((station) => crewStart(prepared, station.lngLat, station.mobilisationMinutes) ?? []),
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
  const crews = crewStarts(prepared);
  const tree = crewSearch(prepared, drive, crews, limit);
  const times = crewTimes(drive, tree, crews, demandEnginePlaces(prepared));
  const { demand } = prepared.pack;
  let persons = 0;
  let reached = 0;
  for (let cell = 0; cell < demand.length; cell++) {
    persons += demand[cell]!.personsNight;
    // NaN, no street near, is within no limit
    if (times[cell]! <= limit) reached += demand[cell]!.personsNight;
  }
  return persons === 0 ? Number.NaN : reached / persons;
}
