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

/** Sub-district and community of each cell as indexes into the pack's, -1 = in none the pack lists; shares of its groups. */
const areasOfDemand = keptOnce(
  ({ pack: { demand, index } }) => {
    const subDistricts = new Map(index.subDistricts.map(({ code }, i) => [code, i]));
    const communities = new Map(index.communities.map(({ id }, i) => [id, i]));
    return {
      subDistrict: Int32Array.from(demand, (cell) => subDistricts.get(cell.subDistrictCode) ?? -1),
      community: Int32Array.from(demand, (cell) => communities.get(cell.communityId) ?? -1),
      aged65Share: Float64Array.from(demand, (cell) => cell.aged65Share),
      assistedShare: Float64Array.from(demand, (cell) => cell.assistanceShare),
    };
  },
  { ignoresBridges: true },
);

/** Sums over the cells of every area. Percentiles are of the persons whose minutes are known. */
export function areaTallies(
  prepared: PreparedPack,
  placed: PlacedPersons,
  seconds: Float32Array,
): AreaTallies {
  const { index } = prepared.pack;
  const { subDistrict, community, aged65Share, assistedShare } = areasOfDemand(prepared);
  const nobody = (): Tally => ({ withRoom: 0, nearButFull: 0, notReached: 0, unknown: 0 });
  const tally = (): AreaTally => ({
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
  const district = tally();
  const subDistricts = index.subDistricts.map(tally);
  const communities = index.communities.map(tally);
  const fastestFirst = cellsByTime(seconds);
  for (const cell of fastestFirst) {
    const judged = Number.isNaN(seconds[cell]!) ? 0 : placed.persons[cell]!;
    const add = (area: AreaTally | undefined) => {
      if (!area) return;
      area.persons += placed.persons[cell]!;
      addCell(area, placed, cell, 1);
      addCell(area.aged65, placed, cell, aged65Share[cell]!);
      addCell(area.assisted, placed, cell, assistedShare[cell]!);
      area.judged += judged;
    };
    add(district);
    add(subDistricts[subDistrict[cell]!]);
    add(communities[community[cell]!]);
  }
  const passed = new Map<AreaTally, number>();
  for (const cell of fastestFirst) {
    if (Number.isNaN(seconds[cell]!)) break;
    const minutes = seconds[cell]! / 60;
    const pass = (area: AreaTally | undefined) => {
      if (!area || placed.persons[cell] === 0) return;
      const before = passed.get(area) ?? 0;
      const now = before + placed.persons[cell]!;
      passed.set(area, now);
      if (before < area.judged * 0.5 && now >= area.judged * 0.5) area.p50Minutes = minutes;
      if (before < area.judged * 0.9 && now >= area.judged * 0.9) area.p90Minutes = minutes;
      if (before < area.judged * 0.95 && now >= area.judged * 0.95) area.p95Minutes = minutes;
      const inWorstTenth = now - Math.max(before, area.judged * 0.9);
      // not below zero, and never 0 × Infinity
      if (inWorstTenth > 0) area.worstTenthPersonMinutes += inWorstTenth * minutes;
    };
    pass(district);
    pass(subDistricts[subDistrict[cell]!]);
    pass(communities[community[cell]!]);
  }
  return { district, subDistricts, communities };
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
