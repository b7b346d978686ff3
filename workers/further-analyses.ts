import { audit } from "../src/core/analysis/audit.ts";
import { baseReach } from "../src/core/analysis/base-reach.ts";
import { board } from "../src/core/analysis/board.ts";
import { buildOrder } from "../src/core/analysis/build-order.ts";
import { candidateGround } from "../src/core/analysis/candidate-ground.ts";
import { depotLosses } from "../src/core/analysis/depot-losses.ts";
import { divert } from "../src/core/analysis/divert.ts";
import type { PreparedPack } from "../src/core/analysis/prepare.ts";
import { drawInPlace, rubble } from "../src/core/analysis/rubble.ts";
import { saveActions } from "../src/core/analysis/save-actions.ts";
import { shortfall } from "../src/core/analysis/shortfall.ts";
import { site } from "../src/core/analysis/site.ts";
import { siteArea } from "../src/core/analysis/site-area.ts";
import { siteBases } from "../src/core/analysis/site-bases.ts";
import { siteCurve } from "../src/core/analysis/site-curve.ts";
import { siteDepots } from "../src/core/analysis/site-depots.ts";
import { siteNeed } from "../src/core/analysis/site-need.ts";
import { supplies } from "../src/core/analysis/supplies.ts";
import type { AnalysisKind, RequestOf } from "../src/core/model/answers.ts";
import type { RunContext } from "../src/core/model/progress.ts";
import { ok } from "../src/core/result.ts";
import { auditRules } from "../src/sources/audit-rules.ts";
import { rubbleRules } from "../src/sources/rubble-rules.ts";
import type { AnalysisTools, FirstKind } from "./analyses.ts";
import { ANALYSES, boardPacks, type DirectKind } from "./direct-analyses.ts";
import { hazardGround } from "./hazard-ground.ts";
import { createHighsSolver } from "./highs-solver.ts";
import { groundOfSites } from "./site-ground.ts";

export const solveWithHighs = createHighsSolver();

/**
 * Every verb that no first answer needs. `analyses.ts` fetches this file when the first of them is asked, and ties the
 * answer to its kind again. `open`: the pack without the scenario's scheme and bridges.
 */
export async function runFurther(
  streets: PreparedPack,
  kind: Exclude<AnalysisKind, FirstKind>,
  request: RequestOf<typeof kind>,
  tools: AnalysisTools,
  run: RunContext,
  open: PreparedPack,
): Promise<unknown> {
  switch (kind) {
    case "siteArea":
    case "audit": {
      const ground = await groundOfSites(open, tools);
      if (!ground.ok) return ground;
      return kind === "siteArea"
        ? siteArea(streets, open, ground.value, request as RequestOf<"siteArea">)
        : audit(streets, open, ground.value, auditRules, request as RequestOf<"audit">);
    }
    case "site":
      return site(streets, request as RequestOf<"site">, solveWithHighs, run);
    case "candidateGround": {
      const ground = await tools.risks();
      return ground.ok
        ? ok(candidateGround(streets, ground.value, request as RequestOf<"candidateGround">))
        : ground;
    }
    case "siteCurve":
      return siteCurve(streets, request as RequestOf<"siteCurve">, solveWithHighs, run);
    case "siteNeed":
      return siteNeed(streets, request as RequestOf<"siteNeed">, solveWithHighs, run);
    case "buildOrder":
      return buildOrder(streets, request as RequestOf<"buildOrder">, solveWithHighs, run);
    case "shortfall":
      return shortfall(streets, request as RequestOf<"shortfall">, solveWithHighs, run);
    case "board":
    case "divert":
    case "saveActions":
    case "supplies":
    case "depotLosses": {
      const asked = request as RequestOf<"board" | "divert" | "saveActions" | "supplies" | "depotLosses">;
      const hazards = await hazardGround(asked.response.ground?.hazards, tools);
      if (!hazards.ok) return hazards;
      const packs = hazards.value ? { ...boardPacks, hazards: hazards.value } : boardPacks;
      const onProgress = (share: number) => run.onProgress({ share, found: null });
      switch (kind) {
        case "board":
          return board(streets, asked, packs, onProgress);
        case "divert":
          return divert(streets, request as RequestOf<"divert">, packs);
        case "saveActions":
          return saveActions(streets, request as RequestOf<"saveActions">, packs, run);
        case "supplies":
          return supplies(streets, request as RequestOf<"supplies">, packs, onProgress);
        default:
          return depotLosses(streets, request as RequestOf<"depotLosses">, packs, onProgress);
      }
    }
    case "rubble": {
      const stock = await tools.buildings();
      if (!stock.ok) return stock;
      const ground = { stock: stock.value, rules: rubbleRules };
      return rubble(streets, ground, request as RequestOf<"rubble">, tools.draw ?? drawInPlace, run);
    }
    case "baseReach": {
      const stock = await tools.buildings();
      // a district without a building layer has streets and people all the same
      if (!stock.ok && stock.failure.code !== "LAYER_MISSING") return stock;
      return baseReach(streets, stock.ok ? stock.value : null, request as RequestOf<"baseReach">);
    }
    case "siteBases":
      return siteBases(streets, request as RequestOf<"siteBases">, solveWithHighs, run);
    case "siteDepots":
      return siteDepots(streets, request as RequestOf<"siteDepots">, solveWithHighs, run);
    default:
      return ANALYSES[kind as DirectKind](streets, request as never, (share) =>
        run.onProgress({ share, found: null }),
      );
  }
}
