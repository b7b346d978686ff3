import { type SiteAllowance, type SiteNode, UNDECIDED } from "./site-node.ts";

/**
 * The affordable sites of least total value, when each saves something of its own: the inner problem of a Lagrangian
 * bound. A budget is priced, at the charge per unit of cost that gives the best bound.
 */
export class SitePick {
  /** Value of each undecided site (0 or less) plus what the budget charges for it, after `pick`. */
  readonly value: Float64Array;
  /** 1 per undecided site the last pick would open. */
  readonly taken: Uint8Array;
  /** Value of the last site taken when the number is used up, else 0; and of the first one left, at most 0. */
  lastIn = 0;
  firstOut = 0;
  private readonly siteCosts: Float64Array | null;
  private readonly sorted: Float64Array;

  constructor({ siteCosts }: SiteAllowance, siteCount: number) {
    this.siteCosts = siteCosts;
    this.value = new Float64Array(siteCount);
    this.taken = new Uint8Array(siteCount);
    this.sorted = new Float64Array(siteCount);
  }

  /** Total value of the best affordable undecided sites; `saving`: value of each, 0 or less. */
  pick(node: SiteNode, saving: Float64Array): number {
    const { siteCosts } = this;
    if (siteCosts === null) return this.pickAt(node, saving, 0);
    // The bound is concave in the charge per unit of cost: no charge at all is best where the budget does not bind.
    let best = this.pickAt(node, saving, 0);
    let at = 0;
    if (this.spent(siteCosts) <= node.budgetLeft) return best;
    let low = 0;
    let high = 1e-9;
    for (let site = 0; site < siteCosts.length; site++)
      if (node.state[site] === UNDECIDED) high = Math.max(high, -saving[site]! / siteCosts[site]!);
    for (let halving = 0; halving < 30; halving++) {
      const charge = (low + high) / 2;
      const here = this.pickAt(node, saving, charge);
      if (here > best) {
        best = here;
        at = charge;
      }
      if (this.spent(siteCosts) > node.budgetLeft) low = charge;
      else high = charge;
    }
    return this.pickAt(node, saving, at);
  }

  private spent(siteCosts: Float64Array): number {
    const { taken } = this;
    let cost = 0;
    for (let site = 0; site < taken.length; site++) if (taken[site] === 1) cost += siteCosts[site]!;
    return cost;
  }

  private pickAt(node: SiteNode, saving: Float64Array, charge: number): number {
    const { value, taken, sorted, siteCosts } = this;
    const siteCount = value.length;
    let count = 0;
    for (let site = 0; site < siteCount; site++) {
      taken[site] = 0;
      if (node.state[site] !== UNDECIDED) continue;
      const each = charge === 0 ? saving[site]! : saving[site]! + charge * (siteCosts?.[site] ?? 0);
      value[site] = each;
      if (each < 0) sorted[count++] = each;
    }
    let left = node.openLeft;
    let total = charge === 0 ? 0 : -charge * node.budgetLeft;
    if (count <= left) {
      this.lastIn = count < left ? 0 : -Infinity;
      this.firstOut = 0;
      for (let site = 0; site < siteCount; site++)
        if (node.state[site] === UNDECIDED && value[site]! < 0) {
          taken[site] = 1;
          total += value[site]!;
          if (value[site]! > this.lastIn) this.lastIn = value[site]!;
        }
      return total;
    }
    if (left === 0) {
      this.lastIn = -Infinity;
      this.firstOut = 0;
      return total;
    }
    const limit = kthSmallest(sorted, count, left);
    // Those at the limit are taken in order until the number is used up.
    for (let site = 0; site < siteCount; site++)
      if (node.state[site] === UNDECIDED && value[site]! < limit) {
        taken[site] = 1;
        total += value[site]!;
        left--;
      }
    let next = 0;
    for (let site = 0; site < siteCount; site++) {
      if (node.state[site] !== UNDECIDED || taken[site] === 1) continue;
      if (value[site] === limit && left > 0) {
        taken[site] = 1;
        total += limit;
        left--;
      } else if (value[site]! < next) next = value[site]!;
    }
    this.lastIn = limit;
    this.firstOut = next;
    return total;
  }
}

/** k-th smallest of the first `count` entries, k from 1; the entries change places (Hoare's selection). */
function kthSmallest(entries: Float64Array, count: number, k: number): number {
  let low = 0;
  let high = count - 1;
  const at = k - 1;
  while (low < high) {
    const pivot = entries[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (entries[i]! < pivot) i++;
      while (entries[j]! > pivot) j--;
      if (i <= j) {
        const kept = entries[i]!;
        entries[i++] = entries[j]!;
        entries[j--] = kept;
      }
    }
    if (at <= j) high = j;
    else if (at >= i) low = i;
    else break;
  }
  return entries[at]!;
}
