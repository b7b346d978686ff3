import { cleanup } from "@solidjs/testing-library";
import { afterEach } from "vitest";
import type { AnalysisKind, AnswerOf, RequestOf } from "../../src/core/model/answers.ts";
import type { Failure } from "../../src/core/model/failure.ts";
import type { Language } from "../../src/core/model/language.ts";
import type { PackIndex } from "../../src/core/model/pack-data.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { AnalysisPort } from "../../src/state/analyses.ts";
import { initialSharedState } from "../../src/state/app-state.ts";
import { createAppStore } from "../../src/state/store.ts";
import { CommandDoor } from "../../src/ui/command/CommandDoor.tsx";
import { createBoardAnswer, createCommandPack } from "../fixtures/create-command.ts";
import { renderDoor } from "./render-door.tsx";

afterEach(cleanup);

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

interface Question<Kind extends AnalysisKind> {
  readonly request: RequestOf<Kind>;
  readonly signal: AbortSignal;
  readonly reply: (result: Result<AnswerOf<Kind>, Failure>) => Promise<void>;
}

/** An engine whose answers come when the test says so. */
class AskedPort implements AnalysisPort {
  private readonly asked: { kind: AnalysisKind; question: Question<AnalysisKind> }[] = [];
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
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Result<AnswerOf<Kind>, Failure>> {
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(err({ code: "CANCELLED" })));
      const question: Question<Kind> = {
        request,
        signal,
        reply: async (result) => {
          resolve(result);
          await settled();
        },
      };
      this.asked.push({ kind, question: question as unknown as Question<AnalysisKind> });
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
  last<Kind extends AnalysisKind>(kind: Kind): Question<Kind> {
    const found = this.asked.filter((entry) => entry.kind === kind).at(-1);
    if (!found) throw new Error(`nothing was asked of ${kind}`);
    return found.question as unknown as Question<Kind>;
  }
  count(kind: AnalysisKind): number {
    return this.asked.filter((entry) => entry.kind === kind).length;
  }
}

/** The real store and wiring around the door; only the engine and the map are stand-ins. */
export function renderCommand(language: Language = "zh-CN") {
  const port = new AskedPort();
  const store = createAppStore(initialSharedState("command", language), [], 600);
  const view = renderDoor(store, port, CommandDoor);
  return {
    ...view,
    port,
    store,
    openPack: (pack: PackIndex = createCommandPack()) => port.opens(ok(pack)),
    /** Answers the newest board question for what it asked. */
    answerBoard: (change: Parameters<typeof createBoardAnswer>[0] = {}) => {
      const question = port.last("board");
      return question.reply(ok(createBoardAnswer({ request: question.request, ...change })));
    },
  };
}

export async function renderAnswered(language: Language = "zh-CN") {
  const door = renderCommand(language);
  await door.openPack();
  await door.answerBoard();
  return door;
}
