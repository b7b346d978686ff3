import type { BoardPacks } from "../model/board-packs.ts";
import type { DivertAnswer, DivertedPersons, DivertRequest } from "../model/divert.ts";
import type { Failure } from "../model/failure.ts";
import type { Scenario } from "../model/scenario.ts";
import { ok, type Result } from "../result.ts";
import { allocateKnown } from "./allocate-known.ts";
import { capacityPersons } from "./capacity.ts";
import { needOf, scenarioAt, type UnfoldedRequest, unfoldRequest } from "./forecast.ts";
import { cellKeys } from "./place-persons.ts";
import type { PreparedPack } from "./prepare.ts";
import { shelterReach } from "./shelter-reach.ts";
import { type ShelterReading, saysWhatIsOpen, situatedPack } from "./situated-pack.ts";

/** Persons of every cell by the id of the shelter they are in or sent to; whoever has none is in none. */
interface Whereabouts {
  readonly ofCell: readonly Map<string, number>[];
  readonly cellPersons: Int32Array;
  readonly unplacedPersons: number;
}

function addFlows(
  ofCell: readonly Map<string, number>[],
  prepared: PreparedPack,
  scenario: Scenario,
  persons: Int32Array,
  roomOf: (shelterId: string) => number | null,
): void {
  const reach = shelterReach(prepared, scenario);
  const siteIds = reach.shelters.map(({ id }) => id);
  const times = { ...reach, arcSite: reach.arcShelter };
  const allocation = allocateKnown(times, persons, siteIds.map(roomOf), {
    demandKeys: cellKeys(prepared),
    siteIds,
  });
  let kept = 0;
  for (let cell = 0; cell < persons.length; cell++)
    for (; kept < allocation.arcOfTimes.length; kept++) {
      const arc = allocation.arcOfTimes[kept]!;
      if (arc >= reach.arcOffsets[cell + 1]!) break;
      const count = allocation.arcPersons[kept]!;
      const id = siteIds[reach.arcShelter[arc]!]!;
      if (count > 0) ofCell[cell]!.set(id, (ofCell[cell]!.get(id) ?? 0) + count);
    }
}

/** The same as the board has it: who is in a shelter, and who is sent to what room is left. */
function whereabouts(
  prepared: PreparedPack,
  unfolded: UnfoldedRequest,
  reading: ShelterReading,
): Whereabouts {
  const { ground } = unfolded.request.response;
  const scenario = scenarioAt(unfolded, 0);
  const need = needOf(prepared, unfolded, reading);
  const { pack, present } = situatedPack(prepared, ground, scenario.phase, reading);
  const ofCell = Array.from(need.cellPersons, () => new Map<string, number>());
  const inOne = need.cellPersons.map((count, cell) => count - need.cellOnTheirWay[cell]!);
  if (present.size > 0) addFlows(ofCell, prepared, scenario, inOne, (id) => present.get(id) ?? null);
  addFlows(ofCell, pack, scenario, need.cellOnTheirWay, (id) => {
    const shelter = pack.shelters.get(id);
    return shelter ? capacityPersons(pack, shelter, scenario.phase) : null;
  });
  const placed = need.shelters.reduce((sum, { persons }) => sum + persons, 0);
  return { ofCell, cellPersons: need.cellPersons, unplacedPersons: need.persons - placed };
}

/** Who goes elsewhere when a shelter fills, closes or shuts a gate, by community: from where, to where, how many. */
export function divert(
  prepared: PreparedPack,
  request: DivertRequest,
  packs: BoardPacks,
): Result<DivertAnswer, Failure> {
  const { scenario, response } = request;
  const now = unfoldRequest(prepared, packs, { scenario, response });
  if (!now.ok) return now;
  const then = unfoldRequest(prepared, packs, {
    scenario,
    response: { ...response, ground: request.after },
  });
  if (!then.ok) return then;
  // one reading on both sides: the first shelter to open sends nobody away from the others
  const reading: ShelterReading = saysWhatIsOpen(response.ground) ? "opened" : "designated";
  const before = whereabouts(prepared, now.value, reading);
  const after = whereabouts(prepared, then.value, reading);
  const moves = new Map<string, DivertedPersons>();
  let divertedPersons = 0;
  prepared.pack.demand.forEach(({ communityId }, cell) => {
    for (const { from, to, persons } of movesOf(before, after, cell)) {
      if (from !== null) divertedPersons += persons;
      const key = `${communityId}\n${from}\n${to}`;
      const known = moves.get(key)?.persons ?? 0;
      moves.set(key, { communityId, fromShelterId: from, toShelterId: to, persons: known + persons });
    }
  });
  return ok({
    request,
    moves: [...moves.values()].sort((a, b) => b.persons - a.persons),
    divertedPersons,
    unplacedBefore: before.unplacedPersons,
    unplacedAfter: after.unplacedPersons,
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  });
}

interface CellMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly persons: number;
}

/** The fewest moves that make one of the other; of a cell's people nobody can say who is who. */
function movesOf(before: Whereabouts, after: Whereabouts, cell: number): CellMove[] {
  const was = withUnplaced(before, cell);
  const is = withUnplaced(after, cell);
  const losing: { id: string | null; persons: number }[] = [];
  const gaining: { id: string | null; persons: number }[] = [];
  for (const id of new Set([...was.keys(), ...is.keys()])) {
    const more = (is.get(id) ?? 0) - (was.get(id) ?? 0);
    if (more !== 0) (more < 0 ? losing : gaining).push({ id, persons: Math.abs(more) });
  }
  const moves: CellMove[] = [];
  let at = 0;
  for (const each of losing)
    while (each.persons > 0 && at < gaining.length) {
      const other = gaining[at]!;
      const persons = Math.min(each.persons, other.persons);
      if (persons > 0) moves.push({ from: each.id, to: other.id, persons });
      each.persons -= persons;
      other.persons -= persons;
      if (other.persons === 0) at++;
    }
  return moves;
}

function withUnplaced({ ofCell, cellPersons }: Whereabouts, cell: number): Map<string | null, number> {
  const all = new Map<string | null, number>(ofCell[cell]);
  let placed = 0;
  for (const persons of all.values()) placed += persons;
  return all.set(null, cellPersons[cell]! - placed);
}
