import { dispatch, type Policy } from "./dispatch.ts";
import { type ShelterSupply, sumUpShelter } from "./sum-up-plan.ts";
import type { SupplyQuestion } from "./supply-question.ts";
import type { Trip } from "./supply-run.ts";
import { createSupplyTask, type SupplyTask } from "./supply-task.ts";

export interface SupplyPlan {
  readonly shelters: readonly ShelterSupply[];
  /** In the order they were given out; those of a depot in the order they are loaded. */
  readonly trips: readonly Trip[];
  /** Persons whose shelter has no truck unloaded by the promise of first supplies. */
  readonly latePersons: number;
  /** Minutes persons are short of something between T0 and the deadline, summed over them. */
  readonly unmetPersonMinutes: number;
  /** Persons who have not everything by the deadline: the promise that is broken. */
  readonly unservedPersons: number;
}

type Dispatching = Omit<Policy, "shelterWeights">;
/** What the board waits for; chosen on made-up districts and on Xicheng at several shares in need. */
const QUICK: readonly Dispatching[] = [
  { batching: 1.5, roadWeight: 0.5, partWeight: 0.15, firstWeight: 2, afterMinutes: 300 },
  { batching: 2, roadWeight: 0.25, partWeight: 0.15, firstWeight: 2, afterMinutes: 1200 },
  { batching: 1.5, roadWeight: 0.25, partWeight: 0.15, firstWeight: 1, afterMinutes: 0 },
  { batching: 1.5, roadWeight: 0.5, partWeight: 0.3, firstWeight: 10, afterMinutes: 1200 },
];
const THOROUGH: readonly Dispatching[] = [1, 1.5, 2, 3, Infinity].flatMap((batching) =>
  [0.25, 0.5, 1].flatMap((roadWeight) =>
    [0, 0.15, 0.3, 0.6].flatMap((partWeight) =>
      [1, 2, 4, 10].flatMap((firstWeight) =>
        [0, 600].map((afterMinutes) => ({ batching, roadWeight, partWeight, firstWeight, afterMinutes })),
      ),
    ),
  ),
);
/** Changes of urgency tried after the policies of a thorough plan. */
const ROUNDS = 200;
export type Effort = "quick" | "thorough";
const NO_PLAN: SupplyPlan = {
  shelters: [],
  trips: [],
  latePersons: 0,
  unmetPersonMinutes: 0,
  unservedPersons: 0,
};

/**
 * Finite trucks from finite stock: mobilise, load at the depot's one bay, drive, unload, come back for more.
 *
 * Trips are given out by `dispatch` under several policies. A thorough plan, which takes a hundred times as long, tries
 * very many, and then changes the urgency of a few shelters at a time at random, from a seed, and keeps what does not
 * make the plan worse. Better is: fewer persons late for first supplies, then fewer person-minutes unmet, where whoever has
 * not everything by the deadline counts as going short for as long again: the promise is broken, not only late. The same
 * question gives the same plan. It is a heuristic: `supplyBound` says how far off the best it can be.
 */
export function planSupply(
  question: SupplyQuestion,
  effort: Effort = "quick",
  onProgress?: (share: number) => void,
): SupplyPlan {
  const task = createSupplyTask(question);
  const shelterCount = task.need.shelters.length;
  if (shelterCount === 0) return NO_PLAN;
  const even = new Float64Array(shelterCount).fill(1);
  const dispatchings = effort === "quick" ? QUICK : THOROUGH;
  const rounds = effort === "quick" ? 0 : ROUNDS;
  const random = createSequence(shelterCount);
  let best: { readonly policy: Policy; readonly plan: SupplyPlan } | null = null;
  for (let round = 0; round < dispatchings.length + rounds; round++) {
    const dispatching = dispatchings[round];
    const policy: Policy | null = dispatching
      ? { ...dispatching, shelterWeights: even }
      : best && changed(best.policy, random);
    if (!policy) break;
    const plan = planOf(task, dispatch(task, policy).trips);
    // an even change is kept as well: it may lead on
    const better = (one: SupplyPlan, other: SupplyPlan) => isBetter(one, other, task.deadlineMinutes);
    if (!best || better(plan, best.plan) || (!dispatching && !better(best.plan, plan)))
      best = { policy, plan };
    onProgress?.((round + 1) / (dispatchings.length + rounds));
  }
  return best?.plan ?? NO_PLAN;
}

/** Shelters whose urgency is changed in a round, of a hundred; at least one. */
const CHANGED_PERCENT = 4;

function changed(policy: Policy, random: () => number): Policy {
  const shelterWeights = policy.shelterWeights.slice();
  const count = Math.ceil((shelterWeights.length * CHANGED_PERCENT) / 100);
  for (let i = 0; i < count; i++) {
    const shelter = Math.floor(random() * shelterWeights.length);
    // between a third and three times
    shelterWeights[shelter]! *= 3 ** (2 * random() - 1);
  }
  return { ...policy, shelterWeights };
}

/** Numbers of 0 to below 1 that are the same each time: Park and Miller's generator, 48271 modulo 2^31 - 1. */
function createSequence(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
}

function isBetter(one: SupplyPlan, other: SupplyPlan, deadlineMinutes: number): boolean {
  if (one.latePersons !== other.latePersons) return one.latePersons < other.latePersons;
  const cost = ({ unmetPersonMinutes, unservedPersons }: SupplyPlan) =>
    unmetPersonMinutes + unservedPersons * deadlineMinutes;
  return cost(one) < cost(other);
}

function planOf(task: SupplyTask, trips: readonly Trip[]): SupplyPlan {
  const ofShelter: Trip[][] = task.need.shelters.map(() => []);
  for (const trip of trips) ofShelter[trip.shelter]!.push(trip);
  const shelters = ofShelter.map((some, shelter) => sumUpShelter(task, shelter, some));
  let [latePersons, unmetPersonMinutes, unservedPersons] = [0, 0, 0];
  shelters.forEach((shelter, i) => {
    unmetPersonMinutes += shelter.unmetPersonMinutes;
    unservedPersons += task.need.shelters[i]!.persons - shelter.servedPersons;
    if ((shelter.first?.unloadedMinute ?? Infinity) > task.firstSuppliesMinutes)
      latePersons += task.need.shelters[i]!.persons;
  });
  return { shelters, trips, latePersons, unmetPersonMinutes, unservedPersons };
}

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
