import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { RunContext } from "../model/progress.ts";
import { FALLING_KINDS, type SitingChoice, type SitingProof } from "../model/siting.ts";
import type { CurvePoint, SiteCurveAnswer, SiteCurveRequest } from "../model/siting-further.ts";
import { ok, type Result } from "../result.ts";
import type { PreparedPack } from "./prepare.ts";
import { sitingOfPack } from "./siting/siting-of-pack.ts";
import { solveSiting } from "./siting/solve-siting.ts";

/** What each further site would bring: the question solved anew for every number, each with its proof. */
export async function siteCurve(
  prepared: PreparedPack,
  request: SiteCurveRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<Result<SiteCurveAnswer, Failure>> {
  const { kind, scenario, budget, backupSites, newSites: most, limitSeconds } = request;
  const siting = sitingOfPack(prepared, scenario, request.existing, request, false);
  if (!siting.ok) return siting;
  const { problem } = siting.value;
  const least = request.requiredIds.length;
  const points: CurvePoint[] = [];
  const isBetter = (value: number, than: number) => (FALLING_KINDS.has(kind) ? value < than : value > than);
  let before: CurvePoint | null = null;
  let persons = problem.persons.reduce((sum, count) => sum + count, 0);
  const until = run.now() + limitSeconds * 1000;
  for (let newSites = least; newSites <= most; newSites++) {
    if (points.length > 0 && run.isCancelled()) break;
    const left = Math.max(0.01, (until - run.now()) / 1000 / (most - newSites + 1));
    const choice: SitingChoice = await solveSiting(kind, {
      problem,
      newSites,
      budget,
      backupSites,
      limitSeconds: left,
      solve,
      run: { ...run, onProgress: () => {} },
    });
    persons = choice.persons;
    const { chosenIds, value, proof, coveredPersons } = choice;
    let point: CurvePoint = { newSites, chosenIds, value, proof, coveredPersons };
    // What so many sites do, one more does too: a search that ended early may have missed it.
    if (before !== null && before.value !== null && (value === null || isBetter(before.value, value)))
      point = { ...before, newSites, proof: proofAgainst(before.value, proof) };
    points.push(point);
    before = point;
    const bound = point.proof.status === "gap" ? point.proof.bound : point.value;
    run.onProgress({
      share: (newSites - least + 1) / (most - least + 1),
      found: point.value === null ? null : { value: point.value, bound },
    });
  }
  return ok({ request, points, persons });
}

/** The value of fewer sites against the bound of more. */
function proofAgainst(value: number, proof: SitingProof): SitingProof {
  if (proof.status !== "gap" || !Number.isFinite(proof.bound))
    return { status: "gap", bound: Number.NaN, gapShare: 1 };
  const { bound } = proof;
  if (bound === value) return { status: "optimal" };
  return {
    status: "gap",
    bound,
    gapShare: Math.abs(value - bound) / Math.max(Math.abs(value), Math.abs(bound)),
  };
}
