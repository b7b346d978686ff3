import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { DivertAnswer } from "../../../core/model/divert.ts";
import type { Failure } from "../../../core/model/failure.ts";
import type { Act } from "../../../core/model/operation.ts";
import { groundWith } from "../../../state/rescue/ground-with.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

/** What is about to be reported of a shelter, and who would go elsewhere. */
export type ShelterPreview =
  | { readonly status: "none" }
  | { readonly status: "asking"; readonly shelterId: string }
  | {
      readonly status: "found";
      readonly shelterId: string;
      readonly acts: readonly Act[];
      readonly answer: DivertAnswer;
    }
  | {
      readonly status: "failed";
      readonly shelterId: string;
      readonly acts: readonly Act[];
      readonly failure: Failure;
    };

export interface ShelterDraft {
  readonly preview: Accessor<ShelterPreview>;
  /** Into the log at once: it sends nobody elsewhere. */
  readonly report: (acts: readonly Act[]) => void;
  /** Shows first who would go elsewhere; where nobody does it goes into the log. */
  readonly weigh: (shelterId: string, acts: readonly Act[]) => void;
  readonly confirm: () => void;
  readonly dismiss: () => void;
}

export function createShelterDraft(app: AppContextValue): ShelterDraft {
  const { state, port } = app;
  const [preview, setPreview] = createSignal<ShelterPreview>({ status: "none" });
  let running: AbortController | null = null;
  const stop = () => {
    running?.abort();
    running = null;
  };
  onCleanup(stop);
  const report = (acts: readonly Act[]) => void app.operationDesk()?.record(acts);
  const dismiss = () => {
    stop();
    setPreview({ status: "none" });
  };
  const weigh = async (shelterId: string, acts: readonly Act[]) => {
    stop();
    const controller = new AbortController();
    running = controller;
    setPreview({ status: "asking", shelterId });
    const after = groundWith(state.operation.shown, acts, state.response.elapsedMinutes);
    const result = await port.run(
      "divert",
      { scenario: { ...state.scenario }, response: { ...state.response }, after },
      { signal: controller.signal },
    );
    if (running !== controller) return;
    running = null;
    if (!result.ok) {
      setPreview({ status: "failed", shelterId, acts, failure: result.failure });
      return;
    }
    if (result.value.moves.length === 0) {
      setPreview({ status: "none" });
      report(acts);
      return;
    }
    setPreview({ status: "found", shelterId, acts, answer: result.value });
  };
  return {
    preview,
    report,
    weigh: (shelterId, acts) => void weigh(shelterId, acts),
    confirm: () => {
      const shown = preview();
      if (shown.status !== "found" && shown.status !== "failed") return;
      dismiss();
      report(shown.acts);
    },
    dismiss,
  };
}
