import type { Failure } from "../src/core/model/failure.ts";
import type { HazardGround } from "../src/core/model/hazard-rules.ts";
import type { Hazards } from "../src/core/model/hazards.ts";
import { ok, type Result } from "../src/core/result.ts";
import { earthquakeRules, rainRules } from "../src/sources/hazard-rules.ts";
import { rubbleRules } from "../src/sources/rubble-rules.ts";
import type { AnalysisTools } from "./analyses.ts";

/** What the hazards asked about are worked out with, read as far as they need it; null: none is asked about. */
export async function hazardGround(
  hazards: Hazards | undefined,
  tools: AnalysisTools,
): Promise<Result<HazardGround | null, Failure>> {
  if (!hazards?.earthquake && !hazards?.rain) return ok(null);
  const buildings = hazards.earthquake ? await tools.buildings() : null;
  // a district without a building layer has people and streets all the same
  if (buildings && !buildings.ok && buildings.failure.code !== "LAYER_MISSING") return buildings;
  const risks = hazards.rain ? await tools.risks() : null;
  if (risks && !risks.ok) return risks;
  return ok({
    earthquakeRules,
    rainRules,
    rubbleRules,
    stock: buildings?.ok ? buildings.value : null,
    extents: risks?.ok ? risks.value.extents : [],
  });
}
