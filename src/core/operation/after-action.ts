import type { ActOf, EntrySource, FORECAST_PROMISES, LogEntry, OperationHead } from "../model/operation.ts";

/** A report that comes in more than so many minutes after what it tells of is late. */
export const LATE_REPORT_MINUTES = 5;

type Promised = (typeof FORECAST_PROMISES)[number];

/** What an operation's log says about how it went. Minutes are after T0; null: it did not happen. */
export interface AfterAction {
  readonly head: OperationHead | null;
  readonly entryCount: number;
  /** Names the log as a whole: any other log has another. Empty where there are no lines. */
  readonly headHash: string;
  readonly endedMinute: number | null;
  /** Lines of what people and the board did or reported, by minute; readings of gauges and places of vehicles are counted. */
  readonly timeline: readonly LogEntry[];
  readonly readingCount: number;
  readonly firstCrewsMinute: number | null;
  readonly firstSuppliesMinute: number | null;
  /** How many shelters had been opened by a minute; one row for each minute at which there were more. */
  readonly sheltersOpened: readonly { readonly minute: number; readonly count: number }[];
  /** The last forecast written down up to the minute the promise fell due; null: none was. */
  readonly forecasts: Readonly<
    Record<
      Promised,
      {
        readonly dueMinute: number;
        readonly forecast: {
          readonly minute: number;
          readonly keptCount: number;
          readonly totalCount: number;
        } | null;
      }
    >
  >;
  readonly closures: {
    readonly madeCount: number;
    readonly liftedCount: number;
    /** Between the report and the lifting of one closure; null: none was lifted. */
    readonly longestMinutes: number | null;
    readonly stillClosedCount: number;
  };
  readonly bySource: Readonly<Record<EntrySource, number>>;
  readonly lateReports: {
    readonly count: number;
    /** Minutes between what it tells of and its being written down. */
    readonly longestMinutes: number | null;
  };
  readonly stepsDone: readonly {
    readonly stepId: string;
    readonly minute: number;
    /** null: no minute is known it was due by. */
    readonly dueMinute: number | null;
  }[];
}

export interface AfterActionRules {
  readonly dueMinutes: Readonly<Record<Promised, number>>;
  /** Minutes after T0 the steps of the contingency plan are due by. */
  readonly stepDueMinutes?: ReadonlyMap<string, number>;
}

const isKind =
  <Kind extends LogEntry["act"]["kind"]>(...kinds: readonly Kind[]) =>
  (entry: LogEntry): entry is LogEntry & { readonly act: ActOf<Kind> } =>
    (kinds as readonly string[]).includes(entry.act.kind);

const leastMinute = (entries: readonly LogEntry[]): number | null =>
  entries.length > 0 ? entries.reduce((least, { minute }) => Math.min(least, minute), Infinity) : null;

function sheltersOpened(entries: readonly LogEntry[]): AfterAction["sheltersOpened"] {
  const opened = new Set<string>();
  const rows: { minute: number; count: number }[] = [];
  for (const { minute, act } of entries.filter(isKind("shelter-status"))) {
    if (act.status === "ordered" || act.status === "closed" || opened.has(act.shelterId)) continue;
    opened.add(act.shelterId);
    const last = rows.at(-1);
    if (last?.minute === minute) last.count = opened.size;
    else rows.push({ minute, count: opened.size });
  }
  return rows;
}

function closureTimes(entries: readonly LogEntry[]): AfterAction["closures"] {
  const openSince = new Map<string, number>();
  let [madeCount, liftedCount] = [0, 0];
  let longestMinutes: number | null = null;
  for (const { minute, act } of entries) {
    if (act.kind === "closure-made" && !openSince.has(act.closure.id)) {
      openSince.set(act.closure.id, minute);
      madeCount += 1;
    }
    const since = act.kind === "closure-lifted" ? openSince.get(act.closureId) : undefined;
    if (act.kind !== "closure-lifted" || since === undefined) continue;
    openSince.delete(act.closureId);
    liftedCount += 1;
    longestMinutes = Math.max(longestMinutes ?? 0, minute - since);
  }
  return { madeCount, liftedCount, longestMinutes, stillClosedCount: openSince.size };
}

function lateReports(entries: readonly LogEntry[], t0: number): AfterAction["lateReports"] {
  const delays = entries
    // the board writes of now, and what was set before the log began is no report
    .filter(({ source }) => source !== "board")
    .map(({ recordedAt, minute }) => (recordedAt - t0) / 60_000 - minute)
    .filter((minutes) => minutes > LATE_REPORT_MINUTES);
  return {
    count: delays.length,
    longestMinutes: delays.length > 0 ? delays.reduce((most, each) => Math.max(most, each)) : null,
  };
}

/** The report of an operation, from its log alone. */
export function afterAction(entries: readonly LogEntry[], rules: AfterActionRules): AfterAction {
  // sort is stable: what holds from one minute stays in the order it was written down
  const byMinute = [...entries].sort((one, other) => one.minute - other.minute);
  const head = entries.findLast(isKind("operation-opened"))?.act.head ?? null;
  const bySource: Record<EntrySource, number> = { person: 0, feed: 0, file: 0, board: 0 };
  for (const { source } of entries) bySource[source] += 1;
  const isReading = isKind("gauge-read", "vehicle-seen");
  const due = (promise: Promised) => {
    const dueMinute = rules.dueMinutes[promise];
    const last = byMinute.findLast(
      (entry): entry is LogEntry & { readonly act: ActOf<"promise-forecast"> } =>
        entry.act.kind === "promise-forecast" && entry.act.promise === promise && entry.minute <= dueMinute,
    );
    return {
      dueMinute,
      forecast: last
        ? { minute: last.minute, keptCount: last.act.keptCount, totalCount: last.act.totalCount }
        : null,
    };
  };
  const doneSteps = new Map<string, number>();
  for (const { minute, act } of byMinute.filter(isKind("step-marked"))) {
    if (!act.isDone) doneSteps.delete(act.stepId);
    else if (!doneSteps.has(act.stepId)) doneSteps.set(act.stepId, minute);
  }
  return {
    head,
    entryCount: entries.length,
    headHash: entries.at(-1)?.hash ?? "",
    endedMinute: entries.findLast(isKind("operation-closed"))?.minute ?? null,
    timeline: byMinute.filter((entry) => !isReading(entry)),
    readingCount: entries.filter(isReading).length,
    firstCrewsMinute: leastMinute(entries.filter(isKind("crews-out"))),
    firstSuppliesMinute: leastMinute(
      entries.filter(({ act }) => act.kind === "stock-moved" && act.movement.kind === "issue"),
    ),
    sheltersOpened: sheltersOpened(byMinute),
    forecasts: { dispatch: due("dispatch"), supply: due("supply"), service: due("service") },
    closures: closureTimes(byMinute),
    bySource,
    lateReports: lateReports(entries, head?.t0 ?? 0),
    stepsDone: [...doneSteps].map(([stepId, minute]) => ({
      stepId,
      minute,
      dueMinute: rules.stepDueMinutes?.get(stepId) ?? null,
    })),
  };
}
