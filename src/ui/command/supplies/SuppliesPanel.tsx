import { createSignal, Match, Show, Switch } from "solid-js";
import { WorkProgress } from "../../plan/WorkProgress.tsx";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import { Segmented } from "../../shared/Segmented.tsx";
import { AllocationView } from "./AllocationView.tsx";
import { RegisterView } from "./RegisterView.tsx";
import { ReserveView } from "./ReserveView.tsx";
import { createSuppliesModel } from "./supplies-model.ts";
import "./supplies.css";

const VIEWS = ["plan", "register", "reserve"] as const;

/** The district's supplies: what goes where on which truck, what lies where, and what others keep or have promised. */
export function SuppliesPanel() {
  const app = useApp();
  const { state, words, retryAnalysis } = app;
  const said = () => words().command.supplies;
  const supplies = createSuppliesModel(app);
  const [view, setView] = createSignal<(typeof VIEWS)[number]>("plan");
  const failed = () => (state.tasks.supplies.status === "failed" ? state.tasks.supplies.failure : null);
  return (
    <div class="supplies">
      <div class="side-head">
        <h2>
          {said().title} <MethodBadge method="modelled" />
        </h2>
      </div>
      <Segmented
        legend={said().viewLabel}
        name="supplies-view"
        options={VIEWS.map((value) => ({ value, label: said().views[value] }))}
        value={view()}
        onChange={setView}
      />
      <Show when={supplies.failure()}>
        {(found) => <FailureNote failure={found()} onPutAway={supplies.putFailureAway} />}
      </Show>
      <Switch>
        <Match when={view() === "plan"}>
          <WorkProgress
            kind="supplies"
            label={said().working}
            step={(percent) => said().workingStep(percent)}
          />
          <Show when={failed()}>
            {(found) => <FailureNote failure={found()} onRetry={() => retryAnalysis("supplies")} />}
          </Show>
          <Show when={supplies.answer()} fallback={<p class="side-note">{said().waiting}</p>}>
            {(answer) => <AllocationView supplies={supplies} answer={answer()} />}
          </Show>
        </Match>
        <Match when={view() === "register"}>
          <RegisterView supplies={supplies} />
        </Match>
        <Match when={view() === "reserve"}>
          <ReserveView />
        </Match>
      </Switch>
    </div>
  );
}
