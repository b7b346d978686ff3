import { MedianArcs } from "./median-arcs.ts";
import { costOfOpen, type MedianModel } from "./median-model.ts";
import type { MedianSearch } from "./median-search.ts";
import type { SiteRelaxation } from "./site-bound.ts";
import { type SiteNode, takeSite, UNDECIDED, wholeNode } from "./site-node.ts";
import { SitePick } from "./site-pick.ts";

/** Least unit of a price as a share of the greatest. */
const LEAST_UNIT_SHARE = 1e-3;

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
  readonly unit: Float64Array;
  private readonly saving: Float64Array;
  private readonly arcs: MedianArcs;
  /** Those of the last look. */
  private looked: Pick<MedianModel, "rowOffsets" | "rowSite" | "rowCost">;
  /** Arcs of demand i below its price at the last look end here. */
  private readonly ends: Uint32Array;

  constructor(model: MedianModel, search: MedianSearch) {
    this.allowance = model;
    this.model = model;
    this.search = search;
    this.siteCount = model.siteCount;
    this.demandCount = model.demandCount;
    this.pick = new SitePick(model, model.siteCount);
    this.saving = new Float64Array(model.siteCount);
    this.unit = priceUnits(model);
    this.ends = new Uint32Array(model.demandCount);
    this.arcs = new MedianArcs(model, this.unit);
    this.looked = model;
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
  raise(node: SiteNode): void {
    const { rowOffsets, rowSite, rowCost } = this.arcs.of(node);
    const { state, base, price } = node;
    for (let demand = 0; demand < this.demandCount; demand++) {
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
    this.looked = this.arcs.of(node);
    const { rowOffsets, rowSite, rowCost } = this.looked;
    const { saving, ends } = this;
    const { price } = node;
    saving.fill(0);
    let sum = 0;
    for (let demand = 0; demand < this.demandCount; demand++) {
      const worth = price[demand]!;
      sum += worth;
      const end = rowOffsets[demand + 1]!;
      let arc = rowOffsets[demand]!;
      for (; arc < end; arc++) {
        const less = worth - rowCost[arc]!;
        if (less <= 0) break;
        saving[rowSite[arc]!]! -= less;
      }
      ends[demand] = arc;
    }
    return sum + this.pick.pick(node, saving);
  }

  excess({ base, price }: SiteNode, into: Float64Array): void {
    const { rowOffsets, rowSite } = this.looked;
    const { ends } = this;
    const { taken } = this.pick;
    for (let demand = 0; demand < this.demandCount; demand++) {
      let excess = 1;
      const end = ends[demand]!;
      for (let arc = rowOffsets[demand]!; arc < end; arc++) excess -= taken[rowSite[arc]!]!;
      // What is open anyway serves at this price: it need not rise.
      into[demand] = excess > 0 && price[demand]! >= base[demand]! ? 0 : excess;
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

/** What a demand pays at about the nearest open site there may be: prices are of that size. */
function priceUnits({ rowOffsets, rowCost, demandCount, siteCount, open }: MedianModel): Float64Array {
  const rank = Math.ceil((2 * siteCount) / Math.max(1, open));
  const units = new Float64Array(demandCount);
  let most = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    const last = rowOffsets[demand + 1]! - 1;
    if (last < rowOffsets[demand]!) continue;
    units[demand] = rowCost[Math.min(last, rowOffsets[demand]! + rank)]!;
    most = Math.max(most, units[demand]!);
  }
  // A price that can hardly move would never get to where it belongs.
  return units.map((unit) => Math.max(unit, LEAST_UNIT_SHARE * most) || 1);
}
