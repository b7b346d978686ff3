import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bbox } from "@turf/turf";
import { greenAreas, readDistrict, readSubDistricts, waterAreas } from "./facilities/areas.ts";
import { createFacilities } from "./facilities/create-facilities.ts";
import { readFacilityTables } from "./facilities/facility-tables.ts";
import { generateCity } from "./model/generate-city.ts";
import { readSourceTables } from "./model/source-tables.ts";
import { packLayers } from "./pack/layers.ts";
import { packFiles } from "./pack/pack-files.ts";
import { ATTRIBUTIONS, PROVENANCE } from "./pack/provenance.ts";

const PACK_ID = "xicheng";
/** Any number would do; another one is another city with the same facts. */
const SEED = 20201101;
/** Newest facts in the tables. */
const AS_OF = "2024-03";
const MOST_GZIP_BYTES = 8 * 1024 * 1024;

/** Files of the pack made from the tables in `sources`, by name. Nothing is written; the same tables give the same bytes. */
export function buildXichengPack(sources: string): Map<string, Uint8Array> {
  const tables = readSourceTables(sources);
  const facilityTables = readFacilityTables(sources);
  const district = readDistrict(sources);
  const subDistricts = readSubDistricts(sources);
  const city = generateCity(tables, SEED);
  const facilities = createFacilities({
    city,
    tables: facilityTables,
    streets: tables.streets,
    district,
    subDistricts,
    green: greenAreas(facilityTables),
    water: waterAreas(sources, tables.water),
    seed: SEED,
  });
  const [west, south, east, north] = bbox(district.polygon) as [number, number, number, number];
  return packFiles({
    id: PACK_ID,
    titleZh: "北京市西城区",
    titleEn: "Xicheng District, Beijing",
    bbox: [west, south, east, north],
    residents: district.residents,
    residentsYear: district.residentsYear,
    asOf: AS_OF,
    timeZone: "Asia/Shanghai",
    provenance: PROVENANCE,
    attributions: ATTRIBUTIONS,
    inputHash: hashOfFolder(sources),
    layers: packLayers({ district, subDistricts, city, facilities }),
    network: city.network,
  });
}

function hashOfFolder(folder: string): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(folder, file)))
      .update("\0");
  return hash.digest("hex");
}

function writePack(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  mkdirSync(folder, { recursive: true });
  for (const stale of readdirSync(folder)) if (!files.has(stale)) rmSync(join(folder, stale));
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

function summary(files: ReadonlyMap<string, Uint8Array>): { lines: string[]; gzipBytes: number } {
  const description = JSON.parse(new TextDecoder().decode(files.get("datapackage.json"))) as {
    resources: { path: string; features: number }[];
  };
  const features = new Map(description.resources.map((resource) => [resource.path, resource.features]));
  const cell = (text: string | number, width: number) => String(text).padStart(width);
  let [totalBytes, gzipBytes] = [0, 0];
  const lines = [...files].map(([name, bytes]) => {
    const packed = gzipSync(bytes, { level: 9 }).length;
    totalBytes += bytes.length;
    gzipBytes += packed;
    return `${name.padEnd(26)}${cell(features.get(name) ?? "", 9)}${cell(bytes.length, 12)}${cell(packed, 12)}`;
  });
  return {
    lines: [
      `${"file".padEnd(26)}${cell("features", 9)}${cell("bytes", 12)}${cell("gzip", 12)}`,
      ...lines,
      `${"total".padEnd(35)}${cell(totalBytes, 12)}${cell(gzipBytes, 12)}`,
    ],
    gzipBytes,
  };
}

function main(): void {
  const data = fileURLToPath(new URL("../xicheng", import.meta.url));
  const files = buildXichengPack(join(data, "sources"));
  const { lines, gzipBytes } = summary(files);
  process.stdout.write(`${lines.join("\n")}\n`);
  if (gzipBytes > MOST_GZIP_BYTES) throw new Error(`the pack is larger than ${MOST_GZIP_BYTES} bytes gzip`);
  writePack(join(data, "pack"), files);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
