import type { Depot, SupplyItem } from "../model/pack.ts";
import type { DriveTimes } from "./drive-times.ts";
import { keptOnce } from "./kept-once.ts";
import { type ItemNeed, itemNeeds, type PeopleInNeed, usableUnits } from "./needs.ts";
import { figure, type PreparedPack } from "./prepare.ts";

/** One drive of one truck, minutes after T0. */
export interface Trip {
  /** Index into pack.index.depots and number of the truck there. */
  readonly depot: number;
  readonly truck: number;
  /** Index into the shelters in need. */
  readonly shelter: number;
  readonly gate: number;
  readonly departMinute: number;
  readonly arriveMinute: number;
  readonly unloadedMinute: number;
}

interface ShelterSupply {
  /** First trip; null = none can come. */
  readonly first: Trip | null;
  /** Persons for whom every mandatory item is there by the deadline of basic relief. */
  readonly servedPersons: number;
  /** When the last item for everybody was unloaded; Infinity = not by the deadline. */
  readonly servedByMinutes: number;
  /** Item short by the deadline, the one that supplies the fewest persons; null = none short. */
  readonly scarcestItem: SupplyItem | null;
  /** Missing units of it, rounded up. */
  readonly shortQuantity: number;
}

export interface SupplyPlan {
  readonly shelters: readonly ShelterSupply[];
  readonly trips: readonly Trip[];
}

interface TruckState {
  readonly depot: number;
  readonly truck: number;
  freeMinute: number;
}

/** What a plan is made from, looked up once for all its orders. */
interface Task {
  readonly need: PeopleInNeed;
  readonly times: DriveTimes;
  readonly depots: readonly Depot[];
  readonly unitsPerPerson: Float64Array;
  readonly kilogramsPerUnit: Float64Array;
  readonly needs: readonly ItemNeed[];
  /** Usable units of each depot; none in a depot that is lost or has no truck. */
  readonly stock: readonly Float64Array[];
  /** Quickest gate by [depot][shelter]; -1 = no way. */
  readonly gate: readonly Int32Array[];
  /** Drive to it in minutes; Infinity = no way. */
  readonly minutes: readonly Float64Array[];
  readonly unloadMinutes: number;
  readonly deadlineMinutes: number;
}

interface Run {
  readonly units: Float64Array[];
  readonly bayFreeMinute: Float64Array;
  readonly trucks: TruckState[];
  /** Units delivered by [shelter][item]. */
  readonly delivered: Float64Array[];
  /** Persons still short of something, by shelter. */
  readonly short: Float64Array;
  readonly first: (Trip | null)[];
  /** When the last load in time was unloaded, by shelter; -Infinity = none yet. */
  readonly lastInTime: Float64Array;
  readonly servedBy: Float64Array;
  readonly trips: Trip[];
}

/** Orders in which shelters are given their first truck; all are tried and the best kept. */
const ORDERS = ["farthest", "most-persons", "nearest"] as const;

const unitsOfDepots = keptOnce(
  (prepared) => {
    const needs = itemNeeds(prepared);
    return prepared.pack.index.depots.map((depot) => usableUnits(prepared, depot, needs));
  },
  { ignoresBridges: true },
);

const isUsed = (depot: Depot, lost: ReadonlySet<string>) => depot.trucks > 0 && !lost.has(depot.id);

function createTask(
  prepared: PreparedPack,
  need: PeopleInNeed,
  times: DriveTimes,
  lost: ReadonlySet<string>,
): Task {
  const needs = itemNeeds(prepared);
  const { depots } = prepared.pack.index;
  const units = unitsOfDepots(prepared);
  const gate = depots.map(() => new Int32Array(need.shelters.length).fill(-1));
  const minutes = depots.map(() => new Float64Array(need.shelters.length).fill(Infinity));
  depots.forEach((depot, d) => {
    if (!isUsed(depot, lost)) return;
    need.shelters.forEach(({ gates }, shelter) => {
      for (const each of gates) {
        const time = times.outMinutes[d]![each] ?? Infinity;
        if (time >= minutes[d]![shelter]!) continue;
        minutes[d]![shelter] = time;
        gate[d]![shelter] = each;
      }
    });
  });
  return {
    need,
    times,
    depots,
    needs,
    unitsPerPerson: Float64Array.from(needs, (each) => each.unitsPerPerson),
    kilogramsPerUnit: Float64Array.from(needs, (each) => each.kilogramsPerUnit),
    stock: depots.map((depot, d) => (isUsed(depot, lost) ? units[d]! : new Float64Array(needs.length))),
    gate,
    minutes,
    unloadMinutes: figure(prepared, "unloadMinutes"),
    deadlineMinutes: figure(prepared, "basicReliefMinutes"),
  };
}

function createRun({ depots, needs, need, stock }: Task): Run {
  return {
    units: stock.map((units) => units.slice()),
    bayFreeMinute: Float64Array.from(depots, (depot) => depot.mobilisationMinutes),
    trucks: depots.flatMap((depot, d) =>
      // a depot without stock sends nothing, so its trucks are not asked
      stock[d]!.some((units) => units > 0)
        ? Array.from({ length: depot.trucks }, (_, truck) => ({
            depot: d,
            truck,
            freeMinute: depot.mobilisationMinutes,
          }))
        : [],
    ),
    delivered: need.shelters.map(() => new Float64Array(needs.length)),
    short: Float64Array.from(need.shelters, ({ persons }) => persons),
    first: need.shelters.map(() => null),
    lastInTime: new Float64Array(need.shelters.length).fill(-Infinity),
    servedBy: new Float64Array(need.shelters.length).fill(Infinity),
    trips: [],
  };
}

/**
 * Finite trucks from finite stock: mobilise, load at the depot's one bay, drive, unload, come back for more.
 *
 * First every shelter gets one truck (list scheduling: shelters in an order of urgency, each the truck that is
 * unloaded there soonest), then every truck goes on to the shelter with the most persons still short of something until
 * no trip arrives by the basic-relief deadline. A load is a level one: it lifts the scarcest items first, so that as
 * many persons as possible have everything. Three orders are tried; kept is the one with the fewest persons late for
 * first supplies, then the least lateness, then the most persons served. It is a heuristic: no plan can bring a truck
 * anywhere sooner than `soonestMinutes` (every truck free, no queue at the bay), which is the bound to hold it against.
 */
export function planSupply(
  prepared: PreparedPack,
  need: PeopleInNeed,
  times: DriveTimes,
  lostDepotIds: readonly string[],
): SupplyPlan {
  const task = createTask(prepared, need, times, new Set(lostDepotIds));
  const firstSuppliesMinutes = figure(prepared, "firstSuppliesMinutes");
  const soonest = need.shelters.map((_, shelter) => soonestOf(task, shelter));
  let best: { plan: SupplyPlan; score: readonly number[] } | null = null;
  for (const order of ORDERS) {
    const run = createRun(task);
    const queue = need.shelters.map((_, shelter) => shelter);
    queue.sort((a, b) => {
      const bySoonest = finite(soonest[b]!) - finite(soonest[a]!);
      const byPersons = need.shelters[b]!.persons - need.shelters[a]!.persons;
      return (order === "most-persons" ? byPersons : order === "farthest" ? bySoonest : -bySoonest) || a - b;
    });
    for (const shelter of queue) sendSoonest(task, run, shelter);
    sendTheRest(task, run);
    const plan = { shelters: need.shelters.map((_, i) => summary(task, run, i)), trips: run.trips };
    let [latePersons, lateness, served] = [0, 0, 0];
    plan.shelters.forEach((shelter, i) => {
      const late = (shelter.first?.unloadedMinute ?? Infinity) - firstSuppliesMinutes;
      if (late > 0) {
        latePersons += need.shelters[i]!.persons;
        lateness += finite(late);
      }
      served += shelter.servedPersons;
    });
    const score = [latePersons, lateness, -served];
    if (!best || isLess(score, best.score)) best = { plan, score };
  }
  return best?.plan ?? { shelters: [], trips: [] };
}

const finite = (value: number) => (value === Infinity ? Number.MAX_SAFE_INTEGER : value);

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]!;
  return false;
}

/** Lower bound of a shelter's first unloading: the best depot with stock, its truck and bay free, loaded in no time. */
export const soonestMinutes = (
  prepared: PreparedPack,
  need: PeopleInNeed,
  times: DriveTimes,
  lost: ReadonlySet<string>,
  shelter: number,
): number => soonestOf(createTask(prepared, need, times, lost), shelter);

function soonestOf({ depots, stock, minutes, unloadMinutes }: Task, shelter: number): number {
  let soonest = Infinity;
  depots.forEach((depot, d) => {
    if (stock[d]!.every((units) => units === 0)) return;
    soonest = Math.min(soonest, depot.mobilisationMinutes + minutes[d]![shelter]! + unloadMinutes);
  });
  return soonest;
}

/** Units of item k a load lifts a shelter to a level (persons) with; what the depot has run out of is passed over. */
const taken = (task: Task, level: number, delivered: Float64Array, stock: Float64Array, k: number): number =>
  Math.min(Math.max(0, level * task.unitsPerPerson[k]! - delivered[k]!), stock[k]!);

function loadKilograms(task: Task, level: number, delivered: Float64Array, stock: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < stock.length; k++)
    sum += taken(task, level, delivered, stock, k) * task.kilogramsPerUnit[k]!;
  return sum;
}

/** The most level load that fits: items are lifted together to the highest level, at most all persons, a truck allows. */
function loadLevel(
  task: Task,
  persons: number,
  delivered: Float64Array,
  stock: Float64Array,
  truckKilograms: number,
): number {
  if (loadKilograms(task, persons, delivered, stock) <= truckKilograms) return persons;
  let low = 0;
  let high = persons;
  // the load grows with the level: 40 halvings leave far less than a gram
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (loadKilograms(task, middle, delivered, stock) <= truckKilograms) low = middle;
    else high = middle;
  }
  return low;
}

interface PlannedTrip {
  readonly trip: Trip;
  /** Persons everything is lifted to. */
  readonly level: number;
}

function tripOf(task: Task, run: Run, truck: TruckState, shelter: number): PlannedTrip | null {
  const d = truck.depot;
  const minutes = task.minutes[d]![shelter]!;
  if (minutes === Infinity) return null;
  const depot = task.depots[d]!;
  const { persons } = task.need.shelters[shelter]!;
  const delivered = run.delivered[shelter]!;
  const stock = run.units[d]!;
  const level = loadLevel(task, persons, delivered, stock, depot.truckLoadKilograms);
  const kilograms = loadKilograms(task, level, delivered, stock);
  // less than a hundred grams is rounding, not a load
  if (kilograms < 0.1) return null;
  const loadStart = Math.max(truck.freeMinute, run.bayFreeMinute[d]!);
  const departMinute = loadStart + kilograms / depot.loadingKilogramsPerMinute;
  const arriveMinute = departMinute + minutes;
  const unloadedMinute = arriveMinute + task.unloadMinutes;
  const gate = task.gate[d]![shelter]!;
  return {
    trip: { depot: d, truck: truck.truck, shelter, gate, departMinute, arriveMinute, unloadedMinute },
    level,
  };
}

function commit(task: Task, run: Run, truck: TruckState, { trip, level }: PlannedTrip): void {
  const { shelter } = trip;
  const delivered = run.delivered[shelter]!;
  const stock = run.units[trip.depot]!;
  // what comes after the deadline is on its way, but serves nobody in time
  const isInTime = trip.unloadedMinute <= task.deadlineMinutes;
  for (let k = 0; k < stock.length; k++) {
    const units = taken(task, level, delivered, stock, k);
    stock[k]! -= units;
    if (isInTime) delivered[k]! += units;
  }
  run.bayFreeMinute[trip.depot] = trip.departMinute;
  truck.freeMinute = trip.unloadedMinute + task.times.backMinutes(trip.depot, trip.gate);
  const first = run.first[shelter]!;
  if (first === null || trip.unloadedMinute < first.unloadedMinute) run.first[shelter] = trip;
  run.trips.push(trip);
  if (isInTime) run.lastInTime[shelter] = Math.max(run.lastInTime[shelter]!, trip.unloadedMinute);
  const { persons } = task.need.shelters[shelter]!;
  const supplied = suppliedPersons(task, delivered);
  run.short[shelter] = persons - supplied;
  if (run.servedBy[shelter] === Infinity && supplied >= persons)
    run.servedBy[shelter] = run.lastInTime[shelter]!;
}

/** A millionth of a person forgives the sums of fractions. */
function suppliedPersons({ unitsPerPerson }: Task, delivered: Float64Array): number {
  let least = Infinity;
  for (let k = 0; k < delivered.length; k++) least = Math.min(least, delivered[k]! / unitsPerPerson[k]!);
  return Math.floor(least + 1e-6);
}

/** When a truck would be unloaded if it were loaded in no time: no trip of it ends sooner. Infinity = no way. */
const soonestUnloaded = (task: Task, run: Run, { depot, freeMinute }: TruckState, shelter: number): number =>
  Math.max(freeMinute, run.bayFreeMinute[depot]!) + task.minutes[depot]![shelter]! + task.unloadMinutes;

/**
 * The truck unloaded soonest at this shelter, of the first depot among equals; one truck per depot is tried, the rest
 * stand behind it. A depot whose truck would come too late even with an empty load is not weighed.
 */
function sendSoonest(task: Task, run: Run, shelter: number): void {
  const tries: { readonly truck: TruckState; readonly atBest: number }[] = [];
  // trucks of one depot stand in a row
  for (let i = 0; i < run.trucks.length; ) {
    let truck = run.trucks[i]!;
    const d = truck.depot;
    for (; run.trucks[i]?.depot === d; i++)
      if (run.trucks[i]!.freeMinute < truck.freeMinute) truck = run.trucks[i]!;
    const atBest = soonestUnloaded(task, run, truck, shelter);
    if (atBest !== Infinity) tries.push({ truck, atBest });
  }
  tries.sort((a, b) => a.atBest - b.atBest);
  let best: { truck: TruckState; plan: PlannedTrip } | null = null;
  for (const { truck, atBest } of tries) {
    if (best && atBest > best.plan.trip.unloadedMinute) break;
    const plan = tripOf(task, run, truck, shelter);
    if (!plan) continue;
    const later = best ? plan.trip.unloadedMinute - best.plan.trip.unloadedMinute : -1;
    if (!best || later < 0 || (later === 0 && truck.depot < best.truck.depot)) best = { truck, plan };
  }
  if (best) commit(task, run, best.truck, best.plan);
}

/** Trucks in the order they come free; each to the shelter with the most persons short that it can still serve in time. */
function sendTheRest(task: Task, run: Run): void {
  const { short } = run;
  const comesFirst = (a: number, b: number) => short[b]! - short[a]! || a - b;
  // the most persons short first; only the shelter just served changes its place
  const open = Array.from(short.keys()).filter((shelter) => short[shelter]! > 0);
  open.sort(comesFirst);
  const working = new Set(run.trucks);
  while (working.size > 0) {
    let truck: TruckState | null = null;
    for (const each of working) if (!truck || each.freeMinute < truck.freeMinute) truck = each;
    if (!truck) return;
    let sent = false;
    for (let at = 0; at < open.length && !sent; at++) {
      const shelter = open[at]!;
      if (soonestUnloaded(task, run, truck, shelter) > task.deadlineMinutes) continue;
      const plan = tripOf(task, run, truck, shelter);
      if (!plan || plan.trip.unloadedMinute > task.deadlineMinutes) continue;
      commit(task, run, truck, plan);
      sent = true;
      open.splice(at, 1);
      if (!(short[shelter]! > 0)) break;
      let place = at;
      while (place < open.length && comesFirst(open[place]!, shelter) < 0) place++;
      open.splice(place, 0, shelter);
    }
    // stock only falls and time only runs: a truck with nothing to do now has nothing to do later
    if (!sent) working.delete(truck);
  }
}

function summary(task: Task, run: Run, shelter: number): ShelterSupply {
  const { persons } = task.need.shelters[shelter]!;
  const delivered = run.delivered[shelter]!;
  const servedPersons = Math.min(persons, suppliedPersons(task, delivered));
  let scarcestItem: SupplyItem | null = null;
  let shortQuantity = 0;
  let least = persons - 1e-6;
  task.needs.forEach(({ item, unitsPerPerson }, k) => {
    const supplied = delivered[k]! / unitsPerPerson;
    if (supplied < least) {
      least = supplied;
      scarcestItem = item;
      shortQuantity = Math.ceil(persons * unitsPerPerson - delivered[k]! - 1e-6);
    }
  });
  return {
    first: run.first[shelter]!,
    servedPersons,
    servedByMinutes: servedPersons === persons ? run.servedBy[shelter]! : Infinity,
    scarcestItem,
    shortQuantity,
  };
}
