import type FlatQueue from "flatqueue";
import { type FlowNetwork, NO_ARC } from "./flow-network.ts";

/** What the search reads and writes of a flow; a node is a shelter or, last, nowhere. */
interface Searched {
  readonly network: FlowNetwork;
  readonly prices: Float64Array;
  readonly takenPlaces: Float64Array;
  readonly excess: Float64Array;
  readonly entryCell: Int32Array;
  readonly entryPrice: Float64Array;
  /** Entries of a shelter: firstOfShelter, then next; -1 ends. */
  readonly firstOfShelter: Int32Array;
  readonly next: Int32Array;
  /** Infinity everywhere before and after. */
  readonly distance: Float64Array;
  readonly cameFrom: Int32Array;
  readonly cameEntry: Int32Array;
  readonly isSettled: Uint8Array;
  readonly settled: Int32Array;
  /** Nodes with a distance. */
  readonly touched: Int32Array;
  readonly queue: FlatQueue;
}

/**
 * The same as Flow's own search over its table of steps, without a table: the steps out of a shelter are looked for in
 * its cells' arcs when it is reached, so that time and memory follow the arcs, not the pairs of shelters. Returns the
 * node that lacks persons.
 */
export function findSparseChain(flow: Searched, source: number): number {
  const { prices, takenPlaces, excess, distance, cameFrom, cameEntry, isSettled, settled, touched, queue } =
    flow;
  const { shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice, mostPersons, leastPersons } =
    flow.network;
  const nowhere = shelterCount;
  let touchedCount = 0;
  let settledCount = 0;
  let base = 0;
  let at = source;
  const reach = (to: number, price: number, entry: number) => {
    const reached = base + price + prices[to]!;
    if (reached >= distance[to]!) return;
    if (distance[to] === Number.POSITIVE_INFINITY) touched[touchedCount++] = to;
    distance[to] = reached;
    cameFrom[to] = at;
    cameEntry[to] = entry;
    queue.push(to, reached);
  };
  queue.clear();
  distance[source] = 0;
  touched[touchedCount++] = source;
  while (excess[at]! >= 0) {
    isSettled[at] = 1;
    settled[settledCount++] = at;
    base = distance[at]! - prices[at]!;
    if (at === nowhere) {
      for (let to = 0; to < shelterCount; to++) if (takenPlaces[to]! > leastPersons[to]!) reach(to, 0, -1);
    } else if (takenPlaces[at]! < mostPersons[at]!) reach(nowhere, 0, -1);
    for (let entry = flow.firstOfShelter[at]!; entry !== -1; entry = flow.next[entry]!) {
      const here = flow.entryPrice[entry]!;
      const cell = flow.entryCell[entry]!;
      const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
      const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
      for (let arc = begin; arc < end; arc++) {
        if (arcPrice[arc] !== NO_ARC)
          reach(arcOffsets ? arcShelter[arc]! : arc - begin, arcPrice[arc]! - here, entry);
      }
      if (unservedPrice !== Number.POSITIVE_INFINITY) reach(nowhere, unservedPrice - here, entry);
    }
    let nearest = queue.pop();
    while (nearest !== undefined && isSettled[nearest] === 1) nearest = queue.pop();
    if (nearest === undefined)
      throw new Error("no chain: the least persons of the shelters are not possible");
    at = nearest;
  }
  const whole = distance[at]!;
  for (let i = 0; i < settledCount; i++) prices[settled[i]!]! += whole - distance[settled[i]!]!;
  for (let i = 0; i < touchedCount; i++) {
    distance[touched[i]!] = Number.POSITIVE_INFINITY;
    isSettled[touched[i]!] = 0;
  }
  return at;
}
