import type { SupplyItem } from "../../model/pack.ts";
import { FORGIVEN, suppliedPersons, unitsFor } from "./load-truck.ts";
import type { Trip } from "./supply-run.ts";
import type { SupplyTask } from "./supply-task.ts";

export interface ShelterSupply {
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
  /** Minutes persons are short of something between T0 and the deadline, summed over them. */
  readonly unmetPersonMinutes: number;
  /** Units that are there by the deadline, by the order of the needs. */
  readonly deliveredUnits: Float64Array;
}

const byUnloading = (one: Trip, other: Trip): number =>
  one.unloadedMinute - other.unloadedMinute || one.depot - other.depot || one.loadMinute - other.loadMinute;

/** What a plan's trips to one shelter come to. */
export function sumUpShelter(task: SupplyTask, shelter: number, trips: readonly Trip[]): ShelterSupply {
  const { deadlineMinutes, needs, unitsPerPerson } = task;
  const { persons } = task.need.shelters[shelter]!;
  const delivered = new Float64Array(needs.length);
  const inOrder = [...trips].sort(byUnloading);
  let [servedPersons, servedByMinutes, unmetPersonMinutes, sinceMinute] = [0, Infinity, 0, 0];
  for (const { unloadedMinute, units } of inOrder) {
    if (unloadedMinute > deadlineMinutes) break;
    unmetPersonMinutes += (persons - servedPersons) * (unloadedMinute - sinceMinute);
    sinceMinute = unloadedMinute;
    for (let k = 0; k < units.length; k++) delivered[k]! += units[k]!;
    servedPersons = Math.min(persons, suppliedPersons(task, delivered));
    if (servedByMinutes === Infinity && servedPersons === persons) servedByMinutes = unloadedMinute;
  }
  unmetPersonMinutes += (persons - servedPersons) * (deadlineMinutes - sinceMinute);
  let scarcestItem: SupplyItem | null = null;
  let shortQuantity = 0;
  let least = persons - FORGIVEN;
  needs.forEach(({ item }, k) => {
    const supplied = delivered[k]! / unitsPerPerson[k]!;
    if (supplied >= least) return;
    least = supplied;
    scarcestItem = item;
    shortQuantity = Math.ceil(unitsFor(unitsPerPerson[k]!, persons) - delivered[k]! - FORGIVEN);
  });
  return {
    first: inOrder[0] ?? null,
    servedPersons,
    servedByMinutes,
    scarcestItem,
    shortQuantity,
    unmetPersonMinutes,
    deliveredUnits: delivered,
  };
}
