import { cleanup } from "@solidjs/testing-library";
import { afterEach } from "vitest";
import type { AnalysisKind, AnswerOf, RequestOf } from "../../src/core/model/answers.ts";
import type { Failure } from "../../src/core/model/failure.ts";
import type { Language } from "../../src/core/model/language.ts";
import type { PackIndex } from "../../src/core/model/pack-data.ts";
import type { OnProgress, Progress } from "../../src/core/model/progress.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { MapHand } from "../../src/map/map-hand.ts";
import type { AnalysisPort } from "../../src/state/analyses.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";
import { PlanDoor } from "../../src/ui/plan/PlanDoor.tsx";
import { createPackIndex } from "../fixtures/create-plan.ts";
import { renderDoor } from "./render-door.tsx";

afterEach(cleanup);

interface Asked<Kind extends AnalysisKind> {
  readonly request: RequestOf<Kind>;
  readonly answer: (answer: AnswerOf<Kind>) => Promise<void>;
  readonly fail: (failure: Failure) => Promise<void>;
  readonly progress: (share: number, found?: Progress["found"]) => void;
}

/** An engine whose answers come when the test says so. */
export class ControllablePort implements AnalysisPort {
  readonly asked: { kind: AnalysisKind; question: Asked<AnalysisKind> }[] = [];
  private readonly stopped = new Set<AnalysisKind>();
  private openPack: (result: Result<PackIndex, Failure>) => void = () => {};

  /** As where imports were kept: the whole is opened at once. */
  async openFirst(): Promise<Result<PackIndex, Failure>> {
    return err({ code: "CANCELLED" });
  }
  open(): Promise<Result<PackIndex, Failure>> {
    return new Promise((resolve) => {
      this.openPack = resolve;
    });
  }
  async opens(result: Result<PackIndex, Failure>): Promise<void> {
    this.openPack(result);
    await settled();
  }
  run<Kind extends AnalysisKind>(
    kind: Kind,
    request: RequestOf<Kind>,
    options: { readonly signal: AbortSignal; readonly stop?: AbortSignal; readonly onProgress?: OnProgress },
  ): Promise<Result<AnswerOf<Kind>, Failure>> {
    return new Promise((resolve) => {
      options.signal.addEventListener("abort", () => resolve(err({ code: "CANCELLED" })));
      const question: Asked<Kind> = {
        request,
        answer: async (answer) => {
          resolve(ok(answer));
          await settled();
        },
        fail: async (failure) => {
          resolve(err(failure));
          await settled();
        },
        progress: (share, found = null) => options.onProgress?.({ share, found }),
      };
      options.stop?.addEventListener("abort", () => this.stopped.add(kind));
      this.asked.push({ kind, question: question as unknown as Asked<AnalysisKind> });
    });
  }
  applyChanges(): Promise<Result<PackIndex, Failure>> {
    return new Promise(() => {});
  }
  layerUrl(): Promise<Result<string, Failure>> {
    return new Promise(() => {});
  }
  layerBoxUrl(): Promise<Result<string, Failure>> {
    return new Promise(() => {});
  }
  keepLayer(): Promise<Result<number, Failure>> {
    return new Promise(() => {});
  }
  /** The newest question of a kind. */
  last<Kind extends AnalysisKind>(kind: Kind): Asked<Kind> {
    const found = this.asked.filter((entry) => entry.kind === kind).at(-1);
    if (!found) throw new Error(`nothing was asked of ${kind}`);
    return found.question as unknown as Asked<Kind>;
  }
  isStopped(kind: AnalysisKind): boolean {
    return this.stopped.has(kind);
  }
  count(kind: AnalysisKind): number {
    return this.asked.filter((entry) => entry.kind === kind).length;
  }
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** The real store and wiring around the door; only the engine and the map are stand-ins. */
export function renderPlan(options: { readonly language?: Language; readonly mapHand?: MapHand } = {}) {
  const port = new ControllablePort();
  const store = createAppStore(initialSharedState("plan", options.language ?? "zh-CN"), [], 600);
  const view = renderDoor(store, port, PlanDoor, undefined, options.mapHand ?? null);
  return {
    ...view,
    port,
    store,
    openPack: () => port.opens(ok(createPackIndex())),
  };
}
