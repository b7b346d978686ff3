import { closedPrice } from "./closed-price.ts";
import type { Flow } from "./flow.ts";
import { type FlowNetwork, NO_ARC } from "./flow-network.ts";
import { polishPrices } from "./polish-prices.ts";

/** A shelter counts as changed, not only some cells' way to it, where this share of its arcs differs. */
const CHANGED_ARCS_SHARE = 0.25;
/** Above this share of changed shelters or cells, starting anew is as quick. */
const MOST_CHANGED_SHARE = 0.34;

interface Difference {
  /** Cells to be taken out and placed anew: other persons, or another price where they are now. */
  readonly moved: readonly number[];
  /** Pairs whose price differs, cell * shelterCount + shelter, of cells that stay where they are. */
  readonly pairs: readonly number[];
  readonly changedShelters: readonly number[];
}

/**
 * Turns an optimal flow of one network into that of another of the same cells and shelters. false: they differ too
 * much, and nothing is done. `network` is kept.
 */
export function changeFlow(
  flow: Flow,
  network: FlowNetwork,
  before: Int32Array,
  persons: Int32Array,
): boolean {
  const difference = compare(flow, network, before, persons);
  if (difference === null) return false;
  const { moved, pairs, changedShelters } = difference;
  for (const cell of moved) {
    for (let entry = flow.firstOfCell[cell]!; entry !== -1; entry = flow.firstOfCell[cell]!)
      flow.leave(entry, flow.entryPersons[entry]!);
  }
  flow.network = network;
  for (const pair of pairs) {
    const shelter = pair % network.shelterCount;
    const cell = (pair - shelter) / network.shelterCount;
    for (let entry = flow.firstOfCell[cell]!; entry !== -1; entry = flow.nextOfCell[entry]!)
      flow.forgetStep(flow.entryShelter[entry]!, shelter);
  }
  const base = flow.prices[network.shelterCount]!;
  const prices = flow.prices.map((price) => Math.max(0, price - base));
  fitPrices(network, persons, prices, changedShelters);
  flow.prices.set(polishPrices(network, persons, prices));
  flow.placeAgain(persons);
  flow.repair();
  return true;
}

function compare(
  flow: Flow,
  network: FlowNetwork,
  before: Int32Array,
  persons: Int32Array,
): Difference | null {
  const was = flow.network;
  const { cellCount, shelterCount } = network;
  if (
    was.cellCount !== cellCount ||
    was.shelterCount !== shelterCount ||
    was.unservedPrice !== network.unservedPrice ||
    (was.arcOffsets === null) !== (network.arcOffsets === null)
  )
    return null;
  const moved: number[] = [];
  const pairs: number[] = [];
  const changedArcs = new Uint32Array(shelterCount);
  for (let cell = 0; cell < cellCount; cell++) {
    let isMoved = before[cell] !== persons[cell];
    if (network.arcOffsets !== null) isMoved ||= rowsDiffer(was, network, cell);
    else {
      const begin = cell * shelterCount;
      const kept = pairs.length;
      for (let shelter = 0; shelter < shelterCount; shelter++) {
        if (was.arcPrice[begin + shelter] === network.arcPrice[begin + shelter]) continue;
        changedArcs[shelter]!++;
        pairs.push(begin + shelter);
        for (let entry = flow.firstOfCell[cell]!; entry !== -1; entry = flow.nextOfCell[entry]!)
          isMoved ||= flow.entryShelter[entry] === shelter;
      }
      if (isMoved) pairs.length = kept;
    }
    if (isMoved) moved.push(cell);
  }
  const changedShelters: number[] = [];
  for (let shelter = 0; shelter < shelterCount; shelter++) {
    if (
      was.mostPersons[shelter] !== network.mostPersons[shelter] ||
      changedArcs[shelter]! > cellCount * CHANGED_ARCS_SHARE
    )
      changedShelters.push(shelter);
  }
  const isTooMuch =
    changedShelters.length > Math.max(1, shelterCount * MOST_CHANGED_SHARE) ||
    moved.length > cellCount * MOST_CHANGED_SHARE;
  return isTooMuch ? null : { moved, pairs, changedShelters };
}

function rowsDiffer(was: FlowNetwork, network: FlowNetwork, cell: number): boolean {
  const begin = was.arcOffsets![cell]!;
  const count = was.arcOffsets![cell + 1]! - begin;
  const at = network.arcOffsets![cell]!;
  if (network.arcOffsets![cell + 1]! - at !== count) return true;
  for (let i = 0; i < count; i++) {
    if (was.arcPrice[begin + i] !== network.arcPrice[at + i]) return true;
    if (was.arcShelter[begin + i] !== network.arcShelter[at + i]) return true;
  }
  return false;
}

/** Sets the price of each changed shelter so that, the others' being as they are, it is just full, or free of charge. */
function fitPrices(
  network: FlowNetwork,
  persons: Int32Array,
  prices: Float64Array,
  shelters: readonly number[],
): void {
  if (shelters.length === 0) return;
  const { cellCount, shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice, mostPersons } = network;
  const closed = closedPrice(network);
  const isChanged = new Uint8Array(shelterCount);
  for (const shelter of shelters) {
    prices[shelter] = closed;
    isChanged[shelter] = 1;
  }
  const wishes = new Map(shelters.map((shelter) => [shelter, [] as { worth: number; persons: number }[]]));
  const here: number[] = [];
  for (let cell = 0; cell < cellCount; cell++) {
    if (persons[cell] === 0) continue;
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    let least = unservedPrice;
    here.length = 0;
    for (let arc = begin; arc < end; arc++) {
      const to = arcOffsets ? arcShelter[arc]! : arc - begin;
      const price = arcPrice[arc]! + prices[to]!;
      if (isChanged[to] === 1) here.push(arc);
      else if (price < least && arcPrice[arc] !== NO_ARC) least = price;
    }
    for (const arc of here) {
      const to = arcOffsets ? arcShelter[arc]! : arc - begin;
      if (arcPrice[arc]! < least)
        wishes.get(to)!.push({ worth: least - arcPrice[arc]!, persons: persons[cell]! });
    }
  }
  for (const [shelter, each] of wishes) {
    if (mostPersons[shelter] === 0) continue;
    each.sort((one, other) => other.worth - one.worth);
    let load = 0;
    prices[shelter] = 0;
    for (const wish of each) {
      load += wish.persons;
      if (load <= mostPersons[shelter]!) continue;
      prices[shelter] = wish.worth;
      break;
    }
  }
}
