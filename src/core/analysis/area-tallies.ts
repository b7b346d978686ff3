import { keptOnce } from "./kept-once.ts";
import type { PlacedPersons } from "./place-persons.ts";
import type { PreparedPack } from "./prepare.ts";

/** Persons of one area, or of one group in it, by what is true for them. */
export interface Tally {
  withRoom: number;
  nearButFull: number;
  notReached: number;
  unknown: number;
}

/** Persons of one area by what is true for them. */
export interface AreaTally extends Tally {
  persons: number;
  /** Parts of persons: the shares of a cell are those of everybody in it. */
  aged65: Tally;
  assisted: Tally;
  /** Persons whose minutes are known. */
  judged: number;
  /** Minutes at 50, 90 and 95 per cent of the persons judged; Infinity: more than that are cut off; NaN: nobody is judged. */
  p50Minutes: number;
  p90Minutes: number;
  p95Minutes: number;
  /** Person-minutes of the tenth of the persons judged who walk longest; a cell on the border counts in part. */
  worstTenthPersonMinutes: number;
}

export interface AreaTallies {
  readonly district: AreaTally;
  /** Same order as pack.index.subDistricts and pack.index.communities. */
  readonly subDistricts: readonly AreaTally[];
  readonly communities: readonly AreaTally[];
}

/** Areas of the demand cells and shares of their groups, as columns. */
const areasOfDemand = keptOnce(
  ({ pack: { demand, index } }) => {
    const subDistricts = new Map(index.subDistricts.map(({ code }, i) => [code, 1 + i]));
    const communities = new Map(
      index.communities.map(({ id }, i) => [id, 1 + index.subDistricts.length + i]),
    );
    const none = 1 + index.subDistricts.length + index.communities.length;
    return {
      /** Numbers of areas: 0 = the district, then its sub-districts, then its communities; the last stands for none. */
      none,
      subDistrict: Uint32Array.from(demand, (cell) => subDistricts.get(cell.subDistrictCode) ?? none),
      community: Uint32Array.from(demand, (cell) => communities.get(cell.communityId) ?? none),
      aged65Share: Float64Array.from(demand, (cell) => cell.aged65Share),
      assistedShare: Float64Array.from(demand, (cell) => cell.assistanceShare),
    };
  },
  { ignoresBridges: true, ignoresSites: true },
);

const nobody = (): Tally => ({ withRoom: 0, nearButFull: 0, notReached: 0, unknown: 0 });

const emptyTally = (): AreaTally => ({
  ...nobody(),
  persons: 0,
  aged65: nobody(),
  assisted: nobody(),
  judged: 0,
  p50Minutes: Number.NaN,
  p90Minutes: Number.NaN,
  p95Minutes: Number.NaN,
  worstTenthPersonMinutes: 0,
});

/** Sums over the cells of every area. Percentiles are of the persons whose minutes are known. */
export function areaTallies(
  prepared: PreparedPack,
  placed: PlacedPersons,
  seconds: Float32Array,
): AreaTallies {
  const { none, subDistrict, community, aged65Share, assistedShare } = areasOfDemand(prepared);
  const tallies = Array.from({ length: none + 1 }, emptyTally);
  // in this order, since sums of shares hang on it
  const fastestFirst = cellsByTime(seconds);
  const areas = new Uint32Array(3);
  for (let i = 0; i < fastestFirst.length; i++) {
    const cell = fastestFirst[i]!;
    areas[1] = subDistrict[cell]!;
    areas[2] = community[cell]!;
    const persons = placed.persons[cell]!;
    for (let k = 0; k < 3; k++) {
      const area = tallies[areas[k]!]!;
      area.persons += persons;
      addCell(area, placed, cell, 1);
      addCell(area.aged65, placed, cell, aged65Share[cell]!);
      addCell(area.assisted, placed, cell, assistedShare[cell]!);
      if (!Number.isNaN(seconds[cell]!)) area.judged += persons;
    }
  }
  const passed = new Float64Array(none + 1);
  for (let i = 0; i < fastestFirst.length; i++) {
    const cell = fastestFirst[i]!;
    if (Number.isNaN(seconds[cell]!)) break;
    const persons = placed.persons[cell]!;
    if (persons === 0) continue;
    const minutes = seconds[cell]! / 60;
    areas[1] = subDistrict[cell]!;
    areas[2] = community[cell]!;
    for (let k = 0; k < 3; k++) {
      const area = tallies[areas[k]!]!;
      const before = passed[areas[k]!]!;
      const now = before + persons;
      passed[areas[k]!] = now;
      if (before < area.judged * 0.5 && now >= area.judged * 0.5) area.p50Minutes = minutes;
      if (before < area.judged * 0.9 && now >= area.judged * 0.9) area.p90Minutes = minutes;
      if (before < area.judged * 0.95 && now >= area.judged * 0.95) area.p95Minutes = minutes;
      const inWorstTenth = now - Math.max(before, area.judged * 0.9);
      // not below zero, and never 0 × Infinity
      if (inWorstTenth > 0) area.worstTenthPersonMinutes += inWorstTenth * minutes;
    }
  }
  const firstCommunity = 1 + prepared.pack.index.subDistricts.length;
  return {
    district: tallies[0]!,
    subDistricts: tallies.slice(1, firstCommunity),
    communities: tallies.slice(firstCommunity, none),
  };
}

function addCell(tally: Tally, placed: PlacedPersons, cell: number, share: number): void {
  tally.withRoom += placed.withRoom[cell]! * share;
  tally.nearButFull += placed.nearButFull[cell]! * share;
  tally.notReached += placed.notReached[cell]! * share;
  tally.unknown += placed.unknown[cell]! * share;
}

/** Cells by rising seconds, equal ones by number; cells without a street come after those cut off. */
function cellsByTime(seconds: Float32Array): Uint32Array {
  const count = seconds.length;
  // Time and cell in one exact number: a sort of plain numbers needs no comparison of ours. Times are tenths of a second.
  const CUT_OFF = 2 ** 33;
  const keys = Float64Array.from(seconds, (each, cell) => {
    const tenths = Number.isNaN(each) ? CUT_OFF + 1 : each === Infinity ? CUT_OFF : Math.round(each * 10);
    return tenths * count + cell;
  }).sort();
  return Uint32Array.from(keys, (key) => key % count);
}
