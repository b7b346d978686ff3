import { type Load, levelLoad, suppliedPersons } from "./load-truck.ts";
import {
  commitTrip,
  createSupplyRun,
  nextTruck,
  planTrip,
  type SupplyRun,
  type Trip,
  type TruckState,
} from "./supply-run.ts";
import type { SupplyTask } from "./supply-task.ts";

/** What a dispatcher goes by. */
export interface Policy {
  /**
   * Size of loads: 1 = so small that the bay is just never idle, since the first truck is back when the last is loaded;
   * less of a load waits for the rest of it then. Infinity = as much as a truck carries.
   */
  readonly batching: number;
  /** What a minute of a truck on the road counts beside a minute of the bay. */
  readonly roadWeight: number;
  /** What a part of what somebody needs counts beside all of it, 0-1. */
  readonly partWeight: number;
  /** How much more the first load of a shelter counts while it comes within the promise of first supplies. */
  readonly firstWeight: number;
  /** For how many minutes beyond the deadline a person is held to go short who has not everything by then. */
  readonly afterMinutes: number;
  /** Urgency of each shelter, 1 = as the others. */
  readonly shelterWeights: Float64Array;
}

/** The next load for a shelter from a depot, kept until one of them changes. null: nothing to bring. */
interface KnownLoad {
  readonly load: Load | null;
  /** Persons who have everything once it is there and had not before. */
  readonly persons: number;
}

/** Most kilograms of a load of each depot. A depot with one truck loads all it carries. */
function loadLimits(task: SupplyTask, batching: number): Float64Array {
  return Float64Array.from(task.depots, ({ depot, trucks }, d) => {
    const drives = task.leastOutMinutes[d]!.filter((minutes) => minutes < Infinity);
    if (trucks < 2 || drives.length === 0) return depot.truckLoadKilograms;
    const mean = drives.reduce((sum, minutes) => sum + minutes, 0) / drives.length;
    const awayMinutes = 2 * mean + task.unloadMinutes;
    const kilograms = (batching * awayMinutes * depot.loadingKilogramsPerMinute) / (trucks - 1);
    return Math.min(kilograms, depot.truckLoadKilograms);
  });
}

/** Whether a depot still has what a load takes. */
function isThere({ load }: KnownLoad, stock: Float64Array): boolean {
  if (!load) return true;
  for (let k = 0; k < stock.length; k++) if (load.units[k]! > stock[k]!) return false;
  return true;
}

/**
 * Gives out one trip after the other: the depot that can load next takes the shelter at which its time brings most,
 * persons supplied times the minutes left to them for each minute of bay and road, until no truck brings anything more in
 * time. Shelters nothing could be brought to in time get the truck that is there soonest all the same.
 */
export function dispatch(task: SupplyTask, policy: Policy): SupplyRun {
  const { need, deadlineMinutes, firstSuppliesMinutes } = task;
  const run = createSupplyRun(task);
  const limits = loadLimits(task, policy.batching);
  const isServed = new Uint8Array(need.shelters.length);
  const known: (KnownLoad | null)[][] = task.depots.map(() => new Array(need.shelters.length).fill(null));
  const personKilograms = task.unitsPerPerson.reduce(
    (sum, units, k) => sum + units * task.kilogramsPerUnit[k]!,
    0,
  );

  function loadFor(d: number, shelter: number): KnownLoad {
    const before = known[d]![shelter];
    const stock = run.units[d]!;
    if (before && isThere(before, stock)) return before;
    const { persons } = need.shelters[shelter]!;
    const load = levelLoad(task, persons, run.delivered[shelter]!, stock, limits[d]!);
    let supplied = 0;
    if (load) {
      const there = run.delivered[shelter]!.map((units, k) => units + load.units[k]!);
      supplied = Math.max(
        0,
        Math.min(persons, suppliedPersons(task, there)) - (persons - run.short[shelter]!),
      );
    }
    const now = { load, persons: supplied };
    known[d]![shelter] = now;
    return now;
  }

  const active = new Set(Array.from(run.trucks.keys()).filter((d) => run.trucks[d]!.length > 0));
  while (active.size > 0) {
    let [depot, loadMinute] = [-1, Infinity];
    for (const d of active) {
      const minute = Math.max(nextTruck(run, d)?.freeMinute ?? Infinity, run.bayFreeMinute[d]!);
      if (minute < loadMinute) [depot, loadMinute] = [d, minute];
    }
    const truck = depot < 0 ? null : nextTruck(run, depot);
    // no truck of any depot comes back
    if (!truck) break;
    const { loadingKilogramsPerMinute } = task.depots[depot]!.depot;
    const roadWeight = (policy.roadWeight * 2) / run.trucks[depot]!.length;
    let [best, bestValue] = [-1, 0];
    for (let shelter = 0; shelter < need.shelters.length; shelter++) {
      if (!(run.short[shelter]! > 0)) continue;
      const away = task.leastOutMinutes[depot]![shelter]! + task.unloadMinutes;
      if (loadMinute + away > deadlineMinutes) continue;
      const { load, persons } = loadFor(depot, shelter);
      if (!load) continue;
      const loadMinutes = load.kilograms / loadingKilogramsPerMinute;
      const unloadedMinute = task.arrival(depot, shelter, loadMinute + loadMinutes) + task.unloadMinutes;
      if (unloadedMinute > deadlineMinutes) continue;
      const worth = persons + policy.partWeight * Math.max(0, load.kilograms / personKilograms - persons);
      const isPromised = isServed[shelter] === 0 && unloadedMinute <= firstSuppliesMinutes;
      const value =
        ((worth * (deadlineMinutes + policy.afterMinutes - unloadedMinute)) /
          (loadMinutes + roadWeight * away)) *
        (isPromised ? policy.firstWeight : 1) *
        policy.shelterWeights[shelter]!;
      if (value > bestValue) [best, bestValue] = [shelter, value];
    }
    const load = best < 0 ? null : loadFor(depot, best).load;
    const trip = load && planTrip(task, run, truck, best, load);
    if (!trip) {
      // stock only falls and time only runs: a depot with nothing to do now has nothing to do later
      active.delete(depot);
      continue;
    }
    commitTrip(task, run, truck, trip);
    isServed[best] = 1;
    for (const ofDepot of known) ofDepot[best] = null;
  }
  need.shelters.forEach((_, shelter) => {
    if (isServed[shelter] === 0) sendSoonest(task, run, shelter);
  });
  return run;
}

/** The truck unloaded soonest at this shelter, of the first depot among equals, with all it can carry. */
function sendSoonest(task: SupplyTask, run: SupplyRun, shelter: number): void {
  const { persons } = task.need.shelters[shelter]!;
  let best: { readonly truck: TruckState; readonly trip: Trip } | null = null;
  for (const [d, { depot }] of task.depots.entries()) {
    const truck = nextTruck(run, d);
    if (!truck) continue;
    const load = levelLoad(task, persons, run.delivered[shelter]!, run.units[d]!, depot.truckLoadKilograms);
    const trip = load && planTrip(task, run, truck, shelter, load);
    if (trip && (!best || trip.unloadedMinute < best.trip.unloadedMinute)) best = { truck, trip };
  }
  if (best) commitTrip(task, run, best.truck, best.trip);
}
