import type { AllocationProblem } from "../../model/allocation.ts";
import { checkCounts, checkWalk, type FlowNetwork, flowNetwork, NO_ARC } from "./flow-network.ts";

/** What one problem has that the one before had not. */
export interface Difference {
  /** Cells whose persons differ. */
  readonly cells: readonly number[];
  /** Pairs whose price differs, and the new one (NO_ARC = gone): same order in all three. */
  readonly pairCells: readonly number[];
  readonly pairShelters: readonly number[];
  readonly pairPrices: readonly number[];
  /** Shelters whose room differs. */
  readonly shelters: readonly number[];
}

interface Changes {
  readonly cells: number[];
  readonly pairCells: number[];
  readonly pairShelters: number[];
  readonly pairPrices: number[];
  readonly shelters: number[];
}

/** Beyond this share of all pairs solving from nothing is as quick. */
const MOST_CHANGED_PAIRS_SHARE = 0.34;

/** A problem whose arrays are its own, and which takes over another one's figures. */
export class KeptProblem {
  network: FlowNetwork;
  readonly persons: Int32Array;
  private readonly unservedDeciseconds: number | null;
  /** Above this the price of having no place would have to be another; Infinity: it is given. */
  private readonly longestDeciseconds: number;
  private readonly mostPersons: Float64Array;
  /** The full table; null where arcs are listed. */
  private readonly table: Uint32Array | null;
  /** Scratch: prices of one cell's arcs; NO_ARC everywhere else. */
  private readonly row: Uint32Array;
  /** Whether the row looked at last in a full table had another price. */
  private rowDiffered = false;

  constructor(problem: AllocationProblem) {
    const network = flowNetwork(problem);
    const { shelterCount, arcOffsets, arcShelter, arcPrice } = network;
    this.persons = problem.persons.slice();
    this.mostPersons = network.mostPersons;
    this.unservedDeciseconds = problem.unservedDeciseconds ?? null;
    // Twice the least that is beyond all chains: walks may grow and still be.
    const unservedPrice = network.unservedPrice * (this.unservedDeciseconds === null ? 2 : 1);
    this.longestDeciseconds =
      this.unservedDeciseconds === null ? unservedPrice / (shelterCount + 2) - 2 : Number.POSITIVE_INFINITY;
    const isCaller = arcPrice === problem.arcDeciseconds;
    this.table = arcOffsets !== null ? null : isCaller ? arcPrice.slice() : arcPrice;
    this.network = {
      ...network,
      arcOffsets: arcOffsets?.slice() ?? null,
      arcShelter: arcOffsets === null ? new Uint32Array(0) : arcShelter.slice(),
      arcPrice: this.table ?? arcPrice.slice(),
      unservedPrice,
    };
    this.row = new Uint32Array(shelterCount).fill(NO_ARC);
  }

  /** null: nothing is taken over, or not all; who kept the problem has to start anew. */
  takeOver(problem: AllocationProblem): Difference | null {
    const { cellCount, shelterCount } = this.network;
    if (problem.persons.length !== cellCount || problem.capacityPersons.length !== shelterCount) return null;
    if ((problem.unservedDeciseconds ?? null) !== this.unservedDeciseconds) return null;
    checkCounts(problem);
    const changes: Changes = { cells: [], pairCells: [], pairShelters: [], pairPrices: [], shelters: [] };
    const most = Math.max(cellCount, cellCount * shelterCount * MOST_CHANGED_PAIRS_SHARE);
    for (let cell = 0; cell < cellCount; cell++) {
      if (this.table) this.compareTable(this.table, problem, cell, changes);
      else this.compareList(problem, cell, changes);
      if (changes.pairCells.length > most) return null;
      if (this.persons[cell] === problem.persons[cell]) continue;
      this.persons[cell] = problem.persons[cell]!;
      changes.cells.push(cell);
    }
    for (const price of changes.pairPrices) {
      if (price === NO_ARC) continue;
      checkWalk(price);
      if (price > this.longestDeciseconds) return null;
    }
    problem.capacityPersons.forEach((most, shelter) => {
      if (this.mostPersons[shelter] === most) return;
      this.mostPersons[shelter] = most;
      changes.shelters.push(shelter);
    });
    if (!this.table && changes.pairCells.length > 0)
      this.network = {
        ...this.network,
        arcOffsets: problem.arcOffsets.slice(),
        arcShelter: problem.arcShelter.slice(),
        arcPrice: problem.arcDeciseconds.slice(),
      };
    return changes;
  }

  private compareTable(table: Uint32Array, problem: AllocationProblem, cell: number, changes: Changes): void {
    const { shelterCount } = this.network;
    const { arcOffsets, arcShelter, arcDeciseconds } = problem;
    const begin = arcOffsets[cell]!;
    const own = cell * shelterCount;
    const count = changes.pairCells.length;
    const change = (shelter: number, price: number) => {
      table[own + shelter] = price;
      add(changes, cell, shelter, price);
    };
    if (arcOffsets[cell + 1]! - begin === shelterCount) {
      // Where nothing differs the quickest way to see that is to look at no arc for itself; changes come row after row.
      if (!this.rowDiffered) {
        let different = 0;
        for (let k = 0; k < shelterCount; k++)
          different |= (arcShelter[begin + k]! ^ k) | (arcDeciseconds[begin + k]! ^ table[own + k]!);
        if (different === 0) return;
      }
      let shelter = 0;
      for (; shelter < shelterCount && arcShelter[begin + shelter] === shelter; shelter++)
        if (arcDeciseconds[begin + shelter] !== table[own + shelter])
          change(shelter, arcDeciseconds[begin + shelter]!);
      this.rowDiffered = changes.pairCells.length > count;
      if (shelter === shelterCount) return;
    }
    const { row } = this;
    for (let arc = begin; arc < arcOffsets[cell + 1]!; arc++) row[arcShelter[arc]!] = arcDeciseconds[arc]!;
    for (let shelter = 0; shelter < shelterCount; shelter++)
      if (row[shelter] !== table[own + shelter]) change(shelter, row[shelter]!);
    row.fill(NO_ARC);
  }

  private compareList(problem: AllocationProblem, cell: number, changes: Changes): void {
    const { row, network } = this;
    const { arcShelter, arcPrice } = network;
    const begin = network.arcOffsets![cell]!;
    const end = network.arcOffsets![cell + 1]!;
    const theirs = problem.arcOffsets[cell]!;
    const theirEnd = problem.arcOffsets[cell + 1]!;
    let isSame = end - begin === theirEnd - theirs;
    for (let arc = begin; isSame && arc < end; arc++) {
      const other = theirs + arc - begin;
      isSame =
        arcShelter[arc] === problem.arcShelter[other] && arcPrice[arc] === problem.arcDeciseconds[other];
    }
    if (isSame) return;
    for (let arc = theirs; arc < theirEnd; arc++)
      row[problem.arcShelter[arc]!] = problem.arcDeciseconds[arc]!;
    for (let arc = begin; arc < end; arc++) {
      const shelter = arcShelter[arc]!;
      if (row[shelter] !== arcPrice[arc]) add(changes, cell, shelter, row[shelter]!);
      row[shelter] = NO_ARC;
    }
    for (let arc = theirs; arc < theirEnd; arc++) {
      const shelter = problem.arcShelter[arc]!;
      if (row[shelter] !== NO_ARC) add(changes, cell, shelter, row[shelter]!);
      row[shelter] = NO_ARC;
    }
  }
}

function add(changes: Changes, cell: number, shelter: number, price: number): void {
  changes.pairCells.push(cell);
  changes.pairShelters.push(shelter);
  changes.pairPrices.push(price);
}
