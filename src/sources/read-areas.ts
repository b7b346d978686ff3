import type { MultiPolygon, Polygon } from "geojson";
import type { Failure } from "../core/model/failure.ts";
import type { LayerId, PackDescription } from "../core/model/pack.ts";
import { ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { type ReadFeature, readFeature } from "./flatgeobuf-read.ts";
import { readLayerFile } from "./pack-files.ts";

export interface ReadArea {
  readonly polygon: Polygon | MultiPolygon;
  readonly properties: ReadFeature["properties"];
}

/** The rows of a layer that are areas; the others are left out. null = the pack has no such layer. */
export async function readAreas(
  source: ByteSource,
  { id, resources }: PackDescription,
  layer: LayerId,
): Promise<Result<readonly ReadArea[] | null, Failure>> {
  const resource = resources.find(({ name }) => name === layer);
  if (!resource) return ok(null);
  const file = await readLayerFile(source, id, resource);
  if (!file.ok) return file;
  return ok(
    file.value.featurePositions.flatMap((_, i): ReadArea[] => {
      const feature = readFeature(file.value, i);
      const polygon = feature?.geometry;
      if (!feature || (polygon?.type !== "Polygon" && polygon?.type !== "MultiPolygon")) return [];
      return [{ polygon, properties: feature.properties }];
    }),
  );
}
