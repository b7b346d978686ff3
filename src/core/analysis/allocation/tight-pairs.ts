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

/** Of an optimal flow: every entry is where time and price are least, so one tells what the least is. */
export function tightPairs(flow: Flow): TightPairs {
  const { prices, network, entries } = flow;
  const { cellCount, shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice } = network;
  const cells: number[] = [];
  const offsets: number[] = [0];
  const nodes: number[] = [];
  for (let cell = 0; cell < cellCount; cell++) {
    const entry = entries.firstOfCell[cell]!;
    if (entry === -1) continue;
    const least = entries.price[entry]! + prices[entries.shelter[entry]!]!;
    const before = nodes.length;
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    if (arcOffsets === null) {
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
