import type { RoomModel } from "./room-model.ts";
import type { RoomSearch } from "./room-search.ts";
import type { SiteRelaxation } from "./site-bound.ts";
import {
  OPEN,
  SHUT,
  type SiteAllowance,
  type SiteNode,
  shutTooDear,
  takeSite,
  wholeNode,
} from "./site-node.ts";
import { SitePick } from "./site-pick.ts";

/**
 * Lagrangian relaxation of "everybody has a place" under room: at prices u of a demand's persons each site fills its room
 * with those it saves most on, a knapsack whose things may be cut, since persons of one cell may part. The bound is that
 * of the strong linear relaxation (Cornuéjols, Sridharan, Thizy 1991). A person may also stay without a place at a price
 * above any walk, which only lowers the bound.
 */
export class RoomRelaxation implements SiteRelaxation {
  readonly allowance: SiteAllowance;
  readonly siteCount: number;
  readonly demandCount: number;
  readonly pick: SitePick;
  private readonly model: RoomModel;
  private readonly search: RoomSearch;
  readonly unit: Float64Array;
  private readonly saving: Float64Array;
  private readonly base: Float64Array;
  /** Persons with something to save at each site: those of site j from starts[j], counts[j] of them, best first so far as room goes. */
  private readonly starts: Uint32Array;
  private readonly counts: Uint32Array;
  private readonly demandAt: Uint32Array;
  private readonly lessAt: Float64Array;
  /** Persons it would take of each. */
  private readonly personsAt: Float64Array;

  constructor(model: RoomModel, search: RoomSearch) {
    this.model = model;
    this.search = search;
    this.allowance = model.allowance;
    this.siteCount = model.sites.length;
    this.demandCount = model.persons.length;
    this.pick = new SitePick(model.allowance, this.siteCount);
    this.saving = new Float64Array(this.siteCount);
    this.base = model.persons.map((count) => count * model.noPlaceDeciseconds);
    this.starts = new Uint32Array(this.siteCount + 1);
    for (const site of model.rowSite) this.starts[site + 1]!++;
    for (let site = 0; site < this.siteCount; site++) this.starts[site + 1]! += this.starts[site]!;
    this.counts = new Uint32Array(this.siteCount);
    this.unit = model.persons;
    this.demandAt = new Uint32Array(model.rowSite.length);
    this.lessAt = new Float64Array(model.rowSite.length);
    this.personsAt = new Float64Array(model.rowSite.length);
  }

  /** The second shortest walk of each demand. */
  startPrices(): Float64Array {
    const { rowOffsets, rowDeciseconds, persons } = this.model;
    return this.base.map((most, demand) => {
      const arc = rowOffsets[demand]! + 1;
      return arc < rowOffsets[demand + 1]! ? persons[demand]! * rowDeciseconds[arc]! : most;
    });
  }

  whole(price: ArrayLike<number>): SiteNode {
    const node = wholeNode(this.allowance, this.siteCount, this.base, price);
    for (let site = 0; site < this.model.fixedCount; site++) takeSite(this.allowance, node, site);
    shutTooDear(this.allowance, node);
    return node;
  }

  settleOpen(node: SiteNode, site: number): void {
    takeSite(this.allowance, node, site);
  }

  /** No price below the shortest walk that is left is of use. */
  raise({ state, price }: SiteNode): void {
    const { rowOffsets, rowSite, rowDeciseconds, persons } = this.model;
    for (let demand = 0; demand < this.demandCount; demand++) {
      let least = this.base[demand]!;
      for (let arc = rowOffsets[demand]!; arc < rowOffsets[demand + 1]!; arc++)
        if (state[rowSite[arc]!] !== SHUT) {
          least = persons[demand]! * rowDeciseconds[arc]!;
          break;
        }
      price[demand] = Math.min(this.base[demand]!, Math.max(least, price[demand]!));
    }
  }

  look(node: SiteNode): number {
    const { rowOffsets, rowSite, rowDeciseconds, persons } = this.model;
    const { counts, starts, demandAt, lessAt, saving } = this;
    const { state, price } = node;
    counts.fill(0);
    let sum = 0;
    for (let demand = 0; demand < this.demandCount; demand++) {
      sum += price[demand]!;
      const each = price[demand]! / persons[demand]!;
      const end = rowOffsets[demand + 1]!;
      for (let arc = rowOffsets[demand]!; arc < end; arc++) {
        const less = each - rowDeciseconds[arc]!;
        if (less <= 0) break;
        const site = rowSite[arc]!;
        if (state[site] === SHUT) continue;
        const at = starts[site]! + counts[site]!++;
        demandAt[at] = demand;
        lessAt[at] = less;
      }
    }
    for (let site = 0; site < this.siteCount; site++) {
      saving[site] = state[site] === SHUT ? 0 : -this.fill(site);
      if (state[site] === OPEN) sum += saving[site]!;
    }
    return sum + this.pick.pick(node, saving);
  }

  /** What the site saves on the persons it would take; those are then in `personsAt`. */
  private fill(site: number): number {
    const { demandAt, lessAt, personsAt } = this;
    const { persons, room } = this.model;
    const start = this.starts[site]!;
    const end = start + this.counts[site]!;
    let total = 0;
    let left = room[site]!;
    let wanted = 0;
    for (let at = start; at < end; at++) wanted += persons[demandAt[at]!]!;
    if (wanted > left) sortFalling(lessAt, demandAt, start, end);
    for (let at = start; at < end; at++) {
      const taken = Math.min(left, persons[demandAt[at]!]!);
      personsAt[at] = taken;
      total += taken * lessAt[at]!;
      left -= taken;
    }
    return total;
  }

  excess({ state, base, price }: SiteNode, into: Float64Array): void {
    const { demandAt, personsAt, starts, counts } = this;
    const { persons } = this.model;
    into.fill(1);
    for (let site = 0; site < this.siteCount; site++) {
      if (state[site] !== OPEN && this.pick.taken[site] !== 1) continue;
      const end = starts[site]! + counts[site]!;
      for (let at = starts[site]!; at < end; at++)
        into[demandAt[at]!]! -= personsAt[at]! / persons[demandAt[at]!]!;
    }
    for (let demand = 0; demand < this.demandCount; demand++)
      if (into[demand]! > 0 && price[demand]! >= base[demand]!) into[demand] = 0;
  }

  costOf(isOpen: Uint8Array): number {
    return this.search.costOf(isOpen);
  }

  improve(sites: readonly number[]): { readonly chosen: readonly number[]; readonly cost: number } {
    return this.search.improve(sites);
  }
}

/** Sorts entries [start, end) of both by `keys`, the greatest first (Shell's sort: the lists are short and nearly sorted from look to look). */
function sortFalling(keys: Float64Array, values: Uint32Array, start: number, end: number): void {
  let gap = 1;
  while (gap < (end - start) / 3) gap = 3 * gap + 1;
  for (; gap >= 1; gap = (gap - 1) / 3)
    for (let i = start + gap; i < end; i++) {
      const key = keys[i]!;
      const value = values[i]!;
      let j = i - gap;
      for (; j >= start && keys[j]! < key; j -= gap) {
        keys[j + gap] = keys[j]!;
        values[j + gap] = values[j]!;
      }
      keys[j + gap] = key;
      values[j + gap] = value;
    }
}
