import { checkProposals } from "../src/core/analysis/check-proposals.ts";
import { type DerivedAreas, plannedPack } from "../src/core/analysis/planned-pack.ts";
import type { PreparedPack } from "../src/core/analysis/prepare.ts";
import { derivedAreas } from "../src/core/analysis/site-area/derived-areas.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { Proposals } from "../src/core/model/proposal.ts";
import { ok, type Result } from "../src/core/result.ts";
import type { AnalysisTools } from "./analyses.ts";
import { groundOfSites } from "./site-ground.ts";

const NONE: DerivedAreas = new Map();

/** The pack as a scheme would have it. The first site whose area is to be worked out waits for the ground's layers. */
export async function plannedGround(
  prepared: PreparedPack,
  proposals: Proposals,
  tools: AnalysisTools,
): Promise<Result<PreparedPack, Failure>> {
  const usable = checkProposals(prepared, proposals);
  if (!usable.ok) return usable;
  let derived = NONE;
  if (proposals.sites.some(({ area }) => area.kind === "derived")) {
    const ground = await groundOfSites(prepared, tools);
    if (!ground.ok) return ground;
    derived = derivedAreas(ground.value, proposals, prepared.pack.index.description);
  }
  return ok(plannedPack(prepared, proposals, derived));
}
