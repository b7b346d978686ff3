import { sendSoonest, sendTheRest } from "./dispatch.ts";
import { type ShelterSupply, sumUpShelter } from "./sum-up-plan.ts";
import type { SupplyQuestion } from "./supply-question.ts";
import { createSupplyRun, type Trip } from "./supply-run.ts";
import { createSupplyTask, type SupplyTask } from "./supply-task.ts";

export interface SupplyPlan {
  readonly shelters: readonly ShelterSupply[];
  /** In the order they were given out; those of a depot in the order they are loaded. */
  readonly trips: readonly Trip[];
  /** Minutes persons are short of something between T0 and the deadline, summed over them. */
  readonly unmetPersonMinutes: number;
}

/** Orders in which shelters are given their first truck; all are tried and the best kept. */
const ORDERS = ["farthest", "most-persons", "nearest"] as const;

/**
 * Finite trucks from finite stock: mobilise, load at the depot's one bay, drive, unload, come back for more.
 *
 * First every shelter gets one truck (list scheduling: shelters in an order of urgency, each the truck that is
 * unloaded there soonest), then every truck goes on to the shelter with the most persons still short of something until
 * no trip arrives by the basic-relief deadline. A load is a level one: it lifts the scarcest items first, so that as
 * many persons as possible have everything. Several orders are tried; kept is the plan with the fewest persons late for
 * first supplies, then the fewest person-minutes unmet. It is a heuristic: `supplyBound` says how far off it can be.
 */
export function planSupply(question: SupplyQuestion): SupplyPlan {
  const task = createSupplyTask(question);
  const { shelters } = task.need;
  const soonest = shelters.map((_, shelter) => soonestMinutes(task, shelter));
  const noLimit = new Float64Array(task.depots.length).fill(Infinity);
  let best: { plan: SupplyPlan; score: readonly number[] } | null = null;
  for (const order of ORDERS) {
    const run = createSupplyRun(task);
    const queue = shelters.map((_, shelter) => shelter);
    queue.sort((a, b) => {
      const bySoonest = finite(soonest[b]!) - finite(soonest[a]!);
      const byPersons = shelters[b]!.persons - shelters[a]!.persons;
      return (order === "most-persons" ? byPersons : order === "farthest" ? bySoonest : -bySoonest) || a - b;
    });
    for (const shelter of queue) sendSoonest(task, run, shelter, noLimit);
    sendTheRest(task, run, noLimit);
    const plan = planOf(task, run.trips);
    const score = [latePersons(task, plan), plan.unmetPersonMinutes];
    if (!best || isLess(score, best.score)) best = { plan, score };
  }
  return best?.plan ?? { shelters: [], trips: [], unmetPersonMinutes: 0 };
}

const finite = (value: number) => (value === Infinity ? Number.MAX_SAFE_INTEGER : value);

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]!;
  return false;
}

function planOf(task: SupplyTask, trips: readonly Trip[]): SupplyPlan {
  const ofShelter: Trip[][] = task.need.shelters.map(() => []);
  for (const trip of trips) ofShelter[trip.shelter]!.push(trip);
  const shelters = ofShelter.map((some, shelter) => sumUpShelter(task, shelter, some));
  return {
    shelters,
    trips,
    unmetPersonMinutes: shelters.reduce((sum, { unmetPersonMinutes }) => sum + unmetPersonMinutes, 0),
  };
}

const latePersons = ({ need, firstSuppliesMinutes }: SupplyTask, { shelters }: SupplyPlan): number =>
  need.shelters.reduce(
    (sum, { persons }, i) =>
      (shelters[i]!.first?.unloadedMinute ?? Infinity) > firstSuppliesMinutes ? sum + persons : sum,
    0,
  );

/** Lower bound of a shelter's first unloading: the best depot with stock, its truck and bay free, loaded in no time. */
export function soonestMinutes(task: SupplyTask, shelter: number): number {
  let soonest = Infinity;
  task.depots.forEach(({ depot }, d) => {
    if (!task.isUsed[d]) return;
    soonest = Math.min(
      soonest,
      depot.mobilisationMinutes + task.leastOutMinutes[d]![shelter]! + task.unloadMinutes,
    );
  });
  return soonest;
}
