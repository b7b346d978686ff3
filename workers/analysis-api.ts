import { type PreparedPack, preparePack } from "../src/core/analysis/prepare.ts";
import type { DrawRubble } from "../src/core/analysis/rubble.ts";
import type { AnalysisKind, AnswerOf, RequestOf } from "../src/core/model/answers.ts";
import type { Failure } from "../src/core/model/failure.ts";
import type { LayerChange } from "../src/core/model/import.ts";
import type { FirstIndex, PackIndex } from "../src/core/model/pack-data.ts";
import type { OnProgress } from "../src/core/model/progress.ts";
import { err, ok, type Result } from "../src/core/result.ts";
import type { ByteSource } from "../src/sources/byte-source.ts";
import { assembleFirst, readFirstParts } from "../src/sources/first-part.ts";
import type { PackParts } from "../src/sources/pack-rows.ts";
import { planningRules } from "../src/sources/rule-packs.ts";
import { type AnalysisTools, runAnalysis } from "./analyses.ts";
import { createKeptReader } from "./kept-reader.ts";
import { createStopFlag } from "./stop-flag.ts";

interface PackAddress {
  readonly packId: string;
  readonly baseUrl: string;
}

/** What the analysis worker does; a plain object, so that tests call it without any worker. */
export interface AnalysisApi {
  /** Reads what `find` needs and nothing else. Until `open` has answered, only that may be asked. */
  openFirst(address: PackAddress, onProgress: (share: number) => void): Promise<Result<FirstIndex, Failure>>;
  /**
   * Reads the whole pack, or the rest of it after `openFirst`; questions may be asked of that first part meanwhile. A newer
   * opening makes an older one CANCELLED.
   */
  open(address: PackAddress, onProgress: (share: number) => void): Promise<Result<PackIndex, Failure>>;
  /**
   * The open pack with these changes laid over it, in order, in place of those laid over it before; answers with its new
   * index. On a failure the pack stays as it was.
   */
  applyChanges(changes: readonly LayerChange[]): Promise<Result<PackIndex, Failure>>;
  run<Kind extends AnalysisKind>(
    kind: Kind,
    request: RequestOf<Kind>,
    onProgress: OnProgress,
    /** Of a file that the page takes away when the work is to end with what it has. */
    stopAddress?: string | null,
  ): Promise<Result<AnswerOf<Kind>, Failure>>;
}

export function createAnalysisApi(
  sourceAt: (baseUrl: string) => ByteSource,
  draw: DrawRubble | null = null,
  isGone: (stopAddress: string) => boolean = () => false,
): AnalysisApi {
  let tools: AnalysisTools | null = null;
  let parts: PackParts | null = null;
  let prepared: PreparedPack | null = null;
  /** The pack of which only the first part is open. */
  let first: { readonly address: PackAddress; readonly parts: PackParts } | null = null;
  let turn = 0;
  const CANCELLED = err<Failure>({ code: "CANCELLED" });

  const toolsOf = (source: ByteSource, { description }: PackParts): AnalysisTools => ({
    // #region staff
    buildings: createKeptReader(async () =>
      (await import("../src/sources/buildings-reader.ts")).readBuildings(source, description),
    ),
    siteGround: createKeptReader(async () =>
      (await import("../src/sources/site-ground-reader.ts")).readSiteGround(source, description),
    ),
    // #endregion staff
    risks: createKeptReader(async () =>
      (await import("../src/sources/risk-reader.ts")).readRiskGround(source, description),
    ),
    draw,
  });
  const putAway = () => {
    parts = null;
    prepared = null;
    tools = null;
    first = null;
  };
  const isFirstOf = ({ packId, baseUrl }: PackAddress) =>
    first?.address.packId === packId && first.address.baseUrl === baseUrl;

  return {
    async openFirst(address, onProgress) {
      const own = ++turn;
      putAway();
      const source = sourceAt(address.baseUrl);
      const read = await readFirstParts(source, address.packId, onProgress);
      if (own !== turn) return CANCELLED;
      if (!read.ok) return read;
      const data = assembleFirst(read.value);
      if (!data) return err({ code: "LAYER_MISSING", packId: address.packId, layer: "district" });
      first = { address, parts: read.value };
      prepared = preparePack(data, planningRules);
      tools = toolsOf(source, read.value);
      const { description, shelters, gates } = data.index;
      return ok({ description, shelters, gates });
    },
    async open(address, onProgress) {
      const own = ++turn;
      const known = isFirstOf(address) ? (first?.parts ?? null) : null;
      if (!known) putAway();
      const source = sourceAt(address.baseUrl);
      const { assemblePack, readPackParts } = await import("../src/sources/pack-reader.ts");
      const report = (share: number) => onProgress(share * 0.9);
      let read = await readPackParts(source, address.packId, report, known);
      // The server may have another version of it by now: then none of its parts fits.
      if (!read.ok && known && own === turn) read = await readPackParts(source, address.packId, report);
      if (own !== turn) return CANCELLED;
      if (!read.ok) {
        putAway();
        return read;
      }
      const opened = assemblePack(read.value);
      if (!opened.ok) {
        putAway();
        return opened;
      }
      parts = read.value;
      first = null;
      prepared = preparePack(opened.value.data, planningRules, prepared ?? undefined);
      tools = toolsOf(source, parts);
      onProgress(1);
      return ok(opened.value.index);
    },
    async applyChanges(changes) {
      const { assembleChangedPack } = await import("../src/sources/changed-layer.ts");
      if (!parts || !prepared)
        return err({ code: "UNEXPECTED", detail: "changes were laid over a pack that is not open" });
      const opened = assembleChangedPack(parts, changes);
      if (!opened.ok) return opened;
      prepared = preparePack(opened.value.data, planningRules, prepared);
      return ok(opened.value.index);
    },
    async run(kind, request, onProgress, stopAddress = null) {
      if (!prepared || !tools)
        return err({ code: "UNEXPECTED", detail: "an analysis was asked before a pack was open" });
      const started = performance.now();
      const result = await runAnalysis(prepared, kind, request, tools, {
        onProgress,
        // Without an address only the end of this worker ends the work: see the engine.
        isCancelled:
          stopAddress === null
            ? () => false
            : createStopFlag(
                () => isGone(stopAddress),
                () => performance.now(),
              ),
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
