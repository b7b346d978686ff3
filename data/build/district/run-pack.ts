import { existsSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { LAYER_IDS } from "../../../src/core/model/pack.ts";
import { err, ok, type Result } from "../../../src/core/result.ts";
import { packFiles } from "../pack/pack-files.ts";
import { mayReplace, writeFolder } from "../pack/write-folder.ts";
import { buildDistrict } from "./build-district.ts";
import { findBoundary } from "./find-boundary.ts";
import { hashInputs } from "./hash-inputs.ts";
import type { DistrictOptions } from "./options.ts";
import type { PackTools } from "./pack-tools.ts";
import type { Progress } from "./progress.ts";
import { readSupplied } from "./read-supplied.ts";
import type { PackSummary } from "./summary.ts";

export interface RunAround {
  readonly tools: PackTools;
  readonly progress: Progress;
  /** Largest resident memory so far. */
  readonly peakMemoryBytes: () => number;
  /** Called where much of what was needed so far can go. */
  readonly freeMemory?: () => void;
}

/** Builds and writes a pack. What is wrong with the files comes back as a sentence, and nothing is written then. */
export async function runPack(
  options: DistrictOptions,
  { tools, progress, peakMemoryBytes, freeMemory = () => undefined }: RunAround,
): Promise<Result<PackSummary, string>> {
  for (const [option, path] of [["osm", options.osm], ...Object.entries(options.files)])
    if (!existsSync(path as string)) return err(`--${option} ${path}: no such file`);
  if (!mayReplace(options.out))
    return err(`--out ${options.out}: the folder holds something else than a pack; give another one`);

  progress.stage("read the map");
  const found = await findBoundary(options, tools, (share) => progress.share(share));
  if (!found.ok) return found;
  const { city, district } = found.value;
  if (city.network.edgeCount === 0) return err(`${options.osm}: no street of the district in it`);
  const osmAsOf = city.dataDate?.slice(0, 10) ?? options.asOf;
  if (osmAsOf === null)
    return err(`${options.osm}: the extract does not say of when it is; give --as-of YYYY-MM-DD`);
  const asOf = options.asOf ?? osmAsOf;

  // Reading leaves the most behind: three passes over the extract.
  freeMemory();
  progress.stage("read your files");
  const supplied = await readSupplied(options, tools, { city, district: district.polygon }, found.value);
  if (!supplied.ok) return supplied;

  const built = buildDistrict(
    {
      ...supplied.value,
      about: {
        id: options.id ?? idFromFolder(options.out),
        titleZh: options.titleZh ?? district.nameZh,
        titleEn: options.titleEn ?? (district.nameEn || district.nameZh),
        residentsYear: options.residentsYear ?? Number(asOf.slice(0, 4)),
        asOf,
        osmAsOf,
        timeZone: options.timeZone,
        licence: options.licence,
      },
      city,
      district,
      districtSource: found.value.source,
      residents: options.residents,
      aged65Share: options.aged65Share,
      assistanceShare: options.assistanceShare,
      unknownGates: options.unknownGates,
      inputHash: await hashInputs(options),
    },
    (stage) => progress.stage(stage),
  );

  freeMemory();
  progress.stage("write");
  const files = packFiles(built.content);
  writeFolder(options.out, files);
  progress.end();

  const boundaryFile = found.value.file;
  return ok({
    id: built.content.id,
    out: options.out,
    title: [...new Set([built.content.titleZh, built.content.titleEn])].filter(Boolean).join(" · "),
    residents: built.content.residents,
    asOf,
    osm: {
      ...city.counts,
      buildings: city.buildings.length,
      areas: city.areas.length,
      points: city.points.length,
    },
    files: [
      ...(boundaryFile
        ? [
            {
              option: "boundary",
              file: basename(options.files.boundary ?? ""),
              rows: boundaryFile.rows,
              used: boundaryFile.rows,
              crs: boundaryFile.crs,
            },
          ]
        : []),
      ...supplied.value.files,
    ],
    layers: [
      ...LAYER_IDS.map((layer) => ({
        layer,
        features: built.content.layers[layer].length,
        bytes: files.get(`${layer}.fgb`)?.length ?? 0,
        method: built.content.provenance[layer].method,
      })),
      {
        layer: "network",
        features: city.network.edgeCount,
        bytes: files.get("network.bin")?.length ?? 0,
        method: built.content.provenance.network.method,
      },
    ],
    notes: boundaryFile || options.boundaryOsm ? built.notes : [EXTENT_NOTE, ...built.notes],
    dropped: city.dropped,
    findings: [...found.value.findings, ...supplied.value.findings],
    stages: progress.stages,
    seconds: progress.stages.reduce((sum, { seconds }) => sum + seconds, 0),
    peakMemoryBytes: peakMemoryBytes(),
  });
}

const EXTENT_NOTE = "NO BOUNDARY GIVEN: the box around the extract's streets is taken as the district";

/** `packs/chaoyang/pack` is the pack chaoyang. */
function idFromFolder(out: string): string {
  const folder = resolve(out);
  const name = basename(folder) === "pack" ? basename(dirname(folder)) : basename(folder);
  return name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[-_]+/, "") || "district";
}
