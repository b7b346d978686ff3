import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { RunContext } from "../model/progress.ts";
import type { SiteAnswer, SiteRequest } from "../model/siting.ts";
import { ok, type Result } from "../result.ts";
import type { PreparedPack } from "./prepare.ts";
import { sitingOfPack } from "./siting/siting-of-pack.ts";
import { solveSiting } from "./siting/solve-siting.ts";

/** Where new shelters should be among the pack's candidates. */
export async function site(
  prepared: PreparedPack,
  request: SiteRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<Result<SiteAnswer, Failure>> {
  const { kind, scenario, newSites, budget, backupSites, limitSeconds } = request;
  const siting = sitingOfPack(prepared, scenario, request.existing, request, kind === "p-dispersion");
  if (!siting.ok) return siting;
  const { problem, existingIds } = siting.value;
  const choice = await solveSiting(kind, {
    problem,
    newSites,
    budget,
    backupSites,
    limitSeconds,
    solve,
    run,
  });
  return ok({ request, existingIds, ...choice });
}
