import type { Scenario } from "../model/scenario.ts";
import { allocateKnown } from "./allocate-known.ts";
import { createAllocator } from "./allocation/create-allocator.ts";
import { keptOnce } from "./kept-once.ts";
import { cellKeys, placePersons } from "./place-persons.ts";
import type { PreparedPack } from "./prepare.ts";
import { shelterReach } from "./shelter-reach.ts";
import type { Situated } from "./situated-pack.ts";

/** Where people in need are and are sent. */
export interface PlacedInNeed {
  /** People in need: those of the cells, and whoever is in a shelter beyond them. */
  readonly persons: number;
  /** Per shelter that has or gets anybody, in the pack's order. */
  readonly shelters: readonly {
    readonly shelterId: string;
    /** Those who are there and those the exact allocation sends. */
    readonly persons: number;
    readonly presentPersons: number;
    /** Gates that count for whoever delivers: indexes into pack.index.gates. */
    readonly gates: readonly number[];
  }[];
  /** Of each cell, in the order of the demand layer, those who are in a shelter already. */
  readonly presentByCell: Int32Array;
}

/** Its own, so that it carries on its own answer of before and not the one of who is to be placed. */
const presentAllocator = keptOnce(createAllocator, { ignoresSites: true, atMost: 2 });

/**
 * Nobody counts who came from where. Those in a shelter are taken for the people in need who have least far to it, over
 * all shelters together and exactly; whoever is left over came from elsewhere and is in need all the same.
 */
function cellsOfPresent(
  prepared: PreparedPack,
  scenario: Scenario,
  persons: Int32Array,
  present: ReadonlyMap<string, number>,
): Int32Array {
  const reach = shelterReach(prepared, scenario);
  const siteIds = reach.shelters.map(({ id }) => id);
  return allocateKnown(
    { ...reach, arcSite: reach.arcShelter },
    persons,
    siteIds.map((id) => present.get(id) ?? null),
    {
      demandKeys: cellKeys(prepared),
      siteIds,
      solve: presentAllocator(prepared, siteIds.join("\n")).allocate,
    },
  ).servedPersons.slice();
}

const sum = (counts: Iterable<number>) => {
  let total = 0;
  for (const count of counts) total += count;
  return total;
};

/**
 * Gives people in need (whole persons by cell) their shelters: who is in one stays there, the others are sent by the exact
 * allocation to what room is left. `prepared`: the pack without reports, `designated`: with those of every shelter on
 * the list, `situated`: with those of the reading asked for.
 */
export function placeInNeed(
  prepared: PreparedPack,
  designated: Situated,
  situated: Situated,
  scenario: Scenario,
  persons: Int32Array,
): PlacedInNeed {
  const { present } = situated;
  const presentByCell =
    present.size === 0
      ? new Int32Array(persons.length)
      : cellsOfPresent(prepared, scenario, persons, present);
  const reach = shelterReach(situated.pack, scenario);
  const placed = placePersons(
    situated.pack,
    scenario,
    reach,
    present.size === 0 ? persons : persons.map((count, cell) => count - presentByCell[cell]!),
  );
  // a shelter that takes nobody more still has gates for who brings supplies
  const { gates } = shelterReach(designated.pack, scenario);
  const shelters = reach.shelters.map(({ id }, i) => {
    const presentPersons = present.get(id) ?? 0;
    return {
      shelterId: id,
      persons: presentPersons + placed.shelterPersons[i]!,
      presentPersons,
      gates: gates[i]!,
    };
  });
  const fromElsewhere = sum(shelters.map((each) => each.presentPersons)) - sum(presentByCell);
  return {
    persons: sum(persons) + fromElsewhere,
    shelters: shelters.filter((shelter) => shelter.persons > 0),
    presentByCell,
  };
}
