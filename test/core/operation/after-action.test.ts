import { expect, test } from "vitest";
import type { Act, LogEntry, OperationHead } from "../../../src/core/model/operation.ts";
import { afterAction } from "../../../src/core/operation/after-action.ts";

const T = 1_800_000_000_000;
const head: OperationHead = {
  id: "o",
  title: "Quake",
  kind: "exercise",
  packId: "toy",
  packAsOf: "2026-01-01",
  t0: T,
};
const RULES = { dueMinutes: { dispatch: 60, supply: 360, service: 600 } };
const street = (id: string): Act => ({
  kind: "closure-made",
  closure: { kind: "street", id, lngLat: [116, 40] },
});
const crews = (stationId: string): Act => ({ kind: "crews-out", stationId, crews: 1, incidentId: null });
const status = (shelterId: string, of: "ordered" | "opened" | "staffed" | "full" | "closed"): Act => ({
  kind: "shelter-status",
  shelterId,
  status: of,
});

/** Each line as [minute it holds from, minute it was written at, act, source]. */
function logOf(
  ...lines: readonly (readonly [
    minute: number,
    writtenMinute: number,
    act: Act,
    source?: LogEntry["source"],
  ])[]
): LogEntry[] {
  const opened = [0, 0, { kind: "operation-opened", head }] as const;
  return [opened, ...lines].map(([minute, written, act, source = "person"], sequence) => ({
    sequence,
    recordedAt: T + written * 60_000,
    minute,
    source,
    by: "",
    act,
    hash: `hash ${sequence}`,
  }));
}

test("an exercise by hand: every figure as counted with a pencil", () => {
  const forecast = (
    promise: "dispatch" | "supply" | "service",
    keptCount: number,
    totalCount: number,
  ): Act => ({
    kind: "promise-forecast",
    promise,
    keptCount,
    totalCount,
  });
  const report = afterAction(
    logOf(
      [10, 10, street("a")],
      [12, 12, street("b")],
      [20, 21, crews("s1")],
      // told 14 minutes late: the first crew was out at 8
      [8, 22, crews("s2"), "feed"],
      [30, 30, status("x", "ordered")],
      [35, 35, status("x", "opened")],
      [40, 41, status("y", "staffed"), "feed"],
      [40, 42, status("z", "opened"), "feed"],
      [45, 45, { kind: "closure-lifted", closureId: "a" }],
      [50, 50, status("x", "full")],
      [55, 55, forecast("dispatch", 4, 5), "board"],
      [60, 60, forecast("dispatch", 5, 5), "board"],
      [61, 61, forecast("dispatch", 0, 5), "board"],
      [90, 90, { kind: "gauge-read", reading: { gaugeId: "g", millimetres: 3, minutes: 5 } }, "feed"],
      [100, 100, { kind: "step-marked", stepId: "1", isDone: true }],
      [110, 110, { kind: "step-marked", stepId: "2", isDone: true }],
      [112, 112, { kind: "step-marked", stepId: "2", isDone: false }],
      [130, 131, { kind: "closure-lifted", closureId: "b" }],
      [140, 140, street("b")],
      [200, 200, { kind: "operation-closed" }],
    ),
    { ...RULES, stepDueMinutes: new Map([["1", 90]]) },
  );
  expect(report).toMatchObject({
    head,
    entryCount: 21,
    headHash: "hash 20",
    endedMinute: 200,
    readingCount: 1,
    firstCrewsMinute: 8,
    firstSuppliesMinute: null,
    sheltersOpened: [
      { minute: 35, count: 1 },
      { minute: 40, count: 3 },
    ],
    forecasts: {
      dispatch: { dueMinute: 60, forecast: { minute: 60, keptCount: 5, totalCount: 5 } },
      supply: { dueMinute: 360, forecast: null },
      service: { dueMinute: 600, forecast: null },
    },
    // a: 10 to 45; b: 12 to 130 and once more, still shut
    closures: { madeCount: 3, liftedCount: 2, longestMinutes: 118, stillClosedCount: 1 },
    bySource: { person: 14, feed: 4, file: 0, board: 3 },
    lateReports: { count: 1, longestMinutes: 14 },
    stepsDone: [{ stepId: "1", minute: 100, dueMinute: 90 }],
  });
  expect(report.timeline).toHaveLength(20);
  expect(report.timeline[1]?.act).toEqual(crews("s2"));
});

test("a log with nothing in it gives a report with nothing in it", () => {
  expect(afterAction([], RULES)).toMatchObject({
    head: null,
    entryCount: 0,
    headHash: "",
    endedMinute: null,
    firstCrewsMinute: null,
    closures: { madeCount: 0, liftedCount: 0, longestMinutes: null, stillClosedCount: 0 },
    lateReports: { count: 0, longestMinutes: null },
  });
});

test("a lifting told before the closing it belongs to is counted by their minutes", () => {
  const { closures } = afterAction(
    logOf([50, 50, { kind: "closure-lifted", closureId: "a" }], [20, 55, street("a")]),
    RULES,
  );
  expect(closures).toEqual({ madeCount: 1, liftedCount: 1, longestMinutes: 30, stillClosedCount: 0 });
});

test("T0 in the past by days: minutes go on counting", () => {
  const { firstCrewsMinute, lateReports } = afterAction(logOf([4400, 4401, crews("s")]), RULES);
  expect([firstCrewsMinute, lateReports.count]).toEqual([4400, 0]);
});
