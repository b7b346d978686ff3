import type { RunContext } from "../../model/progress.ts";
import { type BoundedPart, searchBestFirst } from "./best-first.ts";
import { MedianDual } from "./median-dual.ts";
import { costOfOpen, isAffordable, type MedianModel } from "./median-model.ts";
import {
  childNode,
  type MedianNode,
  OPEN,
  SHUT,
  settleOpen,
  shutTooDear,
  UNDECIDED,
  wholeNode,
} from "./median-node.ts";
import type { MedianSearch } from "./median-search.ts";

export interface BranchLimits {
  /** Costs of two choices differ by at least this much: 1 for whole persons, 0 = any difference counts. */
  readonly step: number;
  /** Clock reading at which to stop. */
  readonly until: number;
  readonly run: RunContext;
  /** Told the best cost and bound when they change. */
  readonly onFound: (cost: number, bound: number) => void;
}

/** How long prices are improved in one part: the whole first, its parts from its prices. */
interface Effort {
  readonly rounds: number;
  /** Rounds without a better bound after which the step is halved. */
  readonly patience: number;
  readonly firstScale: number;
  readonly lastScale: number;
}
const WHOLE: Effort = { rounds: 1500, patience: 20, firstScale: 1, lastScale: 2e-3 };
const PART: Effort = { rounds: 60, patience: 6, firstScale: 0.3, lastScale: 0.03 };
/** Share of the last direction kept in the next: the prices would swing from side to side otherwise (measured: 0.7-0.9 best). */
const INERTIA = 0.8;
/** Share of the last pick in the average that says how undecided a site is. */
const RECENT = 0.1;

interface Part {
  readonly state: Uint8Array;
  readonly price: Float32Array;
  readonly branchOn: number;
}

export interface PartProof {
  /** No choice costs less; equal to `cost`: none does. */
  readonly bound: number;
  /** null = none better than the cost it began with was found. */
  readonly chosen: readonly number[] | null;
  readonly cost: number;
  /** Parts of all choices that were looked into: 1 = the prices alone proved it. */
  readonly nodes: number;
}

/**
 * Branch and bound on which sites open. Bound: prices by deflected subgradients (Camerini, Fratta, Maffioli 1975), the
 * step after Polyak; sites that the gap rules in or out are settled at each look. Parts are taken up in the order of
 * their bounds, so the bound of the whole rises steadily and an interrupted search still says how good its choice is.
 */
export class MedianBranch {
  private readonly model: MedianModel;
  private readonly search: MedianSearch;
  private readonly limits: BranchLimits;
  private readonly dual: MedianDual;
  private readonly direction: Float64Array;
  private readonly bestPrice: Float64Array;
  private readonly average: Float64Array;
  private readonly isOpen: Uint8Array;
  private chosen: readonly number[] | null;
  private cost: number;
  private nodes = 0;
  private isOver = false;

  constructor(
    model: MedianModel,
    search: MedianSearch,
    limits: BranchLimits,
    cost: number,
    chosen: readonly number[] | null,
  ) {
    this.model = model;
    this.search = search;
    this.limits = limits;
    this.dual = new MedianDual(model);
    this.direction = new Float64Array(model.demandCount);
    this.bestPrice = new Float64Array(model.demandCount);
    this.average = new Float64Array(model.siteCount);
    this.isOpen = new Uint8Array(model.siteCount);
    this.chosen = chosen;
    this.cost = cost;
  }

  /** Bounds the whole from nothing. */
  boundWhole(): {
    readonly node: MedianNode;
    readonly bound: number;
    readonly isProven: boolean;
    readonly isOver: boolean;
  } {
    const node = wholeNode(this.model, this.secondCheapest());
    const bound = this.boundPart(node, WHOLE);
    this.tell(bound);
    return { node, bound, isProven: bound > this.limit(), isOver: this.isOver };
  }

  /** Takes a choice from elsewhere and settles what it rules out; true: nothing better is left. */
  improve(chosen: readonly number[], cost: number, node: MedianNode): boolean {
    if (cost >= this.cost) return false;
    this.accept(chosen, cost);
    const lower = this.dual.look(node, node.price);
    return lower > this.limit() || this.settle(node, lower);
  }

  /** Looks into part after part, from prices and a bound of the whole. */
  solve(price: Float64Array, known: number): PartProof {
    const root = wholeNode(this.model, price);
    const bound = Math.max(known, this.boundPart(root, PART));
    return this.proof(
      searchBestFirst(this.keep(root, bound), {
        split: (part, parentBound) => this.split(part, parentBound),
        limit: () => this.limit(),
        stops: () => this.stops(),
        tell: (lowest) => this.tell(lowest),
      }),
    );
  }

  private *split(part: Part, parentBound: number): Iterable<BoundedPart<Part>> {
    for (const state of [OPEN, SHUT] as const) {
      const child = childNode(this.model, part, part.branchOn, state);
      if (child !== null) yield* this.keep(child, Math.max(parentBound, this.boundPart(child, PART)));
    }
  }

  proof(bound: number): PartProof {
    const proven = bound > this.limit() ? this.cost : Math.min(bound, this.cost);
    return { bound: proven, chosen: this.chosen, cost: this.cost, nodes: this.nodes };
  }

  private tell(bound: number): void {
    this.limits.onFound(this.cost, bound > this.limit() ? this.cost : Math.min(bound, this.cost));
  }

  /** What a bound must exceed for its part to hold nothing better. Rounding of sums of this size decides nothing. */
  private limit(): number {
    const tolerance = 1e-11 * Math.abs(this.cost) + 1e-6;
    return this.cost - Math.max(this.limits.step - tolerance, tolerance);
  }

  private stops(): boolean {
    this.isOver ||= this.limits.run.isCancelled() || this.limits.run.now() >= this.limits.until;
    return this.isOver;
  }

  /** The second cheapest way to serve each demand: about what its best one is worth. */
  private secondCheapest(): Float64Array {
    const { demandCount, baseCost, rowOffsets, rowCost } = this.model;
    const price = baseCost.slice();
    for (let demand = 0; demand < demandCount; demand++) {
      const arc = rowOffsets[demand]! + 1;
      if (arc < rowOffsets[demand + 1]!) price[demand] = rowCost[arc]!;
    }
    return price;
  }

  /** The part as it is kept in the queue, or nothing when nothing in it can be better. */
  private keep({ state, price }: MedianNode, bound: number): BoundedPart<Part>[] {
    if (bound > this.limit()) return [];
    let branchOn = -1;
    let closest = Infinity;
    for (let site = 0; site < state.length; site++) {
      if (state[site] !== UNDECIDED) continue;
      const apart = Math.abs(this.average[site]! - 0.5);
      if (apart < closest) {
        closest = apart;
        branchOn = site;
      }
    }
    if (branchOn >= 0) return [{ part: { state, price: Float32Array.from(price), branchOn }, bound }];
    // Everything is settled: one choice is left.
    const isOpen = state.map((each) => (each === OPEN ? 1 : 0));
    this.accept(
      [...state.keys()].filter((site) => state[site] === OPEN),
      costOfOpen(this.model, isOpen),
    );
    return [];
  }

  /** Tries what the last look would open; `descend`: and what interchange makes of it. */
  private tryOpen(node: MedianNode, descend: boolean): void {
    const { isOpen, dual, model } = this;
    for (let site = 0; site < isOpen.length; site++)
      isOpen[site] =
        node.state[site] === OPEN || (node.state[site] === UNDECIDED && dual.taken[site] === 1) ? 1 : 0;
    const sites: number[] = [];
    for (let site = 0; site < isOpen.length; site++) if (isOpen[site] === 1) sites.push(site);
    if (!isAffordable(model, sites)) {
      if (!descend) return;
      sites.sort((a, b) => dual.value[a]! - dual.value[b]!);
      while (!isAffordable(model, sites)) sites.pop();
    }
    if (!descend) {
      this.accept(sites, costOfOpen(model, isOpen));
      return;
    }
    this.search.load(sites);
    this.search.fill();
    this.search.descend();
    this.accept(this.search.chosen(), this.search.cost());
  }

  private accept(sites: readonly number[], cost: number): void {
    if (cost >= this.cost) return;
    this.cost = cost;
    this.chosen = sites;
  }

  /** Best bound found for a part; its prices are left in the node, Infinity: nothing in it can be better. */
  private boundPart(node: MedianNode, effort: Effort): number {
    const { rowOffsets, rowSite, rowCost, demandCount } = this.model;
    const { dual, direction, bestPrice, average } = this;
    const { price, base, state } = node;
    this.nodes++;
    this.raise(node);
    bestPrice.set(price);
    direction.fill(0);
    let best = -Infinity;
    let scale = effort.firstScale;
    let waited = 0;
    for (let round = 0; round < effort.rounds; round++) {
      const lower = dual.look(node, price);
      if (lower > best) {
        if (lower > best + 1e-6 * Math.abs(best) || best === -Infinity) waited = 0;
        else waited++;
        best = lower;
        bestPrice.set(price);
      } else waited++;
      const recent = round === 0 ? 1 : RECENT;
      for (let site = 0; site < average.length; site++)
        average[site] = average[site]! + recent * (dual.taken[site]! - average[site]!);
      if (best > this.limit()) break;
      if (this.settle(node, lower)) {
        best = Infinity;
        break;
      }
      if (round % 8 === 7) {
        this.tryOpen(node, false);
        if (this.stops()) break;
      }
      if (effort === WHOLE ? round % 40 === 39 : round === 20) this.tryOpen(node, true);
      if (best > this.limit()) break;
      if (waited >= effort.patience) {
        scale /= 2;
        waited = 0;
        if (scale < effort.lastScale) break;
        for (let demand = 0; demand < demandCount; demand++)
          price[demand] = Math.min(bestPrice[demand]!, base[demand]!);
        direction.fill(0);
        dual.look(node, price);
      }
      let length = 0;
      for (let demand = 0; demand < demandCount; demand++) {
        const worth = price[demand]!;
        let excess = 1;
        const end = rowOffsets[demand + 1]!;
        for (let arc = rowOffsets[demand]!; arc < end; arc++) {
          if (rowCost[arc]! >= worth) break;
          const site = rowSite[arc]!;
          if (dual.taken[site] === 1 && state[site] === UNDECIDED) excess--;
        }
        // What is open anyway serves at this price: it need not rise.
        if (excess > 0 && worth >= base[demand]!) excess = 0;
        const towards = excess + INERTIA * direction[demand]!;
        direction[demand] = towards;
        length += towards * towards;
      }
      if (length === 0) break;
      const stride = (scale * (this.cost - lower)) / length;
      for (let demand = 0; demand < demandCount; demand++)
        price[demand] = Math.max(0, Math.min(base[demand]!, price[demand]! + stride * direction[demand]!));
    }
    for (let demand = 0; demand < demandCount; demand++)
      price[demand] = Math.min(bestPrice[demand]!, base[demand]!);
    return best;
  }

  /** No price below the cheapest way that is left is of use. */
  private raise(node: MedianNode): void {
    const { rowOffsets, rowSite, rowCost, demandCount } = this.model;
    for (let demand = 0; demand < demandCount; demand++) {
      let least = node.base[demand]!;
      for (let arc = rowOffsets[demand]!; arc < rowOffsets[demand + 1]!; arc++)
        if (node.state[rowSite[arc]!] === UNDECIDED) {
          least = Math.min(least, rowCost[arc]!);
          break;
        }
      node.price[demand] = Math.max(least, Math.min(node.price[demand]!, node.base[demand]!));
    }
  }

  /** Settles what the last look rules in or out; true: nothing in the part can be better. */
  private settle(node: MedianNode, lower: number): boolean {
    const { state } = node;
    const { taken, value, lastIn, firstOut } = this.dual;
    const limit = this.limit();
    const opened: number[] = [];
    for (let site = 0; site < state.length; site++) {
      if (state[site] !== UNDECIDED) continue;
      if (taken[site] === 1) {
        if (lower - value[site]! + firstOut > limit) opened.push(site);
      } else if (lower - lastIn + value[site]! > limit) state[site] = SHUT;
    }
    for (const site of opened) {
      if (node.openLeft === 0) return true;
      settleOpen(this.model, node, site);
      if (node.budgetLeft < 0) return true;
    }
    if (opened.length > 0) shutTooDear(this.model, node);
    return false;
  }
}
