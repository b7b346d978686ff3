import type { RunContext } from "../../model/progress.ts";
import {
  isAffordable,
  OPEN,
  SHUT,
  type SiteAllowance,
  type SiteNode,
  shutTooDear,
  UNDECIDED,
} from "./site-node.ts";
import type { SitePick } from "./site-pick.ts";

/** A kind of serving demand from open sites, seen through prices: what branch and bound has to know of it. */
export interface SiteRelaxation {
  readonly allowance: SiteAllowance;
  readonly siteCount: number;
  readonly demandCount: number;
  /** What the last `look` would open. */
  readonly pick: SitePick;
  startPrices(): Float64Array;
  /** Size of each demand's price relative to the others', more than 0: prices move in steps of it. */
  readonly unit: Float64Array;
  /** The part in which nothing is settled. */
  whole(price: ArrayLike<number>): SiteNode;
  /** Opens a site for good. */
  settleOpen(node: SiteNode, site: number): void;
  /** Lifts prices that are too low to be of use. */
  raise(node: SiteNode): void;
  /** Least total that the node's prices prove for it. */
  look(node: SiteNode): number;
  /** After a look: per demand what prices should rise (above 0) or fall by, relative to each other. */
  excess(node: SiteNode, into: Float64Array): void;
  /** Exact total of a choice given as a mark per site; Infinity = it leaves somebody out. */
  costOf(isOpen: Uint8Array): number;
  /** What interchange makes of a choice. */
  improve(sites: readonly number[]): { readonly chosen: readonly number[]; readonly cost: number };
}

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
export interface Effort {
  readonly rounds: number;
  /** Rounds without a better bound after which the step is halved. */
  readonly patience: number;
  readonly firstScale: number;
  readonly lastScale: number;
  /** Interchange from what the prices would open: after each so many rounds, 0 = never. */
  readonly descendEvery: number;
}
/** Share of the last direction kept in the next: the prices would swing from side to side otherwise (0.9-0.95 best of 0.7-0.97). */
const INERTIA = 0.9;
/** Rounds between two looks at what the choice that the prices would open costs. */
const TRY_EVERY = 8;
/** Share of the last pick in the average that says how undecided a site is. */
const RECENT = 0.05;

/**
 * Bounds of parts of all choices, and the best choice met on the way. Prices by deflected subgradients (Camerini, Fratta,
 * Maffioli 1975), the step after Polyak; sites that the gap rules in or out are settled at each look.
 */
export class SiteBound {
  readonly relaxation: SiteRelaxation;
  readonly limits: BranchLimits;
  /** Share of the last part's looks that would open each site, the last ones counting most. */
  readonly average: Float64Array;
  private readonly excess: Float64Array;
  private readonly direction: Float64Array;
  private readonly bestPrice: Float64Array;
  private readonly isOpen: Uint8Array;
  chosen: readonly number[] | null;
  cost: number;
  nodes = 0;
  isOver = false;

  constructor(
    relaxation: SiteRelaxation,
    limits: BranchLimits,
    cost: number,
    chosen: readonly number[] | null,
  ) {
    this.relaxation = relaxation;
    this.limits = limits;
    const { demandCount, siteCount } = relaxation;
    this.excess = new Float64Array(demandCount);
    this.direction = new Float64Array(demandCount);
    this.bestPrice = new Float64Array(demandCount);
    this.average = new Float64Array(siteCount);
    this.isOpen = new Uint8Array(siteCount);
    this.chosen = chosen;
    this.cost = cost;
  }

  /** What a bound must exceed for its part to hold nothing better. Rounding of sums of this size decides nothing. */
  limit(): number {
    const tolerance = 1e-11 * Math.abs(this.cost) + 1e-6;
    return this.cost - Math.max(this.limits.step - tolerance, tolerance);
  }

  stops(): boolean {
    this.isOver ||= this.limits.run.isCancelled() || this.limits.run.now() >= this.limits.until;
    return this.isOver;
  }

  /** Tries what the last look would open; `descend`: and what interchange makes of it. */
  tryOpen(node: SiteNode, descend: boolean): void {
    const { isOpen, relaxation } = this;
    const { pick, allowance } = relaxation;
    for (let site = 0; site < isOpen.length; site++)
      isOpen[site] =
        node.state[site] === OPEN || (node.state[site] === UNDECIDED && pick.taken[site] === 1) ? 1 : 0;
    const sites: number[] = [];
    for (let site = 0; site < isOpen.length; site++) if (isOpen[site] === 1) sites.push(site);
    if (!isAffordable(allowance, sites)) {
      if (!descend) return;
      sites.sort((a, b) => pick.value[a]! - pick.value[b]!);
      while (!isAffordable(allowance, sites)) sites.pop();
    }
    if (!descend) {
      this.accept(sites, relaxation.costOf(isOpen));
      return;
    }
    const better = relaxation.improve(sites);
    this.accept(better.chosen, better.cost);
  }

  accept(sites: readonly number[], cost: number): void {
    if (cost >= this.cost) return;
    this.cost = cost;
    this.chosen = sites;
  }

  /** Best bound found for a part; its prices are left in the node, Infinity: nothing in it can be better. */
  boundPart(node: SiteNode, effort: Effort): number {
    const { relaxation, excess, direction, bestPrice, average } = this;
    const { demandCount, pick, unit } = relaxation;
    const { price, base } = node;
    this.nodes++;
    relaxation.raise(node);
    bestPrice.set(price);
    direction.fill(0);
    let best = -Infinity;
    let scale = effort.firstScale;
    let waited = 0;
    for (let round = 0; round < effort.rounds; round++) {
      const lower = relaxation.look(node);
      if (lower > best) {
        if (lower > best + 1e-6 * Math.abs(best) || best === -Infinity) waited = 0;
        else waited++;
        best = lower;
        bestPrice.set(price);
      } else waited++;
      const recent = round === 0 ? 1 : RECENT;
      for (let site = 0; site < average.length; site++)
        average[site] = average[site]! + recent * (pick.taken[site]! - average[site]!);
      if (best > this.limit()) break;
      if (this.settle(node, lower)) {
        best = Infinity;
        break;
      }
      if (round % TRY_EVERY === TRY_EVERY - 1) this.tryOpen(node, false);
      if (this.stops()) break;
      if (effort.descendEvery > 0 && round % effort.descendEvery === effort.descendEvery - 1)
        this.tryOpen(node, true);
      if (best > this.limit()) break;
      if (waited >= effort.patience) {
        scale /= 2;
        waited = 0;
        if (scale < effort.lastScale) break;
        for (let demand = 0; demand < demandCount; demand++)
          price[demand] = Math.min(bestPrice[demand]!, base[demand]!);
        direction.fill(0);
        relaxation.look(node);
      }
      relaxation.excess(node, excess);
      let length = 0;
      for (let demand = 0; demand < demandCount; demand++) {
        const towards = excess[demand]! + INERTIA * direction[demand]!;
        direction[demand] = towards;
        length += unit[demand]! * towards * towards;
      }
      if (length === 0) break;
      const stride = (scale * (this.cost - lower)) / length;
      for (let demand = 0; demand < demandCount; demand++)
        price[demand] = Math.max(
          0,
          Math.min(base[demand]!, price[demand]! + stride * unit[demand]! * direction[demand]!),
        );
    }
    for (let demand = 0; demand < demandCount; demand++)
      price[demand] = Math.min(bestPrice[demand]!, base[demand]!);
    return best;
  }

  /** Settles what the last look rules in or out; true: nothing in the part can be better. */
  settle(node: SiteNode, lower: number): boolean {
    const { state } = node;
    const { taken, value, lastIn, firstOut } = this.relaxation.pick;
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
      this.relaxation.settleOpen(node, site);
      if (node.budgetLeft < 0) return true;
    }
    if (opened.length > 0) shutTooDear(this.relaxation.allowance, node);
    return false;
  }
}
