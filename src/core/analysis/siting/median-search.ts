import { costOfOpen, type MedianModel } from "./median-model.ts";
import { AFFORDABLE } from "./site-node.ts";

/** Served by what is open anyway, or by nothing. */
const BASE = -1;

/**
 * Fast interchange (Whitaker 1983) that keeps its sums from swap to swap (Resende and Werneck 2004): what each shut site
 * would save, what each open one is worth, and what the two have in common. A swap touches only the demands whose
 * cheapest or second open site changes.
 */
export class MedianSearch {
  private readonly model: MedianModel;
  private readonly stops: () => boolean;
  /** Place of each open site in the table, -1 = shut. */
  private readonly slot: Int32Array;
  /** Open site per place, -1 = empty. */
  private readonly siteAt: Int32Array;
  private readonly first: Int32Array;
  private readonly second: Int32Array;
  private readonly firstCost: Float64Array;
  private readonly secondCost: Float64Array;
  private readonly gain: Float64Array;
  private readonly loss: Float64Array;
  /** Of shut site j and place k at [j * places + k]: what leaving k costs less when j comes in. */
  private readonly shared: Float64Array;
  /** Its sum over k: no single entry is more. */
  private readonly sharedSum: Float64Array;
  private readonly places: number;
  private spent = 0;
  count = 0;

  /** `stops`: looked at before each swap; true ends `fill` and `descend` where they are. */
  constructor(model: MedianModel, stops: () => boolean = () => false) {
    this.model = model;
    this.stops = stops;
    const { siteCount, demandCount } = model;
    this.places = Math.max(1, model.open);
    this.slot = new Int32Array(siteCount);
    this.siteAt = new Int32Array(this.places);
    this.first = new Int32Array(demandCount);
    this.second = new Int32Array(demandCount);
    this.firstCost = new Float64Array(demandCount);
    this.secondCost = new Float64Array(demandCount);
    this.gain = new Float64Array(siteCount);
    this.loss = new Float64Array(this.places);
    this.shared = new Float64Array(siteCount * this.places);
    this.sharedSum = new Float64Array(siteCount);
    this.load([]);
  }

  /** Open sites, rising. */
  chosen(): number[] {
    return Array.from(this.siteAt.filter((site) => site >= 0)).sort((a, b) => a - b);
  }

  cost(): number {
    return costOfOpen(
      this.model,
      Uint8Array.from(this.slot, (place) => (place >= 0 ? 1 : 0)),
    );
  }

  isOpen(site: number): boolean {
    return this.slot[site]! >= 0;
  }

  load(chosen: readonly number[]): void {
    const { demandCount, siteCosts } = this.model;
    this.slot.fill(-1);
    this.siteAt.fill(-1);
    this.gain.fill(0);
    this.loss.fill(0);
    this.shared.fill(0);
    this.sharedSum.fill(0);
    this.count = chosen.length;
    this.spent = 0;
    chosen.forEach((site, place) => {
      this.slot[site] = place;
      this.siteAt[place] = site;
      this.spent += siteCosts?.[site] ?? 0;
    });
    for (let demand = 0; demand < demandCount; demand++) {
      this.serve(demand);
      this.book(demand, 1);
    }
  }

  /** Cheapest and second cheapest open site of a demand; what is open anyway counts as one. */
  private serve(demand: number): void {
    const { rowOffsets, rowSite, rowCost, baseCost } = this.model;
    const base = baseCost[demand]!;
    let first = BASE;
    let firstCost = base;
    let second = BASE;
    let secondCost = Infinity;
    const end = rowOffsets[demand + 1]!;
    for (let arc = rowOffsets[demand]!; arc < end; arc++) {
      if (this.slot[rowSite[arc]!]! < 0) continue;
      if (first === BASE) {
        first = rowSite[arc]!;
        firstCost = rowCost[arc]!;
        secondCost = base;
      } else {
        second = rowSite[arc]!;
        secondCost = rowCost[arc]!;
        break;
      }
    }
    this.first[demand] = first;
    this.firstCost[demand] = firstCost;
    this.second[demand] = second;
    this.secondCost[demand] = secondCost;
  }

  /** The same after one more site has been opened, which costs the demand so much. */
  private serveToo(demand: number, site: number, cost: number): void {
    const first = this.first[demand]!;
    const firstCost = this.firstCost[demand]!;
    // of equal costs the lower site comes first, as in the rows; what is open anyway costs more
    if (first === BASE || cost < firstCost || (cost === firstCost && site < first)) {
      this.second[demand] = first;
      this.secondCost[demand] = firstCost;
      this.first[demand] = site;
      this.firstCost[demand] = cost;
      return;
    }
    const secondCost = this.secondCost[demand]!;
    if (cost > secondCost || (cost === secondCost && site > this.second[demand]!)) return;
    this.second[demand] = site;
    this.secondCost[demand] = cost;
  }

  /** Adds (`sign` 1) or takes back (-1) what a demand contributes to the sums. */
  private book(demand: number, sign: 1 | -1): void {
    const { rowOffsets, rowSite, rowCost } = this.model;
    const { gain, shared, sharedSum, places } = this;
    const first = this.first[demand]!;
    const firstCost = this.firstCost[demand]!;
    const end = rowOffsets[demand + 1]!;
    let arc = rowOffsets[demand]!;
    if (first === BASE) {
      for (; arc < end; arc++) gain[rowSite[arc]!]! += sign * (firstCost - rowCost[arc]!);
      return;
    }
    const place = this.slot[first]!;
    const secondCost = this.secondCost[demand]!;
    const apart = sign * (secondCost - firstCost);
    this.loss[place]! += apart;
    for (; arc < end; arc++) {
      const cost = rowCost[arc]!;
      if (cost >= secondCost) return;
      const site = rowSite[arc]!;
      if (cost < firstCost) {
        gain[site]! += sign * (firstCost - cost);
        shared[site * places + place]! += apart;
        sharedSum[site]! += apart;
      } else {
        const less = sign * (secondCost - cost);
        shared[site * places + place]! += less;
        sharedSum[site]! += less;
      }
    }
  }

  /** Opens a site, and shuts another one; -1 = none. */
  swap(into: number, out: number): void {
    const { columnOffsets, columnDemand, columnCost, demandCount } = this.model;
    const begin = columnOffsets[into]!;
    const end = columnOffsets[into + 1]!;
    if (out < 0 && this.count === 0) {
      // everybody's sums change: quicker made anew than taken back
      this.gain.fill(0);
      this.open(into, 0);
      for (let arc = begin; arc < end; arc++) this.serveToo(columnDemand[arc]!, into, columnCost[arc]!);
      for (let demand = 0; demand < demandCount; demand++) this.book(demand, 1);
      return;
    }
    if (out < 0) {
      this.open(into, this.siteAt.indexOf(-1));
      for (let arc = begin; arc < end; arc++) {
        const demand = columnDemand[arc]!;
        if (columnCost[arc]! > this.secondCost[demand]!) continue;
        this.book(demand, -1);
        this.serveToo(demand, into, columnCost[arc]!);
        this.book(demand, 1);
      }
      return;
    }
    const touched: number[] = [];
    for (let demand = 0; demand < demandCount; demand++)
      if (this.first[demand] === out || this.second[demand] === out) touched.push(demand);
    for (let arc = begin; arc < end; arc++) {
      const demand = columnDemand[arc]!;
      if (this.first[demand] === out || this.second[demand] === out) continue;
      if (columnCost[arc]! <= this.secondCost[demand]!) touched.push(demand);
    }
    for (const demand of touched) this.book(demand, -1);
    const place = this.slot[out]!;
    this.slot[out] = -1;
    this.spent -= this.model.siteCosts?.[out] ?? 0;
    this.count--;
    this.open(into, place);
    for (const demand of touched) {
      this.serve(demand);
      this.book(demand, 1);
    }
  }

  private open(site: number, place: number): void {
    this.slot[site] = place;
    this.siteAt[place] = site;
    this.spent += this.model.siteCosts?.[site] ?? 0;
    this.count++;
  }

  /** Best site to leave when `into` comes in, by what it costs; null = none may. Places in `kept` stay. */
  leaving(into: number, kept: ReadonlySet<number>): number | null {
    const { model, siteAt, loss, shared, places } = this;
    const room = this.room(into);
    let best: number | null = null;
    let least = Infinity;
    for (let place = 0; place < places; place++) {
      const site = siteAt[place]!;
      if (site < 0 || kept.has(site)) continue;
      if (model.siteCosts !== null && model.siteCosts[site]! < -room) continue;
      const cost = loss[place]! - shared[into * places + place]!;
      if (cost < least) {
        least = cost;
        best = site;
      }
    }
    return best;
  }

  /** What the budget leaves after `into` is opened too; below 0: something has to leave. */
  private room(into: number): number {
    const { siteCosts, budget } = this.model;
    return siteCosts === null ? 0 : budget * AFFORDABLE - this.spent - siteCosts[into]!;
  }

  /** Best swaps and openings as long as they save. Returns how many were made. */
  descend(): number {
    const { model, siteAt, gain, loss, shared, sharedSum, places } = this;
    const { siteCount, siteCosts } = model;
    let made = 0;
    // Swaps only ever save, so this ends; the count guards against rounding that turns in circles.
    for (; made < 10_000 && !this.stops(); made++) {
      let leastLoss = Infinity;
      for (let place = 0; place < places; place++)
        if (siteAt[place]! >= 0 && loss[place]! < leastLoss) leastLoss = loss[place]!;
      let best = 1e-7;
      let into = -1;
      let out = -1;
      for (let site = 0; site < siteCount; site++) {
        if (this.slot[site]! >= 0 || gain[site]! <= 0) continue;
        const room = this.room(site);
        if (this.count < model.open && room >= 0 && gain[site]! > best) {
          best = gain[site]!;
          into = site;
          out = -1;
        }
        if (gain[site]! + sharedSum[site]! - leastLoss <= best) continue;
        const row = site * places;
        for (let place = 0; place < places; place++) {
          const saving = gain[site]! - loss[place]! + shared[row + place]!;
          if (saving <= best || siteAt[place]! < 0) continue;
          if (siteCosts !== null && siteCosts[siteAt[place]!]! < -room) continue;
          best = saving;
          into = site;
          out = siteAt[place]!;
        }
      }
      if (into === -1) break;
      this.swap(into, out);
    }
    return made;
  }

  /** Opens the site that saves most until nothing more may be opened. With a budget: most saved per unit of cost. */
  fill(): void {
    const { siteCount, siteCosts, open } = this.model;
    while (this.count < open && !this.stops()) {
      let best = 0;
      let into = -1;
      for (let site = 0; site < siteCount; site++) {
        if (this.slot[site]! >= 0 || this.room(site) < 0) continue;
        const worth = this.gain[site]! / (siteCosts?.[site] ?? 1);
        if (worth > best) {
          best = worth;
          into = site;
        }
      }
      if (into === -1) return;
      this.swap(into, -1);
    }
  }
}
