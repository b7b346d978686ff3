import { Show } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import type { PlanModel } from "../plan-model.ts";
import { CurvePanel } from "./CurvePanel.tsx";
import { LimitsForm } from "./LimitsForm.tsx";
import { QuestionForm } from "./QuestionForm.tsx";
import { SitingResult } from "./SitingResult.tsx";
import type { SolverModel } from "./solver-model.ts";
import "./solver.css";

/** Where new sites should stand: what is wanted and what may be chosen at the left, the answer and its proof at the right. */
export function SolverPanel(props: { readonly plan: PlanModel; readonly solver: SolverModel }) {
  const { state, words, retryAnalysis } = useApp();
  const said = () => words().plan.solver;
  const failure = () => {
    const task = state.tasks.site;
    return task.status === "failed" ? task.failure : null;
  };
  return (
    <section class="solver" aria-label={words().plan.tabs.solver}>
      <div class="solver-form">
        <QuestionForm solver={props.solver} />
        <LimitsForm solver={props.solver} />
        <div class="solver-ask">
          <button
            type="button"
            class="button"
            data-kind="primary"
            disabled={props.solver.obstacle() !== null || props.solver.isRunning()}
            aria-describedby="solver-obstacle"
            onClick={() => props.solver.ask()}
          >
            {props.solver.answer() ? said().again : said().solve}
          </button>
          <p id="solver-obstacle" class="solver-note">
            {props.solver.obstacle() ??
              said().left(
                formatCount(props.solver.choosable().choosableIds.length),
                formatCount(props.solver.candidates().length),
              )}
          </p>
        </div>
      </div>
      <div class="solver-answer">
        <Show when={failure()}>
          {(failed) => (
            <Show
              when={failed().code !== "CANCELLED"}
              fallback={<p class="solver-note">{words().plan.questions.cancelled}</p>}
            >
              <FailureNote failure={failed()} onRetry={() => retryAnalysis("site")} />
            </Show>
          )}
        </Show>
        <Show when={props.solver.answer()} fallback={<p class="solver-note">{said().answer.empty}</p>}>
          {(answer) => <SitingResult plan={props.plan} solver={props.solver} answer={answer()} />}
        </Show>
        <CurvePanel plan={props.plan} solver={props.solver} />
      </div>
    </section>
  );
}
