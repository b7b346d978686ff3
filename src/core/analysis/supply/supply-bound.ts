import { FORGIVEN } from "./load-truck.ts";
import { soonestMinutes } from "./plan-supply.ts";
import type { SupplyTask } from "./supply-task.ts";

/** What a depot can have unloaded anywhere by a minute: at its nearest shelter, as if all its trucks went there. */
interface Outflow {
  readonly mobilisationMinutes: number;
  readonly kilogramsPerMinute: number;
  readonly trucks: number;
  readonly truckLoadKilograms: number;
  /** Least drive out with the unloading, and least drive back. */
  readonly outMinutes: number;
  readonly backMinutes: number;
  /** Kilograms of its stock by set of items; bit k of the index is item k of the needs. */
  readonly stockKilograms: Float64Array;
}

function outflowOf(task: SupplyTask, d: number): Outflow | null {
  const { depot, trucks, units } = task.depots[d]!;
  const outMinutes = task.leastOutMinutes[d]!.reduce((least, each) => Math.min(least, each), Infinity);
  if (!task.isUsed[d] || outMinutes === Infinity) return null;
  const { least, at, changeMinutes } = task.drives;
  const all = least ? [least] : [0, ...changeMinutes].map(at);
  let backMinutes = Infinity;
  for (const { gates } of task.need.shelters)
    for (const gate of gates)
      for (const times of all) backMinutes = Math.min(backMinutes, times.backMinutes(d, gate));
  const stockKilograms = new Float64Array(1 << task.needs.length);
  for (let set = 1; set < stockKilograms.length; set++)
    for (let k = 0; k < task.needs.length; k++)
      if ((set >> k) & 1) stockKilograms[set]! += units[k]! * task.kilogramsPerUnit[k]!;
  return {
    mobilisationMinutes: depot.mobilisationMinutes,
    kilogramsPerMinute: depot.loadingKilogramsPerMinute,
    trucks,
    truckLoadKilograms: depot.truckLoadKilograms,
    outMinutes: outMinutes + task.unloadMinutes,
    backMinutes,
    stockKilograms,
  };
}

/** Most kilograms by a minute: the bay loads one truck after the other; each truck drives out, and back between trips. */
function mostKilograms(flow: Outflow, minute: number): number {
  const minutes = minute - flow.mobilisationMinutes;
  const bay = flow.kilogramsPerMinute * Math.max(0, minutes - flow.outMinutes);
  if (bay === 0) return 0;
  let most = 0;
  for (let trips = 1; ; trips++) {
    const away = trips * flow.outMinutes + (trips - 1) * (trips > 1 ? flow.backMinutes : 0);
    const loaded = flow.kilogramsPerMinute * (minutes - away);
    if (!(loaded > 0)) break;
    const room = trips * flow.truckLoadKilograms;
    most = Math.max(most, Math.min(room, loaded));
    // more trips only take more time on the road
    if (room >= loaded) break;
  }
  return Math.min(bay, flow.trucks * most);
}

/**
 * Lower bound of the person-minutes unmet: no plan of this question has fewer.
 *
 * At each minute no more persons can have everything than (a) the persons of the shelters a truck can be unloaded at by
 * then, and (b) for every set of items, the kilograms of it that all depots can have unloaded anywhere by then, over
 * what a person needs of it: a depot gives no more of a set than it has, and than its bay and its trucks move to its
 * nearest shelter. By the minimum cut of the flow from depots to items all 2^n sets together say
 * what depots can do between them. What it leaves out is that a load waits for its last kilogram and that
 * most shelters are farther away. Minutes in between count as the later one.
 *
 * @returns person-minutes between T0 and the deadline.
 */
export function supplyBound(task: SupplyTask): number {
  const { need, needs, deadlineMinutes } = task;
  const flows = task.depots.flatMap((_, d) => outflowOf(task, d) ?? []);
  const reachable = need.shelters.map(({ persons }, i) => ({ persons, minute: soonestMinutes(task, i) }));
  const all = need.shelters.reduce((sum, { persons }) => sum + persons, 0);
  const kilogramsPerPerson = new Float64Array(1 << needs.length);
  for (let set = 1; set < kilogramsPerPerson.length; set++)
    for (let k = 0; k < needs.length; k++)
      if ((set >> k) & 1) kilogramsPerPerson[set]! += task.unitsPerPerson[k]! * task.kilogramsPerUnit[k]!;
  const most = new Float64Array(flows.length);
  let unmet = 0;
  for (let from = 0; from < deadlineMinutes; from++) {
    const minute = Math.min(from + 1, deadlineMinutes);
    for (let d = 0; d < flows.length; d++) most[d] = mostKilograms(flows[d]!, minute);
    let served = 0;
    for (const shelter of reachable) if (shelter.minute <= minute) served += shelter.persons;
    for (let set = 1; set < kilogramsPerPerson.length; set++) {
      let kilograms = 0;
      for (let d = 0; d < flows.length; d++) kilograms += Math.min(most[d]!, flows[d]!.stockKilograms[set]!);
      // persons are whole
      served = Math.min(served, Math.floor(kilograms / kilogramsPerPerson[set]! + FORGIVEN));
    }
    unmet += (all - served) * (minute - from);
  }
  return unmet;
}
