import { type JSX, Show } from "solid-js";
import type { SitingProof } from "../../../core/model/siting.ts";
import { formatPercent } from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";
import type { AskedKind } from "../../../state/app-state.ts";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import { WorkProgress } from "../WorkProgress.tsx";

/** What is proven of a choice, in words. */
export function proofWords(proof: SitingProof, words: Words): string {
  const said = words.plan.bases;
  switch (proof.status) {
    case "optimal":
      return said.optimal;
    case "gap":
      return said.gap(formatPercent(proof.gapShare));
    case "infeasible":
      return said.infeasible;
    case "nothing-found":
      return said.nothingFound;
    default: {
      const never: never = proof;
      throw new Error(String(never));
    }
  }
}

/** One question about bases: what it is asked with, the button, the work under way and the answer under it. */
export function BaseQuestion(props: {
  readonly kind: AskedKind;
  readonly title: string;
  readonly about: string;
  readonly onAsk: () => void;
  /** Asked of other settings than those of now. */
  readonly isOutdated: boolean;
  readonly settings: JSX.Element;
  readonly children: JSX.Element;
}) {
  const { state, words, retryAnalysis } = useApp();
  const task = () => state.tasks[props.kind];
  const isRunning = () => task().status === "running";
  const failure = () => {
    const known = task();
    return known.status === "failed" ? known.failure : null;
  };
  const headingId = `base-question-${props.kind}`;
  return (
    <section class="question base-question" aria-labelledby={headingId}>
      <h4 id={headingId}>{props.title}</h4>
      <p class="question-about">{props.about}</p>
      <div class="question-settings">
        {props.settings}
        <button
          type="button"
          class="button"
          data-kind="primary"
          disabled={isRunning()}
          onClick={() => props.onAsk()}
        >
          {task().status === "done" ? words().plan.bases.again : words().plan.bases.ask}
        </button>
      </div>
      <WorkProgress kind={props.kind} label={props.title} step={words().plan.bases.working} />
      <Show when={failure()}>
        {(failed) => (
          <Show
            when={failed().code !== "CANCELLED"}
            fallback={<p class="question-found">{words().plan.questions.cancelled}</p>}
          >
            <FailureNote failure={failed()} onRetry={() => retryAnalysis(props.kind)} />
          </Show>
        )}
      </Show>
      <div class="question-answer" data-stale={props.isOutdated ? "" : undefined} aria-live="polite">
        <Show when={props.isOutdated && task().status === "done"}>
          <p class="stale-words">{words().plan.bases.changed}</p>
        </Show>
        {props.children}
      </div>
    </section>
  );
}
