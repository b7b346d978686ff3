import FlatQueue from "flatqueue";
import { NO_ARC } from "./flow-network.ts";
import {
  type ChainSearch,
  moveAlongChain,
  NO_NODE,
  placesLeft,
  type SurplusFlow,
} from "./move-along-chain.ts";

/**
 * Does what ChainForest does without a table of steps: the steps out of a shelter are looked for in its cells' arcs
 * when it is reached, so that time and memory follow the arcs, not the pairs of shelters. Every chain has a search of
 * its own.
 */
export class SparseSearch implements ChainSearch {
  readonly cameFrom: Int32Array;
  readonly cameEntry: Int32Array;
  private readonly flow: SurplusFlow;
  /** Infinity everywhere before and after a search. */
  private readonly distance: Float64Array;
  private readonly isSettled: Uint8Array;
  private readonly settled: Int32Array;
  /** Nodes with a distance. */
  private readonly touched: Int32Array;
  private readonly queue = new FlatQueue();

  constructor(flow: SurplusFlow) {
    const width = flow.network.shelterCount + 1;
    this.flow = flow;
    this.cameFrom = new Int32Array(width).fill(NO_NODE);
    this.cameEntry = new Int32Array(width);
    this.distance = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
    this.isSettled = new Uint8Array(width);
    this.settled = new Int32Array(width);
    this.touched = new Int32Array(width);
  }

  /** Until no node has surplus. The surplus of all nodes adds up to nothing. */
  moveAll(): void {
    const { excess } = this.flow;
    for (let source = 0; source < excess.length; source++)
      while (excess[source]! > 0) moveAlongChain(this.flow, this, this.findChain(source));
  }

  /** The node that lacks persons nearest to a source. */
  private findChain(source: number): number {
    const { flow, distance, cameFrom, cameEntry, isSettled, settled, touched, queue } = this;
    const { prices, excess, entries } = flow;
    const { shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice } = flow.network;
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
    cameFrom[source] = NO_NODE;
    touched[touchedCount++] = source;
    while (excess[at]! >= 0) {
      isSettled[at] = 1;
      settled[settledCount++] = at;
      base = distance[at]! - prices[at]!;
      if (at === nowhere) {
        for (let to = 0; to < shelterCount; to++) if (placesLeft(flow, at, to) > 0) reach(to, 0, -1);
      } else if (placesLeft(flow, at, nowhere) > 0) reach(nowhere, 0, -1);
      for (let i = 0; i < entries.countOfShelter[at]!; i++) {
        const entry = entries.ofShelter[at]![i]!;
        const here = entries.price[entry]!;
        const cell = entries.cell[entry]!;
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
}
