import { type Load, suppliedPersons } from "./load-truck.ts";
import type { SupplyTask } from "./supply-task.ts";

/** One drive of one truck, minutes after T0. */
export interface Trip {
  /** Index into pack.index.depots and number of the truck there. */
  readonly depot: number;
  readonly truck: number;
  /** Index into the shelters in need. */
  readonly shelter: number;
  readonly gate: number;
  /** When the bay is taken for it, and until when. */
  readonly loadMinute: number;
  readonly loadedMinute: number;
  readonly departMinute: number;
  readonly arriveMinute: number;
  readonly unloadedMinute: number;
  /** Whole units by the order of the needs. */
  readonly units: Float64Array;
  readonly kilograms: number;
}

export interface TruckState {
  readonly depot: number;
  readonly truck: number;
  freeMinute: number;
}

/** A plan while it is made. */
export interface SupplyRun {
  readonly units: readonly Float64Array[];
  readonly bayFreeMinute: Float64Array;
  /** By depot; none where it sends nothing. */
  readonly trucks: readonly (readonly TruckState[])[];
  /** Units that are there by the deadline, by [shelter][item]. */
  readonly delivered: readonly Float64Array[];
  /** Persons who will be short of something at the deadline, by shelter. */
  readonly short: Float64Array;
  readonly trips: Trip[];
}

export const createSupplyRun = (task: SupplyTask): SupplyRun => ({
  units: task.depots.map(({ units }) => units.slice()),
  bayFreeMinute: Float64Array.from(task.depots, ({ depot }) => depot.mobilisationMinutes),
  trucks: task.depots.map(({ depot, trucks }, d) =>
    task.isUsed[d]
      ? Array.from({ length: trucks }, (_, truck) => ({
          depot: d,
          truck,
          freeMinute: depot.mobilisationMinutes,
        }))
      : [],
  ),
  delivered: task.need.shelters.map(() => new Float64Array(task.needs.length)),
  short: Float64Array.from(task.need.shelters, ({ persons }) => persons),
  trips: [],
});

/** The truck of a depot that is there first; null = the depot sends nothing. */
export function nextTruck({ trucks }: SupplyRun, depot: number): TruckState | null {
  let next: TruckState | null = null;
  for (const each of trucks[depot]!) if (!next || each.freeMinute < next.freeMinute) next = each;
  return next;
}

/** A truck's next trip with a load; null = no way there, or no truck to load. */
export function planTrip(
  task: SupplyTask,
  run: SupplyRun,
  { depot: d, truck, freeMinute }: TruckState,
  shelter: number,
  load: Load,
): Trip | null {
  const loadMinute = Math.max(freeMinute, run.bayFreeMinute[d]!);
  const loadedMinute = loadMinute + load.kilograms / task.depots[d]!.depot.loadingKilogramsPerMinute;
  if (loadedMinute === Infinity) return null;
  const departure = task.depart(d, shelter, loadedMinute);
  if (!departure) return null;
  const { departMinute, gate, driveMinutes } = departure;
  const arriveMinute = departMinute + driveMinutes;
  const unloadedMinute = arriveMinute + task.unloadMinutes;
  return {
    depot: d,
    truck,
    shelter,
    gate,
    loadMinute,
    loadedMinute,
    departMinute,
    arriveMinute,
    unloadedMinute,
    ...load,
  };
}

export function commitTrip(task: SupplyTask, run: SupplyRun, truck: TruckState, trip: Trip): void {
  const { depot, shelter, units, unloadedMinute } = trip;
  const stock = run.units[depot]!;
  const delivered = run.delivered[shelter]!;
  // what comes after the deadline is on its way, but serves nobody in time
  const isInTime = unloadedMinute <= task.deadlineMinutes;
  for (let k = 0; k < units.length; k++) {
    stock[k]! -= units[k]!;
    if (isInTime) delivered[k]! += units[k]!;
  }
  run.bayFreeMinute[depot] = trip.loadedMinute;
  truck.freeMinute = unloadedMinute + task.back(depot, trip.gate, unloadedMinute);
  run.trips.push(trip);
  const { persons } = task.need.shelters[shelter]!;
  run.short[shelter] = Math.max(0, persons - suppliedPersons(task, delivered));
}
