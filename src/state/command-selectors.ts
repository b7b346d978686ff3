import type { BoardAnswer, PromiseState } from "../core/model/answers.ts";
import type { LngLat } from "../core/model/geometry.ts";
import type { Language } from "../core/model/language.ts";
import type { Depot, Station, SupplyItem } from "../core/model/pack.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import type { Response, Scenario } from "../core/model/scenario.ts";
import { planningFigure } from "./plan-selectors.ts";

/** The three promises in the order they fall due. */
export const PROMISES = ["dispatch", "supply", "service"] as const;
export type PromiseKind = (typeof PROMISES)[number];

/** Minutes after T0 each promise falls due; from the rule pack in use. */
export const PROMISE_MINUTES: Readonly<Record<PromiseKind, number>> = {
  dispatch: planningFigure("dispatchMinutes").value,
  supply: planningFigure("firstSuppliesMinutes").value,
  service: planningFigure("basicReliefMinutes").value,
};
const TIGHT_MINUTES = planningFigure("tightMinutes").value;

/**
 * Where a promise stands at a minute after T0, from the minute it will be done (Infinity = never, NaN = not known).
 * The answer's minutes do not depend on the elapsed time, so the clock moves without asking the engine.
 */
export function promiseStateAt(
  doneMinutes: number,
  dueMinutes: number,
  elapsedMinutes: number,
  tightMinutes: number,
): PromiseState {
  if (Number.isNaN(doneMinutes)) return "unknown";
  if (doneMinutes > dueMinutes) return "breaks";
  if (doneMinutes <= elapsedMinutes) return "kept";
  return dueMinutes - doneMinutes <= tightMinutes ? "tight" : "on-the-way";
}

/** One place with people in need: names from the pack, figures from the answer, states at the minute asked about. */
export interface SiteRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lngLat: LngLat | null;
  readonly personsInNeed: number;
  /** Minutes after T0 of the first unloaded truck; Infinity = none can come, NaN = no depots in the data. */
  readonly arrivalMinutes: number;
  /** Due minute minus arrival; negative = late. */
  readonly slackMinutes: number;
  readonly supplyState: PromiseState;
  readonly depot: Depot | null;
  readonly departMinutes: number;
  readonly driveMinutes: number;
  /** Number of the truck at its depot, from 1; 0 = none. */
  readonly truckNumber: number;
  readonly line: readonly LngLat[];
  readonly withoutClosuresMinutes: number;
  readonly servedPersons: number;
  readonly servedByMinutes: number;
  readonly serviceState: PromiseState;
  readonly scarcestItem: SupplyItem | null;
  readonly shortQuantity: number;
}

export function siteRows(answer: BoardAnswer, pack: PackIndex, elapsedMinutes: number): readonly SiteRow[] {
  const shelters = new Map(pack.shelters.map((shelter) => [shelter.id, shelter]));
  const depots = new Map(pack.depots.map((depot) => [depot.id, depot]));
  const services = new Map(answer.service.map((row) => [row.shelterId, row]));
  const hasDepots = pack.depots.length > 0;
  return answer.supply.map((supply): SiteRow => {
    const shelter = shelters.get(supply.shelterId);
    const service = services.get(supply.shelterId);
    const arrivalMinutes = hasDepots && supply.state !== "unknown" ? supply.firstArrivalMinutes : Number.NaN;
    const servedByMinutes =
      hasDepots && service && service.state !== "unknown" ? service.servedByMinutes : Number.NaN;
    return {
      id: supply.shelterId,
      nameZh: shelter?.nameZh ?? supply.shelterId,
      nameEn: shelter?.nameEn ?? "",
      lngLat: shelter?.lngLat ?? null,
      personsInNeed: supply.personsInNeed,
      arrivalMinutes,
      slackMinutes: PROMISE_MINUTES.supply - arrivalMinutes,
      supplyState: promiseStateAt(arrivalMinutes, PROMISE_MINUTES.supply, elapsedMinutes, TIGHT_MINUTES),
      depot: (supply.trip && depots.get(supply.trip.depotId)) ?? null,
      departMinutes: supply.trip?.departMinute ?? Number.NaN,
      driveMinutes: supply.trip ? supply.trip.arriveMinute - supply.trip.departMinute : Number.NaN,
      truckNumber: supply.trip ? supply.trip.truck + 1 : 0,
      line: supply.trip?.line ?? [],
      withoutClosuresMinutes: supply.withoutClosuresMinutes,
      servedPersons: service?.servedPersons ?? 0,
      servedByMinutes,
      serviceState: promiseStateAt(servedByMinutes, PROMISE_MINUTES.service, elapsedMinutes, TIGHT_MINUTES),
      scarcestItem: service?.scarcestItem ?? null,
      shortQuantity: service?.shortQuantity ?? 0,
    };
  });
}

/** A truck is on the road to this place at that minute. */
export const isUnderWay = (row: SiteRow, elapsedMinutes: number): boolean =>
  row.departMinutes <= elapsedMinutes && elapsedMinutes < row.departMinutes + row.driveMinutes;

export interface StationRow {
  readonly station: Station;
  readonly mobilisationMinutes: number;
  readonly state: PromiseState;
}

/** Stations by what breaks first, then the slowest. */
export function stationRows(
  answer: BoardAnswer,
  pack: PackIndex,
  elapsedMinutes: number,
): readonly StationRow[] {
  const minutes = new Map(answer.dispatch.map((row) => [row.stationId, row.mobilisationMinutes]));
  return pack.stations
    .map((station): StationRow => {
      const mobilisationMinutes = minutes.get(station.id) ?? Number.NaN;
      // A crew that turns out within the hour is in time: there is no truck to be late and nothing to be tight about.
      const state = promiseStateAt(mobilisationMinutes, PROMISE_MINUTES.dispatch, elapsedMinutes, 0);
      return {
        station,
        mobilisationMinutes,
        state: state === "tight" ? "on-the-way" : state,
      };
    })
    .sort((a, b) => {
      const unknowns =
        Number(Number.isNaN(a.mobilisationMinutes)) - Number(Number.isNaN(b.mobilisationMinutes));
      return unknowns || b.mobilisationMinutes - a.mobilisationMinutes;
    });
}

/** Parts of a promise in the order of its bar; stations, places or persons. They sum to `total`. */
export interface PromiseSummary {
  readonly kind: PromiseKind;
  readonly dueMinutes: number;
  /** Negative once it is past. */
  readonly remainingMinutes: number;
  readonly total: number;
  readonly parts: Readonly<Record<PromiseState, number>>;
  readonly state: PromiseState;
  /** Stations or places that break it or come close. */
  readonly breakCount: number;
  readonly tightCount: number;
  /** When the last of them is done; Infinity = never. NaN = nothing to do. */
  readonly lastMinutes: number;
}

const NO_PARTS: Readonly<Record<PromiseState, number>> = {
  kept: 0,
  "on-the-way": 0,
  tight: 0,
  breaks: 0,
  unknown: 0,
};

function summary(
  kind: PromiseKind,
  elapsedMinutes: number,
  rows: readonly { readonly state: PromiseState; readonly doneMinutes: number }[],
  parts: Readonly<Record<PromiseState, number>>,
): PromiseSummary {
  const countOf = (state: PromiseState) => rows.filter((row) => row.state === state).length;
  const worst: PromiseState =
    rows.length === 0
      ? "unknown"
      : parts.unknown > 0 && countOf("breaks") === 0
        ? "unknown"
        : ((["breaks", "unknown", "tight", "on-the-way"] as const).find((state) => countOf(state) > 0) ??
          "kept");
  const known = rows.map((row) => row.doneMinutes).filter((minutes) => !Number.isNaN(minutes));
  return {
    kind,
    dueMinutes: PROMISE_MINUTES[kind],
    remainingMinutes: PROMISE_MINUTES[kind] - elapsedMinutes,
    total: Object.values(parts).reduce((sum, part) => sum + part, 0),
    parts,
    state: worst,
    breakCount: countOf("breaks"),
    tightCount: countOf("tight"),
    lastMinutes: known.length > 0 ? Math.max(...known) : Number.NaN,
  };
}

/** Persons in need whom the allocation gave no place: where their relief would go is not known. */
export const unplacedPersons = (answer: BoardAnswer): number =>
  Math.max(0, answer.personsInNeed - answer.supply.reduce((sum, row) => sum + row.personsInNeed, 0));

export function promiseSummaries(
  sites: readonly SiteRow[],
  stations: readonly StationRow[],
  elapsedMinutes: number,
  unplaced: number,
): Readonly<Record<PromiseKind, PromiseSummary>> {
  const count = (rows: readonly { readonly state: PromiseState }[]) => {
    const parts = { ...NO_PARTS };
    for (const row of rows) parts[row.state] += 1;
    return parts;
  };
  const dispatch = stations.map((row) => ({ state: row.state, doneMinutes: row.mobilisationMinutes }));
  const supply = sites.map((row) => ({ state: row.supplyState, doneMinutes: row.arrivalMinutes }));
  const service = sites.map((row) => ({ state: row.serviceState, doneMinutes: row.servedByMinutes }));
  const persons = { ...NO_PARTS, unknown: unplaced };
  for (const row of sites) {
    // Where stock runs short, those who do get everything still count as in time.
    const inTime = row.serviceState === "breaks" ? row.servedPersons : 0;
    persons["on-the-way"] += inTime;
    persons[row.serviceState] += row.personsInNeed - inTime;
  }
  return {
    dispatch: summary("dispatch", elapsedMinutes, dispatch, count(dispatch)),
    supply: summary("supply", elapsedMinutes, supply, count(supply)),
    service: summary("service", elapsedMinutes, service, persons),
  };
}

/** Why the first truck is late or close to it. Facts of the plan as computed; nothing about what would save it. */
export type LateCause =
  | { readonly kind: "cut-off" }
  | { readonly kind: "closure"; readonly extraMinutes: number }
  | { readonly kind: "no-truck" }
  | { readonly kind: "no-way" }
  | { readonly kind: "leaves-late"; readonly waitMinutes: number }
  | { readonly kind: "long-drive" };

export function lateCause(row: SiteRow, sites: readonly SiteRow[]): LateCause {
  const extraMinutes = row.arrivalMinutes - row.withoutClosuresMinutes;
  if (row.arrivalMinutes === Infinity) {
    if (Number.isFinite(row.withoutClosuresMinutes)) return { kind: "cut-off" };
    // Other places get trucks, so there are trucks; the answer does not say whether way or stock is missing here.
    return { kind: sites.some((other) => other.truckNumber > 0) ? "no-way" : "no-truck" };
  }
  // The closure is the cause when without it the place would not be on this list, or it makes half of the delay.
  const slackWithout = PROMISE_MINUTES.supply - row.withoutClosuresMinutes;
  const isClear = row.supplyState === "breaks" ? slackWithout >= 0 : slackWithout > TIGHT_MINUTES;
  if (extraMinutes >= 1 && (isClear || extraMinutes >= -row.slackMinutes / 2))
    return { kind: "closure", extraMinutes };
  const waitMinutes = row.departMinutes - (row.depot?.mobilisationMinutes ?? 0);
  return waitMinutes > row.driveMinutes ? { kind: "leaves-late", waitMinutes } : { kind: "long-drive" };
}

const isBreach = (row: SiteRow): boolean => row.supplyState === "breaks" || row.serviceState === "breaks";
const isTight = (row: SiteRow): boolean =>
  !isBreach(row) && (row.supplyState === "tight" || row.serviceState === "tight");
/** Persons in need who will not have every item by the due minute. */
export const unservedPersons = (row: SiteRow): number =>
  row.serviceState === "breaks" ? row.personsInNeed - row.servedPersons : 0;

/** Latest first trucks first, then the places most people of which go short. */
export function breachRows(sites: readonly SiteRow[]): readonly SiteRow[] {
  return sites.filter(isBreach).sort((a, b) => {
    const lateFirst = Number(b.supplyState === "breaks") - Number(a.supplyState === "breaks");
    if (lateFirst !== 0) return lateFirst;
    if (a.supplyState === "breaks" && a.arrivalMinutes !== b.arrivalMinutes)
      return a.arrivalMinutes > b.arrivalMinutes ? -1 : 1;
    return unservedPersons(b) - unservedPersons(a);
  });
}

/** Least slack first. */
export function tightRows(sites: readonly SiteRow[]): readonly SiteRow[] {
  const slack = (row: SiteRow) =>
    Math.min(
      row.supplyState === "tight" ? row.slackMinutes : Infinity,
      row.serviceState === "tight" ? PROMISE_MINUTES.service - row.servedByMinutes : Infinity,
    );
  return sites.filter(isTight).sort((a, b) => slack(a) - slack(b));
}

/** The answer was worked out for what is set now. The elapsed minutes do not count: states follow them here. */
export function isBoardFresh(answer: BoardAnswer, scenario: Scenario, response: Response): boolean {
  const key = (of: Scenario, and: Response) =>
    JSON.stringify([of, and.inNeedShare, and.lostDepotIds, and.ground]);
  return key(answer.request.scenario, answer.request.response) === key(scenario, response);
}

export const SITE_SORT_KEYS = [
  "name",
  "personsInNeed",
  "arrivalMinutes",
  "slackMinutes",
  "depot",
  "servedByMinutes",
  "shortQuantity",
] as const;
export type SiteSortKey = (typeof SITE_SORT_KEYS)[number];
export interface SiteSort {
  readonly key: SiteSortKey;
  readonly direction: "ascending" | "descending";
}

/** Rows in order; what is not known (NaN, no depot) stands last either way, equal rows by persons in need. */
export function sortSites(rows: readonly SiteRow[], sort: SiteSort, language: Language): readonly SiteRow[] {
  const sign = sort.direction === "ascending" ? 1 : -1;
  const collator = new Intl.Collator(language);
  const name = (of: { readonly nameZh: string; readonly nameEn: string }) =>
    (language === "en" && of.nameEn) || of.nameZh;
  const compare = (a: SiteRow, b: SiteRow): number => {
    if (sort.key === "name") return sign * collator.compare(name(a), name(b));
    if (sort.key === "depot") {
      if (!a.depot || !b.depot) return Number(!a.depot) - Number(!b.depot);
      return sign * collator.compare(name(a.depot), name(b.depot)) || b.personsInNeed - a.personsInNeed;
    }
    const [left, right] = [a[sort.key], b[sort.key]];
    if (Number.isNaN(left) || Number.isNaN(right))
      return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    if (left !== right) return left < right ? -sign : sign;
    return b.personsInNeed - a.personsInNeed;
  };
  return [...rows].sort(compare);
}
