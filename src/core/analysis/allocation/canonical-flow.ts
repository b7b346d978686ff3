import { Flow } from "./flow.ts";
import { NO_ARC } from "./flow-network.ts";

/** Who goes where: cell, shelter (the count of shelters = nowhere) and persons, one entry per pair, cells rising. */
export interface Placements {
  readonly cells: Uint32Array;
  readonly shelters: Uint32Array;
  readonly persons: Float64Array;
}

/**
 * Of all optimal flows the one that names decide, so that the order of the input cannot. Every optimal flow, and no
 * other, sends people only where time and price together are least and fills the shelters whose places have a price.
 * Most cells have one such shelter. The rest, with a pseudo-random cost for each pair of names, are a small problem of
 * the same kind whose optimum is the only one, short of two sums of 31-bit numbers being equal by chance.
 */
export function canonicalFlow(
  flow: Flow,
  persons: ArrayLike<number>,
  cellKeys: ArrayLike<number>,
  shelterKeys: ArrayLike<number>,
): Placements {
  const { network, prices, loadPersons } = flow;
  const { cellCount, shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice } = network;
  const nowhere = shelterCount;
  const free = { cells: [] as number[], offsets: [0], shelters: [] as number[], prices: [] as number[] };
  const left = loadPersons.slice();
  const cells: number[] = [];
  const shelters: number[] = [];
  const counts: number[] = [];
  const tight: number[] = [];
  /** Where the free cells' persons will be told of: their place among the placements is not known yet. */
  for (let cell = 0; cell < cellCount; cell++) {
    const count = persons[cell]!;
    if (count === 0) continue;
    let least = unservedPrice + prices[nowhere]!;
    tight.length = 1;
    tight[0] = nowhere;
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    for (let arc = begin; arc < end; arc++) {
      const to = arcOffsets ? arcShelter[arc]! : arc - begin;
      const price = arcPrice[arc]! + prices[to]!;
      if (price > least || arcPrice[arc] === NO_ARC) continue;
      if (price < least) tight.length = 0;
      least = price;
      tight.push(to);
    }
    if (tight.length === 1) {
      cells.push(cell);
      shelters.push(tight[0]!);
      counts.push(count);
      left[tight[0]!]! -= count;
      continue;
    }
    free.cells.push(cell);
    for (const to of tight) {
      free.shelters.push(to);
      free.prices.push(pairCost(cellKeys[cell]!, to === nowhere ? -1 : shelterKeys[to]!));
    }
    free.offsets.push(free.shelters.length);
  }
  if (free.cells.length > 0) {
    const most = new Float64Array(shelterCount + 1);
    const least = new Float64Array(shelterCount + 1);
    for (let shelter = 0; shelter <= shelterCount; shelter++) {
      const worth = prices[shelter]! - prices[nowhere]!;
      const isFixed = shelter === nowhere || worth !== 0;
      const fixed = loadPersons[shelter]! - left[shelter]!;
      most[shelter] = isFixed ? left[shelter]! : network.mostPersons[shelter]! - fixed;
      least[shelter] = isFixed ? left[shelter]! : Math.max(0, network.leastPersons[shelter]! - fixed);
    }
    const small = new Flow({
      cellCount: free.cells.length,
      shelterCount: shelterCount + 1,
      arcOffsets: Uint32Array.from(free.offsets),
      arcShelter: Uint32Array.from(free.shelters),
      arcPrice: Uint32Array.from(free.prices),
      unservedPrice: Number.POSITIVE_INFINITY,
      mostPersons: most,
      leastPersons: least,
    });
    small.placeAll(free.cells.map((cell) => persons[cell]!));
    small.repair();
    free.cells.forEach((cell, i) => {
      for (let entry = small.firstOfCell[i]!; entry !== -1; entry = small.nextOfCell[entry]!) {
        cells.push(cell);
        shelters.push(small.entryShelter[entry]!);
        counts.push(small.entryPersons[entry]!);
      }
    });
  }
  return {
    cells: Uint32Array.from(cells),
    shelters: Uint32Array.from(shelters),
    persons: Float64Array.from(counts),
  };
}

/** A pseudo-random number of 31 bits for a pair of names (rounds of murmur3). */
function pairCost(cellKey: number, shelterKey: number): number {
  let mixed = 0x9747b28c;
  for (const part of [cellKey, cellKey / 4294967296, shelterKey, shelterKey / 4294967296]) {
    let word = Math.imul((Math.floor(part) % 4294967296) | 0, 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    mixed ^= word;
    mixed = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 1;
}
