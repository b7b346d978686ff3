import type { BoardPacks } from "../model/board-packs.ts";
import type { Failure } from "../model/failure.ts";
import type { ItemSupply, SuppliesAnswer, SuppliesRequest, SupplyTrip } from "../model/supplies.ts";
import { ok, type Result } from "../result.ts";
import { drivesOverTime } from "./drives-over-time.ts";
import { needOf, unfoldRequest } from "./forecast.ts";
import type { PreparedPack } from "./prepare.ts";
import { planSupply, type SupplyPlan } from "./supply/plan-supply.ts";
import { proposeTransfers } from "./supply/propose-transfers.ts";
import { stockOuts } from "./supply/stock-outs.ts";
import { supplyBound } from "./supply/supply-bound.ts";
import { type SupplyQuestion, supplyQuestion } from "./supply/supply-question.ts";
import type { Trip } from "./supply/supply-run.ts";
import { createSupplyTask } from "./supply/supply-task.ts";

/**
 * What goes where, when and on which truck; what runs short and when; how far off the best the plan can be; and what to
 * move between depots. The plan is the board's own where it is asked quickly.
 */
export function supplies(
  prepared: PreparedPack,
  request: SuppliesRequest,
  packs: BoardPacks,
  onProgress?: (share: number) => void,
): Result<SuppliesAnswer, Failure> {
  const { scenario } = request;
  const unfolded = unfoldRequest(prepared, packs, request);
  if (!unfolded.ok) return unfolded;
  const need = needOf(prepared, unfolded.value);
  const drives = drivesOverTime(prepared, unfolded.value.unfolding);
  const question = supplyQuestion(prepared, packs, request, need, drives);
  const plan = planSupply(question, request.effort, onProgress);
  const stayDays = packs.reliefNeeds.stayDays[scenario.phase].value;
  const tripsOf = need.shelters.map(() => [] as Trip[]);
  for (const trip of plan.trips) tripsOf[trip.shelter]?.push(trip);
  const items = itemRows(question, plan);
  return ok({
    request,
    items,
    scarcestItem:
      items.reduce<ItemSupply | null>(
        (least, row) => (least && least.persons <= row.persons ? least : row),
        null,
      )?.item ?? null,
    trips: plan.trips.map((trip) => tripRow(prepared, question, trip)),
    shelters: need.shelters.map(({ shelterId, persons }, i) => {
      const { servedPersons, servedByMinutes, scarcestItem, shortQuantity, unmetPersonMinutes } =
        plan.shelters[i]!;
      return {
        shelterId,
        persons,
        servedPersons,
        servedByMinutes,
        scarcestItem,
        shortQuantity,
        unmetPersonMinutes,
        stockOuts: stockOuts(question.needs, persons, tripsOf[i]!, stayDays * 1440),
      };
    }),
    latePersons: plan.latePersons,
    unmetPersonMinutes: plan.unmetPersonMinutes,
    boundPersonMinutes: supplyBound(createSupplyTask(question)),
    stayDays,
    transfers: proposeTransfers(question.depots, question.needs),
  });
}

function itemRows({ needs, depots, need }: SupplyQuestion, plan: SupplyPlan): ItemSupply[] {
  return needs.map(({ item, unitsPerPerson }, k) => {
    const sum = (some: SupplyQuestion["depots"]) => some.reduce((total, { units }) => total + units[k]!, 0);
    const usableUnits = sum(depots);
    return {
      item,
      neededUnits: need.shelters.reduce(
        (total, { persons }) => total + Math.ceil(persons * unitsPerPerson - 1e-6),
        0,
      ),
      usableUnits,
      movableUnits: sum(depots.filter(({ trucks }) => trucks > 0)),
      deliveredUnits: plan.shelters.reduce((total, { deliveredUnits }) => total + deliveredUnits[k]!, 0),
      persons: Math.floor(usableUnits / unitsPerPerson + 1e-6),
    };
  });
}

function tripRow(prepared: PreparedPack, { needs, need }: SupplyQuestion, trip: Trip): SupplyTrip {
  const { depots, gates } = prepared.pack.index;
  const { truck, loadMinute, departMinute, arriveMinute, unloadedMinute, kilograms } = trip;
  return {
    depotId: depots[trip.depot]!.id,
    truck,
    shelterId: need.shelters[trip.shelter]!.shelterId,
    gateId: gates[trip.gate]!.id,
    loadMinute,
    departMinute,
    arriveMinute,
    unloadedMinute,
    kilograms,
    load: needs.flatMap(({ item }, k) => (trip.units[k]! > 0 ? [{ item, quantity: trip.units[k]! }] : [])),
  };
}
