import type { PromiseState, ServiceRow, SupplyRow } from "../model/answers.ts";
import type { PeopleInNeed } from "./needs.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import type { SupplyPlan } from "./supply/plan-supply.ts";
import type { TimedDrives } from "./supply/supply-question.ts";

/** What the rows of a board are told from. */
interface PlanInForce {
  readonly need: PeopleInNeed;
  readonly plan: SupplyPlan;
  /** Of the same people at the same shelters with every street open. */
  readonly openPlan: SupplyPlan;
  readonly drives: TimedDrives;
  readonly elapsedMinutes: number;
}

/** First supplies and basic relief by shelter, in the order of the people in need. */
export function promiseRows(
  prepared: PreparedPack,
  { need, plan, openPlan, drives, elapsedMinutes }: PlanInForce,
): { readonly supply: readonly SupplyRow[]; readonly service: readonly ServiceRow[] } {
  const firstSuppliesMinutes = figure(prepared, "firstSuppliesMinutes");
  const basicReliefMinutes = figure(prepared, "basicReliefMinutes");
  const tightMinutes = figure(prepared, "tightMinutes");
  const state = (minutes: number, promiseMinutes: number): PromiseState => {
    if (!(minutes <= promiseMinutes)) return "breaks";
    if (minutes <= elapsedMinutes) return "kept";
    return promiseMinutes - minutes <= tightMinutes ? "tight" : "on-the-way";
  };
  const supply = need.shelters.map((shelter, i): SupplyRow => {
    const first = plan.shelters[i]!.first;
    const firstArrivalMinutes = first?.unloadedMinute ?? Infinity;
    return {
      shelterId: shelter.shelterId,
      personsInNeed: shelter.persons,
      firstArrivalMinutes,
      slackMinutes: firstSuppliesMinutes - firstArrivalMinutes,
      state: state(firstArrivalMinutes, firstSuppliesMinutes),
      trip: first && {
        depotId: prepared.pack.index.depots[first.depot]!.id,
        truck: first.truck,
        departMinute: first.departMinute,
        arriveMinute: first.arriveMinute,
        line: drives.at(first.departMinute).line(first.depot, first.gate),
      },
      withoutClosuresMinutes: openPlan.shelters[i]!.first?.unloadedMinute ?? Infinity,
    };
  });
  const service = need.shelters.map((shelter, i): ServiceRow => {
    const row = plan.shelters[i]!;
    return {
      shelterId: shelter.shelterId,
      personsInNeed: shelter.persons,
      servedPersons: row.servedPersons,
      servedByMinutes: row.servedByMinutes,
      state: state(row.servedByMinutes, basicReliefMinutes),
      scarcestItem: row.scarcestItem,
      shortQuantity: row.shortQuantity,
    };
  });
  return { supply, service };
}
