import { commitTrip, nextTruck, planTrip, type SupplyRun, type Trip, type TruckState } from "./supply-run.ts";
import type { SupplyTask } from "./supply-task.ts";

/** When a truck would be unloaded if it were loaded in no time and went the quickest way: no trip of it ends sooner. */
const soonestUnloaded = (
  task: SupplyTask,
  run: SupplyRun,
  { depot, freeMinute }: TruckState,
  shelter: number,
) =>
  Math.max(freeMinute, run.bayFreeMinute[depot]!) +
  task.leastOutMinutes[depot]![shelter]! +
  task.unloadMinutes;

/**
 * The truck unloaded soonest at this shelter, of the first depot among equals; one truck per depot is tried, the rest
 * stand behind it. A depot whose truck would come too late even with an empty load is not weighed.
 */
export function sendSoonest(task: SupplyTask, run: SupplyRun, shelter: number, mostKilograms: Float64Array) {
  const tries: { readonly truck: TruckState; readonly atBest: number }[] = [];
  for (let d = 0; d < run.trucks.length; d++) {
    const truck = nextTruck(run, d);
    if (!truck) continue;
    const atBest = soonestUnloaded(task, run, truck, shelter);
    if (atBest !== Infinity) tries.push({ truck, atBest });
  }
  tries.sort((a, b) => a.atBest - b.atBest);
  let best: { truck: TruckState; trip: Trip } | null = null;
  for (const { truck, atBest } of tries) {
    if (best && atBest > best.trip.unloadedMinute) break;
    const trip = planTrip(task, run, truck, shelter, mostKilograms[truck.depot]);
    if (!trip) continue;
    const later = best ? trip.unloadedMinute - best.trip.unloadedMinute : -1;
    if (!best || later < 0 || (later === 0 && truck.depot < best.truck.depot)) best = { truck, trip };
  }
  if (best) commitTrip(task, run, best.truck, best.trip);
}

/** Trucks in the order they come free; each to the shelter with the most persons short that it can still serve in time. */
export function sendTheRest(task: SupplyTask, run: SupplyRun, mostKilograms: Float64Array): void {
  const { short } = run;
  const comesFirst = (a: number, b: number) => short[b]! - short[a]! || a - b;
  // the most persons short first; only the shelter just served changes its place
  const open = Array.from(short.keys()).filter((shelter) => short[shelter]! > 0);
  open.sort(comesFirst);
  const working = new Set(run.trucks.flat());
  while (working.size > 0) {
    let truck: TruckState | null = null;
    for (const each of working) if (!truck || each.freeMinute < truck.freeMinute) truck = each;
    if (!truck) return;
    let sent = false;
    for (let at = 0; at < open.length && !sent; at++) {
      const shelter = open[at]!;
      if (soonestUnloaded(task, run, truck, shelter) > task.deadlineMinutes) continue;
      const trip = planTrip(task, run, truck, shelter, mostKilograms[truck.depot]);
      if (!trip || trip.unloadedMinute > task.deadlineMinutes) continue;
      commitTrip(task, run, truck, trip);
      sent = true;
      open.splice(at, 1);
      if (!(short[shelter]! > 0)) break;
      let place = at;
      while (place < open.length && comesFirst(open[place]!, shelter) < 0) place++;
      open.splice(place, 0, shelter);
    }
    // stock only falls and time only runs, and a truck may wait for a street: one with nothing to do now has nothing later
    if (!sent) working.delete(truck);
  }
}
