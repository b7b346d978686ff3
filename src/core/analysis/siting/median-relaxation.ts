import { costOfOpen, type MedianModel } from "./median-model.ts";
import type { MedianSearch } from "./median-search.ts";
import type { SiteRelaxation } from "./site-branch.ts";
import { type SiteNode, takeSite, UNDECIDED, wholeNode } from "./site-node.ts";
import { SitePick } from "./site-pick.ts";

/**
 * Lagrangian relaxation of "everybody is served once" (Narula, Ogbu, Samuelsson 1977): for prices u the total is at least
 * Σ min(uᵢ, baseᵢ) + the best few of vⱼ = −Σ max(0, uᵢ − cᵢⱼ). With the cheapest arcs of a demand first, one look costs
 * only the arcs below its price.
 */
export class MedianRelaxation implements SiteRelaxation {
  readonly allowance: MedianModel;
  readonly siteCount: number;
  readonly demandCount: number;
  readonly pick: SitePick;
  private readonly model: MedianModel;
  private readonly search: MedianSearch;
  private readonly saving: Float64Array;

  constructor(model: MedianModel, search: MedianSearch) {
    this.allowance = model;
    this.model = model;
    this.search = search;
    this.siteCount = model.siteCount;
    this.demandCount = model.demandCount;
    this.pick = new SitePick(model, model.siteCount);
    this.saving = new Float64Array(model.siteCount);
  }

  /** The second cheapest way to serve each demand: about what its best one is worth. */
  startPrices(): Float64Array {
    const { demandCount, baseCost, rowOffsets, rowCost } = this.model;
    const price = baseCost.slice();
    for (let demand = 0; demand < demandCount; demand++) {
      const arc = rowOffsets[demand]! + 1;
      if (arc < rowOffsets[demand + 1]!) price[demand] = rowCost[arc]!;
    }
    return price;
  }

  whole(price: ArrayLike<number>): SiteNode {
    return wholeNode(this.model, this.siteCount, this.model.baseCost, price);
  }

  settleOpen(node: SiteNode, site: number): void {
    const { columnOffsets, columnDemand, columnCost } = this.model;
    takeSite(this.model, node, site);
    for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++) {
      const demand = columnDemand[arc]!;
      if (columnCost[arc]! >= node.base[demand]!) continue;
      node.base[demand] = columnCost[arc]!;
      node.price[demand] = Math.min(node.price[demand]!, columnCost[arc]!);
    }
  }

  /** No price below the cheapest way that is left is of use. */
  raise({ state, base, price }: SiteNode): void {
    const { rowOffsets, rowSite, rowCost, demandCount } = this.model;
    for (let demand = 0; demand < demandCount; demand++) {
      let least = base[demand]!;
      for (let arc = rowOffsets[demand]!; arc < rowOffsets[demand + 1]!; arc++)
        if (state[rowSite[arc]!] === UNDECIDED) {
          least = Math.min(least, rowCost[arc]!);
          break;
        }
      price[demand] = Math.max(least, Math.min(price[demand]!, base[demand]!));
    }
  }

  look(node: SiteNode): number {
    const { rowOffsets, rowSite, rowCost, demandCount } = this.model;
    const { saving } = this;
    const { price } = node;
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
    return sum + this.pick.pick(node, saving);
  }

  excess({ state, base, price }: SiteNode, into: Float64Array): void {
    const { rowOffsets, rowSite, rowCost, demandCount } = this.model;
    const { taken } = this.pick;
    for (let demand = 0; demand < demandCount; demand++) {
      const worth = price[demand]!;
      let excess = 1;
      const end = rowOffsets[demand + 1]!;
      for (let arc = rowOffsets[demand]!; arc < end; arc++) {
        if (rowCost[arc]! >= worth) break;
        const site = rowSite[arc]!;
        if (taken[site] === 1 && state[site] === UNDECIDED) excess--;
      }
      // What is open anyway serves at this price: it need not rise.
      into[demand] = excess > 0 && worth >= base[demand]! ? 0 : excess;
    }
  }

  costOf(isOpen: Uint8Array): number {
    return costOfOpen(this.model, isOpen);
  }

  improve(sites: readonly number[]): { readonly chosen: readonly number[]; readonly cost: number } {
    this.search.load(sites);
    this.search.fill();
    this.search.descend();
    return { chosen: this.search.chosen(), cost: this.search.cost() };
  }
}
