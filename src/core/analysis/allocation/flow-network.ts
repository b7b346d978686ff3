import type { AllocationProblem } from "../../model/allocation.ts";

/** Time that says "no arc": a shelter beyond the minutes. */
export const NO_ARC = 0xffff_ffff;

/** Cells, shelters and the times between them, in one of two layouts. */
export interface FlowNetwork {
  readonly cellCount: number;
  readonly shelterCount: number;
  /**
   * Arcs of cell i are [arcOffsets[i], arcOffsets[i + 1]), at most one per shelter. null: the full table, the arc of
   * cell i and shelter k is i * shelterCount + k.
   */
  readonly arcOffsets: Uint32Array | null;
  /** Shelter of each arc; empty in the full table. */
  readonly arcShelter: Uint32Array;
  /** Price of one person on each arc, a whole number; NO_ARC = none. */
  readonly arcPrice: Uint32Array;
  /** Price of one person left without a place; Infinity = nobody may be left. */
  readonly unservedPrice: number;
  /** Most and fewest persons of each shelter; the fewest must be possible. */
  readonly mostPersons: Float64Array;
  readonly leastPersons: Float64Array;
}

/** Most persons of one cell, and the longest walk in deciseconds: what 32 bits hold with room for "no arc". */
const MOST_CELL_PERSONS = 0x7fff_ffff;
const LONGEST_DECISECONDS = 0x7fff_ffff;
/** The full table pays where at least this share of its arcs exists, and not beyond this many (4 bytes each). */
const LEAST_FULL_SHARE = 0.25;
const MOST_FULL_ARCS = 2 ** 26;

/**
 * The problem as the flow reads it. Refuses what only a programming error can bring here: files and forms are checked
 * where they are read.
 */
export function flowNetwork(problem: AllocationProblem): FlowNetwork {
  const { persons, capacityPersons, arcOffsets, arcShelter, arcDeciseconds } = problem;
  const cellCount = persons.length;
  const shelterCount = capacityPersons.length;
  checkCounts(problem);
  let dearest = 0;
  for (let arc = 0; arc < arcDeciseconds.length; arc++)
    if (arcDeciseconds[arc]! > dearest) dearest = arcDeciseconds[arc]!;
  checkWalk(dearest);
  const arcs = { arcOffsets, arcShelter, arcPrice: arcDeciseconds };
  return {
    cellCount,
    shelterCount,
    ...(fullTable(cellCount, shelterCount, arcs) ?? arcs),
    unservedPrice: unservedPrice(problem.unservedDeciseconds ?? null, shelterCount, dearest),
    mostPersons: Float64Array.from(capacityPersons),
    leastPersons: new Float64Array(shelterCount),
  };
}

export function checkCounts({ persons, capacityPersons }: AllocationProblem): void {
  for (let cell = 0; cell < persons.length; cell++)
    checkWhole(persons[cell]!, MOST_CELL_PERSONS, "persons of a cell");
  for (let shelter = 0; shelter < capacityPersons.length; shelter++)
    checkWhole(capacityPersons[shelter]!, Number.MAX_SAFE_INTEGER, "capacity of a shelter");
}

export const checkWalk = (deciseconds: number): void =>
  checkWhole(deciseconds, LONGEST_DECISECONDS, "deciseconds of a walk");

function checkWhole(value: number, most: number, what: string): void {
  if (!(Number.isInteger(value) && value >= 0 && value <= most)) throw new RangeError(`${what}: ${value}`);
}

/**
 * Half a decisecond above the price asked for: at equal cost people are served. Without a price: more than any chain
 * of moves can cost, since a chain visits a shelter once at most.
 */
function unservedPrice(deciseconds: number | null, shelterCount: number, dearest: number): number {
  // A power of two, so that a longer walk seldom means another price and a solution can be carried on.
  if (deciseconds === null) return (shelterCount + 2) * 2 ** Math.ceil(Math.log2(dearest + 2));
  checkWhole(deciseconds, LONGEST_DECISECONDS, "price of an unserved person in deciseconds");
  return deciseconds + 0.5;
}

type Arcs<Offsets> = Pick<FlowNetwork, "arcShelter" | "arcPrice"> & { readonly arcOffsets: Offsets };

/** The same arcs, one for every cell and shelter, row by row; null where that would be too large or mostly empty. */
export function fullTable(
  cellCount: number,
  shelterCount: number,
  { arcOffsets, arcShelter, arcPrice }: Arcs<Uint32Array>,
): Arcs<null> | null {
  const size = cellCount * shelterCount;
  if (size > MOST_FULL_ARCS || arcShelter.length < size * LEAST_FULL_SHARE) return null;
  if (arcShelter.length === size && isInOrder(arcShelter, shelterCount))
    return { arcOffsets: null, arcShelter, arcPrice };
  const table = new Uint32Array(size).fill(NO_ARC);
  for (let cell = 0; cell < cellCount; cell++) {
    for (let arc = arcOffsets[cell]!; arc < arcOffsets[cell + 1]!; arc++)
      table[cell * shelterCount + arcShelter[arc]!] = arcPrice[arc]!;
  }
  return { arcOffsets: null, arcShelter: new Uint32Array(0), arcPrice: table };
}

function isInOrder(arcShelter: Uint32Array, shelterCount: number): boolean {
  for (let arc = 0, shelter = 0; arc < arcShelter.length; arc++) {
    if (arcShelter[arc] !== shelter) return false;
    if (++shelter === shelterCount) shelter = 0;
  }
  return true;
}

/** Price of a cell's arc to a shelter or nowhere; NO_ARC = none. */
export function priceOf(network: FlowNetwork, cell: number, shelter: number): number {
  const { shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice } = network;
  if (shelter === shelterCount) return unservedPrice;
  if (!arcOffsets) return arcPrice[cell * shelterCount + shelter]!;
  for (let arc = arcOffsets[cell]!; arc < arcOffsets[cell + 1]!; arc++)
    if (arcShelter[arc] === shelter) return arcPrice[arc]!;
  return NO_ARC;
}

/**
 * Where time and the price of a place together are least; nowhere where nothing is better. Of equal ones rather one
 * with room left, so that many equal ones fill one after the other.
 */
export function bestOf(
  network: FlowNetwork,
  prices: Float64Array,
  loadPersons: Float64Array,
  cell: number,
): number {
  const { shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice, mostPersons } = network;
  let least = unservedPrice + prices[shelterCount]!;
  let best = shelterCount;
  const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
  const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
  for (let arc = begin; arc < end; arc++) {
    const to = arcOffsets ? arcShelter[arc]! : arc - begin;
    const reached = arcPrice[arc]! + prices[to]!;
    if (reached > least || arcPrice[arc] === NO_ARC) continue;
    if (reached === least) {
      if (best === shelterCount || loadPersons[best]! < mostPersons[best]!) continue;
      if (loadPersons[to]! >= mostPersons[to]!) continue;
    }
    least = reached;
    best = to;
  }
  return best;
}
