import { bridgedPack } from "../src/core/analysis/bridged-pack.ts";
import { checkScenario } from "../src/core/analysis/check-scenario.ts";
import { findShelter } from "../src/core/analysis/find-shelter.ts";
import type { PreparedPack } from "../src/core/analysis/prepare.ts";
import type { DrawRubble } from "../src/core/analysis/rubble.ts";
import type { AnalysisKind, AnswerOf, RequestOf } from "../src/core/model/answers.ts";
import type { BuildingStock } from "../src/core/model/buildings.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { RunContext } from "../src/core/model/progress.ts";
import type { RiskGround } from "../src/core/model/risk-here.ts";
// #region staff
import type { SiteGround } from "../src/core/model/site-area.ts";
// #endregion staff
import { ok, type Result } from "../src/core/result.ts";

/** What /find asks: the worker that answers it first has these and nothing else. */
export type FirstKind = "find" | "riskHere";

/** What some verbs need besides the pack at hand. */
export interface AnalysisTools {
  /** The building layer, read when it is first asked for. */
  buildings(): Promise<Result<BuildingStock, Failure>>;
  /** The zonings and waterlogging extents, likewise. */
  risks(): Promise<Result<RiskGround, Failure>>;
  // #region staff
  /** Water, planting and outlines, likewise. */
  siteGround(): Promise<Result<SiteGround, Failure>>;
  // #endregion staff
  /** null: where the question is asked, one draw after the other. */
  readonly draw: DrawRubble | null;
}

/** The code of every verb but those of /find. Asked for once more when it could not be fetched. */
export async function loadFurther() {
  // #region staff
  return import("./further-analyses.ts");
  // #endregion staff
}

/** Every verb the engine knows, by name. */
export async function runAnalysis<Kind extends AnalysisKind>(
  prepared: PreparedPack,
  kind: Kind,
  request: RequestOf<Kind>,
  tools: AnalysisTools,
  run: RunContext,
): Promise<Result<AnswerOf<Kind>, Failure>> {
  const scenario = "scenario" in request ? request.scenario : null;
  const usable = scenario ? checkScenario(prepared, scenario) : ok(null);
  if (!usable.ok) return usable;
  let ground = prepared;
  // #region staff
  if (scenario?.proposals) {
    const { plannedGround } = await import("./planned-ground.ts");
    const planned = await plannedGround(prepared, scenario.proposals, tools);
    if (!planned.ok) return planned;
    ground = planned.value;
  }
  // #endregion staff
  const streets = bridgedPack(ground, scenario?.closures ?? []);
  // Choosing by value loses the tie between kind, request and answer that the signature keeps.
  let outcome: unknown;
  if (kind === "find") outcome = findShelter(streets, request as RequestOf<"find">);
  else if (kind === "riskHere") outcome = await runRiskHere(streets, request as RequestOf<"riskHere">, tools);
  // #region staff
  else
    outcome = await (await loadFurther()).runFurther(streets, kind, request as never, tools, run, prepared);
  // #endregion staff
  return outcome as Result<AnswerOf<Kind>, Failure>;
}

async function runRiskHere(
  prepared: PreparedPack,
  request: RequestOf<"riskHere">,
  { risks }: AnalysisTools,
): Promise<Result<AnswerOf<"riskHere">, Failure>> {
  // After the first answer: neither the code nor the rules of it keep that one waiting.
  const [ground, { riskHere }, { stayRules }] = await Promise.all([
    risks(),
    import("../src/core/analysis/risk-here.ts"),
    import("../src/sources/stay-rules.ts"),
  ]);
  return ground.ok ? ok(riskHere(prepared, ground.value, stayRules, request)) : ground;
}
