import type { Allocation } from "../../model/allocation.ts";
import { allocate } from "../allocate.ts";
import type { RoomModel } from "./room-model.ts";
import { isAffordable } from "./site-node.ts";

/** Swaps tried by the exact allocation before a choice is taken to be as good as interchange makes it. */
const TRIED_SWAPS = 12;
/** Costs kept of choices seen before. */
const MOST_KNOWN = 20_000;

interface Placed extends Allocation {
  readonly arcDemand: Uint32Array;
  readonly arcSite: Uint32Array;
  readonly arcDeciseconds: Uint32Array;
  /** Total, everybody without a place counted at the model's price. */
  readonly priced: number;
}

/** Choices of open sites under room, each judged by the exact allocation. Sites that stand anyway are open in each. */
export class RoomSearch {
  private readonly model: RoomModel;
  private readonly stops: () => boolean;
  private readonly totalPersons: number;
  private readonly known = new Map<string, number>();
  /** Walk of demand i to site j at [j * demands + i]; Infinity = not within the minutes. */
  private readonly walk: Float64Array;

  constructor(model: RoomModel, stops: () => boolean) {
    this.model = model;
    this.stops = stops;
    const demandCount = model.persons.length;
    this.totalPersons = model.persons.reduce((sum, count) => sum + count, 0);
    this.walk = new Float64Array(model.sites.length * demandCount).fill(Infinity);
    for (let demand = 0; demand < demandCount; demand++)
      for (let arc = model.rowOffsets[demand]!; arc < model.rowOffsets[demand + 1]!; arc++)
        this.walk[model.rowSite[arc]! * demandCount + demand] = model.rowDeciseconds[arc]!;
  }

  /** Exact total of a choice; Infinity = somebody finds no place who may not be left out. */
  costOf(isOpen: Uint8Array): number {
    const { mayLeaveOut, room } = this.model;
    let places = 0;
    for (let site = 0; site < room.length; site++) if (isOpen[site] === 1) places += room[site]!;
    if (places < this.totalPersons && !mayLeaveOut) return Infinity;
    const key = isOpen.join("");
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const placed = this.place(isOpen);
    const cost = mayLeaveOut || placed.totalServedPersons === this.totalPersons ? placed.priced : Infinity;
    if (this.known.size < MOST_KNOWN) this.known.set(key, cost);
    return cost;
  }

  private place(isOpen: Uint8Array): Placed {
    const { rowOffsets, rowSite, rowDeciseconds, persons, room, noPlaceDeciseconds } = this.model;
    const arcOffsets = new Uint32Array(persons.length + 1);
    const arcs: number[] = [];
    const demands: number[] = [];
    for (let demand = 0; demand < persons.length; demand++) {
      for (let arc = rowOffsets[demand]!; arc < rowOffsets[demand + 1]!; arc++)
        if (isOpen[rowSite[arc]!] === 1) {
          arcs.push(arc);
          demands.push(demand);
        }
      arcOffsets[demand + 1] = arcs.length;
    }
    const arcSite = Uint32Array.from(arcs, (arc) => rowSite[arc]!);
    const arcDeciseconds = Uint32Array.from(arcs, (arc) => rowDeciseconds[arc]!);
    const allocation = allocate({
      persons: Int32Array.from(persons),
      capacityPersons: room,
      arcOffsets,
      arcShelter: arcSite,
      arcDeciseconds,
      unservedDeciseconds: this.model.mayLeaveOut ? noPlaceDeciseconds : null,
    });
    const without = this.totalPersons - allocation.totalServedPersons;
    const priced = allocation.totalPersonDeciseconds + without * noPlaceDeciseconds;
    return { ...allocation, arcDemand: Uint32Array.from(demands), arcSite, arcDeciseconds, priced };
  }

  private marks(chosen: readonly number[]): Uint8Array {
    const isOpen = new Uint8Array(this.model.sites.length);
    isOpen.fill(1, 0, this.model.fixedCount);
    for (const site of chosen) isOpen[site] = 1;
    return isOpen;
  }

  /** Opens and swaps sites as long as that saves; `cost` as in `costOf`. */
  improve(sites: readonly number[]): { readonly chosen: readonly number[]; readonly cost: number } {
    const isOpen = this.marks(sites);
    let placed = this.place(isOpen);
    for (let moved = true; moved && !this.stops(); ) {
      moved = false;
      for (const { into, out } of this.moves(isOpen, placed)) {
        if (this.stops()) break;
        isOpen[into] = 1;
        if (out >= 0) isOpen[out] = 0;
        const better = this.place(isOpen);
        if (better.priced < placed.priced) {
          placed = better;
          moved = true;
          break;
        }
        isOpen[into] = 0;
        if (out >= 0) isOpen[out] = 1;
      }
    }
    return { chosen: [...isOpen.keys()].filter((site) => isOpen[site] === 1), cost: this.costOf(isOpen) };
  }

  /**
   * The most hopeful openings (`out` -1) and swaps, best first, judged as if there were room for everybody at the site
   * that comes in and at the second nearest open one: the allocation tells what is true.
   */
  private moves(isOpen: Uint8Array, placed: Placed): { into: number; out: number; saving: number }[] {
    const { model, walk } = this;
    const { persons, noPlaceDeciseconds, fixedCount, sites } = model;
    const demandCount = persons.length;
    const open = [...isOpen.keys()].filter((site) => isOpen[site] === 1);
    const alternative = this.secondWalks(isOpen);
    const hopeful: { into: number; out: number; saving: number }[] = [];
    const loss = new Float64Array(sites.length);
    for (let into = fixedCount; into < sites.length; into++) {
      if (isOpen[into] === 1) continue;
      loss.fill(0);
      const row = into * demandCount;
      let gain = 0;
      for (let arc = 0; arc < placed.arcPersons.length; arc++) {
        const count = placed.arcPersons[arc]!;
        if (count === 0) continue;
        const demand = placed.arcDemand[arc]!;
        const now = placed.arcDeciseconds[arc]!;
        const there = walk[row + demand]!;
        if (there < now) gain += count * (now - there);
        const otherwise = Math.min(
          noPlaceDeciseconds,
          Math.max(now, there),
          Math.max(now, alternative[arc]!),
        );
        loss[placed.arcSite[arc]!]! += count * (otherwise - now);
      }
      for (let demand = 0; demand < demandCount; demand++) {
        const without = persons[demand]! - placed.servedPersons[demand]!;
        if (without > 0 && walk[row + demand]! < Infinity)
          gain += without * (noPlaceDeciseconds - walk[row + demand]!);
      }
      if (gain > 0 && isAffordable(model.allowance, [...open, into]))
        hopeful.push({ into, out: -1, saving: gain });
      for (const out of open) {
        if (out < fixedCount) continue;
        const saving = gain - loss[out]!;
        if (saving <= 0 && placed.totalServedPersons === this.totalPersons) continue;
        if (!isAffordable(model.allowance, [...open.filter((site) => site !== out), into])) continue;
        hopeful.push({ into, out, saving });
      }
    }
    return hopeful
      .sort((a, b) => b.saving - a.saving || a.into - b.into || a.out - b.out)
      .slice(0, TRIED_SWAPS);
  }

  /** Per arc of the open sites: the walk to the nearest open one but the arc's own; Infinity = none. */
  private secondWalks(isOpen: Uint8Array): Float64Array {
    const { rowOffsets, rowSite, rowDeciseconds, persons } = this.model;
    const walks: number[] = [];
    for (let demand = 0; demand < persons.length; demand++) {
      const arcs: number[] = [];
      for (let arc = rowOffsets[demand]!; arc < rowOffsets[demand + 1]!; arc++)
        if (isOpen[rowSite[arc]!] === 1) arcs.push(arc);
      for (const arc of arcs) {
        const other = arcs.find((each) => each !== arc);
        walks.push(other === undefined ? Infinity : rowDeciseconds[other]!);
      }
    }
    return Float64Array.from(walks);
  }
}
