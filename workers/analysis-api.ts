import { type PreparedPack, preparePack } from "../src/core/analysis/prepare.ts";
import type { DrawRubble } from "../src/core/analysis/rubble.ts";
import type { AnalysisKind, AnswerOf, RequestOf } from "../src/core/model/answers.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { LayerChange } from "../src/core/model/import.ts";
import type { PackIndex } from "../src/core/model/pack-data.ts";
import type { OnProgress } from "../src/core/model/progress.ts";
import { err, ok, type Result } from "../src/core/result.ts";
import type { ByteSource } from "../src/sources/byte-source.ts";
import { assembleChangedPack } from "../src/sources/changed-layer.ts";
import { assemblePack, type PackParts, readPackParts } from "../src/sources/pack-reader.ts";
import { planningRules } from "../src/sources/rule-packs.ts";
import { type AnalysisTools, runAnalysis } from "./analyses.ts";
import { createKeptReader } from "./kept-reader.ts";

/** What the analysis worker does; a plain object, so that tests call it without any worker. */
export interface AnalysisApi {
  open(
    request: { readonly packId: string; readonly baseUrl: string },
    onProgress: (share: number) => void,
  ): Promise<Result<PackIndex, Failure>>;
  /**
   * The open pack with these changes laid over it, in order, in place of those laid over it before; answers with its new
   * index. On a failure the pack stays as it was.
   */
  applyChanges(changes: readonly LayerChange[]): Promise<Result<PackIndex, Failure>>;
  run<Kind extends AnalysisKind>(
    kind: Kind,
    request: RequestOf<Kind>,
    onProgress: OnProgress,
  ): Promise<Result<AnswerOf<Kind>, Failure>>;
}

export function createAnalysisApi(
  sourceAt: (baseUrl: string) => ByteSource,
  draw: DrawRubble | null = null,
): AnalysisApi {
  let tools: AnalysisTools | null = null;
  let parts: PackParts | null = null;
  let prepared: PreparedPack | null = null;
  return {
    async open({ packId, baseUrl }, onProgress) {
      parts = null;
      prepared = null;
      const source = sourceAt(baseUrl);
      const read = await readPackParts(source, packId, (share) => onProgress(share * 0.9));
      if (!read.ok) return read;
      const opened = assemblePack(read.value);
      if (!opened.ok) return opened;
      parts = read.value;
      prepared = preparePack(opened.value.data, planningRules);
      const { description } = parts;
      tools = {
        // #region staff
        buildings: createKeptReader(async () =>
          (await import("../src/sources/buildings-reader.ts")).readBuildings(source, description),
        ),
        // #endregion staff
        risks: createKeptReader(async () =>
          (await import("../src/sources/risk-reader.ts")).readRiskGround(source, description),
        ),
        draw,
      };
      onProgress(1);
      return ok(opened.value.index);
    },
    async applyChanges(changes) {
      if (!parts || !prepared)
        return err({ code: "UNEXPECTED", detail: "changes were laid over a pack that is not open" });
      const opened = assembleChangedPack(parts, changes);
      if (!opened.ok) return opened;
      prepared = preparePack(opened.value.data, planningRules, prepared);
      return ok(opened.value.index);
    },
    async run(kind, request, onProgress) {
      if (!prepared || !tools)
        return err({ code: "UNEXPECTED", detail: "an analysis was asked before a pack was open" });
      const started = performance.now();
      const result = await runAnalysis(prepared, kind, request, tools, {
        onProgress,
        // An abort ends this worker from outside: see the engine.
        isCancelled: () => false,
        now: () => performance.now(),
      });
      if (!result.ok) return result;
      const answer = result.value;
      // The clock belongs to the worker: core has none.
      return ok(
        "computeMilliseconds" in answer
          ? { ...answer, computeMilliseconds: performance.now() - started }
          : answer,
      );
    },
  };
}
