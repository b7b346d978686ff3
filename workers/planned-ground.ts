import { plannedPack } from "../src/core/analysis/planned-pack.ts";
import type { PreparedPack } from "../src/core/analysis/prepare.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { Proposals } from "../src/core/model/proposal.ts";
import { ok, type Result } from "../src/core/result.ts";

/** The pack as a scheme would have it. */
export async function plannedGround(
  prepared: PreparedPack,
  proposals: Proposals,
): Promise<Result<PreparedPack, Failure>> {
  return ok(plannedPack(prepared, proposals, new Map()));
}
