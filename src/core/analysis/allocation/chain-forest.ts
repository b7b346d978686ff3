import { NO_ARC } from "./flow-network.ts";
import {
  type ChainSearch,
  moveAlongChain,
  NO_NODE,
  placesLeft,
  type SurplusFlow,
} from "./move-along-chain.ts";
import type { StepTable } from "./step-table.ts";

/**
 * Moves surplus to where it is wanted along the cheapest chains of steps, cheapest first. One search serves all: its
 * trees grow from the nodes with surplus; a chain that is used up cuts a branch or two off, and only what hung on
 * them is looked for again, since every other distance still holds (moves never make a chain cheaper than one used).
 */
export class ChainForest implements ChainSearch {
  readonly cameFrom: Int32Array;
  readonly cameEntry: Int32Array;
  private readonly flow: SurplusFlow;
  private readonly steps: StepTable;
  private readonly width: number;
  /** Distance from the nearest root less the node's price: exact where settled, else the least known. */
  private readonly base: Float64Array;
  private readonly isSettled: Uint8Array;
  /** Settled nodes, each after the one it came from. */
  private readonly settled: Int32Array;
  private settledCount = 0;
  /** The others, in any order, and where in that order each is. */
  private readonly outside: Int32Array;
  private readonly placeOutside: Int32Array;
  private outsideCount: number;
  /** Distance all trees have grown to. */
  private level = 0;
  /** Nodes reached at the level, if it is still so. */
  private readonly reached: number[] = [];
  /** 1: the step to the node is gone, or the branch it is on. */
  private readonly isCut: Uint8Array;
  private rootCount = 0;
  /** New entries of the latest chain. */
  private readonly newEntries: number[] = [];

  constructor(flow: SurplusFlow, steps: StepTable) {
    const { width } = steps;
    this.flow = flow;
    this.steps = steps;
    this.width = width;
    this.base = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
    this.cameFrom = new Int32Array(width).fill(NO_NODE);
    this.cameEntry = new Int32Array(width).fill(-1);
    this.isSettled = new Uint8Array(width);
    this.settled = new Int32Array(width);
    this.outside = Int32Array.from({ length: width }, (_, node) => node);
    this.placeOutside = this.outside.slice();
    this.outsideCount = width;
    this.isCut = new Uint8Array(width);
  }

  /** Until no node has surplus. The surplus of all nodes adds up to nothing. */
  moveAll(): void {
    const { excess, prices } = this.flow;
    const { base } = this;
    for (let node = 0; node < this.width; node++) {
      if (excess[node]! <= 0) continue;
      base[node] = -prices[node]!;
      this.rootCount++;
    }
    while (this.rootCount > 0) {
      const at = this.nearest();
      if (at === NO_NODE) throw new Error("no chain: the least persons of the shelters are not possible");
      if (excess[at]! >= 0) this.settle(at);
      else this.moveAlong(at);
    }
    for (let i = 0; i < this.settledCount; i++) {
      const node = this.settled[i]!;
      prices[node] = this.level - base[node]!;
    }
  }

  /** The outside node nearest to the trees; NO_NODE: none is reached. The trees grow to it. */
  private nearest(): number {
    const { base, outside, outsideCount, isSettled, reached } = this;
    const { prices } = this.flow;
    for (let node = reached.pop(); node !== undefined; node = reached.pop())
      if (isSettled[node] === 0 && base[node]! + prices[node]! === this.level) return node;
    let least = Number.POSITIVE_INFINITY;
    let nearest = NO_NODE;
    for (let i = 0; i < outsideCount; i++) {
      const node = outside[i]!;
      const distance = base[node]! + prices[node]!;
      if (distance >= least) continue;
      least = distance;
      nearest = node;
    }
    this.level = least;
    return nearest;
  }

  /** Makes an outside node part of its tree. */
  private settle(at: number): void {
    const { base, isSettled, outside, placeOutside, width, cameFrom, cameEntry, steps, reached, level } =
      this;
    const { prices, network } = this.flow;
    const last = outside[--this.outsideCount]!;
    outside[placeOutside[at]!] = last;
    placeOutside[last] = placeOutside[at]!;
    isSettled[at] = 1;
    this.settled[this.settledCount++] = at;
    const nowhere = width - 1;
    if (at !== nowhere) this.reachByPlace(at, nowhere);
    else for (let to = 0; to < nowhere; to++) this.reachByPlace(at, to);
    const here = base[at]!;
    const { price, entry, isLost } = steps;
    const row = steps.row(network, at);
    const count = this.outsideCount;
    for (let i = 0; i < count; i++) {
      const to = outside[i]!;
      if (here + price[row + to]! >= base[to]!) continue;
      if (isLost[row + to] === 1) {
        steps.look(network, at, to);
        if (here + price[row + to]! >= base[to]!) continue;
      }
      base[to] = here + price[row + to]!;
      cameFrom[to] = at;
      cameEntry[to] = entry[row + to]!;
      if (base[to]! + prices[to]! === level) reached.push(to);
    }
  }

  /** A step that costs nothing: an empty place counts as given away, or no longer. */
  private reachByPlace(from: number, to: number): void {
    if (this.isSettled[to] === 0 && placesLeft(this.flow, from, to) > 0)
      this.reach(from, to, this.base[from]!, -1);
  }

  private reach(from: number, to: number, base: number, entry: number): void {
    if (base >= this.base[to]!) return;
    this.base[to] = base;
    this.cameFrom[to] = from;
    this.cameEntry[to] = entry;
  }

  private moveAlong(target: number): void {
    const { newEntries } = this;
    const root = moveAlongChain(this.flow, this, target);
    if (this.flow.excess[root] === 0) {
      this.rootCount--;
      this.isCut[root] = 1;
    }
    this.prune();
    const { shelter } = this.flow.entries;
    for (const entry of newEntries) if (this.isSettled[shelter[entry]!] === 1) this.reachByEntry(entry);
    newEntries.length = 0;
  }

  placesGone(to: number): void {
    this.isCut[to] = 1;
  }

  entryGone(entry: number, from: number): void {
    const { cameFrom, cameEntry, isCut, width } = this;
    for (let to = 0; to < width; to++) if (cameEntry[to] === entry && cameFrom[to] === from) isCut[to] = 1;
  }

  entered(entry: number): void {
    this.newEntries.push(entry);
  }

  /** Takes the branches that are cut off the trees, and looks how else their nodes are reached. */
  private prune(): void {
    const { isCut, isSettled, settled, outside, placeOutside, cameFrom, base, level } = this;
    const { prices } = this.flow;
    let kept = 0;
    for (let i = 0; i < this.settledCount; i++) {
      const node = settled[i]!;
      const from = cameFrom[node]!;
      if (isCut[node] === 0 && (from === NO_NODE || isCut[from] === 0)) {
        settled[kept++] = node;
        continue;
      }
      isCut[node] = 1;
      isSettled[node] = 0;
      prices[node] = level - base[node]!;
      placeOutside[node] = this.outsideCount;
      outside[this.outsideCount++] = node;
    }
    this.settledCount = kept;
    for (let i = 0; i < this.outsideCount; i++) {
      const node = outside[i]!;
      const from = cameFrom[node]!;
      if (isCut[node] === 1 || (from !== NO_NODE && isSettled[from] === 0)) this.reachAgain(node);
    }
    isCut.fill(0);
  }

  private reachAgain(node: number): void {
    const { settled, settledCount, base, steps, width, flow } = this;
    const { price, isLost } = steps;
    const nowhere = width - 1;
    let least = Number.POSITIVE_INFINITY;
    let nearest = NO_NODE;
    for (let i = 0; i < settledCount; i++) {
      const from = settled[i]!;
      const at = from * width + node;
      if (base[from]! + price[at]! >= least) continue;
      if (isLost[at] === 1) {
        steps.look(flow.network, from, node);
        if (base[from]! + price[at]! >= least) continue;
      }
      least = base[from]! + price[at]!;
      nearest = from;
    }
    base[node] = least;
    this.cameFrom[node] = nearest;
    this.cameEntry[node] = nearest === NO_NODE ? -1 : steps.entry[nearest * width + node]!;
    if (node === nowhere) for (let i = 0; i < settledCount; i++) this.reachByPlace(settled[i]!, node);
    else if (this.isSettled[nowhere] === 1) this.reachByPlace(nowhere, node);
  }

  /** Where a new entry of a settled node leads. */
  private reachByEntry(entry: number): void {
    const { flow, isSettled, width } = this;
    const { shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice } = flow.network;
    const { entries } = flow;
    const from = entries.shelter[entry]!;
    const cell = entries.cell[entry]!;
    const here = this.base[from]! - entries.price[entry]!;
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    for (let arc = begin; arc < end; arc++) {
      const to = arcOffsets ? arcShelter[arc]! : arc - begin;
      if (isSettled[to] === 0 && arcPrice[arc] !== NO_ARC) this.reach(from, to, here + arcPrice[arc]!, entry);
    }
    const nowhere = width - 1;
    if (isSettled[nowhere] === 0) this.reach(from, nowhere, here + unservedPrice, entry);
  }
}
