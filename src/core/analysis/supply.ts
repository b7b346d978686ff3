import type { Depot, SupplyItem } from "../model/pack.ts";
import type { DriveTimes } from "./drive-times.ts";
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

interface Run {
  readonly units: Float64Array[];
  readonly bayFreeMinute: Float64Array;
  readonly trucks: TruckState[];
  /** Units delivered by [shelter][item]. */
  readonly delivered: Float64Array[];
  readonly first: (Trip | null)[];
  readonly servedBy: Float64Array;
  readonly trips: Trip[];
}

/** Orders in which shelters are given their first truck; all are tried and the best kept. */
const ORDERS = ["farthest", "most-persons", "nearest"] as const;

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
  const needs = itemNeeds(prepared);
  const lost = new Set(lostDepotIds);
  const isUsed = (depot: Depot) => depot.trucks > 0 && !lost.has(depot.id);
  const { depots } = prepared.pack.index;
  const firstSuppliesMinutes = figure(prepared, "firstSuppliesMinutes");
  const soonest = need.shelters.map((_, shelter) => soonestMinutes(prepared, need, times, lost, shelter));
  let best: { plan: SupplyPlan; score: readonly number[] } | null = null;
  for (const order of ORDERS) {
    const run: Run = {
      units: depots.map((depot) =>
        isUsed(depot) ? usableUnits(prepared, depot, needs) : new Float64Array(needs.length),
      ),
      bayFreeMinute: Float64Array.from(depots, (depot) => depot.mobilisationMinutes),
      trucks: depots.flatMap((depot, d) =>
        isUsed(depot)
          ? Array.from({ length: depot.trucks }, (_, truck) => ({
              depot: d,
              truck,
              freeMinute: depot.mobilisationMinutes,
            }))
          : [],
      ),
      delivered: need.shelters.map(() => new Float64Array(needs.length)),
      first: need.shelters.map(() => null),
      servedBy: new Float64Array(need.shelters.length).fill(Infinity),
      trips: [],
    };
    const queue = need.shelters.map((_, shelter) => shelter);
    queue.sort((a, b) => {
      const bySoonest = finite(soonest[b]!) - finite(soonest[a]!);
      const byPersons = need.shelters[b]!.persons - need.shelters[a]!.persons;
      return (order === "most-persons" ? byPersons : order === "farthest" ? bySoonest : -bySoonest) || a - b;
    });
    for (const shelter of queue) sendSoonest(prepared, need, times, needs, run, shelter);
    sendTheRest(prepared, need, times, needs, run);
    const plan = { shelters: need.shelters.map((_, i) => summary(need, needs, run, i)), trips: run.trips };
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
export function soonestMinutes(
  prepared: PreparedPack,
  need: PeopleInNeed,
  times: DriveTimes,
  lost: ReadonlySet<string>,
  shelter: number,
): number {
  const needs = itemNeeds(prepared);
  let soonest = Infinity;
  prepared.pack.index.depots.forEach((depot, d) => {
    if (depot.trucks === 0 || lost.has(depot.id)) return;
    if (usableUnits(prepared, depot, needs).every((units) => units === 0)) return;
    const { minutes } = nearestGate(need.shelters[shelter]!.gates, times.outMinutes[d]!);
    soonest = Math.min(soonest, depot.mobilisationMinutes + minutes + figure(prepared, "unloadMinutes"));
  });
  return soonest;
}

function nearestGate(gates: readonly number[], minutes: Float64Array) {
  let best = { gate: -1, minutes: Infinity };
  for (const gate of gates) {
    const time = minutes[gate] ?? Infinity;
    if (time < best.minutes) best = { gate, minutes: time };
  }
  return best;
}

/**
 * The most level load that fits: items are lifted together to the highest number of persons L (at most `persons`)
 * that stock and truck allow; an item the depot has run out of is passed over.
 */
function levelLoad(
  needs: readonly ItemNeed[],
  persons: number,
  delivered: Float64Array,
  stock: Float64Array,
  truckKilograms: number,
): { units: Float64Array; kilograms: number } {
  const taken = (level: number, k: number) =>
    Math.min(Math.max(0, level * needs[k]!.unitsPerPerson - delivered[k]!), stock[k]!);
  const kilograms = (level: number) => {
    let sum = 0;
    for (let k = 0; k < needs.length; k++) sum += taken(level, k) * needs[k]!.kilogramsPerUnit;
    return sum;
  };
  let low = persons;
  if (kilograms(persons) > truckKilograms) {
    low = 0;
    let high = persons;
    // the load grows with the level: 40 halvings leave far less than a gram
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2;
      if (kilograms(middle) <= truckKilograms) low = middle;
      else high = middle;
    }
  }
  return { units: Float64Array.from(needs, (_, k) => taken(low, k)), kilograms: kilograms(low) };
}

function tripOf(
  prepared: PreparedPack,
  need: PeopleInNeed,
  times: DriveTimes,
  needs: readonly ItemNeed[],
  run: Run,
  truck: TruckState,
  shelter: number,
) {
  const depot = prepared.pack.index.depots[truck.depot]!;
  const { gates, persons } = need.shelters[shelter]!;
  const { gate, minutes } = nearestGate(gates, times.outMinutes[truck.depot]!);
  if (minutes === Infinity) return null;
  const load = levelLoad(
    needs,
    persons,
    run.delivered[shelter]!,
    run.units[truck.depot]!,
    depot.truckLoadKilograms,
  );
  // less than a hundred grams is rounding, not a load
  if (load.kilograms < 0.1) return null;
  const loadStart = Math.max(truck.freeMinute, run.bayFreeMinute[truck.depot]!);
  const departMinute = loadStart + load.kilograms / depot.loadingKilogramsPerMinute;
  const arriveMinute = departMinute + minutes;
  const unloadedMinute = arriveMinute + figure(prepared, "unloadMinutes");
  const trip: Trip = {
    depot: truck.depot,
    truck: truck.truck,
    shelter,
    gate,
    departMinute,
    arriveMinute,
    unloadedMinute,
  };
  return { trip, load };
}

function commit(
  need: PeopleInNeed,
  times: DriveTimes,
  needs: readonly ItemNeed[],
  run: Run,
  truck: TruckState,
  { trip, load }: NonNullable<ReturnType<typeof tripOf>>,
  deadlineMinutes: number,
): void {
  const delivered = run.delivered[trip.shelter]!;
  load.units.forEach((units, k) => {
    run.units[trip.depot]![k]! -= units;
    // what comes after the deadline is on its way, but serves nobody in time
    if (trip.unloadedMinute <= deadlineMinutes) delivered[k]! += units;
  });
  run.bayFreeMinute[trip.depot] = trip.departMinute;
  truck.freeMinute = trip.unloadedMinute + times.backMinutes[trip.depot]![trip.gate]!;
  const first = run.first[trip.shelter]!;
  if (first === null || trip.unloadedMinute < first.unloadedMinute) run.first[trip.shelter] = trip;
  run.trips.push(trip);
  const persons = need.shelters[trip.shelter]!.persons;
  if (run.servedBy[trip.shelter] === Infinity && suppliedPersons(needs, delivered) >= persons)
    run.servedBy[trip.shelter] = Math.max(
      ...run.trips
        .filter((each) => each.shelter === trip.shelter && each.unloadedMinute <= deadlineMinutes)
        .map((each) => each.unloadedMinute),
    );
}

/** A millionth of a person forgives the sums of fractions. */
const suppliedPersons = (needs: readonly ItemNeed[], delivered: Float64Array) =>
  Math.floor(
    needs.reduce((least, need, k) => Math.min(least, delivered[k]! / need.unitsPerPerson), Infinity) + 1e-6,
  );

/** The truck unloaded soonest at this shelter; one truck per depot is tried, the rest stand behind it. */
function sendSoonest(
  prepared: PreparedPack,
  need: PeopleInNeed,
  times: DriveTimes,
  needs: readonly ItemNeed[],
  run: Run,
  shelter: number,
): void {
  const soonestOfDepot = new Map<number, TruckState>();
  for (const truck of run.trucks) {
    const other = soonestOfDepot.get(truck.depot);
    if (!other || truck.freeMinute < other.freeMinute) soonestOfDepot.set(truck.depot, truck);
  }
  let best: { truck: TruckState; plan: NonNullable<ReturnType<typeof tripOf>> } | null = null;
  for (const truck of soonestOfDepot.values()) {
    const plan = tripOf(prepared, need, times, needs, run, truck, shelter);
    if (plan && (!best || plan.trip.unloadedMinute < best.plan.trip.unloadedMinute)) best = { truck, plan };
  }
  if (best) commit(need, times, needs, run, best.truck, best.plan, figure(prepared, "basicReliefMinutes"));
}

/** Trucks in the order they come free; each to the shelter with the most persons short that it can still serve in time. */
function sendTheRest(
  prepared: PreparedPack,
  need: PeopleInNeed,
  times: DriveTimes,
  needs: readonly ItemNeed[],
  run: Run,
): void {
  const deadlineMinutes = figure(prepared, "basicReliefMinutes");
  const working = new Set(run.trucks);
  while (working.size > 0) {
    let truck: TruckState | null = null;
    for (const each of working) if (!truck || each.freeMinute < truck.freeMinute) truck = each;
    if (!truck) return;
    const open = need.shelters
      .map(({ persons }, shelter) => ({
        shelter,
        short: persons - suppliedPersons(needs, run.delivered[shelter]!),
      }))
      .filter(({ short }) => short > 0)
      .sort((a, b) => b.short - a.short || a.shelter - b.shelter);
    let sent = false;
    for (const { shelter } of open) {
      const plan = tripOf(prepared, need, times, needs, run, truck, shelter);
      if (!plan || plan.trip.unloadedMinute > deadlineMinutes) continue;
      commit(need, times, needs, run, truck, plan, deadlineMinutes);
      sent = true;
      break;
    }
    // stock only falls and time only runs: a truck with nothing to do now has nothing to do later
    if (!sent) working.delete(truck);
  }
}

function summary(need: PeopleInNeed, needs: readonly ItemNeed[], run: Run, shelter: number): ShelterSupply {
  const { persons } = need.shelters[shelter]!;
  const delivered = run.delivered[shelter]!;
  const servedPersons = Math.min(persons, suppliedPersons(needs, delivered));
  let scarcest: ItemNeed | null = null;
  let scarcestUnits = 0;
  let least = persons - 1e-6;
  needs.forEach((need, k) => {
    const supplied = delivered[k]! / need.unitsPerPerson;
    if (supplied < least) {
      least = supplied;
      scarcest = need;
      scarcestUnits = Math.ceil(persons * need.unitsPerPerson - delivered[k]! - 1e-6);
    }
  });
  const found = scarcest as ItemNeed | null;
  return {
    first: run.first[shelter]!,
    servedPersons,
    servedByMinutes: servedPersons === persons ? run.servedBy[shelter]! : Infinity,
    scarcestItem: found?.item ?? null,
    shortQuantity: scarcestUnits,
  };
}
