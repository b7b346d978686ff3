import { expect, test } from "vitest";
import { consequencesBetween, consequencesOfAll } from "../../src/state/command-consequences.ts";
import {
  breachRows,
  isBoardFresh,
  lateCause,
  PROMISES,
  promiseStateAt,
  promiseSummaries,
  siteRows,
  sortSites,
  stationRows,
  tightRows,
  unplacedPersons,
} from "../../src/state/command-selectors.ts";
import { createBoardAnswer, createCommandPack, createSupplyRow } from "../fixtures/create-command.ts";

const pack = createCommandPack();
const sitesAt = (elapsedMinutes: number, answer = createBoardAnswer()) =>
  siteRows(answer, pack, elapsedMinutes);
const summariesAt = (elapsedMinutes: number, answer = createBoardAnswer()) =>
  promiseSummaries(
    siteRows(answer, pack, elapsedMinutes),
    stationRows(answer, pack, elapsedMinutes),
    elapsedMinutes,
    unplacedPersons(answer),
  );
const siteOf = (id: string, elapsedMinutes = 0, answer = createBoardAnswer()) => {
  const row = sitesAt(elapsedMinutes, answer).find((site) => site.id === id);
  if (!row) throw new Error(`no site ${id}`);
  return row;
};

test.each([
  [100, 50, "on-the-way"],
  [100, 100, "kept"],
  [330, 0, "tight"],
  [329, 0, "on-the-way"],
  [360, 0, "tight"],
  [361, 0, "breaks"],
  [361, 400, "breaks"],
  [Number.POSITIVE_INFINITY, 0, "breaks"],
  [Number.NaN, 0, "unknown"],
])("done after %d min, seen at %d: %s", (doneMinutes, elapsedMinutes, state) => {
  expect(promiseStateAt(doneMinutes, 360, elapsedMinutes, 30)).toBe(state);
});

test("the parts of every promise sum to its total, at any minute", () => {
  for (const minute of [0, 60, 222, 360, 500, 600])
    for (const kind of PROMISES) {
      const { parts, total } = summariesAt(minute)[kind];
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(total).toBe({ dispatch: 2, supply: 5, service: 560 }[kind]);
    }
});

test("the clock moves states without a new answer", () => {
  expect(summariesAt(0).dispatch.parts).toMatchObject({ kept: 0, "on-the-way": 2 });
  expect(summariesAt(10).dispatch.parts).toMatchObject({ kept: 1, "on-the-way": 1 });
  expect(summariesAt(60).dispatch.state).toBe("kept");
  expect(summariesAt(0).supply.parts).toMatchObject({ kept: 0, "on-the-way": 2, tight: 1, breaks: 2 });
  expect(summariesAt(351).supply.parts).toMatchObject({ kept: 3, "on-the-way": 0, tight: 0, breaks: 2 });
});

test("where stock runs short, who gets everything counts in time and only the rest goes short", () => {
  expect(summariesAt(0).service.parts).toEqual({
    kept: 0,
    "on-the-way": 260,
    tight: 100,
    breaks: 140,
    unknown: 60,
  });
});

test("people without a place are unknown, so the promise is not called kept", () => {
  const answer = createBoardAnswer();
  const served = {
    ...answer,
    service: answer.service.map((row) => ({ ...row, servedPersons: 100, servedByMinutes: 100 })),
  };
  expect(summariesAt(600, served).service.state).toBe("unknown");
  expect(summariesAt(600, { ...served, personsInNeed: 500 }).service.state).toBe("kept");
});

test("without depots nothing is known about arrival, and nothing breaks", () => {
  const rows = siteRows(createBoardAnswer(), { ...pack, depots: [] }, 0);
  expect(rows.map((row) => row.supplyState)).toEqual(Array(5).fill("unknown"));
  expect(breachRows(rows)).toEqual([]);
});

test("late trucks come before short stock, the latest first", () => {
  expect(breachRows(sitesAt(0)).map((row) => row.id)).toEqual(["S2", "S1", "S5"]);
  expect(tightRows(sitesAt(0)).map((row) => row.id)).toEqual(["S3"]);
});

test("the cause tells a closure, a lack of trucks and a lack of ways apart", () => {
  const sites = sitesAt(0);
  expect(lateCause(siteOf("S1"), sites)).toEqual({ kind: "closure", extraMinutes: 198 });
  expect(lateCause(siteOf("S2"), sites)).toEqual({ kind: "no-way" });
  expect(lateCause(siteOf("S2"), [siteOf("S2")])).toEqual({ kind: "no-truck" });
  const cut = createBoardAnswer({
    supply: [
      createSupplyRow({
        shelterId: "S2",
        firstArrivalMinutes: Number.POSITIVE_INFINITY,
        withoutClosuresMinutes: 90,
      }),
    ],
  });
  expect(lateCause(siteOf("S2", 0, cut), sites)).toEqual({ kind: "cut-off" });
  const queued = createBoardAnswer({
    supply: [createSupplyRow({ shelterId: "S1", firstArrivalMinutes: 400 })],
  });
  expect(lateCause(siteOf("S1", 0, queued), sites)).toEqual({ kind: "leaves-late", waitMinutes: 310 });
});

test("a closure that adds minutes to a truck late for other reasons is not blamed", () => {
  const answer = createBoardAnswer({
    supply: [createSupplyRow({ shelterId: "S1", firstArrivalMinutes: 460, withoutClosuresMinutes: 450 })],
  });
  expect(lateCause(siteOf("S1", 0, answer), []).kind).toBe("leaves-late");
});

test("consequences count what the closures change", () => {
  const all = consequencesOfAll(createBoardAnswer({ notReachedPersons: 1440, rescueReachShare: 0.7 }));
  expect(all).toMatchObject({
    lateSitesBefore: 1,
    lateSitesAfter: 2,
    slowerSites: 1,
    cutOffSites: 0,
    longestExtraMinutes: 198,
    notReachedBefore: 200,
    notReachedAfter: 1440,
  });
  expect(all.newlyLate).toEqual([{ shelterId: "S1", lateMinutes: 38 }]);
});

test("one board against another: places that gain people are counted but not compared", () => {
  const before = createBoardAnswer({
    supply: [createSupplyRow({ shelterId: "S3", firstArrivalMinutes: 351 })],
  });
  const after = createBoardAnswer({
    supply: [
      createSupplyRow({ shelterId: "S3", firstArrivalMinutes: 371 }),
      createSupplyRow({ shelterId: "S4", firstArrivalMinutes: 500 }),
    ],
  });
  expect(consequencesBetween(before, after)).toMatchObject({
    lateSitesBefore: 0,
    lateSitesAfter: 2,
    slowerSites: 1,
    longestExtraMinutes: 20,
    newlyLate: [{ shelterId: "S3", lateMinutes: 11 }],
  });
});

test("sorting puts what is not known last either way", () => {
  const answer = createBoardAnswer();
  const rows = siteRows(
    { ...answer, supply: answer.supply.map((row, i) => (i === 3 ? { ...row, state: "unknown" } : row)) },
    pack,
    0,
  );
  const ids = (direction: "ascending" | "descending") =>
    sortSites(rows, { key: "arrivalMinutes", direction }, "zh-CN").map((row) => row.id);
  expect(ids("ascending")).toEqual(["S5", "S3", "S1", "S2", "S4"]);
  expect(ids("descending")).toEqual(["S2", "S1", "S3", "S5", "S4"]);
});

test("the minute on the clock does not make an answer old, everything else does", () => {
  const answer = createBoardAnswer();
  const { scenario, response } = answer.request;
  expect(isBoardFresh(answer, scenario, { ...response, elapsedMinutes: 300 })).toBe(true);
  expect(isBoardFresh(answer, scenario, { ...response, inNeedShare: 0.02 })).toBe(false);
  expect(isBoardFresh(answer, { ...scenario, period: "day" }, response)).toBe(false);
});
