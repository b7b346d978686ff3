import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { readOsm } from "../../data/build/osm/read-osm.ts";
import type { RawTable } from "../../src/core/model/import.ts";
import { DATA_PACKAGE_FILE, parseDataPackage } from "../../src/sources/data-package.ts";
import { readTables } from "../../src/sources/formats/read-tables.ts";
import { decodeNetwork } from "../../src/sources/network-binary.ts";
import { encodeNetwork } from "../../src/sources/network-write.ts";
import { createNetwork } from "../fixtures/create-network.ts";
import { createOsmPbf, type OsmPbfSpec } from "../fixtures/create-osm-pbf.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { loadTestSqlite } from "../fixtures/load-test-sqlite.ts";
import { mutate } from "./mutate.ts";

/** Milliseconds one damaged file of a few kB may take on a busy machine. */
const MOST_MILLISECONDS = 2_000;
/** Bytes the heap may grow by while one file of a few kB is read. */
const MOST_HEAP_BYTES = 500e6;

interface Seed {
  readonly format: string;
  readonly bytes: Uint8Array;
}

interface Outcome {
  readonly outcome: string;
  readonly fault: string | null;
}

const text = (content: string) => new TextEncoder().encode(content);
const sample = (file: string) => new Uint8Array(readFileSync(`test/fixtures/files/${file}`));

function seeds(): Seed[] {
  const geojson = {
    type: "FeatureCollection",
    crs: { type: "name", properties: { name: "EPSG:4490" } },
    features: [
      {
        type: "Feature",
        properties: { 编号: "007", n: 1 },
        geometry: { type: "Point", coordinates: [116.3, 39.9] },
      },
      {
        type: "Feature",
        properties: { 编号: "008", o: { a: [1, 2] } },
        geometry: {
          type: "Polygon",
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
        },
      },
    ],
  };
  const network = createNetwork(
    [
      [116.3, 39.9],
      [116.31, 39.9],
      [116.31, 39.91],
    ],
    [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ],
  );
  const corners = [
    [116.3, 39.9],
    [116.302, 39.9],
    [116.302, 39.902],
    [116.3, 39.902],
    [116.3005, 39.9005],
    [116.301, 39.9005],
    [116.301, 39.901],
  ] as const;
  const town: OsmPbfSpec = {
    nodes: corners.map(([lng, lat], i) => ({
      id: i + 1,
      lng,
      lat,
      ...(i === 6 ? { tags: { amenity: "clinic", name: "诊所" } } : {}),
    })),
    ways: [
      { id: 10, nodes: [1, 2, 3, 4, 1], tags: { highway: "residential", name: "月坛街", oneway: "yes" } },
      { id: 11, nodes: [2, 3], tags: { highway: "footway" } },
      { id: 12, nodes: [5, 6, 7, 5], tags: { building: "yes", "building:levels": "3" } },
      { id: 13, nodes: [1, 2, 3, 4, 1] },
    ],
    relations: [
      {
        id: 20,
        members: [
          ["way", 13, "outer"],
          ["way", 12, "inner"],
        ],
        tags: { type: "multipolygon", leisure: "park" },
      },
      {
        id: 21,
        members: [
          ["way", 10, "from"],
          ["node", 2, "via"],
          ["way", 11, "to"],
        ],
        tags: { type: "restriction", restriction: "no_right_turn" },
      },
    ],
    timestampSeconds: 1_700_000_000,
  };
  return [
    { format: "csv", bytes: text('编号,名称,x\r\n007,"月,坛\n园",116.3\r\n008,官园,116.4\r\n'.repeat(20)) },
    { format: "geojson", bytes: text(JSON.stringify(geojson)) },
    { format: "geojson", bytes: text(geojson.features.map((one) => JSON.stringify(one)).join("\n")) },
    { format: "xlsx", bytes: sample("openpyxl.xlsx") },
    { format: "xlsx", bytes: sample("gdal-shelters.xlsx") },
    { format: "shapefile", bytes: sample("gdal-shapefiles.zip") },
    { format: "kml", bytes: sample("gdal-shelters.kml") },
    { format: "kml", bytes: sample("gdal-shelters.kmz") },
    { format: "flatgeobuf", bytes: sample("gdal-shelters.fgb") },
    { format: "flatgeobuf", bytes: sample("gdal-mix-no-index.fgb") },
    { format: "geopackage", bytes: unzipSync(sample("gdal-gpkg.zip"))["g.gpkg"] as Uint8Array },
    { format: "network.bin", bytes: encodeNetwork(network) },
    // Unpacked, damage meets the fields themselves; packed, it mostly meets zlib.
    { format: "osm.pbf", bytes: createOsmPbf({ ...town, zlib: false }) },
    { format: "osm.pbf", bytes: createOsmPbf({ ...town, zlib: false, dense: false }) },
    { format: "osm.pbf", bytes: createOsmPbf(town) },
    { format: DATA_PACKAGE_FILE, bytes: new Uint8Array(readFileSync("data/xicheng/pack/datapackage.json")) },
  ];
}

/**
 * Sums of a zip catch nearly every damage from outside: half of the archives are damaged inside and packed anew, so
 * that the readers behind the sums are met as well.
 */
function damage(seed: Uint8Array, other: Uint8Array, random: () => number) {
  const isZip = seed[0] === 0x50 && seed[1] === 0x4b;
  if (!isZip || random() < 0.5) return mutate(seed, other, random);
  const entries = unzipSync(seed);
  const names = Object.keys(entries).filter((name) => !name.endsWith("/"));
  const name = names[Math.floor(random() * names.length)] as string;
  const { kind, bytes } = mutate(entries[name] as Uint8Array, other, random);
  return { kind: `${name} ${kind}`, bytes: zipSync({ ...entries, [name]: bytes }, { level: 1 }) };
}

/** What is wrong with tables that came back; null = nothing. */
function faultOfTables(tables: readonly RawTable[]): string | null {
  for (const { columns, rows } of tables) {
    if (new Set(columns).size !== columns.length) return "repeated columns";
    for (const { row, values, geometry } of rows) {
      if (!Number.isInteger(row) || row < 1) return `row ${row}`;
      if (Object.keys(values).length !== columns.length) return `row ${row} lacks columns`;
      for (const column of columns) {
        const value = values[column];
        if (value === undefined || (typeof value === "number" && !Number.isFinite(value)))
          return `row ${row}: ${column} is ${value}`;
      }
      if (geometry !== null && /null/.test(JSON.stringify(geometry)))
        return `row ${row}: a position is not finite`;
    }
  }
  return tables.length === 0 ? "no tables" : null;
}

/** The reader of extracts works on files, not on bytes. */
async function readPbf(bytes: Uint8Array, folder: string): Promise<Outcome> {
  const path = join(folder, "fuzz.osm.pbf");
  writeFileSync(path, bytes);
  const read = await readOsm(path, { clip: null, marginMetres: 0 });
  if (!read.ok) return { outcome: read.failure.code, fault: null };
  const { points, buildings, areas } = read.value;
  const places = JSON.stringify([points.map(({ lngLat }) => lngLat), buildings, areas]);
  return { outcome: "read", fault: /\bnull\b/.test(places) ? "a position is not finite" : null };
}

async function readOne(format: string, bytes: Uint8Array, folder: string): Promise<Outcome> {
  if (format === "osm.pbf") return readPbf(bytes, folder);
  if (format === "network.bin" || format === DATA_PACKAGE_FILE) {
    const read =
      format === "network.bin" ? decodeNetwork(bytes, "fuzz", format) : parseDataPackage(bytes, "fuzz");
    return { outcome: read.ok ? "read" : read.failure.code, fault: null };
  }
  const read = await readTables({ name: `fuzz.${format}`, bytes }, { loadSqlite: loadTestSqlite });
  return read.ok
    ? { outcome: "read", fault: faultOfTables(read.value) }
    : { outcome: read.failure.code, fault: null };
}

export interface FuzzReport {
  /** Files by format and outcome. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** What must not be: throws, malformed tables, too slow, too greedy; with the run's number to repeat it. */
  readonly faults: readonly string[];
  readonly slowestMilliseconds: number;
}

/** Damages files of every format, `runs` of them, the same for the same `seed`. */
export async function fuzzFiles(runs: number, seed: number, only: number | null = null): Promise<FuzzReport> {
  const all = seeds();
  const folder = mkdtempSync(join(tmpdir(), "havenmap-fuzz-"));
  const counts = new Map<string, Map<string, number>>();
  const faults: string[] = [];
  let slowestMilliseconds = 0;
  for (let run = only ?? 0; run < (only === null ? runs : only + 1); run++) {
    const random = createRandom(seed * 1_000_003 + run);
    const chosen = all[run % all.length] as Seed;
    const other = all[Math.floor(random() * all.length)] as Seed;
    const { kind, bytes } = damage(chosen.bytes, other.bytes, random);
    const heapBefore = process.memoryUsage().heapUsed;
    const started = performance.now();
    let outcome = "thrown";
    let fault: string | null;
    try {
      ({ outcome, fault } = await readOne(chosen.format, bytes, folder));
    } catch (thrown) {
      fault = `threw ${thrown instanceof Error ? thrown.message : "?"}`;
    }
    const milliseconds = performance.now() - started;
    slowestMilliseconds = Math.max(slowestMilliseconds, milliseconds);
    if (milliseconds > MOST_MILLISECONDS) fault ??= `took ${Math.round(milliseconds)} ms`;
    if (process.memoryUsage().heapUsed - heapBefore > MOST_HEAP_BYTES) fault ??= "took too much memory";
    if (fault !== null) faults.push(`run ${run}, ${chosen.format}, ${kind}: ${fault}`);
    const byOutcome = counts.get(chosen.format) ?? new Map<string, number>();
    byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + 1);
    counts.set(chosen.format, byOutcome);
  }
  rmSync(folder, { recursive: true });
  return { counts, faults, slowestMilliseconds };
}
