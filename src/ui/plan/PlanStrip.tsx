import { For, Match, Show, Switch } from "solid-js";
import { useApp } from "../shared/app-context.ts";
import { AreaTable } from "./AreaTable.tsx";
import { BasesPanel } from "./bases/BasesPanel.tsx";
import type { BasesModel } from "./bases/bases-model.ts";
import { MinutesChart } from "./MinutesChart.tsx";
import type { PlanModel, StripTab } from "./plan-model.ts";
import { QuestionsPanel } from "./QuestionsPanel.tsx";
import { ComparePanel } from "./schemes/ComparePanel.tsx";
import type { CompareModel } from "./schemes/compare-model.ts";
import type { SchemesModel } from "./schemes/schemes-model.ts";
import { SolverPanel } from "./solver/SolverPanel.tsx";
import type { SolverModel } from "./solver/solver-model.ts";

const TABS: readonly StripTab[] = ["chart", "table", "solver", "compare", "questions", "bases"];

/** Over the foot of the map: how long people walk, every area in a table, where to build, two schemes side by side. */
export function PlanStrip(props: {
  readonly plan: PlanModel;
  readonly schemes: SchemesModel;
  readonly compare: CompareModel;
  readonly solver: SolverModel;
  readonly bases: BasesModel;
}) {
  const { words } = useApp();
  let tabs: HTMLDivElement | undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const at = (TABS.indexOf(props.plan.tab()) + step + TABS.length) % TABS.length;
    const tab = TABS[at];
    if (!tab) return;
    event.preventDefault();
    props.plan.setTab(tab);
    tabs?.querySelectorAll("button")[at]?.focus();
  };
  return (
    <Show when={props.plan.coverage()}>
      {(answer) => (
        <section class="plan-strip" data-tab={props.plan.tab()} aria-label={words().plan.strip}>
          <div ref={tabs} class="strip-tabs" role="tablist" aria-label={words().plan.strip}>
            <For each={TABS}>
              {(tab) => (
                <button
                  type="button"
                  id={`plan-tab-${tab}`}
                  class="strip-tab"
                  role="tab"
                  aria-selected={props.plan.tab() === tab}
                  aria-controls={`plan-panel-${tab}`}
                  tabindex={props.plan.tab() === tab ? 0 : -1}
                  onClick={() => props.plan.setTab(tab)}
                  onKeyDown={onKeyDown}
                >
                  {tab === "bases" ? words().plan.bases.tab : words().plan.tabs[tab]}
                </button>
              )}
            </For>
          </div>
          <div
            id={`plan-panel-${props.plan.tab()}`}
            class="strip-panel"
            role="tabpanel"
            aria-labelledby={`plan-tab-${props.plan.tab()}`}
          >
            <Switch>
              <Match when={props.plan.tab() === "chart"}>
                <MinutesChart plan={props.plan} answer={answer()} />
              </Match>
              <Match when={props.plan.tab() === "table"}>
                <AreaTable plan={props.plan} />
              </Match>
              <Match when={props.plan.tab() === "solver"}>
                <SolverPanel plan={props.plan} solver={props.solver} />
              </Match>
              <Match when={props.plan.tab() === "compare"}>
                <ComparePanel plan={props.plan} schemes={props.schemes} compare={props.compare} />
              </Match>
              <Match when={props.plan.tab() === "questions"}>
                <QuestionsPanel plan={props.plan} />
              </Match>
              <Match when={props.plan.tab() === "bases"}>
                <BasesPanel plan={props.plan} bases={props.bases} />
              </Match>
            </Switch>
          </div>
        </section>
      )}
    </Show>
  );
}
