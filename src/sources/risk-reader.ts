import type { MultiPolygon, Polygon } from "geojson";
import type { Failure } from "../core/model/failure.ts";
import type { LayerId, PackDescription } from "../core/model/pack.ts";
import {
  RISK_LAYERS,
  type RiskGround,
  type RiskLayer,
  type RiskLevel,
  type RiskZone,
} from "../core/model/risk-here.ts";
import { ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { type ReadFeature, readFeature } from "./flatgeobuf-read.ts";
import { readLayerFile } from "./pack-files.ts";

interface Area {
  readonly polygon: Polygon | MultiPolygon;
  readonly properties: ReadFeature["properties"];
}

/**
 * Reads the zonings and the waterlogging extents of a pack: apart from the other layers, because only a person's own
 * place asks for them. A layer that the pack lacks is left out; rows that are no areas are left out.
 */
export async function readRiskGround(
  source: ByteSource,
  description: PackDescription,
): Promise<Result<RiskGround, Failure>> {
  const zones: Partial<Record<RiskLayer, readonly RiskZone[]>> = {};
  for (const layer of RISK_LAYERS) {
    const areas = await readAreas(source, description, layer);
    if (!areas.ok) return areas;
    if (areas.value)
      zones[layer] = areas.value.flatMap(({ polygon, properties: { level, scale } }) =>
        isRiskLevel(level) ? [{ level, scale: typeof scale === "string" ? scale : null, polygon }] : [],
      );
  }
  const extents = await readAreas(source, description, "waterlogging-extents");
  if (!extents.ok) return extents;
  return ok({
    zones,
    extents: (extents.value ?? []).map(({ polygon, properties }) => ({
      pointId: String(properties.pointId ?? ""),
      polygon,
    })),
  });
}

const isRiskLevel = (value: unknown): value is RiskLevel =>
  value === 1 || value === 2 || value === 3 || value === 4;

/** null = the pack has no such layer. */
async function readAreas(
  source: ByteSource,
  { id, resources }: PackDescription,
  layer: LayerId,
): Promise<Result<readonly Area[] | null, Failure>> {
  const resource = resources.find(({ name }) => name === layer);
  if (!resource) return ok(null);
  const file = await readLayerFile(source, id, resource);
  if (!file.ok) return file;
  return ok(
    file.value.featurePositions.flatMap((_, i): Area[] => {
      const feature = readFeature(file.value, i);
      const polygon = feature?.geometry;
      if (!feature || (polygon?.type !== "Polygon" && polygon?.type !== "MultiPolygon")) return [];
      return [{ polygon, properties: feature.properties }];
    }),
  );
}
