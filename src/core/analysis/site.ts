import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { RunContext } from "../model/progress.ts";
import type { SiteAnswer, SiteRequest, SitingKind } from "../model/siting.ts";
import { ok, type Result } from "../result.ts";
import type { PreparedPack } from "./prepare.ts";
import { greedySiting } from "./siting/greedy-siting.ts";
import { guessMedian } from "./siting/guess-median.ts";
import { sitingOfPack } from "./siting/siting-of-pack.ts";
import type { Siting, SitingTask } from "./siting/siting-problem.ts";
import { solveSiting } from "./siting/solve-siting.ts";

/** A first answer without proof, in a fraction of the time; null = the kind has none, or it found no choice. */
function guessSiting(kind: SitingKind, task: SitingTask): Siting | null {
  if (kind === "cover-all" || kind === "cover-most") return greedySiting(kind, task);
  return kind === "p-median" ? guessMedian(task, 0) : null;
}

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
  const task: SitingTask = { problem, newSites, budget, backupSites, limitSeconds, solve, run };
  // Something to look at while the proof is sought: the search tells more only once it has a bound of its own.
  const first = guessSiting(kind, task);
  if (first !== null && first.value !== null)
    run.onProgress({ share: 0, found: { value: first.value, bound: first.bound } });
  const choice = await solveSiting(kind, task);
  return ok({ request, existingIds, ...choice });
}
