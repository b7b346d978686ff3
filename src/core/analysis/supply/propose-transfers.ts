import type { TransferProposal } from "../../model/supplies.ts";
import type { DepotNow } from "./depots-now.ts";
import { type ItemNeed, personEquivalents } from "./item-needs.ts";
import { FORGIVEN } from "./load-truck.ts";

const wholePersons = (units: Float64Array, needs: readonly ItemNeed[]) =>
  Math.floor(personEquivalents(units, needs) + FORGIVEN);

/** Persons the item in the middle supplies, the higher of two middles: what the others are lifted to. */
function middlePersons(units: Float64Array, needs: readonly ItemNeed[]): number {
  const persons = needs.map(({ unitsPerPerson }, k) => units[k]! / unitsPerPerson).sort((a, b) => a - b);
  return Math.floor((persons[persons.length >> 1] ?? 0) + FORGIVEN);
}

/**
 * Transfers down the levels. A district depot can spare of each item what serves nobody there because another item runs
 * out first; a depot of a lower level that holds some items for more persons than others is short of the others, up to
 * the persons its middle item supplies. Depots with nothing at all ask for nothing. Of what is short each unit comes from
 * the district depot that has most of it to spare; the depot with most persons to win is made up first.
 */
export function proposeTransfers(
  depots: readonly DepotNow[],
  needs: readonly ItemNeed[],
): TransferProposal[] {
  if (needs.length === 0) return [];
  const spare = depots
    .filter(({ depot }) => depot.level === "district")
    .map(({ depot, units }) => {
      const persons = wholePersons(units, needs);
      return {
        id: depot.id,
        units: units.map((count, k) =>
          Math.max(0, Math.floor(count - Math.ceil(persons * needs[k]!.unitsPerPerson - FORGIVEN))),
        ),
      };
    });
  const short = depots
    .filter(({ depot }) => depot.level !== "district")
    .map(({ depot, units }) => ({
      id: depot.id,
      units,
      before: wholePersons(units, needs),
      goal: middlePersons(units, needs),
    }))
    .filter(({ before, goal }) => goal > before)
    .sort(
      (one, other) => other.goal - other.before - (one.goal - one.before) || (one.id < other.id ? -1 : 1),
    );
  return short.flatMap(({ id, units, before, goal }) => {
    const moves: Omit<TransferProposal, "personsBefore" | "personsAfter">[] = [];
    const after = units.slice();
    needs.forEach(({ item, unitsPerPerson }, k) => {
      let missing = Math.ceil(goal * unitsPerPerson - FORGIVEN) - units[k]!;
      for (const from of [...spare].sort((one, other) => other.units[k]! - one.units[k]!)) {
        const quantity = Math.min(Math.ceil(missing), from.units[k]!);
        if (!(quantity > 0)) break;
        from.units[k]! -= quantity;
        after[k]! += quantity;
        missing -= quantity;
        moves.push({ fromId: from.id, toId: id, item, quantity });
      }
    });
    const personsAfter = wholePersons(after, needs);
    if (personsAfter <= before) {
      // nobody is won: what was set aside is there for the next
      for (const { fromId, item, quantity } of moves) {
        const k = needs.findIndex((need) => need.item === item);
        const from = spare.find((each) => each.id === fromId);
        if (from) from.units[k]! += quantity;
      }
      return [];
    }
    return moves.map((move) => ({ ...move, personsBefore: before, personsAfter }));
  });
}
