import { closedPrice } from "./closed-price.ts";
import type { Flow } from "./flow.ts";
import { NO_ARC, priceOf } from "./flow-network.ts";

/**
 * Gives shelters nobody is in a price at which, the others' being as they are, each is just full, or free of charge.
 * Returns the cells that then have persons who want to go there.
 */
export function fitPrices(flow: Flow, persons: Int32Array, shelters: readonly number[]): Set<number> {
  const { network, prices, entries } = flow;
  const { cellCount, shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice, mostPersons } = network;
  const isFitted = new Uint8Array(shelterCount);
  for (const shelter of shelters) isFitted[shelter] = 1;
  /** What the cell pays where it is, or would without the shelters. */
  const least = new Float64Array(cellCount);
  for (let cell = 0; cell < cellCount; cell++) {
    const entry = entries.firstOfCell[cell]!;
    if (entry !== -1) {
      least[cell] = entries.price[entry]! + prices[entries.shelter[entry]!]!;
      continue;
    }
    if (persons[cell] === 0) continue;
    least[cell] = unservedPrice + prices[shelterCount]!;
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    for (let arc = begin; arc < end; arc++) {
      const to = arcOffsets ? arcShelter[arc]! : arc - begin;
      if (isFitted[to] === 0 && arcPrice[arc] !== NO_ARC)
        least[cell] = Math.min(least[cell]!, arcPrice[arc]! + prices[to]!);
    }
  }
  const drawn = new Set<number>();
  for (const shelter of shelters) {
    const wishes: { cell: number; worth: number }[] = [];
    for (let cell = 0; cell < cellCount; cell++) {
      if (persons[cell] === 0) continue;
      const price = priceOf(network, cell, shelter);
      if (price < least[cell]! && price !== NO_ARC) wishes.push({ cell, worth: least[cell]! - price });
    }
    prices[shelter] = priceAtWhichFull(wishes, persons, mostPersons[shelter]!) ?? closedPrice(network);
    for (const { cell, worth } of wishes) {
      if (worth <= prices[shelter]!) continue;
      drawn.add(cell);
      least[cell]! -= worth - prices[shelter]!;
    }
  }
  return drawn;
}

/** null: there is no room. */
function priceAtWhichFull(
  wishes: readonly { readonly cell: number; readonly worth: number }[],
  persons: Int32Array,
  mostPersons: number,
): number | null {
  if (mostPersons === 0) return null;
  let load = 0;
  for (const { cell, worth } of wishes.toSorted((one, other) => other.worth - one.worth)) {
    load += persons[cell]!;
    if (load > mostPersons) return worth;
  }
  return 0;
}
