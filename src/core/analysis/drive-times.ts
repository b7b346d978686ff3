import { search } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { Closure } from "../model/scenario.ts";
import {
  type DriveNetwork,
  depotStops,
  driveNetwork,
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
  const drive = driveNetwork(prepared, closures);
  const { depots } = prepared.pack.index;
  const stops = depotStops(prepared);
  const minutes = (way: "outwards" | "towards") =>
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
  way: "outwards" | "towards",
): Float64Array {
  const tree = search({
    network: prepared.pack.network,
    costs: drive.costs,
    direction: way === "outwards" ? "forward" : "reverse",
    seeds: stopSeeds(prepared, drive, depotStop, way, 0, 0),
    scratch: prepared.scratch,
  });
  return Float64Array.from(gateStops(prepared), (stop) => {
    if (!stop) return Infinity;
    const { deciseconds } = stopTime(prepared, drive, tree.deciseconds, stop, way, depotStop);
    return (deciseconds + (way === "outwards" ? handDeciseconds(prepared, stop) : 0)) / 600;
  });
}

const openDriveTimes = keptOnce((prepared) => computeDriveTimes(prepared, []));

export const driveTimes = (prepared: PreparedPack, closures: readonly Closure[]): DriveTimes =>
  closures.length === 0 ? openDriveTimes(prepared) : computeDriveTimes(prepared, closures);
