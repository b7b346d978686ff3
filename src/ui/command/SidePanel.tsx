import { For, Match, Show, Switch } from "solid-js";
import type { Failure } from "../../core/model/failure.ts";
import { formatCount } from "../../i18n/format.ts";
import { WorkProgress } from "../plan/WorkProgress.tsx";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { BreachList } from "./BreachList.tsx";
import { ClosurePanel } from "./ClosurePanel.tsx";
import { COMMAND_TABS, type CommandModel } from "./command-model.ts";
import { ForcesPanel } from "./ForcesPanel.tsx";
import { FeedPanel } from "./feeds/FeedPanel.tsx";
import { InputsPanel } from "./InputsPanel.tsx";

import { LogPanel } from "./log/LogPanel.tsx";
import { OperationBar } from "./log/OperationBar.tsx";

import { SheltersPanel } from "./shelters/SheltersPanel.tsx";

import { SuppliesPanel } from "./supplies/SuppliesPanel.tsx";
import { TasksPanel } from "./tasks/TasksPanel.tsx";

/** Right side of /command: what is urgent first; closures, every place, forces and inputs one tab away. */
export function SidePanel(props: { readonly command: CommandModel }) {
  const { state, words, retryAnalysis } = useApp();
  let tabs: HTMLDivElement | undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const at = (COMMAND_TABS.indexOf(props.command.tab()) + step + COMMAND_TABS.length) % COMMAND_TABS.length;
    const tab = COMMAND_TABS[at];
    if (!tab) return;
    event.preventDefault();
    props.command.setTab(tab);
    tabs?.querySelectorAll("button")[at]?.focus();
  };
  const failure = (): Failure | null => {
    const task = state.tasks.board;
    return task.status === "failed" ? task.failure : null;
  };
  const isRunning = () => state.tasks.board.status === "running";
  const status = (): string => {
    const answer = props.command.board();
    if (answer && props.command.isStale()) return words().command.recomputing;
    if (!answer && isRunning()) return words().command.computing;
    if (!answer && state.pack.status === "loading") return words().shared.loadingDistrict;
    if (!answer && state.pack.status === "failed") return words().command.packFailed;
    return answer ? words().command.computed((answer.computeMilliseconds / 1000).toFixed(1)) : "";
  };
  const tabLabel = (tab: (typeof COMMAND_TABS)[number]) =>
    tab === "closures" && state.scenario.closures.length > 0
      ? `${words().command.tabs.closures} ${formatCount(state.scenario.closures.length)}`
      : words().command.tabs[tab];
  return (
    <section class="command-side" data-tab={props.command.tab()} aria-label={words().command.tabsLabel}>
      <OperationBar command={props.command} />
      <div ref={tabs} class="side-tabs" role="tablist" aria-label={words().command.tabsLabel}>
        <For each={COMMAND_TABS}>
          {(tab) => (
            <button
              type="button"
              id={`command-tab-${tab}`}
              class="side-tab"
              role="tab"
              aria-selected={props.command.tab() === tab}
              aria-controls="command-panel"
              tabindex={props.command.tab() === tab ? 0 : -1}
              onClick={() => props.command.setTab(tab)}
              onKeyDown={onKeyDown}
            >
              {tabLabel(tab)}
            </button>
          )}
        </For>
      </div>
      <p class="side-status num" role="status" data-stale={props.command.isStale() ? "" : undefined}>
        {status()}
      </p>
      <WorkProgress
        kind="board"
        label={words().command.computing}
        step={(percent) => words().command.computingStep(percent)}
      />
      <Show when={failure()}>
        {(failed) => <FailureNote failure={failed()} onRetry={() => retryAnalysis("board")} />}
      </Show>
      <div
        id="command-panel"
        class="side-panel"
        role="tabpanel"
        aria-labelledby={`command-tab-${props.command.tab()}`}
      >
        <Switch>
          <Match when={props.command.tab() === "closures"}>
            <ClosurePanel command={props.command} />
          </Match>
          <Match when={props.command.tab() === "log"}>
            <LogPanel command={props.command} />
          </Match>
          <Match when={props.command.tab() === "tasks"}>
            <TasksPanel command={props.command} />
          </Match>
          <Match when={props.command.tab() === "hazards"}>
            <InputsPanel command={props.command} />
          </Match>
          <Match when={props.command.tab() === "feeds"}>
            <FeedPanel />
          </Match>
          <Match when={props.command.tab() === "supplies"}>
            <SuppliesPanel />
          </Match>
          <Match when={!props.command.board() && (isRunning() || state.pack.status === "loading")}>
            <div class="side-wait" aria-busy="true">
              <div class="skeleton" />
              <div class="skeleton" />
              <div class="skeleton" />
            </div>
          </Match>
          <Match when={props.command.board() && props.command.tab() === "board"}>
            <BreachList command={props.command} />
          </Match>
          <Match when={props.command.board() && props.command.tab() === "shelters"}>
            <SheltersPanel command={props.command} />
          </Match>
          <Match when={props.command.board() && props.command.tab() === "forces"}>
            <ForcesPanel command={props.command} />
          </Match>
        </Switch>
      </div>
    </section>
  );
}
