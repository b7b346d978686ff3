import { type JSX, Show } from "solid-js";
import type { Scenario } from "../../core/model/scenario.ts";
import type { AskedKind } from "../../state/app-state.ts";
import { settledScenario } from "../../state/schemes/scheme-scenarios.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { WorkProgress } from "./WorkProgress.tsx";

/** One question: what it is about, what it is asked with, the button, the work under way, and the answer under it. */
export function QuestionFrame(props: {
  readonly kind: AskedKind;
  readonly title: string;
  readonly about: string;
  readonly onAsk: () => void;
  /** Said while it works: best so far and bound. */
  readonly foundWords?: string | null;
  readonly settings?: JSX.Element;
  readonly children: JSX.Element;
  /** Asked of other settings than those of now; not given: of another scenario. */
  readonly isOutdated?: boolean;
  /** Stands beneath a heading of the third level. */
  readonly isBeneath?: boolean;
}) {
  const { state, words, retryAnalysis } = useApp();
  const task = () => state.tasks[props.kind];
  const isRunning = () => task().status === "running";
  const failure = () => {
    const known = task();
    return known.status === "failed" ? known.failure : null;
  };
  const isOutdated = () => {
    const asked = state.asked[props.kind];
    if (props.isOutdated !== undefined) return props.isOutdated;
    return asked !== null && !isSameScenario(asked.scenario, settledScenario(state));
  };
  const headingId = `question-${props.kind}`;
  return (
    <section
      class="question"
      classList={{ "base-question": props.isBeneath ?? false }}
      aria-labelledby={headingId}
    >
      <Show when={props.isBeneath} fallback={<h3 id={headingId}>{props.title}</h3>}>
        <h4 id={headingId}>{props.title}</h4>
      </Show>
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
          {task().status === "done" ? words().plan.questions.again : words().plan.questions.ask}
        </button>
      </div>
      <WorkProgress kind={props.kind} label={props.title} step={words().plan.questions.working} />
      <Show when={isRunning() && props.foundWords}>{(said) => <p class="question-found">{said()}</p>}</Show>
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
      <div class="question-answer" data-stale={isOutdated() ? "" : undefined} aria-live="polite">
        <Show when={isOutdated() && task().status === "done"}>
          <p class="stale-words">{words().plan.questions.changed}</p>
        </Show>
        {props.children}
      </div>
    </section>
  );
}

const isSameScenario = (one: Scenario, other: Scenario): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
