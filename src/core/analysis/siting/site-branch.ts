import type { RunContext } from "../../model/progress.ts";
import { type BoundedPart, searchBestFirst } from "./best-first.ts";
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
const RECENT = 0.05;

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

/** A proof with a choice. */
export type SiteProof = PartProof & { readonly chosen: readonly number[] };

/**
 * Branch and bound on which sites open. Bound: prices by deflected subgradients (Camerini, Fratta, Maffioli 1975), the
 * step after Polyak; sites that the gap rules in or out are settled at each look. Parts are taken up in the order of
 * their bounds, so the bound of the whole rises steadily and an interrupted search still says how good its choice is.
 */
export class SiteBranch {
  private readonly relaxation: SiteRelaxation;
  private readonly limits: BranchLimits;
  private readonly excess: Float64Array;
  private readonly direction: Float64Array;
  private readonly bestPrice: Float64Array;
  private readonly average: Float64Array;
  private readonly isOpen: Uint8Array;
  private chosen: readonly number[] | null;
  private cost: number;
  private nodes = 0;
  private isOver = false;

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

  /** Bounds the whole from nothing. */
  boundWhole(): {
    readonly node: SiteNode;
    readonly bound: number;
    readonly isProven: boolean;
    readonly isOver: boolean;
  } {
    const node = this.relaxation.whole(this.relaxation.startPrices());
    const bound = this.boundPart(node, WHOLE);
    this.tell(bound);
    return { node, bound, isProven: bound > this.limit(), isOver: this.isOver };
  }

  /** Takes a choice from elsewhere and settles what it rules out; true: nothing better is left. */
  improve(chosen: readonly number[], cost: number, node: SiteNode): boolean {
    if (cost >= this.cost) return false;
    this.accept(chosen, cost);
    const lower = this.relaxation.look(node);
    return lower > this.limit() || this.settle(node, lower);
  }

  /** Looks into part after part, from prices and a bound of the whole. */
  solve(price: Float64Array, known: number): PartProof {
    const root = this.relaxation.whole(price);
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
      const child = this.child(part, state);
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

  /** A part again from its states, with one more site settled; null = it takes more than there is. */
  private child(part: Part, state: typeof OPEN | typeof SHUT): SiteNode | null {
    const node = this.relaxation.whole(part.price);
    part.state.forEach((settled, site) => {
      const here = site === part.branchOn ? state : settled;
      if (here === node.state[site]) return;
      if (here === OPEN) this.relaxation.settleOpen(node, site);
      else if (here === SHUT) node.state[site] = SHUT;
    });
    if (node.openLeft < 0 || node.budgetLeft < 0) return null;
    shutTooDear(this.relaxation.allowance, node);
    return node;
  }

  /** The part as it is kept in the queue, or nothing when nothing in it can be better. */
  private keep({ state, price }: SiteNode, bound: number): BoundedPart<Part>[] {
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
      this.relaxation.costOf(isOpen),
    );
    return [];
  }

  /** Tries what the last look would open; `descend`: and what interchange makes of it. */
  private tryOpen(node: SiteNode, descend: boolean): void {
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

  private accept(sites: readonly number[], cost: number): void {
    if (cost >= this.cost) return;
    this.cost = cost;
    this.chosen = sites;
  }

  /** Best bound found for a part; its prices are left in the node, Infinity: nothing in it can be better. */
  private boundPart(node: SiteNode, effort: Effort): number {
    const { relaxation, excess, direction, bestPrice, average } = this;
    const { demandCount, pick } = relaxation;
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
      if (round % 8 === 7) this.tryOpen(node, false);
      if (this.stops()) break;
      if (effort === WHOLE ? round % 40 === 39 : round === 20 && this.nodes % 16 === 0)
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

  /** Settles what the last look rules in or out; true: nothing in the part can be better. */
  private settle(node: SiteNode, lower: number): boolean {
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
