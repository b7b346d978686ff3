import type { BoardAnswer, PromiseState } from "../../core/model/answers.ts";
import { PROMISE_MINUTES } from "../command-selectors.ts";

/** One thing that is otherwise than it was. Later = positive minutes. */
export type BoardChange =
  | {
      readonly kind: "broke" | "recovered";
      readonly promise: "supply" | "service";
      readonly shelterId: string;
    }
  | { readonly kind: "later" | "sooner"; readonly shelterId: string; readonly minutes: number }
  | { readonly kind: "short"; readonly shelterId: string; readonly persons: number }
  /** People sent here, or no longer sent here. */
  | { readonly kind: "sent"; readonly shelterId: string; readonly persons: number }
  | { readonly kind: "unplaced" | "not-reached"; readonly persons: number };

/** A first truck so many minutes later or sooner is worth saying; less is noise. */
const WORTH_MINUTES = 5;
/** So many persons more or fewer are worth saying, beside a change of state. */
const WORTH_PERSONS = 50;

const isBroken = (minutes: number, promise: "supply" | "service") => !(minutes <= PROMISE_MINUTES[promise]);

const unplacedOf = ({ personsInNeed, supply }: BoardAnswer) =>
  supply.reduce((left, row) => left - row.personsInNeed, personsInNeed);

/**
 * What is otherwise than before, what matters most first: promises that broke, those that recovered, then trucks later and
 * sooner and people who go elsewhere. The minute looked at does not count: what time does is not a change.
 */
export function boardChanges(before: BoardAnswer, after: BoardAnswer): readonly BoardChange[] {
  const supplyBefore = new Map(before.supply.map((row) => [row.shelterId, row]));
  const serviceBefore = new Map(before.service.map((row) => [row.shelterId, row]));
  const changes: BoardChange[] = [];
  for (const row of after.supply) {
    const { shelterId } = row;
    const was = supplyBefore.get(shelterId);
    if (!was) continue;
    const [brokeBefore, broken] = [was, row].map((each) => isBroken(each.firstArrivalMinutes, "supply"));
    const later =
      row.firstArrivalMinutes === was.firstArrivalMinutes
        ? 0
        : row.firstArrivalMinutes - was.firstArrivalMinutes;
    if (broken !== brokeBefore)
      changes.push({ kind: broken ? "broke" : "recovered", promise: "supply", shelterId });
    else if (Math.abs(later) >= WORTH_MINUTES)
      changes.push({ kind: later > 0 ? "later" : "sooner", shelterId, minutes: Math.abs(later) });
  }
  for (const row of after.service) {
    const { shelterId } = row;
    const was = serviceBefore.get(shelterId);
    if (!was) continue;
    const [brokeBefore, broken] = [was, row].map((each) => isBroken(each.servedByMinutes, "service"));
    const short = row.personsInNeed - row.servedPersons - (was.personsInNeed - was.servedPersons);
    if (broken !== brokeBefore)
      changes.push({ kind: broken ? "broke" : "recovered", promise: "service", shelterId });
    else if (broken && Math.abs(short) >= WORTH_PERSONS)
      changes.push({ kind: "short", shelterId, persons: short });
  }
  const shelterIds = new Set([...before.supply, ...after.supply].map(({ shelterId }) => shelterId));
  const supplyAfter = new Map(after.supply.map((row) => [row.shelterId, row]));
  for (const shelterId of shelterIds) {
    const persons =
      (supplyAfter.get(shelterId)?.personsInNeed ?? 0) - (supplyBefore.get(shelterId)?.personsInNeed ?? 0);
    if (Math.abs(persons) >= WORTH_PERSONS) changes.push({ kind: "sent", shelterId, persons });
  }
  const unplaced = unplacedOf(after) - unplacedOf(before);
  if (Math.abs(unplaced) >= 1) changes.push({ kind: "unplaced", persons: unplaced });
  const notReached = after.notReachedPersons - before.notReachedPersons;
  if (Math.abs(notReached) >= WORTH_PERSONS) changes.push({ kind: "not-reached", persons: notReached });
  return changes.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || sizeOf(b) - sizeOf(a));
}

const ORDER: readonly BoardChange["kind"][] = [
  "broke",
  "recovered",
  "unplaced",
  "not-reached",
  "later",
  "short",
  "sent",
  "sooner",
];
const sizeOf = (change: BoardChange): number =>
  "persons" in change ? Math.abs(change.persons) : "minutes" in change ? change.minutes : 0;

/** Whether it is for the worse, for the better, or neither. */
export function changeState(change: BoardChange): PromiseState {
  switch (change.kind) {
    case "broke":
    case "later":
      return "breaks";
    case "recovered":
    case "sooner":
      return "kept";
    case "sent":
      return "on-the-way";
    default:
      return change.persons > 0 ? "breaks" : "kept";
  }
}

/** What changed at one moment, in the order it happened. */
export interface BoardStep {
  /** Milliseconds since 1970 by the device's clock. */
  readonly at: number;
  readonly changes: readonly BoardChange[];
}

/** Steps remembered for the strip. */
const STEPS_KEPT = 20;
const MINUTE_MILLISECONDS = 60_000;

export const withStep = (steps: readonly BoardStep[], step: BoardStep): readonly BoardStep[] =>
  step.changes.length === 0 ? steps : [step, ...steps].slice(0, STEPS_KEPT);

/** Of the last minute, newest first; where it was quiet, the last there was. */
export function latestSteps(steps: readonly BoardStep[], now: number): readonly BoardStep[] {
  const recent = steps.filter(({ at }) => now - at <= MINUTE_MILLISECONDS);
  return recent.length > 0 ? recent : steps.slice(0, 1);
}
