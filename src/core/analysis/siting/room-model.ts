import type { SiteAllowance } from "./site-node.ts";
import type { OpenQuestion, SitingProblem } from "./siting-problem.ts";

/**
 * p-median under room, seen from the sites that have any: those that stand anyway first, then the free ones. Persons of
 * one cell may go to different sites, as in the allocation; they are whole.
 */
export interface RoomModel {
  /** Counts the sites that stand anyway too; they cost nothing. */
  readonly allowance: SiteAllowance;
  /** Site of the problem per site of the model. */
  readonly sites: readonly number[];
  /** The first so many stand anyway. */
  readonly fixedCount: number;
  /** Whole persons each site has room for, 1 or more. */
  readonly room: Float64Array;
  /** Persons of each demand, more than 0. */
  readonly persons: Float64Array;
  /** Arcs of demand i are [rowOffsets[i], rowOffsets[i + 1]), walks rising. */
  readonly rowOffsets: Uint32Array;
  readonly rowSite: Uint32Array;
  readonly rowDeciseconds: Float64Array;
  /** What a person without a place counts in a bound: dearer than any walk. */
  readonly noPlaceDeciseconds: number;
  /** Whether people may stay without a place, at that price, in a choice too. */
  readonly mayLeaveOut: boolean;
}

/** Walks that a place for one more person is taken to be worth at most; more would only make the prices slow. */
const NO_PLACE_WALKS = 10;

/**
 * `allowance` of the free sites, in their order. `unplacedDeciseconds`: what a person without a place counts as walking,
 * no less than the longest walk; null = everybody coverable needs a place.
 */
export function roomModel(
  { persons, times, capacities }: SitingProblem,
  { coverable, fixed, free }: OpenQuestion,
  allowance: SiteAllowance,
  unplacedDeciseconds: number | null = null,
): RoomModel {
  const hasRoom = (site: number) => (capacities[site] ?? 0) >= 1;
  const standing = fixed.filter(hasRoom);
  const sites = [...standing, ...free.filter(hasRoom)];
  const columnOf = new Int32Array(capacities.length).fill(-1);
  sites.forEach((site, column) => {
    columnOf[site] = column;
  });
  const rowOffsets = new Uint32Array(coverable.length + 1);
  const rowSite: number[] = [];
  const rowDeciseconds: number[] = [];
  let longest = 0;
  coverable.forEach((demand, i) => {
    const keys: number[] = [];
    for (let arc = times.arcOffsets[demand]!; arc < times.arcOffsets[demand + 1]!; arc++) {
      const column = columnOf[times.arcSite[arc]!]!;
      // Time and site in one number, which sorts many times faster than pairs do.
      if (column >= 0) keys.push(times.arcDeciseconds[arc]! * sites.length + column);
    }
    for (const key of Float64Array.from(keys).sort()) {
      rowSite.push(key % sites.length);
      rowDeciseconds.push(Math.floor(key / sites.length));
    }
    rowOffsets[i + 1] = rowSite.length;
    longest = Math.max(longest, rowDeciseconds.at(-1) ?? 0);
  });
  const { siteCosts } = allowance;
  const costOfFree = new Map(free.map((site, i) => [site, siteCosts?.[i] ?? 0]));
  return {
    allowance: {
      ...allowance,
      open: allowance.open + standing.length,
      siteCosts: siteCosts === null ? null : Float64Array.from(sites, (site) => costOfFree.get(site) ?? 0),
    },
    sites,
    fixedCount: standing.length,
    room: Float64Array.from(sites, (site) => Math.floor(capacities[site] ?? 0)),
    persons: Float64Array.from(coverable, (demand) => persons[demand]!),
    rowOffsets,
    rowSite: Uint32Array.from(rowSite),
    rowDeciseconds: Float64Array.from(rowDeciseconds),
    noPlaceDeciseconds: unplacedDeciseconds ?? NO_PLACE_WALKS * (longest + 1),
    mayLeaveOut: unplacedDeciseconds !== null,
  };
}

/** The same places with every walk of no length and a person without a place counting 1: who can find room at all? */
export const placesOnly = (model: RoomModel): RoomModel => ({
  ...model,
  rowDeciseconds: new Float64Array(model.rowDeciseconds.length),
  noPlaceDeciseconds: 1,
  mayLeaveOut: true,
});
