import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ANALYSIS_KINDS } from "../../src/sources/analysis-request.ts";
import { shortestFloat32 } from "../../workers/headless/result-text.ts";
import { filesIn, newFolder, runHeadless } from "./run-headless.ts";

const PACK = "data/xicheng/pack";
const faultsOf = (stderr: string) =>
  stderr
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line).place);

test("bad usage is 2 and says how", async () => {
  for (const argv of [[], ["--pack", PACK], ["--nonsense"], ["--request", "-", "--out", "-"]]) {
    const { code, stderr } = await runHeadless(argv);
    expect([code, stderr.includes("--request FILE")]).toEqual([2, true]);
  }
  expect((await runHeadless(["--help"])).code).toBe(0);
});

test("a number of workers that is none is bad usage", async () => {
  for (const workers of ["0", "1.5", "many", "65"]) {
    const { code, stderr } = await runHeadless([
      "--pack",
      PACK,
      "--request",
      "-",
      "--out",
      "-",
      "--workers",
      workers,
    ]);
    expect([code, stderr.includes("--workers is a whole number")]).toEqual([2, true]);
  }
});

test("a bad rubble request is 2 and names the field", async () => {
  const { code, stderr } = await runHeadless(
    ["--pack", PACK, "--request", "-", "--out", newFolder()],
    [
      { draws: 0 },
      { draws: 1e9 },
      { intensity: "VIII" },
      { debris: -1 },
      { debris: "wider" },
      { seed: -1 },
      { intensity: { west: 1, south: 1, east: 2, north: 2, columns: 0, rows: 1, degrees: [] } },
    ]
      .map((request) => JSON.stringify({ analysis: "rubble", request }))
      .join("\n"),
  );
  expect(code).toBe(2);
  expect(faultsOf(stderr).map(({ field }) => field)).toEqual([
    "request.draws",
    "request.draws",
    "request.intensity",
    "request.debris",
    "request.debris",
    "request.seed",
    "request.intensity.columns",
  ]);
});

test("a bad request is 2, names the field, and nothing is run", async () => {
  const out = newFolder();
  const { code, stderr } = await runHeadless(
    ["--pack", PACK, "--request", "-", "--out", out],
    [
      '{"analysis":"coverage"}',
      '{"analysis":"coverage","request":{"scenario":{"reachMinutes":-3}}}',
      '{"analysis":"cover"}',
      '{"analysis":"site","request":{"kind":"p-median"}}',
      '{"id":"../x","analysis":"ledger"}',
      '{"analysis":"coverage","request":{"scenario":{"reachMinuts":9}}}',
    ].join("\n"),
  );
  expect(code).toBe(2);
  expect(faultsOf(stderr).map(({ row, field }) => [row, field])).toEqual([
    [2, "request.scenario.reachMinutes"],
    [3, "analysis"],
    [4, "request.newSites"],
    [5, "id"],
    [6, "request.scenario.reachMinuts"],
  ]);
  expect(faultsOf(stderr)[0]).toMatchObject({ file: "-", found: "-3" });
  expect(filesIn(out).size).toBe(0);
});

test("an own pace that nobody walks at is 2 in every verb that walks, and names the field", async () => {
  // The others ask about places, whoever walks.
  const asked = ANALYSIS_KINDS.filter((kind) => kind !== "stretch" && kind !== "candidateGround").flatMap(
    (analysis) =>
      [0, -1, 5.1, "fast"].map((metresPerSecond) => ({
        analysis,
        request: {
          ...JSON.parse(readFileSync(`data/examples/requests/${analysis}.json`, "utf8")).request,
          scenario: { metresPerSecond },
        },
      })),
  );
  const { code, stderr } = await runHeadless(
    ["--pack", PACK, "--request", "-", "--out", newFolder()],
    asked.map((order) => JSON.stringify(order)).join("\n"),
  );
  expect(code).toBe(2);
  expect(faultsOf(stderr).map(({ row, field }) => [row, field])).toEqual(
    asked.map((_, i) => [i + 1, "request.scenario.metresPerSecond"]),
  );
});

test("a failure is 1, is written like an answer, and the rest goes on", async () => {
  const { code, stdout } = await runHeadless(
    ["--pack", PACK, "--request", "-", "--out", "-"],
    '[{"analysis":"find","request":{"origin":[100,30]}},{"analysis":"stretch","request":{"lngLat":[116.3553,39.9399]}}]',
  );
  expect(code).toBe(1);
  const [failed, answered] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(failed.failure.code).toMatch(/^PLACE_/);
  expect(answered.answer.metres).toBeGreaterThan(0);
}, 30_000);

test("a pack that cannot be read is 3", async () => {
  const empty = newFolder();
  const { code, stderr } = await runHeadless(
    ["--pack", empty, "--request", "-", "--out", "-"],
    '{"analysis":"ledger"}',
  );
  expect(code).toBe(3);
  expect(stderr).toContain("PACK_UNREACHABLE");
});

test("two results of one name are refused", async () => {
  const { code, stderr } = await runHeadless(
    ["--pack", PACK, "--request", "-", "--out", "-"],
    '{"id":"a","analysis":"ledger"}\n{"id":"A","analysis":"ledger"}',
  );
  expect([code, faultsOf(stderr)[0].field]).toEqual([2, "id"]);
});

test("numbers of 32 bits are written short and read back as themselves", () => {
  for (const value of [0, 0.1, 12.3, 3600.7, 1e-7, 16777216, 1 / 3, 3.4e38]) {
    const kept = Math.fround(value);
    expect(Math.fround(shortestFloat32(kept))).toBe(kept);
  }
  expect(String(shortestFloat32(Math.fround(12.3)))).toBe("12.3");
});

const EXAMPLE = "data/examples/matrix";
const tables = (matrix: string, requests = `${EXAMPLE}/requests.jsonl`) => [
  ...["--matrix", matrix, "--demand", `${EXAMPLE}/demand.csv`, "--sites", `${EXAMPLE}/sites.csv`],
  ...["--request", requests, "--out", "-"],
];

test("a matrix takes the place of a network", async () => {
  const { code, stdout } = await runHeadless(tables(`${EXAMPLE}/times.csv`));
  expect(code).toBe(0);
  const [coverage, allocate, site, budgeted, backedUp] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).answer);
  // By hand: only the school exists, within 10 minutes of home-1 (120) and home-2 (80), with room for 150.
  expect(coverage.total).toEqual({
    persons: 300,
    withRoomPersons: 150,
    nearButFullPersons: 50,
    notReachedPersons: 100,
    unknownPersons: 0,
  });
  expect(coverage.demandSeconds).toEqual([240, 420, "Infinity", "Infinity"]);
  expect([allocate.servedPersons, allocate.personSeconds]).toEqual([150, 120 * 240 + 30 * 420]);
  // The stadium takes home-2's 50 without a place and home-3's 60.
  expect(site).toMatchObject({ chosenIds: ["stadium"], value: 260, proof: { status: "optimal" } });
  expect([site.uncoverableIds, site.uncoverablePersons]).toEqual([["home-4"], 40]);
  // Each site costs 1: one more reaches home-3, the school has the others.
  expect(budgeted).toMatchObject({ value: 260, proof: { status: "optimal" } });
  // Two in reach: home-2 by school and stadium, home-3 by park and stadium; home-1 has the school only.
  expect(backedUp).toMatchObject({
    chosenIds: ["park", "stadium"],
    value: 140,
    proof: { status: "optimal" },
  });
  expect(backedUp.uncoverableIds).toEqual(["home-1", "home-4"]);
});

test("bad rows of a matrix are named and stop the run; duplicates count once", async () => {
  const folder = newFolder();
  const file = join(folder, "times.csv");
  writeFileSync(
    file,
    '\uFEFFFrom,To,Seconds\r\nhome-1,school,240\r\nhome-1,school,-1\r\nnobody,school,5\r\n"home-2","school",NaN\r\nhome-2,moon,1\r\nhome-2,school,\r\n',
  );
  const bad = await runHeadless(tables(file));
  expect(bad.code).toBe(2);
  expect(faultsOf(bad.stderr).map(({ row, field, found }) => [row, field, found])).toEqual([
    [3, "seconds", "-1"],
    [4, "origin", "nobody"],
    [5, "seconds", "NaN"],
    [6, "destination", "moon"],
    [7, "seconds", ""],
  ]);
  writeFileSync(file, "origin,destination,seconds\nhome-1,school,500\nhome-1,school,90.04\n");
  const good = await runHeadless(tables(file));
  const first = JSON.parse(good.stdout.split("\n")[0]!);
  expect(first.notes).toEqual([{ code: "DUPLICATE_PAIRS", count: 1 }]);
  expect(first.answer.demandSeconds[0]).toBe(90);
});

test("a pack's own matrix, given back, covers the same persons", async () => {
  const folder = newFolder();
  const asked = await runHeadless(
    ["--pack", PACK, "--request", "-", "--out", "-"],
    '{"analysis":"matrix","request":{"scenario":{"reachMinutes":10}}}\n{"analysis":"coverage"}',
  );
  const [matrix, coverage] = asked.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).answer);
  const rows = ["origin,destination,seconds"];
  matrix.demandIds.forEach((id: string, demand: number) => {
    for (let arc = matrix.arcOffsets[demand]; arc < matrix.arcOffsets[demand + 1]; arc++)
      rows.push(`${id},${matrix.siteIds[matrix.arcSite[arc]]},${matrix.arcSeconds[arc]}`);
  });
  const file = join(folder, "times.csv");
  writeFileSync(file, rows.join("\n"));
  const again = await runHeadless(
    ["--pack", PACK, "--matrix", file, "--request", "-", "--out", "-"],
    '{"analysis":"coverage","request":{"reachMinutes":10}}',
  );
  expect(again.code).toBe(0);
  const { total } = JSON.parse(again.stdout).answer;
  const { district } = coverage;
  expect(total.persons).toBe(district.persons);
  expect(total.withRoomPersons).toBe(district.withRoomPersons);
  expect(total.nearButFullPersons).toBe(district.nearButFullPersons);
}, 60_000);

test.each([
  ["a cost of 0", { kind: "cover-all", costs: { park: 0 } }, "costs.park"],
  ["a negative cost", { kind: "cover-all", costs: { park: -2 } }, "costs.park"],
  ["a cost that is no number", { kind: "cover-all", costs: { park: "NaN" } }, "costs.park"],
  ["a negative budget", { kind: "cover-all", budget: -1 }, "budget"],
  ["a backup where none is counted", { kind: "p-center", newSites: 1, backupSites: 2 }, "backupSites"],
  ["dispersion without places", { kind: "p-dispersion", newSites: 2 }, "kind"],
  ["a weight the tables say nothing of", { kind: "cover-all", weight: "aged-65" }, "weight"],
  ["neither a number nor a budget", { kind: "cover-most" }, "newSites"],
])("%s is refused by its field", async (_, request, field) => {
  const { code, stderr } = await runHeadless(
    tables(`${EXAMPLE}/times.csv`, "-"),
    JSON.stringify({ analysis: "site", request }),
  );
  expect(code).toBe(2);
  expect(stderr).toContain(`"field":"request.${field}"`);
});
