import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { RunContext } from "../model/progress.ts";
import { FALLING_KINDS, type SitingChoice } from "../model/siting.ts";
import type { SiteNeed, SiteNeedAnswer, SiteNeedRequest } from "../model/siting-further.ts";
import { err, ok, type Result } from "../result.ts";
import type { PreparedPack } from "./prepare.ts";
import { sitingOfPack } from "./siting/siting-of-pack.ts";
import { solveSiting } from "./siting/solve-siting.ts";

/**
 * Which sites of a choice no choice as good can do without: each is forbidden in turn and the question solved anew. Worse
 * for sure without it: every choice as good has it. As good without it, and the choice is proven the best: not every one.
 */
export async function siteNeed(
  prepared: PreparedPack,
  request: SiteNeedRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<Result<SiteNeedAnswer, Failure>> {
  const { kind, scenario, chosenIds, requiredIds, budget, backupSites, limitSeconds } = request;
  const siting = sitingOfPack(prepared, scenario, request.existing, request, kind === "p-dispersion");
  if (!siting.ok) return siting;
  const { problem } = siting.value;
  const siteOf = new Map(problem.siteIds.map((id, site) => [id, site]));
  const standingOf = (id: string) => problem.standing[siteOf.get(id) ?? -1];
  const wrong = chosenIds.filter((id) => standingOf(id) !== "free" && standingOf(id) !== "required");
  if (wrong.length > 0) return err({ code: "SITES_NOT_CHOOSABLE", siteIds: wrong });
  const loose = chosenIds.filter((id) => !requiredIds.includes(id));
  const quiet: RunContext = { ...run, onProgress: () => {} };
  const asked = (change: (id: string) => "required" | "forbidden" | null, seconds: number) =>
    solveSiting(kind, {
      problem: {
        ...problem,
        standing: problem.standing.map((standing, site) => change(problem.siteIds[site]!) ?? standing),
      },
      newSites: request.newSites,
      budget,
      backupSites,
      limitSeconds: seconds,
      solve,
      run: quiet,
    });
  const chosen = new Set(chosenIds);
  const candidates = new Set(prepared.pack.index.candidates.map(({ id }) => id));
  // Nothing is left to choose: this only values the choice.
  const { value, uncoverablePersons } = await asked(
    (id) => (chosen.has(id) ? "required" : candidates.has(id) ? "forbidden" : null),
    limitSeconds,
  );
  const until = run.now() + limitSeconds * 1000;
  const needs: SiteNeed[] = [];
  for (const [i, id] of loose.entries()) {
    const left = Math.max(0.01, (until - run.now()) / 1000 / (loose.length - i));
    const without = run.isCancelled()
      ? null
      : await asked((each) => (each === id ? "forbidden" : null), left);
    // Whom nobody else can reach would be left out of the question: better numbers for a worse answer.
    const isLeftOut =
      FALLING_KINDS.has(kind) && without !== null && without.uncoverablePersons > uncoverablePersons;
    needs.push(
      isLeftOut
        ? { id, need: "always", valueWithout: null, boundWithout: null, insteadIds: [] }
        : needOf(request, id, value, without),
    );
    run.onProgress({ share: (i + 1) / loose.length, found: null });
  }
  return ok({ request, value, needs });
}

function needOf(
  { kind, chosenIds, isProven }: SiteNeedRequest,
  id: string,
  value: number | null,
  without: SitingChoice | null,
): SiteNeed {
  const unknown: SiteNeed = { id, need: "unknown", valueWithout: null, boundWithout: null, insteadIds: [] };
  if (without === null || value === null || without.proof.status === "nothing-found") return unknown;
  if (without.proof.status === "infeasible" || without.value === null) return { ...unknown, need: "always" };
  const { proof, value: valueWithout } = without;
  const bound = proof.status === "gap" ? proof.bound : valueWithout;
  const sign = FALLING_KINDS.has(kind) ? -1 : 1;
  const told = {
    id,
    valueWithout,
    boundWithout: Number.isFinite(bound) ? bound : null,
    insteadIds: without.chosenIds.filter((each) => !chosenIds.includes(each)),
  };
  // NaN, a bound that says nothing, is worse than nothing.
  if (sign * bound < sign * value) return { ...told, need: "always" };
  if (isProven && sign * valueWithout >= sign * value) return { ...told, need: "not-always" };
  return { ...told, need: "unknown" };
}
