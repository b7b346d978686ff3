import type { Failure } from "../model/failure.ts";
import type { AllocatePhasesAnswer, AllocatePhasesRequest, PhaseAnswer } from "../model/phases.ts";
import type { Scenario } from "../model/scenario.ts";
import { ok, type Result } from "../result.ts";
import { nextPhase, type Placing, type Stay } from "./allocation/next-phase.ts";
import { capacityPersons, squareMetresPerPerson } from "./capacity.ts";
import type { PreparedPack } from "./prepare.ts";
import { cellPersons, shelterReach } from "./shelter-reach.ts";
import { wholePersons } from "./whole-persons.ts";

/**
 * Who stays where through the phases of an emergency: square metres per person grow, emergency sites close, some go
 * home, the rest stay where they are or move. Each step is exact given the one before; see nextPhase for what is best.
 */
export function allocatePhases(
  prepared: PreparedPack,
  request: AllocatePhasesRequest,
): Result<AllocatePhasesAnswer, Failure> {
  const demandIds = prepared.pack.demand.map((cell) => cell.id);
  const counted = cellPersons(prepared, request.scenario);
  let shelterIds: readonly string[] = [];
  let stays: readonly Stay[] = [];
  let before: Int32Array = new Int32Array(counted.length);
  const phases = request.steps.map((step): PhaseAnswer => {
    const scenario: Scenario = {
      ...request.scenario,
      phase: step.phase,
      reachMinutes: step.reachMinutes,
      // every tier, so that a shelter keeps its place in the list through all steps
      tier: "all",
    };
    const reach = shelterReach(prepared, scenario);
    shelterIds = reach.shelters.map((shelter) => shelter.id);
    const takesPart = reach.shelters.map(({ tier }) => step.tiers.includes(tier));
    const capacities = reach.shelters.map((shelter, i) =>
      takesPart[i] ? capacityPersons(prepared, shelter, step.phase) : null,
    );
    const persons = wholePersons(counted.map((count) => count * step.shareInNeed));
    const placings = nextPhase(stays, {
      persons,
      times: { ...reach, arcSite: reach.arcShelter },
      capacities,
      demandIds,
      siteIds: shelterIds,
      unservedDeciseconds: request.unservedDeciseconds,
      moveDeciseconds: request.moveMinutes === null ? null : Math.round(request.moveMinutes * 600),
    });
    const wentHomePersons = before.reduce((sum, count, cell) => sum + Math.max(0, count - persons[cell]!), 0);
    stays = together(placings);
    before = persons;
    const loads = shelterIds.map((shelterId, i) => ({
      shelterId,
      capacityPersons: capacities[i]!,
      assignedPersons: placings.reduce((sum, { site, persons }) => sum + (site === i ? persons : 0), 0),
    }));
    return {
      step,
      squareMetresPerPerson: squareMetresPerPerson(prepared, step.phase),
      wentHomePersons,
      loads: loads.filter((_, i) => takesPart[i]),
      ...told(placings, persons),
    };
  });
  return ok({ request, demandIds, shelterIds, phases });
}

/** Persons of one cell in one shelter, wherever they were before. */
function together(placings: readonly Placing[]): Stay[] {
  const stays = new Map<string, Stay>();
  for (const { demand, site, persons, deciseconds } of placings) {
    const key = `${demand} ${site}`;
    stays.set(key, { demand, site, deciseconds, persons: persons + (stays.get(key)?.persons ?? 0) });
  }
  return [...stays.values()];
}

function told(placings: readonly Placing[], persons: Int32Array) {
  const sum = (counts: (placing: Placing) => boolean) =>
    placings.reduce((total, placing) => total + (counts(placing) ? placing.persons : 0), 0);
  const placed = placings.filter(({ site }) => site !== -1);
  const demandShortPersons = new Int32Array(persons.length);
  for (const placing of placings)
    if (placing.site === -1) demandShortPersons[placing.demand]! += placing.persons;
  return {
    personsInNeed: persons.reduce((total, count) => total + count, 0),
    stayedPersons: sum(({ from, site }) => site !== -1 && from === site),
    movedPersons: sum(({ from, site }) => site !== -1 && from !== -1 && from !== site),
    newlyPlacedPersons: sum(({ from, site }) => site !== -1 && from === -1),
    noRoomPersons: sum(({ site, isReached }) => site === -1 && isReached),
    notReachedPersons: sum(({ site, isReached }) => site === -1 && !isReached),
    lostPlacePersons: sum(({ from, site }) => site === -1 && from !== -1),
    personSeconds: placed.reduce((total, each) => total + each.persons * each.deciseconds, 0) / 10,
    flowDemand: Uint32Array.from(placed, ({ demand }) => demand),
    flowFrom: Int32Array.from(placed, ({ from }) => from),
    flowTo: Uint32Array.from(placed, ({ site }) => site),
    flowPersons: Uint32Array.from(placed, (each) => each.persons),
    flowSeconds: Float64Array.from(placed, ({ deciseconds }) => deciseconds / 10),
    demandShortPersons,
  };
}
