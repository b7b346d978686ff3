import type { Position } from "geojson";
import { luckKeyOf } from "../core/analysis/rubble/draw-luck.ts";
import type { BuildingStock } from "../core/model/buildings.ts";
import type { Failure } from "../core/model/failure.ts";
import { type PackDescription, STRUCTURE_CLASSES } from "../core/model/pack.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { type FlatGeobufFile, type ReadFeature, readFeature } from "./flatgeobuf-read.ts";
import { readLayerFile } from "./pack-files.ts";

/** Reads the building layer of a pack: apart from the others, because few questions need it and it is the largest. */
export async function readBuildings(
  source: ByteSource,
  { id, resources }: PackDescription,
): Promise<Result<BuildingStock, Failure>> {
  const resource = resources.find(({ name }) => name === "buildings");
  if (!resource) return err({ code: "LAYER_MISSING", packId: id, layer: "buildings" });
  const file = await readLayerFile(source, id, resource);
  return file.ok ? ok(buildingStock(file.value)) : file;
}

/** Higher than any building there is: a wrong unit, and so unknown. */
const HIGHEST_METRES = 1000;
const MOST_STOREYS = 200;
const MOST_RESIDENTS = 100_000;

/** A whole number within bounds; 0 = unknown or absurd. */
const wholeWithin = (value: unknown, most: number): number =>
  typeof value === "number" && value >= 1 && value <= most ? Math.round(value) : 0;

function buildingStock(file: FlatGeobufFile): BuildingStock {
  const walls: number[] = [];
  const wallCounts: number[] = [];
  const rows: ReadFeature["properties"][] = [];
  const keys: number[] = [];
  const occurrences = new Map<string, number>();
  let skippedCount = 0;
  for (let i = 0; i < file.featurePositions.length; i++) {
    const feature = readFeature(file, i);
    const before = walls.length;
    if (feature === null || !pushWalls(feature.geometry, walls)) {
      walls.length = before;
      skippedCount++;
      continue;
    }
    wallCounts.push((walls.length - before) / 4);
    rows.push(feature.properties);
    const name = String(feature.properties.id ?? "");
    const occurrence = occurrences.get(name) ?? 0;
    occurrences.set(name, occurrence + 1);
    keys.push(luckKeyOf(name, occurrence));
  }
  const wallOffsets = new Uint32Array(rows.length + 1);
  wallCounts.forEach((count, i) => {
    wallOffsets[i + 1] = (wallOffsets[i] as number) + count;
  });
  return {
    count: rows.length,
    wallOffsets,
    wallLngLat: Float64Array.from(walls),
    heightMetres: Float32Array.from(rows, ({ heightMetres }) =>
      typeof heightMetres === "number" && heightMetres > 0 && heightMetres <= HIGHEST_METRES
        ? heightMetres
        : Number.NaN,
    ),
    storeys: Uint16Array.from(rows, ({ storeys }) => wholeWithin(storeys, MOST_STOREYS)),
    structure: Int8Array.from(rows, ({ structure }) =>
      (STRUCTURE_CLASSES as readonly unknown[]).indexOf(structure),
    ),
    yearBand: Uint16Array.from(rows, ({ yearBand }) => wholeWithin(yearBand, 2100)),
    residents: Float32Array.from(rows, ({ residents }) => wholeWithin(residents, MOST_RESIDENTS)),
    luckKey: Uint32Array.from(keys),
    skippedCount,
  };
}

/** Adds the walls of an area; false where it is no area or a corner is not a place. */
function pushWalls(geometry: ReadFeature["geometry"], into: number[]): boolean {
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return false;
  const before = into.length;
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const rings of polygons)
    for (const ring of rings)
      for (let i = 0; i < ring.length; i++) {
        // a ring that is not closed gets its last wall; one that is gets none of no length
        const [a, b] = [ring[i] as Position, ring[(i + 1) % ring.length] as Position];
        const wall = [a[0], a[1], b[0], b[1]] as const;
        if (!wall.every(Number.isFinite)) return false;
        if (wall[0] !== wall[2] || wall[1] !== wall[3]) into.push(...(wall as readonly number[]));
      }
  return into.length > before;
}
