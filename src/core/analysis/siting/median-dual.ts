import type { MedianModel } from "./median-model.ts";
import { type MedianNode, UNDECIDED } from "./median-node.ts";

/**
 * Lagrangian relaxation of "everybody is served once" (Narula, Ogbu, Samuelsson 1977): for prices u the total is at least
 * Σ min(uᵢ, baseᵢ) + the best few of vⱼ = −Σ max(0, uᵢ − cᵢⱼ). With the cheapest arcs of a demand first, one look costs
 * only the arcs below its price. A budget is priced too, at what gives the best bound.
 */
export class MedianDual {
  readonly model: MedianModel;
  /** vⱼ plus what the budget charges, after `look`; read for undecided sites only. */
  readonly value: Float64Array;
  /** 1 per undecided site the last look would open. */
  readonly taken: Uint8Array;
  /** Value of the last site taken when the number is used up, else 0; and of the first one left, at most 0. */
  lastIn = 0;
  firstOut = 0;
  private readonly saving: Float64Array;
  private readonly sorted: Float64Array;

  constructor(model: MedianModel) {
    this.model = model;
    this.value = new Float64Array(model.siteCount);
    this.taken = new Uint8Array(model.siteCount);
    this.saving = new Float64Array(model.siteCount);
    this.sorted = new Float64Array(model.siteCount);
  }

  /** Least total the prices prove for the node; fills value, taken, lastIn, firstOut. Infinity: the node is empty. */
  look(node: MedianNode, price: Float64Array): number {
    const { rowOffsets, rowSite, rowCost, demandCount } = this.model;
    const { saving } = this;
    saving.fill(0);
    let sum = 0;
    for (let demand = 0; demand < demandCount; demand++) {
      const worth = price[demand]!;
      sum += worth;
      const end = rowOffsets[demand + 1]!;
      for (let arc = rowOffsets[demand]!; arc < end; arc++) {
        const less = worth - rowCost[arc]!;
        if (less <= 0) break;
        saving[rowSite[arc]!]! -= less;
      }
    }
    return sum + this.pick(node);
  }

  /** Total value of the best affordable undecided sites. */
  private pick(node: MedianNode): number {
    const { siteCosts } = this.model;
    if (siteCosts === null) return this.pickAt(node, 0);
    // The bound is concave in the charge per unit of cost: no charge at all is best where the budget does not bind.
    let best = this.pickAt(node, 0);
    let at = 0;
    if (this.spent() <= node.budgetLeft) return best;
    let low = 0;
    let high = 1e-9;
    for (let site = 0; site < siteCosts.length; site++)
      if (node.state[site] === UNDECIDED) high = Math.max(high, -this.saving[site]! / siteCosts[site]!);
    for (let halving = 0; halving < 30; halving++) {
      const charge = (low + high) / 2;
      const here = this.pickAt(node, charge);
      if (here > best) {
        best = here;
        at = charge;
      }
      if (this.spent() > node.budgetLeft) low = charge;
      else high = charge;
    }
    return this.pickAt(node, at);
  }

  private spent(): number {
    const { taken } = this;
    const { siteCosts } = this.model;
    let cost = 0;
    for (let site = 0; site < taken.length; site++) if (taken[site] === 1) cost += siteCosts![site]!;
    return cost;
  }

  private pickAt(node: MedianNode, charge: number): number {
    const { value, taken, saving, sorted } = this;
    const { siteCosts, siteCount } = this.model;
    let count = 0;
    for (let site = 0; site < siteCount; site++) {
      taken[site] = 0;
      if (node.state[site] !== UNDECIDED) continue;
      const each = charge === 0 ? saving[site]! : saving[site]! + charge * siteCosts![site]!;
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
