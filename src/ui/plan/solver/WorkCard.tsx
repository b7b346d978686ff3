import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import type { AskedKind } from "../../../state/app-state.ts";
import { useApp } from "../../shared/app-context.ts";

const TICK_MILLISECONDS = 500;

/** A question at work: the bar, what it has found, how long it may take, and the two ways to end it. */
export function WorkCard(props: {
  readonly kind: AskedKind;
  readonly title: string;
  readonly found: string | null;
  /** The most it may take. */
  readonly limitSeconds: number;
}) {
  const { state, words, cancelAnalysis, stopAnalysis } = useApp();
  const [elapsedSeconds, setElapsedSeconds] = createSignal(0);
  const [isStopping, setIsStopping] = createSignal(false);
  const request = () => {
    const task = state.tasks[props.kind];
    return task.status === "running" ? task.request : null;
  };
  const share = () => {
    const task = state.tasks[props.kind];
    return task.status === "running" ? task.progressShare : 0;
  };
  createEffect(
    on(request, () => {
      setElapsedSeconds(0);
      setIsStopping(false);
      const begun = performance.now();
      const timer = setInterval(
        () => setElapsedSeconds((performance.now() - begun) / 1000),
        TICK_MILLISECONDS,
      );
      onCleanup(() => clearInterval(timer));
    }),
  );
  /** By the work that is done where that says less than the limit, which holds in any case. */
  const secondsLeft = () => {
    const byLimit = props.limitSeconds - elapsedSeconds();
    const byShare = share() > 0.1 ? (elapsedSeconds() / share()) * (1 - share()) : Number.POSITIVE_INFINITY;
    return Math.max(1, Math.min(byLimit, byShare));
  };
  const shown = () => Math.min(1, Math.max(share(), elapsedSeconds() / props.limitSeconds));
  return (
    <section class="solver-card" aria-label={props.title} aria-busy="true">
      <h3>{props.title}</h3>
      <progress max="1" value={shown()} aria-label={props.title} />
      <p class="solver-found">
        <Show when={props.found}>{(found) => <span>{found()}</span>}</Show>
        <span>{words().plan.solver.card.left(formatCount(secondsLeft()))}</span>
      </p>
      <div class="solver-card-buttons">
        <button
          type="button"
          class="button"
          aria-disabled={isStopping()}
          onClick={() => {
            if (isStopping()) return;
            setIsStopping(true);
            stopAnalysis(props.kind);
          }}
        >
          {isStopping() ? words().plan.solver.card.stopping : words().plan.solver.card.stop}
        </button>
        <button type="button" class="button" onClick={() => cancelAnalysis(props.kind)}>
          {words().plan.solver.card.cancel}
        </button>
      </div>
    </section>
  );
}
