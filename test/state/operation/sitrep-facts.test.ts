import { expect, test } from "vitest";
import type { Act, LogEntry } from "../../../src/core/model/operation.ts";
import { applyEntries } from "../../../src/core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../../src/core/operation/empty-situation.ts";
import {
  promiseSummaries,
  siteRows,
  stationRows,
  unplacedPersons,
} from "../../../src/state/command-selectors.ts";
import { sitrepFacts } from "../../../src/state/operation/sitrep-facts.ts";
import { createBoardAnswer, createCommandPack } from "../../fixtures/create-command.ts";

const entriesOf = (...acts: readonly (readonly [Act, number, LogEntry["source"]?])[]): LogEntry[] =>
  acts.map(([act, minute, source = "person"], sequence) => ({
    sequence,
    recordedAt: 0,
    minute,
    source,
    by: source === "feed" ? "rain gauges" : "Li",
    act,
    hash: `hash ${sequence}`,
  }));

function factsAt(minute: number, entries: readonly LogEntry[] = [], answer = createBoardAnswer()) {
  const pack = createCommandPack();
  const sites = siteRows(answer, pack, minute);
  const stations = stationRows(answer, pack, minute);
  const unplaced = unplacedPersons(answer);
  return sitrepFacts({
    pack,
    answer,
    sites,
    stations,
    promises: promiseSummaries(sites, stations, minute, unplaced),
    unplacedPersons: unplaced,
    situation: applyEntries(EMPTY_SITUATION, entries),
    entries,
    minute,
    madeAt: "2026-11-27T03:00:00.000Z",
  });
}

test("what breaks is named with how late, the worst first; the counts are of all", () => {
  const facts = factsAt(222);
  expect(facts.breachCount).toBe(3);
  expect(facts.breaches).toEqual([
    {
      shelterId: "S2",
      nameZh: "玫瑰公园",
      nameEn: "Rose Park",
      arrivalMinute: null,
      lateMinutes: null,
      unservedPersons: 100,
    },
    {
      shelterId: "S1",
      nameZh: "月坛公园",
      nameEn: "Yuetan Park",
      arrivalMinute: 398,
      lateMinutes: 38,
      unservedPersons: 0,
    },
    expect.objectContaining({ shelterId: "S5", lateMinutes: 0, arrivalMinute: 150 }),
  ]);
  expect(facts.need).toMatchObject({ personsInNeed: 560, unplacedPersons: 60 });
  expect(facts.promises.map(({ kind, remainingMinutes }) => [kind, remainingMinutes])).toEqual([
    ["dispatch", -162],
    ["supply", 138],
    ["service", 378],
  ]);
});

test("shortages add up by item", () => {
  const { shortages } = factsAt(0);
  expect(shortages).toContainEqual({ item: "water-litre", quantity: 1500, shelterCount: 1 });
  expect(shortages).toContainEqual({ item: "quilt", quantity: 40, shelterCount: 1 });
});

test("shelters nobody has reported on are unknown, not closed and not empty", () => {
  expect(factsAt(0).shelters).toEqual({
    meantCount: 5,
    byStatus: { ordered: 0, opened: 0, staffed: 0, full: 0, closed: 0, unknown: 5 },
    persons: null,
    reportedCount: 0,
    oldestReportMinutes: null,
  });
  const entries = entriesOf(
    [{ kind: "shelter-status", shelterId: "S1", status: "opened" }, 20],
    [{ kind: "occupancy", shelterId: "S1", persons: 0 }, 25],
    [{ kind: "occupancy", shelterId: "S3", persons: 40 }, 50],
    [{ kind: "occupancy", shelterId: "elsewhere", persons: 999 }, 51],
  );
  expect(factsAt(60, entries).shelters).toMatchObject({
    byStatus: { opened: 1, unknown: 4 },
    persons: 40,
    reportedCount: 2,
    oldestReportMinutes: 35,
  });
});

test("open incidents are counted by kind, the worst first; those that ended are not", () => {
  const enter = (id: string, severity: 1 | 2 | 3): readonly [Act, number] => [
    {
      kind: "incident-entered",
      incident: {
        id,
        kind: severity === 3 ? "fire" : "water",
        lngLat: [116.36, 39.9],
        severity,
        crewsWanted: 1,
        text: "",
      },
    },
    5,
  ];
  const entries = entriesOf(enter("a", 1), enter("b", 3), enter("c", 1), enter("d", 1), [
    { kind: "incident-ended", incidentId: "d" },
    9,
  ]);
  expect(factsAt(10, entries).incidents).toEqual([
    { kind: "fire", severity: 3, count: 1 },
    { kind: "water", severity: 1, count: 2 },
  ]);
});

test("acts of people stand newest first, feeds by the age of their last message", () => {
  const entries = entriesOf(
    [{ kind: "noted", text: "one" }, 1],
    [{ kind: "gauge-read", reading: { gaugeId: "g", millimetres: 3, minutes: 10 } }, 12, "feed"],
    [{ kind: "gauge-read", reading: { gaugeId: "g", millimetres: 3, minutes: 10 } }, 40, "feed"],
    [{ kind: "noted", text: "two" }, 30],
  );
  const { acts, sources } = factsAt(60, entries);
  expect(acts.map(({ act }) => act)).toEqual([
    { kind: "noted", text: "two" },
    { kind: "noted", text: "one" },
  ]);
  expect(sources).toMatchObject({
    feeds: [{ by: "rain gauges", minutesAgo: 20 }],
    entryCount: 4,
    logHash: "hash 3",
  });
  expect(factsAt(60).sources).toMatchObject({ feeds: [], logHash: null });
});

test("as JSON it is whole: no figure is lost to an infinity", () => {
  const facts = factsAt(222, [], createBoardAnswer({ rescueReachShare: Number.NaN }));
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
});
