import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type DistrictOptions, readDistrictOptions } from "../../../../data/build/district/options.ts";
import type { PackTools } from "../../../../data/build/district/pack-tools.ts";
import { createProgress } from "../../../../data/build/district/progress.ts";
import { runPack } from "../../../../data/build/district/run-pack.ts";
import type { RawTable } from "../../../../src/core/model/import.ts";
import { err, ok } from "../../../../src/core/result.ts";
import { openPack } from "../../../../src/sources/pack-reader.ts";
import { box, createOsmCity, EAST, NORTH, SOUTH, WEST } from "../../../fixtures/create-osm-city.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "havenmap-run-"));
  writeFileSync(join(folder, "city.osm.pbf"), "stands for an extract");
});
afterEach(() => rmSync(folder, { recursive: true }));

const table = (changes: Partial<RawTable>): RawTable => ({
  file: "table",
  part: null,
  format: "geojson",
  columns: [],
  rows: [],
  declaredCrs: "EPSG:4326",
  encoding: null,
  findings: [],
  ...changes,
});
const boundary = table({
  columns: ["name"],
  rows: [{ row: 1, values: { name: "试验区" }, geometry: box(WEST, SOUTH, EAST, NORTH) }],
});
const census = table({
  columns: ["name", "residents"],
  rows: [{ row: 2, values: { name: "合计", residents: 4321 }, geometry: null }],
});

/** The edges: an extract and files that are already read, positions that need no shift. */
function tools(changes: Partial<PackTools> = {}): PackTools {
  const tables: Readonly<Record<string, RawTable>> = { boundary, census };
  return {
    readOsm: async () => ok(createOsmCity()),
    readTables: async (path) => {
      const found = Object.entries(tables).find(([name]) => path.includes(name));
      return found ? ok([found[1]]) : err({ code: "IMPORT_EMPTY", file: path });
    },
    locate: async (given) => ok({ tables: given, crs: "EPSG:4326" }),
    draftLayer: async () => err("--shelters: positions can be read as GCJ-02 or BD-09: give --crs-shelters"),
    ...changes,
  };
}
const put = (name: string) => {
  writeFileSync(join(folder, name), name);
  return join(folder, name);
};
function run(args: readonly string[], changes: Partial<PackTools> = {}) {
  const options = readDistrictOptions([
    "--osm",
    join(folder, "city.osm.pbf"),
    "--out",
    join(folder, "tiny/pack"),
    ...args,
  ]);
  if (!options.ok || options.value === "help") throw new Error("options");
  return runPack(options.value as DistrictOptions, {
    tools: tools(changes),
    progress: createProgress(
      () => undefined,
      () => 0,
    ),
    peakMemoryBytes: () => 1,
  });
}
const bytesOf = (pack: string) =>
  new Map(readdirSync(pack).map((name) => [name, readFileSync(join(pack, name))]));

it("writes a pack that opens, named after its folder, with the counted residents", async () => {
  mkdirSync(join(folder, "tiny"));
  const summary = await run(["--boundary", put("boundary.geojson"), "--census", put("census.xlsx")]);
  expect(summary).toMatchObject({ ok: true, value: { id: "tiny", residents: 4321, asOf: "2024-03-01" } });
  const files = bytesOf(join(folder, "tiny/pack"));
  const source = { read: async (path: string) => ok(new Uint8Array(files.get(path) as Buffer)) };
  const opened = await openPack(source, "tiny", () => undefined);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  expect(opened.value.index.description).toMatchObject({
    titleZh: "试验区",
    residents: 4321,
    timeZone: "Asia/Shanghai",
  });
  expect(opened.value.index.notes).toEqual([]);
});

it("is the same bytes for the same input, wherever it lies, and says of which input it is", async () => {
  const args = ["--boundary", put("boundary.geojson"), "--residents", "5", "--id", "same"];
  mkdirSync(join(folder, "tiny"));
  await run(args);
  const first = bytesOf(join(folder, "tiny/pack"));
  await run([...args, "--out", join(folder, "other")]);
  expect(bytesOf(join(folder, "other"))).toEqual(first);
  writeFileSync(join(folder, "city.osm.pbf"), "another extract");
  await run([...args, "--out", join(folder, "third")]);
  const hash = (pack: string) =>
    JSON.parse(readFileSync(join(folder, pack, "datapackage.json"), "utf8")).havenmap.inputHash;
  expect(hash("other")).not.toBe(hash("third"));
});

it("says loudly that it took the extent where no boundary was given", async () => {
  mkdirSync(join(folder, "tiny"));
  const summary = await run([]);
  expect(summary.ok ? summary.value.notes[0] : "").toMatch(/^NO BOUNDARY GIVEN/);
});

it.each([
  ["a list whose positions nobody can decide", () => ["--shelters", put("shelters.csv")], "--crs-shelters"],
  ["a file that is not there", () => ["--gates", "nowhere.csv"], "--gates nowhere.csv: no such file"],
  [
    "a census without a count",
    () => ["--census", put("boundary.csv")],
    "no column with a number of residents",
  ],
  ["an empty file", () => ["--shelters", put("nothing.csv")], "--shelters IMPORT_EMPTY"],
] as const)("%s: says so and leaves the old pack as it was", async (_, args, sentence) => {
  mkdirSync(join(folder, "tiny"));
  await run(["--residents", "1"]);
  const before = bytesOf(join(folder, "tiny/pack"));
  const readTables: PackTools["readTables"] = async (path) =>
    path.includes("shelters") ? ok([boundary]) : tools().readTables(path);
  const summary = await run([...args()], { readTables });
  expect(summary.ok ? "" : summary.failure).toContain(sentence);
  expect(bytesOf(join(folder, "tiny/pack"))).toEqual(before);
  expect(readdirSync(join(folder, "tiny"))).toEqual(["pack"]);
});

it("does not write over a folder that holds something else", async () => {
  mkdirSync(join(folder, "tiny/pack"), { recursive: true });
  writeFileSync(join(folder, "tiny/pack/thesis.docx"), "mine");
  const summary = await run([]);
  expect(summary.ok ? "" : summary.failure).toContain("holds something else");
  expect(readdirSync(join(folder, "tiny/pack"))).toEqual(["thesis.docx"]);
});

it("asks for a date where the extract has none", async () => {
  mkdirSync(join(folder, "tiny"));
  const undated: Partial<PackTools> = { readOsm: async () => ok(createOsmCity({ dataDate: null })) };
  const summary = await run([], undated);
  expect(summary.ok ? "" : summary.failure).toContain("--as-of");
  expect(existsSync(join(folder, "tiny/pack"))).toBe(false);
  expect((await run(["--as-of", "2024-05-06"], undated)).ok).toBe(true);
});

it("cuts the extract at a declared boundary, and wider where the boundary itself is in question", async () => {
  mkdirSync(join(folder, "tiny"));
  const asked: number[] = [];
  const readOsm: PackTools["readOsm"] = async (_, { marginMetres }) => {
    asked.push(marginMetres);
    return ok(createOsmCity());
  };
  const undeclared: PackTools["locate"] = async (given, _option, _declared, ground) =>
    ok(ground === null ? null : { tables: given, crs: "GCJ-02" });
  await run(["--boundary", put("boundary.geojson")], { readOsm });
  await run(["--boundary", put("boundary.geojson")], { readOsm, locate: undeclared });
  expect(asked).toEqual([1000, 3000]);
});
