import { createEffect, createMemo, createSignal, on, onCleanup, Show } from "solid-js";
import type { AnalysisKind } from "../../core/model/answers.ts";
import { formatCount, formatPercent } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";

const TICK_MILLISECONDS = 250;
/** Above this the step, the time left and cancel are shown. */
const LONG_WORK_MILLISECONDS = 2000;

/** Said beside work that runs: nothing at first, then what is done, how long it may take, and the way to stop it. */
export function WorkProgress(props: {
  readonly kind: AnalysisKind;
  readonly label: string;
  /** Words for the share done; those of the coverage board when absent. */
  readonly step?: (percent: string) => string;
}) {
  const { state, words, cancelAnalysis } = useApp();
  const [elapsedMilliseconds, setElapsedMilliseconds] = createSignal(0);
  const isRunning = createMemo(() => state.tasks[props.kind].status === "running");
  const progressShare = () => {
    const task = state.tasks[props.kind];
    return task.status === "running" ? task.progressShare : 0;
  };
  createEffect(
    on(isRunning, (running) => {
      setElapsedMilliseconds(0);
      if (!running) return;
      const timer = setInterval(
        () => setElapsedMilliseconds((elapsed) => elapsed + TICK_MILLISECONDS),
        TICK_MILLISECONDS,
      );
      onCleanup(() => clearInterval(timer));
    }),
  );
  const secondsLeft = () => {
    const share = progressShare();
    return share > 0.05 ? (elapsedMilliseconds() / 1000 / share) * (1 - share) : null;
  };
  return (
    <Show when={isRunning() && elapsedMilliseconds() >= LONG_WORK_MILLISECONDS}>
      <div class="work-progress">
        <p>
          {(props.step ?? words().plan.computingStep)(formatPercent(progressShare()).replace(/\.\d$/, ""))}
          <Show when={secondsLeft()}>
            {(seconds) => <span> {words().plan.timeLeft(formatCount(Math.max(1, seconds())))}</span>}
          </Show>
        </p>
        <progress max="1" value={progressShare()} aria-label={props.label} />
        <button type="button" class="button" onClick={() => cancelAnalysis(props.kind)}>
          {words().shared.cancel}
        </button>
      </div>
    </Show>
  );
}
