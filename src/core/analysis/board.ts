import type { BoardAnswer, BoardRequest, ClosedStretch, DispatchRow } from "../model/answers.ts";
import type { BoardPacks } from "../model/board-packs.ts";
import type { Failure } from "../model/failure.ts";
import type { Scenario } from "../model/scenario.ts";
import type { OpenedReading } from "../model/shelter-board.ts";
import { ok, type Result } from "../result.ts";
import { forecast, needOf, scenarioAt, type UnfoldedRequest, unfoldRequest } from "./forecast.ts";
import { hazardOutlook } from "./hazards/hazard-outlook.ts";
import type { PeopleInNeed } from "./needs.ts";
import { notReachedPersons } from "./not-reached.ts";
import { figure, type PreparedPack, shelterCounts } from "./prepare.ts";
import { promiseRows } from "./promise-rows.ts";
import { rescueReachShare } from "./rescue.ts";
import { shelterStandings } from "./shelter-standings.ts";
import { isReportedOpen, saysWhatIsOpen, situatedPack } from "./situated-pack.ts";
import { stretch } from "./stretch.ts";

/**
 * The three promises at a minute after T0: who has been sent out, when the first truck is unloaded at each shelter
 * with people in need, who has every mandatory item by the basic-relief deadline; and the same without the closures,
 * which tells a closed street from a lack of trucks. People walk to their shelters on the streets of T0; trucks drive on
 * those they find on their way; who is not reached, and whom a crew reaches, is told for the minute looked at.
 */
export function board(
  prepared: PreparedPack,
  request: BoardRequest,
  packs: BoardPacks,
  onProgress?: (share: number) => void,
): Result<BoardAnswer, Failure> {
  const { scenario, response } = request;
  const { ground, elapsedMinutes } = response;
  const unfolded = unfoldRequest(prepared, packs, request);
  if (!unfolded.ok) return unfolded;
  const { unfolding } = unfolded.value;
  const isClosed = unfolding.steady.length > 0 || unfolding.timed.length > 0;
  const now = scenarioAt(unfolded.value, elapsedMinutes);
  const openScenario: Scenario = { ...scenario, closures: [] };
  // a bridge that is laid is a change like the others: without them it is not there
  const openPack = prepared.base ?? prepared;

  const need = needOf(prepared, unfolded.value);
  onProgress?.(0.3);
  const rowsOf = (people: PeopleInNeed) => {
    const { plan, drives } = forecast(prepared, packs, unfolded.value, people);
    // the same people at the same shelters: only the streets differ
    const stillOpen = { request, unfolding: { ...unfolding, steady: [], timed: [] } };
    const openPlan = isClosed ? forecast(openPack, packs, stillOpen, people).plan : plan;
    return promiseRows(prepared, { need: people, plan, openPlan, drives, elapsedMinutes });
  };
  const rows = rowsOf(need);
  onProgress?.(0.7);
  const opened = openedReading(prepared, unfolded.value, rowsOf);
  onProgress?.(0.9);

  const designated = situatedPack(prepared, ground, scenario.phase, "designated");
  const openDesignated = situatedPack(openPack, ground, scenario.phase, "designated");
  const rescue = rescueReachShare(prepared, now.closures);
  return ok({
    request,
    dispatch: dispatchRows(prepared, elapsedMinutes),
    ...rows,
    shelters: shelterStandings(prepared, designated, scenarioAt(unfolded.value, 0), need),
    opened,
    personsInNeed: need.persons,
    servedPersons: servedPersons(rows),
    notReachedPersons: notReachedPersons(designated.pack, now),
    notReachedWithoutClosuresPersons: notReachedPersons(openDesignated.pack, openScenario),
    rescueReachShare: rescue,
    rescueReachWithoutClosuresShare: isClosed ? rescueReachShare(openPack, []) : rescue,
    closedStretches: closedStretches(prepared, scenario),
    hazards: hazardOutlook(prepared, unfolding, {
      scenario,
      hazards: ground?.hazards,
      ground: packs.hazards ?? null,
      minute: elapsedMinutes,
      need,
    }),
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  });
}

type Rows = ReturnType<typeof promiseRows>;

const servedPersons = ({ service }: Rows) => service.reduce((sum, row) => sum + row.servedPersons, 0);

/** null where nobody has said what is open, and where it is the same as what is on the list. */
function openedReading(
  prepared: PreparedPack,
  unfolded: UnfoldedRequest,
  rowsOf: (people: PeopleInNeed) => Rows,
): OpenedReading | null {
  const { scenario, response } = unfolded.request;
  const { ground } = response;
  if (!ground || !saysWhatIsOpen(ground)) return null;
  const isOpen = new Map(ground.shelters.map((shelter) => [shelter.shelterId, isReportedOpen(shelter)]));
  const shelters = prepared.pack.index.shelters.filter((shelter) => shelterCounts(shelter, scenario));
  const openShelters = shelters.filter(({ id }) => isOpen.get(id)).length;
  if (openShelters === shelters.length) return null;
  const need = needOf(prepared, unfolded, "opened");
  const rows = rowsOf(need);
  const situated = situatedPack(prepared, ground, scenario.phase, "opened");
  return {
    openShelters,
    personsInNeed: need.persons,
    placedPersons: need.shelters.reduce((sum, { persons }) => sum + persons, 0),
    servedPersons: servedPersons(rows),
    notReachedPersons: notReachedPersons(situated.pack, scenarioAt(unfolded, response.elapsedMinutes)),
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

function closedStretches(prepared: PreparedPack, scenario: Scenario): ClosedStretch[] {
  return scenario.closures.flatMap((closure) => {
    if (closure.kind !== "street") return [];
    const found = stretch(prepared.base ?? prepared, { lngLat: closure.lngLat, closureId: closure.id });
    return found.ok ? [found.value] : [];
  });
}
