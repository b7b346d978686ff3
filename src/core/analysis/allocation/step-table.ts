import type { Entries } from "./entries.ts";
import { type FlowNetwork, NO_ARC } from "./flow-network.ts";

/** The arcs of the cells in one shelter, so that those to one other shelter lie side by side. */
interface OwnArcs {
  /** Most entries there is space for. */
  readonly capacity: number;
  /** Price of the arc to shelter k of the entry at place i: to[k * capacity + i]; NO_ARC = none. */
  readonly to: Uint32Array;
  /** Price of the arc used by the entry at place i. */
  readonly here: Float64Array;
}

/**
 * What the cheapest move of one person from each node to each other one costs, and which entry makes it. Kept up while
 * entries come; where the one that made a step is gone, its price stays as the least it can be, since what is left is
 * no cheaper, and the step is looked for again only once that is not enough to know.
 */
export class StepTable {
  /** Nodes: the shelters and, last, nowhere. The step from j to k is at j * width + k. */
  readonly width: number;
  /** Infinity = no step. Where lost, a lower bound. */
  readonly price: Float64Array;
  /** -1 where lost or where there is no step. */
  readonly entry: Int32Array;
  /** 1: `look` before the price or the entry is relied on. */
  readonly isLost: Uint8Array;
  private readonly entries: Entries;
  /** Rows nobody has asked for are not kept up. */
  private readonly isKept: Uint8Array;
  /** Of shelters where a step was looked for, in a network that has the full table. */
  private readonly own: (OwnArcs | null)[];

  constructor(entries: Entries, width: number) {
    this.entries = entries;
    this.width = width;
    this.price = new Float64Array(width * width);
    this.entry = new Int32Array(width * width);
    this.isLost = new Uint8Array(width * width);
    this.isKept = new Uint8Array(width);
    this.own = new Array<OwnArcs | null>(width).fill(null);
  }

  /** An entry has come: it makes the steps out of its shelter that it makes cheapest. */
  offer(network: FlowNetwork, entry: number): void {
    const shelter = this.entries.shelter[entry]!;
    if (this.isKept[shelter] === 0) return;
    this.offerAll(network, entry);
    const own = this.own[shelter];
    if (!own) return;
    if (this.entries.place[entry]! < own.capacity) this.copyArcs(network, own, entry);
    else this.own[shelter] = null;
  }

  /** The entry is gone, and the last of its shelter has taken its place: what it made is lost. */
  withdraw(entry: number): void {
    const { width, entry: made, isLost } = this;
    const { shelter, place, countOfShelter } = this.entries;
    const from = shelter[entry]!;
    if (this.isKept[from] === 0) return;
    const row = from * width;
    for (let at = row; at < row + width; at++) {
      if (made[at] !== entry) continue;
      made[at] = -1;
      isLost[at] = 1;
    }
    const own = this.own[from];
    if (!own) return;
    const { capacity, to, here } = own;
    const gap = place[entry]!;
    const last = countOfShelter[from]!;
    here[gap] = here[last]!;
    for (let at = 0; at < to.length; at += capacity) to[at + gap] = to[at + last]!;
  }

  /** The arc from the cell of an entry to another shelter has another price, dearer or cheaper. */
  change(entry: number, to: number, price: number): void {
    const { shelter, place } = this.entries;
    const from = shelter[entry]!;
    if (this.isKept[from] === 0) return;
    const at = from * this.width + to;
    this.price[at] = Number.NEGATIVE_INFINITY;
    this.entry[at] = -1;
    this.isLost[at] = 1;
    const own = this.own[from];
    if (own) own.to[to * own.capacity + place[entry]!] = price;
  }

  /** Where the row of a node begins. */
  row(network: FlowNetwork, from: number): number {
    if (this.isKept[from] === 0) this.lookAtAll(network, from);
    return from * this.width;
  }

  /** Looks for a lost step among the entries there are. */
  look(network: FlowNetwork, from: number, to: number): void {
    if (network.arcOffsets !== null) {
      this.lookAtAll(network, from);
      return;
    }
    const { to: arcs, here, capacity } = this.ownArcs(network, from);
    const count = this.entries.countOfShelter[from]!;
    let least = Number.POSITIVE_INFINITY;
    let cheapest = -1;
    const begin = to * capacity;
    for (let i = 0; i < count; i++) {
      const there = to === network.shelterCount ? network.unservedPrice : arcs[begin + i]!;
      if (there - here[i]! >= least || there === NO_ARC) continue;
      least = there - here[i]!;
      cheapest = i;
    }
    const at = from * this.width + to;
    this.price[at] = least;
    this.entry[at] = cheapest === -1 ? -1 : this.entries.ofShelter[from]![cheapest]!;
    this.isLost[at] = 0;
  }

  private ownArcs(network: FlowNetwork, from: number): OwnArcs {
    const known = this.own[from];
    if (known) return known;
    const count = this.entries.countOfShelter[from]!;
    const capacity = count + (count >> 2) + 8;
    const own: OwnArcs = {
      capacity,
      to: new Uint32Array(network.shelterCount * capacity),
      here: new Float64Array(capacity),
    };
    this.own[from] = own;
    for (let i = 0; i < count; i++) this.copyArcs(network, own, this.entries.ofShelter[from]![i]!);
    return own;
  }

  private copyArcs(network: FlowNetwork, { capacity, to, here }: OwnArcs, entry: number): void {
    const { shelterCount, arcPrice } = network;
    const place = this.entries.place[entry]!;
    const begin = this.entries.cell[entry]! * shelterCount;
    here[place] = this.entries.price[entry]!;
    for (let shelter = 0; shelter < shelterCount; shelter++)
      to[shelter * capacity + place] = arcPrice[begin + shelter]!;
  }

  private lookAtAll(network: FlowNetwork, from: number): void {
    const row = from * this.width;
    const end = row + this.width;
    this.price.fill(Number.POSITIVE_INFINITY, row, end);
    this.entry.fill(-1, row, end);
    this.isLost.fill(0, row, end);
    this.isKept[from] = 1;
    const { ofShelter, countOfShelter } = this.entries;
    for (let i = 0; i < countOfShelter[from]!; i++) this.offerAll(network, ofShelter[from]![i]!);
  }

  private offerAll(network: FlowNetwork, entry: number): void {
    const { price: stepPrice, entry: made, isLost } = this;
    const { shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice } = network;
    const row = this.entries.shelter[entry]! * this.width;
    const cell = this.entries.cell[entry]!;
    const here = this.entries.price[entry]!;
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    for (let arc = begin; arc < end; arc++) {
      const at = row + (arcOffsets ? arcShelter[arc]! : arc - begin);
      const price = arcPrice[arc]! - here;
      if (price >= stepPrice[at]! || arcPrice[arc] === NO_ARC) continue;
      stepPrice[at] = price;
      made[at] = entry;
      isLost[at] = 0;
    }
    const at = row + shelterCount;
    if (unservedPrice - here >= stepPrice[at]!) return;
    stepPrice[at] = unservedPrice - here;
    made[at] = entry;
    isLost[at] = 0;
  }
}
