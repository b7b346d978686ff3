import type { Flow } from "./flow.ts";
import { NO_ARC } from "./flow-network.ts";

/** Cells with a choice, and what they can choose: the nodes where time and price together are least for them. */
export interface TightPairs {
  readonly cells: Uint32Array;
  /** Pairs of cells[i] are [offsets[i], offsets[i + 1]); at least two. */
  readonly offsets: Uint32Array;
  /** A shelter, or the count of shelters: nowhere. */
  readonly nodes: Uint32Array;
}

/** Shelters whose prices fell most, which are looked at for every cell: the fall of the others then bounds all of them. */
const LOOKED_AT_SHELTERS = 4;
/** Above so many shelters to be looked at for every cell, looking at all arcs is as quick. */
const MOST_LOOKED_AT_SHARE = 0.2;

/**
 * How far from a choice each cell was at the last look, so that most need no other after a small change. The prices of
 * nodes only ever bring a node nearer by what it fell, and one's own farther by what it rose.
 */
export class TightMemory {
  /** What the second best node costs a cell more than its own, or less than that; 0 or less = to be looked at. */
  readonly slack: Float64Array;
  /** The cell's node at the last look. */
  readonly own: Int32Array;
  /** Prices of the nodes at the last look. */
  readonly prices: Float64Array;
  /** Shelters to which an arc has changed since. */
  readonly changed = new Set<number>();

  constructor(cellCount: number, nodeCount: number) {
    this.slack = new Float64Array(cellCount).fill(-1);
    this.own = new Int32Array(cellCount).fill(-1);
    this.prices = new Float64Array(nodeCount);
  }

  /** Lets every cell's slack shrink by what may have come nearer. Of a network that has the full table. */
  age(flow: Flow): void {
    const { slack, own, changed } = this;
    const { prices, network, entries } = flow;
    const { cellCount, shelterCount, arcPrice } = network;
    const rise = prices.map((price, node) => price - this.prices[node]!);
    const lookedAt = new Set([
      ...changed,
      ...Uint32Array.from(rise.keys())
        .sort((one, other) => rise[one]! - rise[other]!)
        .slice(0, LOOKED_AT_SHELTERS),
    ]);
    if (lookedAt.size > shelterCount * MOST_LOOKED_AT_SHARE) slack.fill(-1);
    let leastRise = Number.POSITIVE_INFINITY;
    for (let node = 0; node <= shelterCount; node++)
      if (!lookedAt.has(node) && rise[node]! < leastRise) leastRise = rise[node]!;
    const nodes = Uint32Array.from(lookedAt);
    for (let cell = 0; cell < cellCount; cell++) {
      const entry = entries.firstOfCell[cell]!;
      if (entry === -1 || slack[cell]! <= 0) continue;
      const node = entries.shelter[entry]!;
      if (node !== own[cell] || entries.nextOfCell[entry] !== -1 || changed.has(node)) {
        slack[cell] = -1;
        continue;
      }
      const least = entries.price[entry]! + prices[node]!;
      let left = slack[cell]! - Math.max(0, rise[node]! - leastRise);
      for (const to of nodes) {
        if (to === node) continue;
        const price = to === shelterCount ? network.unservedPrice : arcPrice[cell * shelterCount + to]!;
        if (price !== NO_ARC && price + prices[to]! - least < left) left = price + prices[to]! - least;
      }
      slack[cell] = left;
    }
    this.prices.set(prices);
    changed.clear();
  }
}

/** Of an optimal flow: every entry is where time and price are least, so one tells what the least is. */
export function tightPairs(flow: Flow): TightPairs {
  const { prices, network, entries } = flow;
  const { cellCount, shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice } = network;
  const memory = arcOffsets === null ? flow.memory : null;
  memory?.age(flow);
  const cells: number[] = [];
  const offsets: number[] = [0];
  const nodes: number[] = [];
  for (let cell = 0; cell < cellCount; cell++) {
    const entry = entries.firstOfCell[cell]!;
    if (entry === -1 || (memory !== null && memory.slack[cell]! > 0)) continue;
    const node = entries.shelter[entry]!;
    const least = entries.price[entry]! + prices[node]!;
    const before = nodes.length;
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    if (memory !== null) {
      let second = node === shelterCount ? Number.POSITIVE_INFINITY : unservedPrice + prices[shelterCount]!;
      for (let arc = begin; arc < end; arc++) {
        const there = arcPrice[arc]! + prices[arc - begin]!;
        if (there > second || arcPrice[arc] === NO_ARC) continue;
        if (there === least) nodes.push(arc - begin);
        if (arc - begin !== node) second = there;
      }
      memory.slack[cell] = second - least;
      memory.own[cell] = node;
    } else if (arcOffsets === null) {
      for (let arc = begin; arc < end; arc++)
        if (arcPrice[arc]! + prices[arc - begin]! === least && arcPrice[arc] !== NO_ARC)
          nodes.push(arc - begin);
    } else {
      for (let arc = begin; arc < end; arc++)
        if (arcPrice[arc]! + prices[arcShelter[arc]!]! === least) nodes.push(arcShelter[arc]!);
    }
    if (unservedPrice + prices[shelterCount]! === least) nodes.push(shelterCount);
    if (nodes.length - before < 2) {
      nodes.length = before;
      continue;
    }
    cells.push(cell);
    offsets.push(nodes.length);
  }
  return {
    cells: Uint32Array.from(cells),
    offsets: Uint32Array.from(offsets),
    nodes: Uint32Array.from(nodes),
  };
}
