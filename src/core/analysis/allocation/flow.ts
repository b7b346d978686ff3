import FlatQueue from "flatqueue";
import { bestOf, type FlowNetwork, NO_ARC, priceOf } from "./flow-network.ts";
import { findSparseChain } from "./sparse-search.ts";

/** Above so many shelters the table of steps would not fit: see findSparseChain. */
const MOST_TABLED_SHELTERS = 2000;

function widened<Numbers extends Int32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

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
  /** Chains applied so far: what the work is proportional to. */
  chains = 0;

  // Entries: persons of one cell in one shelter. Those of a shelter are doubly linked, those of a cell simply.
  entryCell = new Int32Array(0);
  entryShelter = new Int32Array(0);
  entryPersons = new Float64Array(0);
  /** Price of the arc used. */
  entryPrice = new Float64Array(0);
  /** Entries of a cell: firstOfCell, then nextOfCell; -1 ends. */
  readonly firstOfCell: Int32Array;
  nextOfCell = new Int32Array(0);
  next = new Int32Array(0);
  private previous = new Int32Array(0);
  readonly firstOfShelter: Int32Array;
  private freeEntry = -1;

  private readonly width: number;
  private readonly tabled: boolean;
  /** Step j → k at j * width + k: what it costs and the entry that pays it. Meaningless where lost. */
  private readonly stepPrice: Float64Array;
  private readonly stepEntry: Int32Array;
  private readonly isLost: Uint8Array;
  private readonly lostOf: Int32Array;

  readonly distance: Float64Array;
  readonly cameFrom: Int32Array;
  readonly cameEntry: Int32Array;
  readonly isSettled: Uint8Array;
  readonly settled: Int32Array;
  /** Scratch: the lost steps of a shelter, or the nodes a sparse search has touched. */
  readonly touched: Int32Array;
  readonly queue = new FlatQueue();
  readonly excess: Float64Array;

  constructor(network: FlowNetwork) {
    const width = network.shelterCount + 1;
    this.network = network;
    this.width = width;
    this.tabled = network.shelterCount <= MOST_TABLED_SHELTERS;
    const rows = this.tabled ? width : 0;
    this.prices = new Float64Array(width);
    this.loadPersons = new Float64Array(width);
    this.takenPlaces = new Float64Array(width);
    this.firstOfCell = new Int32Array(network.cellCount).fill(-1);
    this.firstOfShelter = new Int32Array(width).fill(-1);
    this.stepPrice = new Float64Array(rows * width);
    this.stepEntry = new Int32Array(rows * width).fill(-1);
    this.isLost = new Uint8Array(rows * width).fill(1);
    this.lostOf = new Int32Array(rows).fill(width);
    this.distance = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
    this.cameFrom = new Int32Array(width);
    this.cameEntry = new Int32Array(width);
    this.isSettled = new Uint8Array(width);
    this.settled = new Int32Array(width);
    this.touched = new Int32Array(width);
    this.excess = new Float64Array(width);
    this.grow(network.cellCount + 4 * width);
  }

  /** Puts persons of a cell on an arc, all steps known so far kept right. */
  enter(cell: number, shelter: number, price: number, persons: number): void {
    this.loadPersons[shelter]! += persons;
    for (let entry = this.firstOfCell[cell]!; entry !== -1; entry = this.nextOfCell[entry]!) {
      if (this.entryShelter[entry] !== shelter) continue;
      this.entryPersons[entry]! += persons;
      return;
    }
    if (this.freeEntry === -1) this.grow(this.entryCell.length * 2);
    const entry = this.freeEntry;
    this.freeEntry = this.next[entry]!;
    this.entryCell[entry] = cell;
    this.entryShelter[entry] = shelter;
    this.entryPersons[entry] = persons;
    this.entryPrice[entry] = price;
    this.nextOfCell[entry] = this.firstOfCell[cell]!;
    this.firstOfCell[cell] = entry;
    const head = this.firstOfShelter[shelter]!;
    this.next[entry] = head;
    this.previous[entry] = -1;
    if (head !== -1) this.previous[head] = entry;
    this.firstOfShelter[shelter] = entry;
    if (this.tabled && this.lostOf[shelter] !== this.width) this.offer(entry);
  }

  /** Takes persons off an entry; an empty one is gone. */
  leave(entry: number, persons: number): void {
    const shelter = this.entryShelter[entry]!;
    this.loadPersons[shelter]! -= persons;
    this.entryPersons[entry]! -= persons;
    if (this.entryPersons[entry] !== 0) return;
    const { next, previous, nextOfCell, firstOfCell, width } = this;
    if (previous[entry] === -1) this.firstOfShelter[shelter] = next[entry]!;
    else next[previous[entry]!] = next[entry]!;
    if (next[entry] !== -1) previous[next[entry]!] = previous[entry]!;
    const cell = this.entryCell[entry]!;
    if (firstOfCell[cell] === entry) firstOfCell[cell] = nextOfCell[entry]!;
    else {
      let before = firstOfCell[cell]!;
      while (nextOfCell[before] !== entry) before = nextOfCell[before]!;
      nextOfCell[before] = nextOfCell[entry]!;
    }
    next[entry] = this.freeEntry;
    this.freeEntry = entry;
    if (!this.tabled) return;
    const row = shelter * width;
    const { stepEntry, isLost } = this;
    let lost = 0;
    for (let at = row; at < row + width; at++) {
      if (stepEntry[at] !== entry) continue;
      stepEntry[at] = -1;
      if (isLost[at] === 1) continue;
      isLost[at] = 1;
      lost++;
    }
    this.lostOf[shelter]! += lost;
  }

  /** Puts everybody where time and price together are least. Nobody may be placed yet. */
  placeAll(persons: ArrayLike<number>): void {
    for (let cell = 0; cell < this.network.cellCount; cell++) {
      if (persons[cell] === 0) continue;
      const shelter = bestOf(this.network, this.prices, cell);
      this.enter(cell, shelter, priceOf(this.network, cell, shelter), persons[cell]!);
    }
  }

  /** Places who is not placed, and moves who is now better off elsewhere: after prices or times have changed. */
  placeAgain(persons: ArrayLike<number>): void {
    const { cellCount } = this.network;
    for (let cell = 0; cell < cellCount; cell++) {
      if (persons[cell] === 0) continue;
      const shelter = bestOf(this.network, this.prices, cell);
      const price = priceOf(this.network, cell, shelter);
      const least = price + this.prices[shelter]!;
      let count = this.firstOfCell[cell] === -1 ? persons[cell]! : 0;
      for (let entry = this.firstOfCell[cell]!, following = 0; entry !== -1; entry = following) {
        following = this.nextOfCell[entry]!;
        if (this.entryPrice[entry]! + this.prices[this.entryShelter[entry]!]! <= least) continue;
        count += this.entryPersons[entry]!;
        this.leave(entry, this.entryPersons[entry]!);
      }
      if (count > 0) this.enter(cell, shelter, price, count);
    }
  }

  /** A step whose price may have changed. */
  forgetStep(from: number, to: number): void {
    const at = from * this.width + to;
    if (!this.tabled || this.isLost[at] === 1) return;
    this.isLost[at] = 1;
    this.stepEntry[at] = -1;
    this.lostOf[from]!++;
  }

  /** Makes the flow the cheapest of all. Every entry must be where time and price together are least. */
  repair(): void {
    const { width, excess, loadPersons, takenPlaces, prices } = this;
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
    for (let source = 0; source < width; source++) while (excess[source]! > 0) this.moveAlong(source);
  }

  private grow(capacity: number): void {
    const old = this.entryCell.length;
    this.entryCell = widened(this.entryCell, new Int32Array(capacity));
    this.entryShelter = widened(this.entryShelter, new Int32Array(capacity));
    this.entryPersons = widened(this.entryPersons, new Float64Array(capacity));
    this.entryPrice = widened(this.entryPrice, new Float64Array(capacity));
    this.nextOfCell = widened(this.nextOfCell, new Int32Array(capacity));
    this.next = widened(this.next, new Int32Array(capacity));
    this.previous = widened(this.previous, new Int32Array(capacity));
    for (let entry = old; entry < capacity - 1; entry++) this.next[entry] = entry + 1;
    this.next[capacity - 1] = this.freeEntry;
    this.freeEntry = old;
  }

  /** Lets an entry pay the steps out of its shelter that it pays cheapest. */
  private offer(entry: number): void {
    const { stepPrice, stepEntry } = this;
    const { shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice } = this.network;
    const row = this.tabled ? this.entryShelter[entry]! * this.width : 0;
    const cell = this.entryCell[entry]!;
    const here = this.entryPrice[entry]!;
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    for (let arc = begin; arc < end; arc++) {
      const at = row + (arcOffsets ? arcShelter[arc]! : arc - begin);
      const price = arcPrice[arc]! - here;
      if (price < stepPrice[at]! && arcPrice[arc] !== NO_ARC) {
        stepPrice[at] = price;
        stepEntry[at] = entry;
      }
    }
    const at = row + shelterCount;
    if (unservedPrice - here < stepPrice[at]!) {
      stepPrice[at] = unservedPrice - here;
      stepEntry[at] = entry;
    }
  }

  /** Looks for the lost steps of a shelter again, through all entries it has now. Returns where its row begins. */
  private stepsOf(shelter: number): number {
    const { stepPrice, stepEntry, isLost, lostOf, width, touched, next, entryCell, entryPrice } = this;
    const { shelterCount, arcOffsets, arcPrice, unservedPrice } = this.network;
    const row = shelter * width;
    const lost = lostOf[shelter]!;
    if (lost === 0) return row;
    lostOf[shelter] = 0;
    let count = 0;
    for (let to = 0; to < width; to++) {
      if (isLost[row + to] === 0) continue;
      isLost[row + to] = 0;
      stepPrice[row + to] = Number.POSITIVE_INFINITY;
      stepEntry[row + to] = -1;
      if (to < shelterCount) touched[count++] = to;
    }
    const alsoNowhere = count < lost;
    const all = arcOffsets !== null || count * 2 > shelterCount;
    for (let entry = this.firstOfShelter[shelter]!; entry !== -1; entry = next[entry]!) {
      if (all) {
        this.offer(entry);
        continue;
      }
      const here = entryPrice[entry]!;
      const begin = entryCell[entry]! * shelterCount;
      for (let i = 0; i < count; i++) {
        const to = touched[i]!;
        const price = arcPrice[begin + to]! - here;
        if (price < stepPrice[row + to]! && arcPrice[begin + to] !== NO_ARC) {
          stepPrice[row + to] = price;
          stepEntry[row + to] = entry;
        }
      }
      if (alsoNowhere && unservedPrice - here < stepPrice[row + shelterCount]!) {
        stepPrice[row + shelterCount] = unservedPrice - here;
        stepEntry[row + shelterCount] = entry;
      }
    }
    return row;
  }

  /** Cheapest chain from a node to one that lacks persons; the way back is in `cameFrom` and `cameEntry`. */
  private findChain(source: number): number {
    const { width, distance, cameFrom, cameEntry, isSettled, settled, excess, prices, takenPlaces } = this;
    const { stepPrice, stepEntry } = this;
    const { shelterCount, mostPersons, leastPersons } = this.network;
    const nowhere = shelterCount;
    distance.fill(Number.POSITIVE_INFINITY);
    isSettled.fill(0);
    distance[source] = 0;
    let count = 0;
    let at = source;
    while (excess[at]! >= 0) {
      isSettled[at] = 1;
      settled[count++] = at;
      const row = this.stepsOf(at);
      const base = distance[at]! - prices[at]!;
      if (at === nowhere) {
        for (let to = 0; to < shelterCount; to++) {
          if (takenPlaces[to]! <= leastPersons[to]! || base + prices[to]! >= distance[to]!) continue;
          distance[to] = base + prices[to]!;
          cameFrom[to] = at;
          cameEntry[to] = -1;
        }
      } else if (takenPlaces[at]! < mostPersons[at]! && base + prices[nowhere]! < distance[nowhere]!) {
        distance[nowhere] = base + prices[nowhere]!;
        cameFrom[nowhere] = at;
        cameEntry[nowhere] = -1;
      }
      let least = Number.POSITIVE_INFINITY;
      let nearest = -1;
      for (let to = 0; to < width; to++) {
        const reached = base + stepPrice[row + to]! + prices[to]!;
        let known = distance[to]!;
        if (reached < known) {
          known = reached;
          distance[to] = reached;
          cameFrom[to] = at;
          cameEntry[to] = stepEntry[row + to]!;
        }
        if (known < least && isSettled[to] === 0) {
          least = known;
          nearest = to;
        }
      }
      if (nearest === -1) throw new Error("no chain: the least persons of the shelters are not possible");
      at = nearest;
    }
    const reach = distance[at]!;
    for (let i = 0; i < count; i++) prices[settled[i]!]! += reach - distance[settled[i]!]!;
    return at;
  }

  private moveAlong(source: number): void {
    const target = this.tabled ? this.findChain(source) : findSparseChain(this, source);
    const { cameFrom, cameEntry, entryCell, entryPersons, excess, takenPlaces } = this;
    const { shelterCount, mostPersons, leastPersons } = this.network;
    let amount = Math.min(excess[source]!, -excess[target]!);
    for (let to = target; to !== source; to = cameFrom[to]!) {
      const entry = cameEntry[to]!;
      const from = cameFrom[to]!;
      const most =
        entry !== -1
          ? entryPersons[entry]!
          : to === shelterCount
            ? mostPersons[from]! - takenPlaces[from]!
            : takenPlaces[to]! - leastPersons[to]!;
      if (most < amount) amount = most;
    }
    excess[source]! -= amount;
    excess[target]! += amount;
    this.chains++;
    // Everybody leaves before anybody enters: an emptied entry may be given to who enters next.
    const cells = this.settled;
    let count = 0;
    for (let to = target; to !== source; to = cameFrom[to]!) {
      const entry = cameEntry[to]!;
      if (entry !== -1) {
        cells[count++] = entryCell[entry]!;
        this.leave(entry, amount);
      } else if (to === shelterCount) takenPlaces[cameFrom[to]!]! += amount;
      else takenPlaces[to]! -= amount;
    }
    count = 0;
    for (let to = target; to !== source; to = cameFrom[to]!) {
      if (cameEntry[to] === -1) continue;
      const cell = cells[count++]!;
      this.enter(cell, to, priceOf(this.network, cell, to), amount);
    }
  }
}
