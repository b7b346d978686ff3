import { type BoundedPart, searchBestFirst } from "./best-first.ts";
import { type BranchLimits, type Effort, SiteBound, type SiteRelaxation } from "./site-bound.ts";
import { OPEN, SHUT, type SiteNode, shutTooDear, UNDECIDED } from "./site-node.ts";

const WHOLE: Effort = { rounds: 1500, patience: 20, firstScale: 1, lastScale: 2e-3, descendEvery: 40 };
const PART: Effort = { rounds: 60, patience: 6, firstScale: 0.3, lastScale: 0.03, descendEvery: 0 };
/** Just long enough to tell sites apart. */
const TRIAL: Effort = { rounds: 10, patience: 4, firstScale: 0.3, lastScale: 0.1, descendEvery: 0 };
/** Sites a part may be split on, the most undecided ones. More of them cost more trials than they save parts (3 to 20 tried). */
const CANDIDATES = 5;
/** Trials of a site after which what they gained on average is believed. */
const BELIEVED = 1;
/** Interchange from one of so many parts. */
const DESCEND_EVERY = 16;

interface Part {
  readonly state: Uint8Array;
  readonly price: Float32Array;
  /** Undecided sites, the most undecided first. */
  readonly candidates: readonly number[];
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

/** What settling a site one way has gained in bound so far. */
class Gains {
  private readonly sum: Float64Array;
  private readonly count: Uint32Array;

  constructor(siteCount: number) {
    this.sum = new Float64Array(siteCount);
    this.count = new Uint32Array(siteCount);
  }

  note(site: number, gain: number): void {
    this.sum[site]! += gain;
    this.count[site]!++;
  }

  isKnown(site: number): boolean {
    return this.count[site]! >= BELIEVED;
  }

  of(site: number): number {
    return this.sum[site]! / Math.max(1, this.count[site]!);
  }
}

/**
 * Branch and bound on which sites open. Parts are taken up in the order of their bounds, so the bound of the whole rises
 * steadily and an interrupted search still says how good its choice is. A part is split on the site that promises to
 * raise the bounds of both halves most, by short trials at first and by their average later (Achterberg, Koch, Martin
 * 2005); a site that a trial rules in or out is settled without a split.
 */
export class SiteBranch {
  private readonly bound: SiteBound;
  private readonly relaxation: SiteRelaxation;
  private readonly opening: Gains;
  private readonly shutting: Gains;

  constructor(
    relaxation: SiteRelaxation,
    limits: BranchLimits,
    cost: number,
    chosen: readonly number[] | null,
  ) {
    this.relaxation = relaxation;
    this.bound = new SiteBound(relaxation, limits, cost, chosen);
    this.opening = new Gains(relaxation.siteCount);
    this.shutting = new Gains(relaxation.siteCount);
  }

  /** Bounds the whole from nothing. */
  boundWhole(): {
    readonly node: SiteNode;
    readonly bound: number;
    readonly isProven: boolean;
    readonly isOver: boolean;
  } {
    const node = this.relaxation.whole(this.relaxation.startPrices());
    const bound = this.bound.boundPart(node, WHOLE);
    this.tell(bound);
    return { node, bound, isProven: bound > this.bound.limit(), isOver: this.bound.isOver };
  }

  /** Takes a choice from elsewhere and settles what it rules out; true: nothing better is left. */
  improve(chosen: readonly number[], cost: number, node: SiteNode): boolean {
    if (cost >= this.bound.cost) return false;
    this.bound.accept(chosen, cost);
    const lower = this.relaxation.look(node);
    return lower > this.bound.limit() || this.bound.settle(node, lower);
  }

  /** Looks into part after part, from prices and a bound of the whole. */
  solve(price: Float64Array, known: number): PartProof {
    const root = this.relaxation.whole(price);
    const bound = Math.max(known, this.bound.boundPart(root, PART));
    return this.proof(
      searchBestFirst(this.keep(root, bound), {
        split: (part, parentBound) => this.split(part, parentBound),
        limit: () => this.bound.limit(),
        stops: () => this.bound.stops(),
        tell: (lowest) => this.tell(lowest),
      }),
    );
  }

  proof(bound: number): PartProof {
    const { cost, chosen, nodes } = this.bound;
    const proven = bound > this.bound.limit() ? cost : Math.min(bound, cost);
    return { bound: proven, chosen, cost, nodes };
  }

  private tell(bound: number): void {
    const { cost, limits } = this.bound;
    limits.onFound(cost, bound > this.bound.limit() ? cost : Math.min(bound, cost));
  }

  private *split(part: Part, parentBound: number): Iterable<BoundedPart<Part>> {
    const parent = this.rebuild(part, null);
    if (parent === null) return;
    const state = part.state.slice();
    const site = this.choose({ ...part, state }, parent, parentBound);
    if (this.bound.stops()) {
      // What was not looked into keeps its bound.
      yield { part, bound: parentBound };
      return;
    }
    if (site === "nothing") return;
    if (site === "settled") {
      const node = this.rebuild({ ...part, state }, parent);
      if (node === null) return;
      yield* this.keep(node, Math.max(parentBound, this.bound.boundPart(node, PART)));
      return;
    }
    for (const to of [OPEN, SHUT] as const) {
      const child = this.rebuild({ ...part, state }, parent, site, to);
      if (child === null) continue;
      const bound = Math.max(parentBound, this.bound.boundPart(child, PART));
      this.gains(to).note(site, this.gain(bound, parentBound));
      if (bound <= this.bound.limit() && this.bound.nodes % DESCEND_EVERY === 0) {
        this.relaxation.look(child);
        this.bound.tryOpen(child, true);
      }
      yield* this.keep(child, bound);
    }
  }

  private gains(to: typeof OPEN | typeof SHUT): Gains {
    return to === OPEN ? this.opening : this.shutting;
  }

  /** What a bound gains on that of its parent; no more than it takes to be ruled out. */
  private gain(bound: number, parentBound: number): number {
    return Math.max(0, Math.min(bound, this.bound.limit()) - parentBound);
  }

  /**
   * The site to split on; "settled": trials have settled some in the part's states, so it has to be looked at anew;
   * "nothing": nothing in the part can be better.
   */
  private choose(part: Part, parent: SiteNode, parentBound: number): number | "settled" | "nothing" {
    let best = -1;
    let most = -1;
    let isSettled = false;
    const least = 1e-3 * Math.max(0, this.bound.limit() - parentBound) + 1e-12;
    for (const site of part.candidates) {
      if (!this.opening.isKnown(site) || !this.shutting.isKnown(site)) {
        const ruledOut = ([OPEN, SHUT] as const).filter(
          (to) => !this.mayBe(part, parent, site, to, parentBound),
        );
        if (this.bound.isOver) break;
        if (ruledOut.length === 2) return "nothing";
        if (ruledOut.length === 1) {
          part.state[site] = ruledOut[0] === OPEN ? SHUT : OPEN;
          isSettled = true;
          continue;
        }
      }
      const score = Math.max(least, this.opening.of(site)) * Math.max(least, this.shutting.of(site));
      if (score > most) {
        most = score;
        best = site;
      }
    }
    return isSettled ? "settled" : best;
  }

  /** A trial: whether the part with the site settled so could hold anything better. */
  private mayBe(
    part: Part,
    parent: SiteNode,
    site: number,
    to: typeof OPEN | typeof SHUT,
    parentBound: number,
  ): boolean {
    const node = this.rebuild(part, parent, site, to);
    if (node === null) return false;
    const bound = this.bound.boundPart(node, TRIAL);
    this.gains(to).note(site, this.gain(bound, parentBound));
    return bound <= this.bound.limit();
  }

  /** A part again from its states, with one more site settled; null = it takes more than there is. */
  private rebuild(
    part: Part,
    parent: SiteNode | null,
    site = -1,
    to: typeof OPEN | typeof SHUT = OPEN,
  ): SiteNode | null {
    const node = this.relaxation.whole(part.price);
    node.parent = parent;
    part.state.forEach((settled, each) => {
      const here = each === site ? to : settled;
      if (here === node.state[each]) return;
      if (here === OPEN) this.relaxation.settleOpen(node, each);
      else if (here === SHUT) node.state[each] = SHUT;
    });
    if (node.openLeft < 0 || node.budgetLeft < 0) return null;
    shutTooDear(this.relaxation.allowance, node);
    return node;
  }

  /** The part as it is kept in the queue, or nothing when nothing in it can be better. */
  private keep({ state, price }: SiteNode, bound: number): BoundedPart<Part>[] {
    if (bound > this.bound.limit()) return [];
    const { average } = this.bound;
    const apart = (site: number) => Math.abs(average[site]! - 0.5);
    const candidates = [...state.keys()]
      .filter((site) => state[site] === UNDECIDED)
      .sort((a, b) => apart(a) - apart(b) || a - b)
      .slice(0, CANDIDATES);
    if (candidates.length > 0)
      return [{ part: { state, price: Float32Array.from(price), candidates }, bound }];
    // Everything is settled: one choice is left.
    const isOpen = state.map((each) => (each === OPEN ? 1 : 0));
    this.bound.accept(
      [...state.keys()].filter((site) => state[site] === OPEN),
      this.relaxation.costOf(isOpen),
    );
    return [];
  }
}
