import type { TravelTimes } from "../../model/matrix-answers.ts";
import type { Scenario } from "../../model/scenario.ts";
import { capacityPersons, squareMetresPerPerson } from "../capacity.ts";
import { timesWithin } from "../coverage-of-times.ts";
import { demandPersons } from "../demand-columns.ts";
import type { PreparedPack } from "../prepare.ts";
import { siteTimes } from "../travel-matrix.ts";
import { mostServed, type Served } from "./most-served.ts";

/** Shelters and candidates before anything is given: what stands, who reaches what, who finds a place. */
export interface ShortfallGround {
  readonly siteIds: readonly string[];
  readonly shelterCount: number;
  readonly persons: Int32Array;
  /** Persons a site has room for once it is open; null = unknown. */
  readonly capacities: readonly (number | null)[];
  readonly isOpen: readonly boolean[];
  /** Every pair within `LONGEST_MINUTES`. */
  readonly longTimes: TravelTimes;
  /** Those of them within the scenario's minutes. */
  readonly times: TravelTimes;
  readonly served: Served;
}

/** Nobody is asked to walk longer, whatever is short. */
export const LONGEST_MINUTES = 60;

/** Room as it is: a site that is not open, or whose room is unknown, takes nobody in. */
export const openRoom = (ground: Pick<ShortfallGround, "capacities" | "isOpen">): Float64Array =>
  Float64Array.from(ground.capacities, (capacity, site) => (ground.isOpen[site] ? (capacity ?? 0) : 0));

export function shortfallGround(
  prepared: PreparedPack,
  scenario: Scenario,
  openIds: ReadonlySet<string>,
): ShortfallGround {
  const {
    siteIds,
    shelterCount,
    times: longTimes,
  } = siteTimes(
    prepared,
    { ...scenario, reachMinutes: Math.max(scenario.reachMinutes, LONGEST_MINUTES) },
    "both",
  );
  const times = timesWithin(longTimes, Math.round(scenario.reachMinutes * 600));
  const each = squareMetresPerPerson(prepared, scenario.phase);
  const capacities = [
    ...siteIds
      .slice(0, shelterCount)
      .map((id) => capacityPersons(prepared, prepared.shelters.get(id)!, scenario.phase)),
    ...prepared.pack.index.candidates.map((candidate) => Math.floor(candidate.grossSquareMetres / each)),
  ];
  const isOpen = siteIds.map((id, site) => site < shelterCount || openIds.has(id));
  const persons = demandPersons(prepared, scenario.period);
  const served = mostServed({ ...times, persons, room: openRoom({ capacities, isOpen }) });
  return { siteIds, shelterCount, persons, capacities, isOpen, longTimes, times, served };
}

/** Persons with a place if walks of so many minutes counted. */
export function servedWithin(ground: ShortfallGround, minutes: number): number {
  const times = timesWithin(ground.longTimes, Math.round(minutes * 600));
  return mostServed({ ...times, persons: ground.persons, room: openRoom(ground) }).persons;
}
