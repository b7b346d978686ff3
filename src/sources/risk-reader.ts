import type { Failure } from "../core/model/failure.ts";
import type { PackDescription } from "../core/model/pack.ts";
import {
  RISK_LAYERS,
  type RiskGround,
  type RiskLayer,
  type RiskLevel,
  type RiskZone,
} from "../core/model/risk-here.ts";
import { ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { readAreas } from "./read-areas.ts";

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
