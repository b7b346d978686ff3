import { basename } from "node:path";
import type { Finding } from "../../../src/core/model/import.ts";
import { err, ok, type Result } from "../../../src/core/result.ts";
import { areasOfTables } from "./area-table.ts";
import { censusRows } from "./census-table.ts";
import type { ChosenBoundary } from "./choose-boundary.ts";
import { failureSentence } from "./find-boundary.ts";
import type { DistrictOptions, FileOption } from "./options.ts";
import type { KnownGround, PackTools } from "./pack-tools.ts";
import { type Partition, partitionDistrict } from "./partition.ts";
import type { PackSummary } from "./summary.ts";
import {
  type CensusRow,
  SUPPLIED_LAYERS,
  type SuppliedAreas,
  type SuppliedLayer,
  type SuppliedLayerId,
} from "./supplied.ts";

export interface SuppliedFiles {
  readonly partition: Partition;
  readonly subDistricts: SuppliedAreas | null;
  readonly communities: SuppliedAreas | null;
  readonly compounds: SuppliedAreas | null;
  readonly census: readonly CensusRow[];
  readonly layers: Readonly<Partial<Record<SuppliedLayerId, SuppliedLayer>>>;
  readonly findings: readonly Finding[];
  readonly files: PackSummary["files"];
}

/** Every list an office brought along, read, placed and checked. The first that cannot be used ends it, with its reason. */
export async function readSupplied(
  options: DistrictOptions,
  tools: PackTools,
  ground: KnownGround,
  boundary: ChosenBoundary,
): Promise<Result<SuppliedFiles, string>> {
  const findings: Finding[] = [];
  const files: PackSummary["files"][number][] = [];
  const note = (option: FileOption, rows: number, used: number, crs: string) =>
    files.push({ option, file: basename(options.files[option] ?? ""), rows, used, crs });
  const tablesOf = async (option: FileOption) => {
    const tables = await tools.readTables(options.files[option] ?? "");
    return tables.ok ? tables : err(`--${option} ${failureSentence(tables.failure)}`);
  };
  const sourceOf = (option: FileOption) => options.sources[option] ?? basename(options.files[option] ?? "");

  const areas: Partial<Record<FileOption, SuppliedAreas>> = {};
  for (const option of ["subdistricts", "communities", "compounds"] as const) {
    if (options.files[option] === undefined) continue;
    const tables = await tablesOf(option);
    if (!tables.ok) return tables;
    const located = await tools.locate(tables.value, option, options.crs[option] ?? null, ground);
    if (!located.ok) return located;
    if (located.value === null) return err(`--${option}: give --crs-${option}`);
    const read = areasOfTables(located.value.tables);
    if (read.areas.length === 0) return err(`--${option} ${options.files[option]}: no area in it`);
    areas[option] = { areas: read.areas, source: sourceOf(option) };
    findings.push(...read.findings);
    note(
      option,
      tables.value.reduce((sum, { rows }) => sum + rows.length, 0),
      read.areas.length,
      located.value.crs,
    );
  }

  let census: readonly CensusRow[] = [];
  if (options.files.census !== undefined) {
    const tables = await tablesOf("census");
    if (!tables.ok) return tables;
    const read = censusRows(tables.value);
    if (read === null)
      return err(
        `--census ${options.files.census}: no column with a number of residents; its columns are ${tables.value.map(({ columns }) => columns.join(", ")).join(" | ")}`,
      );
    census = read.rows;
    findings.push(...read.findings);
    note(
      "census",
      tables.value.reduce((sum, { rows }) => sum + rows.length, 0),
      census.length,
      "no positions",
    );
  }

  const partition = partitionDistrict({
    district: boundary.district,
    districtSource: boundary.source,
    boundaries: ground.city.boundaries,
    subDistricts: areas.subdistricts ?? null,
    communities: areas.communities ?? null,
  });
  const layers: Partial<Record<SuppliedLayerId, SuppliedLayer>> = {};
  for (const option of SUPPLIED_LAYERS) {
    if (options.files[option] === undefined) continue;
    const tables = await tablesOf(option);
    if (!tables.ok) return tables;
    const method = options.methods[option] ?? "compiled";
    const source = sourceOf(option);
    const draft = await tools.draftLayer(tables.value, option, {
      declared: options.crs[option] ?? null,
      ground,
      method,
      source,
      areas: partition,
      layers,
    });
    if (!draft.ok) return draft;
    layers[option] = { rows: draft.value.rows, method, source };
    findings.push(...draft.value.findings);
    note(option, draft.value.rowCount, draft.value.rows.length, draft.value.crs);
  }
  return ok({
    partition,
    subDistricts: areas.subdistricts ?? null,
    communities: areas.communities ?? null,
    compounds: areas.compounds ?? null,
    census,
    layers,
    findings,
    files,
  });
}
