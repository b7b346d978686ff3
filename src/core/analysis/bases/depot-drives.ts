import type { LngLat } from "../../model/geometry.ts";
import type { Scenario } from "../../model/scenario.ts";
import {
  driveNetwork,
  driveSearch,
  driveTie,
  gateStops,
  gateWays,
  handDeciseconds,
  stopTime,
  stopWays,
  waySeeds,
} from "../drive.ts";
import type { PreparedPack } from "../prepare.ts";

/**
 * Per site the deciseconds of a truck to each shelter, through the gate it comes to first, with the carry from the stop;
 * Infinity = no way. `gates`: indexes into pack.index.gates per shelter. `onSite` as in `engineColumns`.
 */
export function truckColumns(
  prepared: PreparedPack,
  scenario: Pick<Scenario, "closures">,
  sites: readonly LngLat[],
  gates: readonly (readonly number[])[],
  onSite: (share: number) => boolean = () => true,
): Float64Array[] {
  const drive = driveNetwork(prepared, "truck", scenario.closures);
  const stops = gateStops(prepared);
  const ways = gateWays(prepared, "outwards");
  let goesOn = true;
  return sites.map((lngLat, i) => {
    const column = new Float64Array(gates.length).fill(Infinity);
    goesOn = goesOn && onSite(i / sites.length);
    const origin = goesOn ? driveTie(prepared, "truck", lngLat) : null;
    if (!origin) return column;
    const start = handDeciseconds(prepared, origin);
    const seeds = stopWays(drive, origin, true).flatMap((way, k) => waySeeds(drive, way, 0, k));
    const tree = driveSearch(prepared, drive, "outwards", seeds);
    gates.forEach((some, shelter) => {
      for (const gate of some) {
        const stop = stops[gate];
        if (!stop) continue;
        const { deciseconds } = stopTime(drive, tree, stop, "outwards", origin, ways[gate]);
        column[shelter] = Math.min(
          column[shelter] as number,
          start + deciseconds + handDeciseconds(prepared, stop),
        );
      }
    });
    return column;
  });
}
