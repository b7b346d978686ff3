import type { BoardAnswer, BoardRequest, ClosedStretch, DispatchRow } from "../model/answers.ts";
import type { BoardPacks } from "../model/board-packs.ts";
import type { Failure } from "../model/failure.ts";
import type { Scenario } from "../model/scenario.ts";
import type { OpenedReading } from "../model/shelter-board.ts";
import { ok, type Result } from "../result.ts";
import { demandPersons } from "./demand-columns.ts";
import { forecast } from "./forecast.ts";
import { nearestGates } from "./nearest-gates.ts";
import { type PeopleInNeed, peopleInNeed } from "./needs.ts";
import { figure, type PreparedPack, shelterCounts } from "./prepare.ts";
import { promiseRows } from "./promise-rows.ts";
import { rescueReachShare } from "./rescue.ts";
import { shelterStandings } from "./shelter-standings.ts";
import { isReportedOpen, saysWhatIsOpen, situatedPack } from "./situated-pack.ts";
import { stretch } from "./stretch.ts";

/**
 * The three promises at a minute after T0: who has been sent out, when the first truck is unloaded at each shelter
 * with people in need, who has every mandatory item by the basic-relief deadline; and the same without the closures,
 * which tells a closed street from a lack of trucks.
 */
export function board(
  prepared: PreparedPack,
  request: BoardRequest,
  packs: BoardPacks,
  onProgress?: (share: number) => void,
): Result<BoardAnswer, Failure> {
  const { scenario, response } = request;
  const isClosed = scenario.closures.length > 0;
  const openScenario: Scenario = { ...scenario, closures: [] };
  // a bridge that is laid is a change like the others: without them it is not there
  const openPack = prepared.base ?? prepared;

  const { ground, elapsedMinutes, inNeedShare } = response;
  const need = peopleInNeed(prepared, scenario, inNeedShare, ground);
  onProgress?.(0.3);
  const rowsOf = (people: PeopleInNeed) => {
    const { plan, times } = forecast(prepared, packs, request, people);
    // the same people at the same shelters: only the streets differ
    const openPlan = isClosed
      ? forecast(openPack, packs, { scenario: openScenario, response }, people).plan
      : plan;
    return promiseRows(prepared, { need: people, plan, openPlan, times, elapsedMinutes });
  };
  const rows = rowsOf(need);
  onProgress?.(0.7);
  const opened = openedReading(prepared, request, rowsOf);
  onProgress?.(0.9);

  const designated = situatedPack(prepared, ground, scenario.phase, "designated");
  const openDesignated = situatedPack(openPack, ground, scenario.phase, "designated");
  const rescue = rescueReachShare(prepared, scenario.closures);
  return ok({
    request,
    dispatch: dispatchRows(prepared, elapsedMinutes),
    ...rows,
    shelters: shelterStandings(prepared, designated, scenario, need),
    opened,
    personsInNeed: need.persons,
    servedPersons: servedPersons(rows),
    notReachedPersons: notReachedPersons(designated.pack, scenario),
    notReachedWithoutClosuresPersons: notReachedPersons(openDesignated.pack, openScenario),
    rescueReachShare: rescue,
    rescueReachWithoutClosuresShare: isClosed ? rescueReachShare(openPack, []) : rescue,
    closedStretches: closedStretches(prepared, scenario),
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  });
}

type Rows = ReturnType<typeof promiseRows>;

const servedPersons = ({ service }: Rows) => service.reduce((sum, row) => sum + row.servedPersons, 0);

/** null where nobody has said what is open, and where it is the same as what is on the list. */
function openedReading(
  prepared: PreparedPack,
  { scenario, response }: BoardRequest,
  rowsOf: (people: PeopleInNeed) => Rows,
): OpenedReading | null {
  const { ground, inNeedShare } = response;
  if (!ground || !saysWhatIsOpen(ground)) return null;
  const isOpen = new Map(ground.shelters.map((shelter) => [shelter.shelterId, isReportedOpen(shelter)]));
  const shelters = prepared.pack.index.shelters.filter((shelter) => shelterCounts(shelter, scenario));
  const openShelters = shelters.filter(({ id }) => isOpen.get(id)).length;
  if (openShelters === shelters.length) return null;
  const need = peopleInNeed(prepared, scenario, inNeedShare, ground, "opened");
  const rows = rowsOf(need);
  const situated = situatedPack(prepared, ground, scenario.phase, "opened");
  return {
    openShelters,
    personsInNeed: need.persons,
    placedPersons: need.shelters.reduce((sum, { persons }) => sum + persons, 0),
    servedPersons: servedPersons(rows),
    notReachedPersons: notReachedPersons(situated.pack, scenario),
    ...rows,
  };
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
