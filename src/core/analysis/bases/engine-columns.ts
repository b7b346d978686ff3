import type { LngLat } from "../../model/geometry.ts";
import type { Scenario } from "../../model/scenario.ts";
import { type DriveNetwork, driveNetwork } from "../drive.ts";
import type { PreparedPack } from "../prepare.ts";
import { demandEnginePlaces } from "./engine-places.ts";
import { type CrewStart, crewSearch, crewStart, crewTimes } from "./engine-times.ts";

/** Where an engine waits. */
export interface EngineBase {
  readonly lngLat: LngLat;
  readonly mobilisationMinutes: number;
}

export interface EngineColumns {
  readonly drive: DriveNetwork;
  /** Same order as the bases; null = no street an engine may drive near. */
  readonly crews: readonly (CrewStart | null)[];
  /** Per base and demand cell, deciseconds from the call; Infinity = no way, NaN = no street near the cell. */
  readonly columns: readonly Float64Array[];
}

/** One search per base. `onBase`: told the share of them done; false = stop, the rest then reach nothing. */
export function engineColumns(
  prepared: PreparedPack,
  scenario: Pick<Scenario, "closures">,
  bases: readonly EngineBase[],
  onBase: (share: number) => boolean = () => true,
): EngineColumns {
  const drive = driveNetwork(prepared, "fire-engine", scenario.closures);
  const places = demandEnginePlaces(prepared);
  let goesOn = true;
  const crews = bases.map((base) => crewStart(prepared, base.lngLat, base.mobilisationMinutes));
  const columns = crews.map((crew, i) => {
    goesOn = goesOn && onBase(i / bases.length);
    const some = crew && goesOn ? [crew] : [];
    return crewTimes(drive, crewSearch(prepared, drive, some), some, places);
  });
  return { drive, crews, columns };
}

/** First and second of the columns by cell. */
export interface FirstTwo {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Index of the first column; -1 = none comes. */
  readonly by: Int32Array;
}

/** NaN stays NaN in both. */
export function firstTwo(columns: readonly Float64Array[], cells: number, nowhere: Float64Array): FirstTwo {
  // NaN + Infinity is NaN, a number + Infinity is Infinity
  const none = nowhere.map((leg) => leg + Infinity);
  const [first, second] = [none, none.slice()];
  const by = new Int32Array(cells).fill(-1);
  columns.forEach((column, k) => {
    for (let cell = 0; cell < cells; cell++) {
      const time = column[cell] as number;
      if (time < (first[cell] as number)) {
        second[cell] = first[cell] as number;
        first[cell] = time;
        by[cell] = k;
      } else if (time < (second[cell] as number)) second[cell] = time;
    }
  });
  return { first, second, by };
}
