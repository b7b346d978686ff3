import type { BoardAnswer } from "../../core/model/answers.ts";
import type { ResponseLevel } from "../../core/model/contingency.ts";
import type { Hazards } from "../../core/model/hazards.ts";
import type { Incident, LogEntry, OperationHead, ShelterStatus } from "../../core/model/operation.ts";
import type { Method, SupplyItem } from "../../core/model/pack.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { Situation } from "../../core/model/situation.ts";
import {
  breachRows,
  type PromiseKind,
  type PromiseSummary,
  type SiteRow,
  type StationRow,
  unservedPersons,
} from "../command-selectors.ts";

/** Rows of each kind a report names; the counts beside them are of all. */
const MOST_NAMED = 10;

export interface SitrepBreach {
  readonly shelterId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Minutes after T0 of the first truck; null: none can come, or not known. */
  readonly arrivalMinute: number | null;
  /** Minutes past the promise; null: no truck can come; 0: the truck is in time, the stock is not enough. */
  readonly lateMinutes: number | null;
  readonly unservedPersons: number;
}

/** What a situation report says, in figures: the text, the print and the JSON are all made of this. */
export interface SitrepFacts {
  readonly format: "havenmap-sitrep";
  readonly version: 1;
  readonly operation: OperationHead | null;
  /** Minutes after T0 the report is of. */
  readonly minute: number;
  readonly madeAt: string;
  readonly level: ResponseLevel | null;
  readonly district: {
    readonly packId: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly residents: number;
    readonly asOf: string;
  };
  readonly need: {
    readonly personsInNeed: number;
    readonly unplacedPersons: number;
    readonly notReachedPersons: number;
    /** Persons who will have every item by the deadline. */
    readonly servedPersons: number;
    /** 0-1 of night residents a fire crew reaches in time; null: not known. */
    readonly rescueReachShare: number | null;
  };
  readonly hazards: Hazards;
  readonly closureCount: number;
  readonly lostDepotIds: readonly string[];
  readonly incidents: readonly {
    readonly kind: Incident["kind"];
    readonly severity: Incident["severity"];
    readonly count: number;
  }[];
  readonly shelters: {
    /** Those people are sent to. */
    readonly meantCount: number;
    readonly byStatus: Readonly<Record<ShelterStatus | "unknown", number>>;
    /** Sum of what was reported, over so many of those meant; null: nobody has reported. */
    readonly persons: number | null;
    readonly reportedCount: number;
    /** Minutes since the oldest of the reports counted; null: none. */
    readonly oldestReportMinutes: number | null;
  };
  readonly promises: readonly Pick<
    PromiseSummary,
    "kind" | "dueMinutes" | "remainingMinutes" | "total" | "parts" | "state" | "breakCount" | "tightCount"
  >[];
  readonly breaches: readonly SitrepBreach[];
  readonly breachCount: number;
  readonly lateStationCount: number;
  readonly shortages: readonly {
    readonly item: SupplyItem;
    readonly quantity: number;
    readonly shelterCount: number;
  }[];
  /** The newest orders and reports by people, newest first. */
  readonly acts: readonly Pick<LogEntry, "sequence" | "minute" | "by" | "act">[];
  readonly sources: {
    readonly layers: readonly { readonly name: string; readonly method: Method; readonly asOf: string }[];
    /** Who has sent reports, and how many minutes ago the last of them holds from. */
    readonly feeds: readonly { readonly by: string; readonly minutesAgo: number }[];
    readonly entryCount: number;
    /** Hash of the log's last line; null: no log. */
    readonly logHash: string | null;
  };
}

export interface SitrepParts {
  readonly pack: PackIndex;
  readonly answer: BoardAnswer;
  readonly sites: readonly SiteRow[];
  readonly stations: readonly StationRow[];
  readonly promises: Readonly<Record<PromiseKind, PromiseSummary>>;
  readonly unplacedPersons: number;
  readonly situation: Situation;
  readonly entries: readonly LogEntry[];
  readonly minute: number;
  readonly madeAt: string;
}

const LAYERS_USED = ["demand", "shelters", "depots", "stations", "network"] as const;

function shelterFacts({ sites, situation, minute }: SitrepParts): SitrepFacts["shelters"] {
  const byStatus = { ordered: 0, opened: 0, staffed: 0, full: 0, closed: 0, unknown: 0 };
  let persons: number | null = null;
  let reportedCount = 0;
  let oldest: number | null = null;
  for (const { id } of sites) {
    const report = Object.hasOwn(situation.shelters, id) ? situation.shelters[id] : undefined;
    byStatus[report?.status?.status ?? "unknown"] += 1;
    const { occupancy } = report ?? {};
    if (!occupancy || occupancy.persons === null) continue;
    persons = (persons ?? 0) + occupancy.persons;
    reportedCount += 1;
    oldest = Math.max(oldest ?? 0, minute - occupancy.minute);
  }
  return { meantCount: sites.length, byStatus, persons, reportedCount, oldestReportMinutes: oldest };
}

function shortagesOf(sites: readonly SiteRow[]): SitrepFacts["shortages"] {
  const byItem = new Map<SupplyItem, { quantity: number; shelterCount: number }>();
  for (const { scarcestItem, shortQuantity } of sites) {
    if (scarcestItem === null || shortQuantity <= 0) continue;
    const known = byItem.get(scarcestItem) ?? { quantity: 0, shelterCount: 0 };
    byItem.set(scarcestItem, {
      quantity: known.quantity + shortQuantity,
      shelterCount: known.shelterCount + 1,
    });
  }
  return [...byItem]
    .map(([item, sums]) => ({ item, ...sums }))
    .sort((a, b) => b.shelterCount - a.shelterCount || b.quantity - a.quantity);
}

function incidentsOf({ incidents }: Situation): SitrepFacts["incidents"] {
  const counts = new Map<string, SitrepFacts["incidents"][number]>();
  for (const { incident, isEnded } of Object.values(incidents)) {
    if (isEnded) continue;
    const key = `${incident.severity} ${incident.kind}`;
    const { kind, severity } = incident;
    counts.set(key, { kind, severity, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.severity - a.severity || b.count - a.count);
}

function feedsOf(entries: readonly LogEntry[], minute: number): SitrepFacts["sources"]["feeds"] {
  const last = new Map<string, number>();
  for (const { source, by, minute: at } of entries)
    if (source === "feed" && at <= minute) last.set(by, Math.max(last.get(by) ?? -Infinity, at));
  return [...last]
    .map(([by, at]) => ({ by, minutesAgo: minute - at }))
    .sort((a, b) => a.minutesAgo - b.minutesAgo);
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Everything a situation report says, from the board, the log and the pack; the same of the same. */
export function sitrepFacts(parts: SitrepParts): SitrepFacts {
  const { pack, answer, sites, stations, promises, situation, entries, minute } = parts;
  const { description } = pack;
  const breaches = breachRows(sites);
  return {
    format: "havenmap-sitrep",
    version: 1,
    operation: situation.head,
    minute,
    madeAt: parts.madeAt,
    level: situation.level?.level ?? null,
    district: {
      packId: description.id,
      nameZh: description.titleZh,
      nameEn: description.titleEn,
      residents: description.residents,
      asOf: description.asOf,
    },
    need: {
      personsInNeed: answer.personsInNeed,
      unplacedPersons: parts.unplacedPersons,
      notReachedPersons: answer.notReachedPersons,
      servedPersons: answer.servedPersons,
      rescueReachShare: finite(answer.rescueReachShare),
    },
    hazards: situation.hazards,
    closureCount: answer.request.scenario.closures.length,
    lostDepotIds: answer.request.response.lostDepotIds,
    incidents: incidentsOf(situation),
    shelters: shelterFacts(parts),
    promises: (["dispatch", "supply", "service"] as const).map((each) => {
      const {
        kind,
        dueMinutes,
        remainingMinutes,
        total,
        parts: counts,
        state,
        breakCount,
        tightCount,
      } = promises[each];
      return { kind, dueMinutes, remainingMinutes, total, parts: counts, state, breakCount, tightCount };
    }),
    breaches: breaches.slice(0, MOST_NAMED).map((row) => ({
      shelterId: row.id,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      arrivalMinute: finite(row.arrivalMinutes),
      lateMinutes: row.arrivalMinutes === Infinity ? null : Math.max(0, -row.slackMinutes),
      unservedPersons: unservedPersons(row),
    })),
    breachCount: breaches.length,
    lateStationCount: stations.filter(({ state }) => state === "breaks").length,
    shortages: shortagesOf(sites),
    acts: entries
      .filter(({ source, act }) => source === "person" && act.kind !== "operation-opened")
      .slice(-MOST_NAMED)
      .reverse()
      .map(({ sequence, minute: at, by, act }) => ({ sequence, minute: at, by, act })),
    sources: {
      layers: description.resources
        .filter(({ name }) => LAYERS_USED.some((used) => used === name))
        .map(({ name, method, asOf }) => ({ name, method, asOf })),
      feeds: feedsOf(entries, minute),
      entryCount: entries.length,
      logHash: entries.at(-1)?.hash ?? null,
    },
  };
}
