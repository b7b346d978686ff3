import { ChainForest } from "./chain-forest.ts";
import { Entries } from "./entries.ts";
import { bestOf, type FlowNetwork, priceOf } from "./flow-network.ts";
import { SparseSearch } from "./sparse-search.ts";
import { StepTable } from "./step-table.ts";
import type { TightMemory } from "./tight-pairs.ts";

/** Above so many shelters the table of steps would not fit: see SparseSearch. */
const MOST_TABLED_SHELTERS = 2000;

/**
 * A flow of persons from cells to shelters, kept optimal. Nodes are the shelters and, last, "nowhere": who has no
 * place, and whatever room stays empty. A step j → k moves one person of the cheapest cell from j to k; prices of the
 * nodes keep every step's reduced cost (cost + price of k - price of j) at 0 or more, which proves the flow the
 * cheapest for the loads it has. `repair` then moves surplus to where it is wanted along cheapest chains of steps
 * (successive shortest paths), so it turns any flow with such prices into the optimum: the better the prices it
 * starts from, the fewer the chains. Cells themselves are never nodes, which is what makes it quick.
 */
export class Flow {
  /** Exchanged only by who also forgets the steps that differ. */
  network: FlowNetwork;
  /** Price of one more place, per shelter and nowhere; only differences to that of nowhere mean anything. */
  readonly prices: Float64Array;
  readonly loadPersons: Float64Array;
  /** Of each shelter's room so many places count as given away: all where its price is above that of nowhere. */
  readonly takenPlaces: Float64Array;
  /** Persons too many for the places given away; below 0: too few. */
  readonly excess: Float64Array;
  readonly entries: Entries;
  /** Where the flow is to be carried on. */
  memory: TightMemory | null = null;
  /** Chains applied so far: what the work is proportional to. */
  chains = 0;
  private readonly steps: StepTable | null;

  constructor(network: FlowNetwork) {
    const width = network.shelterCount + 1;
    this.network = network;
    this.prices = new Float64Array(width);
    this.loadPersons = new Float64Array(width);
    this.takenPlaces = new Float64Array(width);
    this.excess = new Float64Array(width);
    this.entries = new Entries(network.cellCount, width);
    this.steps = network.shelterCount <= MOST_TABLED_SHELTERS ? new StepTable(this.entries, width) : null;
  }

  /** Puts persons of a cell where there is an arc. Returns the new entry; -1: there was one already. */
  enter(cell: number, shelter: number, persons: number): number {
    const { entries, network } = this;
    this.loadPersons[shelter]! += persons;
    const known = entries.find(cell, shelter);
    if (known !== -1) {
      entries.persons[known]! += persons;
      return -1;
    }
    const entry = entries.add(cell, shelter, priceOf(network, cell, shelter), persons);
    this.steps?.offer(network, entry);
    return entry;
  }

  /** Takes persons off an entry; an empty one is gone. */
  leave(entry: number, persons: number): void {
    const { entries } = this;
    this.loadPersons[entries.shelter[entry]!]! -= persons;
    entries.persons[entry]! -= persons;
    if (entries.persons[entry] !== 0) return;
    entries.remove(entry);
    this.steps?.withdraw(entry);
  }

  /** Takes all persons of a cell off. */
  takeOut(cell: number): void {
    const { firstOfCell, persons } = this.entries;
    for (let entry = firstOfCell[cell]!; entry !== -1; entry = firstOfCell[cell]!)
      this.leave(entry, persons[entry]!);
  }

  /** The arc from the cell of an entry to another shelter has another price. */
  changeStep(entry: number, to: number, price: number): void {
    this.steps?.change(entry, to, price);
  }

  /** Puts everybody where time and price together are least. Nobody may be placed yet. */
  placeAll(persons: ArrayLike<number>): void {
    for (let cell = 0; cell < this.network.cellCount; cell++)
      if (persons[cell] !== 0)
        this.enter(cell, bestOf(this.network, this.prices, this.loadPersons, cell), persons[cell]!);
  }

  /** Places a cell's persons, or moves those of them who are now better off elsewhere. */
  placeAgain(cell: number, persons: number): void {
    if (persons === 0) return;
    const { network, prices, entries } = this;
    const shelter = bestOf(network, prices, this.loadPersons, cell);
    const least = priceOf(network, cell, shelter) + prices[shelter]!;
    let count = entries.firstOfCell[cell] === -1 ? persons : 0;
    for (let entry = entries.firstOfCell[cell]!, following = 0; entry !== -1; entry = following) {
      following = entries.nextOfCell[entry]!;
      if (entries.price[entry]! + prices[entries.shelter[entry]!]! <= least) continue;
      count += entries.persons[entry]!;
      this.leave(entry, entries.persons[entry]!);
    }
    if (count > 0) this.enter(cell, shelter, count);
  }

  /** Makes the flow the cheapest of all. Every entry must be where time and price together are least. */
  repair(): void {
    const { excess, loadPersons, takenPlaces, prices } = this;
    const { shelterCount, mostPersons, leastPersons } = this.network;
    const nowhere = shelterCount;
    let sum = 0;
    for (let shelter = 0; shelter < shelterCount; shelter++) {
      const worth = prices[shelter]! - prices[nowhere]!;
      const most = mostPersons[shelter]!;
      const least = leastPersons[shelter]!;
      const taken =
        worth > 0 ? most : worth < 0 ? least : Math.max(least, Math.min(most, loadPersons[shelter]!));
      takenPlaces[shelter] = taken;
      excess[shelter] = loadPersons[shelter]! - taken;
      sum += excess[shelter]!;
    }
    // Places that count as given away but are not add up to persons too many at nowhere, and the other way round.
    excess[nowhere] = -sum;
    if (this.steps) new ChainForest(this, this.steps).moveAll();
    else new SparseSearch(this).moveAll();
  }
}
