import { allocatePhases } from "../src/core/analysis/allocate-phases.ts";
import { allocateShelters } from "../src/core/analysis/allocate-shelters.ts";
import { board } from "../src/core/analysis/board.ts";
import { bridgedPack } from "../src/core/analysis/bridged-pack.ts";
import { buildOrder } from "../src/core/analysis/build-order.ts";
import { checkScenario } from "../src/core/analysis/check-scenario.ts";
import { coverage } from "../src/core/analysis/coverage.ts";
import { explain } from "../src/core/analysis/explain.ts";
import { findShelter } from "../src/core/analysis/find-shelter.ts";
import { isochrone } from "../src/core/analysis/isochrone.ts";
import { ledger } from "../src/core/analysis/ledger.ts";
import { minutesField } from "../src/core/analysis/minutes-field.ts";
import type { PreparedPack } from "../src/core/analysis/prepare.ts";
import { riskHere } from "../src/core/analysis/risk-here.ts";
import { route } from "../src/core/analysis/route.ts";
import { type DrawRubble, rubble } from "../src/core/analysis/rubble.ts";
import { shortfall } from "../src/core/analysis/shortfall.ts";
import { site } from "../src/core/analysis/site.ts";
import { stretch } from "../src/core/analysis/stretch.ts";
import { travelMatrix } from "../src/core/analysis/travel-matrix.ts";
import type { AnalysisKind, AnswerOf, RequestOf } from "../src/core/model/answers.ts";
import type { BuildingStock } from "../src/core/model/buildings.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { RunContext } from "../src/core/model/progress.ts";
import type { RiskGround } from "../src/core/model/risk-here.ts";
import { ok, type Result } from "../src/core/result.ts";
import { rubbleRules } from "../src/sources/rubble-rules.ts";
import { createHighsSolver } from "./highs-solver.ts";

type Analyse<Kind extends AnalysisKind> = (
  prepared: PreparedPack,
  request: RequestOf<Kind>,
  onProgress?: (share: number) => void,
) => Result<AnswerOf<Kind>, Failure>;
/** Every verb but those that wait: for a solver, for the buildings and the threads that draw. */
export type DirectKind = Exclude<AnalysisKind, "site" | "buildOrder" | "shortfall" | "rubble" | "riskHere">;

/** What some verbs need besides the pack at hand. */
export interface AnalysisTools {
  /** The building layer, read when it is first asked for. */
  buildings(): Promise<Result<BuildingStock, Failure>>;
  /** The zonings and waterlogging extents, likewise. */
  risks(): Promise<Result<RiskGround, Failure>>;
  readonly draw: DrawRubble;
}

export const solveWithHighs = createHighsSolver();

export const ANALYSES: { readonly [Kind in DirectKind]: Analyse<Kind> } = {
  coverage,
  minutesField,
  isochrone,
  route,
  find: findShelter,
  explain,
  stretch,
  board,
  ledger,
  matrix: travelMatrix,
  allocate: allocateShelters,
  allocatePhases,
};

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
  const streets = bridgedPack(prepared, scenario?.closures ?? []);
  // Choosing by value loses the tie between kind, request and answer that the signature keeps.
  const outcome: unknown =
    kind === "site"
      ? await site(streets, request as RequestOf<"site">, solveWithHighs, run)
      : kind === "buildOrder"
        ? buildOrder(streets, request as RequestOf<"buildOrder">, run)
        : kind === "shortfall"
          ? await shortfall(streets, request as RequestOf<"shortfall">, solveWithHighs, run)
          : kind === "rubble"
            ? await runRubble(streets, request as RequestOf<"rubble">, tools, run)
            : kind === "riskHere"
              ? await runRiskHere(prepared, request as RequestOf<"riskHere">, tools)
              : ANALYSES[kind as DirectKind](streets, request as never, (share) =>
                  run.onProgress({ share, found: null }),
                );
  return outcome as Result<AnswerOf<Kind>, Failure>;
}

async function runRubble(
  prepared: PreparedPack,
  request: RequestOf<"rubble">,
  { buildings, draw }: AnalysisTools,
  run: RunContext,
): Promise<Result<AnswerOf<"rubble">, Failure>> {
  const stock = await buildings();
  return stock.ok ? rubble(prepared, { stock: stock.value, rules: rubbleRules }, request, draw, run) : stock;
}

async function runRiskHere(
  prepared: PreparedPack,
  request: RequestOf<"riskHere">,
  { risks }: AnalysisTools,
): Promise<Result<AnswerOf<"riskHere">, Failure>> {
  const ground = await risks();
  return ground.ok ? ok(riskHere(prepared, ground.value, request)) : ground;
}
