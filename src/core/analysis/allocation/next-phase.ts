import type { TravelTimes } from "../../model/matrix-answers.ts";
import { allocate } from "../allocate.ts";
import { stableKey } from "./stable-key.ts";

/** Persons of one demand who stay in one site; site -1: in need, without a place. */
export interface Stay {
  readonly demand: number;
  readonly site: number;
  readonly persons: number;
  /** Walk from home to the site; 0 without one. */
  readonly deciseconds: number;
}
export interface Placing extends Stay {
  /** Site of the step before, -1 = none. */
  readonly from: number;
  /** Whether any site that takes part is in reach. */
  readonly isReached: boolean;
}

export interface NextPhase {
  /** Persons of each demand in need now. */
  readonly persons: Int32Array;
  /** Walks from home within the minutes of this phase. */
  readonly times: TravelTimes;
  /** null = takes no part: room unknown, or not of a tier of this phase. */
  readonly capacities: readonly (number | null)[];
  readonly demandIds: readonly string[];
  readonly siteIds: readonly string[];
  /** What one move counts as; null: more than all walking it could save. */
  readonly moveDeciseconds: number | null;
  /** Price of a person without a place, to whom a place was lost counting as moved; null: beyond all walking. */
  readonly unservedDeciseconds: number | null;
}

/**
 * One phase after another, exact given the one before: as many as possible have a place; then moves and walking cost
 * least together, a move counting as stated, walking being from home, since that is what the standards' radii are
 * measured from. Who stays needs no walk, so may stay beyond this phase's minutes. Those no longer in need leave every
 * site of their cell in proportion; new ones come from home.
 */
export function nextPhase(stays: readonly Stay[], phase: NextPhase): Placing[] {
  const { times, capacities, demandIds, siteIds } = phase;
  const groups = remaining(stays, phase.persons);
  let dearest = 0;
  for (const { deciseconds } of groups) dearest = Math.max(dearest, deciseconds);
  for (const deciseconds of times.arcDeciseconds) dearest = Math.max(dearest, deciseconds);
  const move = phase.moveDeciseconds ?? (siteIds.length + 2) * (dearest + 1);
  // With a price, who comes newly pays for a move wherever they end, so that a place lost can count as one.
  const arrival = phase.unservedDeciseconds === null ? 0 : move;
  const arcOffsets = new Uint32Array(groups.length + 1);
  const arcShelter: number[] = [];
  const arcDeciseconds: number[] = [];
  groups.forEach(({ demand, site, deciseconds }, group) => {
    if (site !== -1 && capacities[site] !== null) {
      arcShelter.push(site);
      arcDeciseconds.push(deciseconds);
    }
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++) {
      const to = times.arcSite[arc]!;
      if (to === site || capacities[to] === null) continue;
      arcShelter.push(to);
      arcDeciseconds.push(times.arcDeciseconds[arc]! + (site === -1 ? arrival : move));
    }
    arcOffsets[group + 1] = arcShelter.length;
  });
  const allocation = allocate({
    persons: Int32Array.from(groups, ({ persons }) => persons),
    capacityPersons: Float64Array.from(capacities, (capacity) => capacity ?? 0),
    arcOffsets,
    arcShelter: Uint32Array.from(arcShelter),
    arcDeciseconds: Uint32Array.from(arcDeciseconds),
    unservedDeciseconds: phase.unservedDeciseconds === null ? null : phase.unservedDeciseconds + move,
    cellKeys: groups.map(({ demand, site }) =>
      stableKey(JSON.stringify([demandIds[demand], site === -1 ? null : siteIds[site]])),
    ),
    shelterKeys: siteIds.map(stableKey),
  });
  return groups.flatMap((group, i) => {
    const begin = arcOffsets[i]!;
    const placings: Placing[] = [];
    const add = (site: number, persons: number, deciseconds: number) => {
      if (persons === 0) return;
      placings.push({
        demand: group.demand,
        from: group.site,
        site,
        persons,
        deciseconds,
        isReached: begin < arcOffsets[i + 1]!,
      });
    };
    for (let arc = begin; arc < arcOffsets[i + 1]!; arc++) {
      const site = arcShelter[arc]!;
      const moved = group.site === -1 ? arrival : site === group.site ? 0 : move;
      add(site, allocation.arcPersons[arc]!, arcDeciseconds[arc]! - moved);
    }
    add(-1, group.persons - allocation.servedPersons[i]!, 0);
    return placings;
  });
}

/** Who of the stays is still in need, and who is newly so: one group per demand and site. */
function remaining(stays: readonly Stay[], persons: Int32Array): Stay[] {
  const ofDemand = Array.from(persons, () => [] as Stay[]);
  for (const stay of stays) ofDemand[stay.demand]!.push(stay);
  return ofDemand.flatMap((own, demand) => {
    const before = own.reduce((sum, stay) => sum + stay.persons, 0);
    const now = persons[demand]!;
    if (now >= before) {
      const waiting = own.find(({ site }) => site === -1)?.persons ?? 0;
      const newcomers = { demand, site: -1, persons: waiting + now - before, deciseconds: 0 };
      return [...own.filter(({ site }) => site !== -1), newcomers].filter((stay) => stay.persons > 0);
    }
    // Largest remainder, equal ones by the order of the sites.
    const parts = own
      .toSorted((one, other) => one.site - other.site)
      .map((stay) => ({ stay, exact: (stay.persons * now) / before }));
    const whole = parts.map(({ exact }) => Math.floor(exact));
    let left = now - whole.reduce((sum, count) => sum + count, 0);
    const byRemainder = [...parts.keys()].sort(
      (a, b) => parts[b]!.exact - whole[b]! - (parts[a]!.exact - whole[a]!) || a - b,
    );
    for (const i of byRemainder) if (left-- > 0) whole[i]!++;
    return parts.map(({ stay }, i) => ({ ...stay, persons: whole[i]! })).filter((stay) => stay.persons > 0);
  });
}
