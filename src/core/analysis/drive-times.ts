import type { EdgeSnap } from "../graph/snap.ts";
import type { DriveWay } from "../graph/turn-graph.ts";
import type { Closure } from "../model/scenario.ts";
import {
  type DriveNetwork,
  depotStops,
  driveNetwork,
  driveSearch,
  gateStops,
  handDeciseconds,
  stopSeeds,
  stopTime,
} from "./drive.ts";
import { keptOnce } from "./kept-once.ts";
import type { PreparedPack } from "./prepare.ts";

/** Minutes from each depot to each gate and back, by [depot][gate] in the pack's order; Infinity = no way. */
export interface DriveTimes {
  readonly drive: DriveNetwork;
  /** With the carry from the stop to the gate. Empty for depots without trucks. */
  readonly outMinutes: readonly Float64Array[];
  readonly backMinutes: readonly Float64Array[];
}

function computeDriveTimes(prepared: PreparedPack, closures: readonly Closure[]): DriveTimes {
  const drive = driveNetwork(prepared, "truck", closures);
  const { depots } = prepared.pack.index;
  const stops = depotStops(prepared);
  const minutes = (way: DriveWay) =>
    depots.map((depot, i) => {
      const stop = stops[i];
      return depot.trucks > 0 && stop ? gateMinutes(prepared, drive, stop, way) : new Float64Array(0);
    });
  return { drive, outMinutes: minutes("outwards"), backMinutes: minutes("towards") };
}

function gateMinutes(
  prepared: PreparedPack,
  drive: DriveNetwork,
  depotStop: EdgeSnap,
  way: DriveWay,
): Float64Array {
  const tree = driveSearch(prepared, drive, way, stopSeeds(drive, depotStop, way, 0, 0));
  return Float64Array.from(gateStops(prepared), (stop) => {
    if (!stop) return Infinity;
    const { deciseconds } = stopTime(drive, tree, stop, way, depotStop);
    return (deciseconds + (way === "outwards" ? handDeciseconds(prepared, stop) : 0)) / 600;
  });
}

const openDriveTimes = keptOnce((prepared) => computeDriveTimes(prepared, []));

export const driveTimes = (prepared: PreparedPack, closures: readonly Closure[]): DriveTimes =>
  closures.length === 0 ? openDriveTimes(prepared) : computeDriveTimes(prepared, closures);
