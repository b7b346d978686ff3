import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { alertStates } from "../../src/core/feed/alert-state.ts";
import type { FeedLine, FeedReport, FeedTransport } from "../../src/core/model/feed.ts";
import { applyEntries } from "../../src/core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../src/core/operation/empty-situation.ts";
import { wait } from "../../workers/feeds/wait.ts";
import { createFeedsApi } from "../../workers/feeds-api.ts";
import { type FeedExercise, replayExercise } from "../../workers/headless/feed-exercise.ts";
import { type FeedServer, startFeedServer } from "../../workers/headless/feed-server.ts";

const exercise = JSON.parse(readFileSync("data/feed/exercise-xicheng.json", "utf8")) as FeedExercise;
/** Ten hours in a second and a half. */
const SPEED = 24_000;

let server: FeedServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** Listens to the whole exercise as the app's worker does. */
async function hear(transport: FeedTransport) {
  const replay = replayExercise(exercise, Date.now(), SPEED);
  server = await startFeedServer(replay, { port: 0 });
  const reports: FeedReport[] = [];
  const api = createFeedsApi({
    fetchFrom: (url, init) => fetch(url, init),
    now: () => Date.now(),
    random: () => 0,
    // Everything a hundred times as fast as in the app.
    wait: (milliseconds, signal) => wait(milliseconds / 100, signal),
    referenceOf: async () => null,
  });
  await api.start({ homeUrl: `${server.url}/`, allowedOrigins: [], ground: null }, async (report) => {
    reports.push(report);
  });
  const path = transport === "events" ? "feed/events" : "feed/messages";
  const address = { id: "a", nameZh: "", nameEn: "", url: path, transport, intervalSeconds: 10 };
  expect(await api.turnOn(address)).toBeNull();
  const distinct = new Set(exercise.messages.map(({ source, sequence }) => `${source} ${sequence}`)).size;
  const lines = () => reports.flatMap((report) => report.lines);
  for (let k = 0; k < 400 && lines().length < distinct; k++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await api.turnOff("a");
  return { lines: lines(), reports, distinct, t0: replay.t0 };
}

const situationOf = (lines: readonly FeedLine[], t0: number) =>
  applyEntries(
    EMPTY_SITUATION,
    lines.map(({ act, by, at }, sequence) => ({
      sequence,
      recordedAt: 0,
      minute: (at - t0) / 60_000,
      source: "feed",
      by,
      act,
      hash: "",
    })),
  );

/** By the script alone: what was last so, of each shelter. */
function lastByScript(kind: string, field: string) {
  const last: Record<string, { minute: number; value: unknown }> = {};
  for (const message of exercise.messages) {
    const id = String(message.payload.shelterId);
    if (message.kind === kind && (last[id]?.minute ?? -1) <= message.minute)
      last[id] = { minute: message.minute, value: message.payload[field] };
  }
  return Object.fromEntries(Object.entries(last).map(([id, { value }]) => [id, value]));
}

test.each(["events", "polling"] as const)(
  "the exercise by %s: everything arrives once, and adds up to what the script says",
  async (transport) => {
    const { lines, reports, distinct, t0 } = await hear(transport);
    expect(reports.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(lines).toHaveLength(distinct);
    const { shelters, closures, incidents, incidentsEnded, readings, vehicles, alerts } = situationOf(
      lines,
      t0,
    );
    const status = Object.entries(shelters).map(([id, report]) => [id, report.status?.status]);
    expect(Object.fromEntries(status)).toEqual(lastByScript("status", "status"));
    const persons = Object.entries(shelters).flatMap(([id, { occupancy }]) =>
      occupancy ? [[id, occupancy.persons]] : [],
    );
    expect(Object.fromEntries(persons)).toEqual(lastByScript("occupancy", "persons"));
    expect(closures.map(({ id }) => id)).toEqual(["ex-road-1", "ex-slow-1"]);
    expect(Object.keys(incidents).sort()).toEqual(Object.keys(incidentsEnded).sort());
    expect(Object.values(readings).map((of) => of.length)).toEqual([6, 6, 6, 6]);
    expect(vehicles["truck-1"]?.vehicle.lngLat).toEqual([116.356, 39.8929]);
    const stands = alertStates(
      Object.values(alerts).map(({ alert }) => alert),
      Date.now(),
    );
    expect(stands.map(({ alert, state }) => [alert.level, state])).toEqual([
      ["yellow", "replaced"],
      ["orange", "cancelled"],
      ["orange", "cancelled"],
    ]);
    const duty = reports.at(-1)?.sources.find(({ source }) => source === "街道值守");
    expect(duty).toMatchObject({ missing: 2 });
    expect(duty?.duplicates).toBeGreaterThanOrEqual(2);
    const rain = reports.at(-1)?.sources.find(({ source }) => source === "水务雨量站");
    expect(rain).toMatchObject({ ahead: 1, missing: 0 });
  },
  20_000,
);

test("every message of the exercise is of a place in the district's data", async () => {
  const { createFolderSource } = await import("../../workers/headless/folder-source.ts");
  const { PackGround } = await import("../../workers/imports/ground.ts");
  const ground = new PackGround("xicheng", createFolderSource("data/xicheng/pack"));
  const known = new Set<unknown>();
  for (const layer of ["shelters", "gates", "depots", "gauges"] as const) {
    const rows = await ground.rows(layer);
    if (rows.ok) for (const { properties } of rows.value) known.add(properties.id);
  }
  const named = exercise.messages.flatMap(({ payload: { shelterId, gateId, depotId, gaugeId, toId } }) =>
    [shelterId, gateId, depotId, gaugeId, toId].filter((id) => id !== undefined && id !== null),
  );
  expect(named.length).toBeGreaterThan(70);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});
