import type {
  BoardAnswer,
  BoardRequest,
  ClosedStretch,
  DispatchRow,
  PromiseState,
  ServiceRow,
  SupplyRow,
} from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import type { Scenario } from "../model/scenario.ts";
import { ok, type Result } from "../result.ts";
import { demandPersons } from "./demand-columns.ts";
import { driveTimes } from "./drive-times.ts";
import { nearestGates } from "./nearest-gates.ts";
import { peopleInNeed } from "./needs.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { rescueReachShare } from "./rescue.ts";
import { stretch } from "./stretch.ts";
import { planSupply } from "./supply.ts";

/**
 * The three promises at a minute after T0: who has been sent out, when the first truck is unloaded at each shelter
 * with people in need, who has every mandatory item by the basic-relief deadline; and the same without the closures,
 * which tells a closed street from a lack of trucks.
 */
export function board(
  prepared: PreparedPack,
  request: BoardRequest,
  onProgress?: (share: number) => void,
): Result<BoardAnswer, Failure> {
  const { scenario, response } = request;
  const isClosed = scenario.closures.length > 0;
  const openScenario: Scenario = { ...scenario, closures: [] };
  // a bridge that is laid is a change like the others: without them it is not there
  const openPack = prepared.base ?? prepared;

  const need = peopleInNeed(prepared, scenario, response.inNeedShare);
  onProgress?.(0.3);
  const times = driveTimes(prepared, scenario.closures);
  const plan = planSupply(prepared, need, times, response.lostDepotIds);
  onProgress?.(0.6);
  // the same people at the same shelters: only the streets differ
  const openPlan = isClosed
    ? planSupply(openPack, need, driveTimes(openPack, []), response.lostDepotIds)
    : plan;
  onProgress?.(0.8);

  const { elapsedMinutes } = response;
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
        line: times.line(first.depot, first.gate),
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

  const rescue = rescueReachShare(prepared, scenario.closures);
  return ok({
    request,
    dispatch: dispatchRows(prepared, elapsedMinutes),
    supply,
    service,
    personsInNeed: need.persons,
    servedPersons: service.reduce((sum, row) => sum + row.servedPersons, 0),
    notReachedPersons: notReachedPersons(prepared, scenario),
    notReachedWithoutClosuresPersons: notReachedPersons(openPack, openScenario),
    rescueReachShare: rescue,
    rescueReachWithoutClosuresShare: isClosed ? rescueReachShare(openPack, []) : rescue,
    closedStretches: closedStretches(prepared, scenario),
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  });
}

/** A force is kept once it is out within the promise, on the way while it mobilises in time, else it breaks. */
export function dispatchRows(prepared: PreparedPack, elapsedMinutes: number): DispatchRow[] {
  const dispatchMinutes = figure(prepared, "dispatchMinutes");
  return prepared.pack.index.stations.map(({ id, mobilisationMinutes }) => ({
    stationId: id,
    mobilisationMinutes,
    state:
      mobilisationMinutes > dispatchMinutes
        ? "breaks"
        : mobilisationMinutes <= elapsedMinutes
          ? "kept"
          : "on-the-way",
  }));
}

/** Persons of the period tied to a street but farther than the minutes from every counting gate; whole persons. */
function notReachedPersons(prepared: PreparedPack, scenario: Scenario): number {
  const persons = demandPersons(prepared, scenario.period);
  const { seconds } = nearestGates(prepared, scenario).times;
  const limitDeciseconds = Math.round(scenario.reachMinutes * 600);
  let sum = 0;
  // NaN, no street near, is beyond no limit
  for (let cell = 0; cell < persons.length; cell++)
    if (Math.round(seconds[cell]! * 10) > limitDeciseconds) sum += persons[cell]!;
  return sum;
}

function closedStretches(prepared: PreparedPack, scenario: Scenario): ClosedStretch[] {
  return scenario.closures.flatMap((closure) => {
    if (closure.kind !== "street") return [];
    const found = stretch(prepared.base ?? prepared, { lngLat: closure.lngLat, closureId: closure.id });
    return found.ok ? [found.value] : [];
  });
}
