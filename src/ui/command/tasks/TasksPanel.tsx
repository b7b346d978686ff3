import { createMemo, For, Show } from "solid-js";
import { RESPONSE_LEVELS, type StepStanding, type StepState } from "../../../core/model/contingency.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import { Segmented } from "../../shared/Segmented.tsx";
import type { CommandModel } from "../command-model.ts";
import { PlanFile } from "./PlanFile.tsx";
import { RoleContacts } from "./RoleContacts.tsx";
import { TaskRow } from "./TaskRow.tsx";
import { createTasksModel, type HazardChoice } from "./tasks-model.ts";
import "./tasks.css";

/** In the order somebody has to look at them. */
const GROUPS = [
  { key: "late", states: ["late"] },
  { key: "due", states: ["due"] },
  { key: "ahead", states: ["ahead"] },
  { key: "done", states: ["done", "done-late"] },
] as const satisfies readonly { readonly key: string; readonly states: readonly StepState[] }[];

const HAZARD_CHOICES: readonly HazardChoice[] = ["all", "earthquake", "flood", "fire"];

/** Who does what by when: the steps of the contingency plan against the clock and the log. */
export function TasksPanel(props: { readonly command: CommandModel }) {
  const app = useApp();
  const { words } = app;
  const tasks = createTasksModel(app, props.command);
  const said = () => words().command.tasks;
  const rowsOf = (states: readonly StepState[]): readonly StepStanding[] =>
    tasks.standings().filter(({ state }) => states.includes(state));
  const doneCount = createMemo(() => rowsOf(["done", "done-late"]).length);
  const lateCount = createMemo(() => rowsOf(["late"]).length);
  return (
    <div class="tasks">
      <div class="side-head">
        <h2>
          {said().title}{" "}
          <Show when={tasks.isEmbedded()}>
            <MethodBadge method="illustrative" />
          </Show>
        </h2>
        <p class="side-count num">
          {said().count(formatCount(doneCount()), formatCount(tasks.standings().length))}
          <Show when={lateCount() > 0}>
            <span class="tasks-late">{said().lateCount(formatCount(lateCount()))}</span>
          </Show>
        </p>
      </div>
      <div class="tasks-share" aria-hidden="true">
        <For each={["done", "done-late", "late"] as const}>
          {(state) => (
            <span
              data-state={state}
              style={{ "flex-grow": rowsOf([state]).length / Math.max(1, tasks.standings().length) }}
            />
          )}
        </For>
      </div>
      <div class="tasks-choices">
        <Segmented
          legend={said().level}
          name="response-level"
          isLegendShown
          options={[
            { value: "none", label: said().levelNone },
            ...RESPONSE_LEVELS.map((value) => ({ value, label: said().levels[value] })),
          ]}
          value={tasks.level() ?? "none"}
          onChange={(value) => tasks.setLevel(value === "none" ? null : value)}
        />
        <Segmented
          legend={said().hazard}
          name="tasks-hazard"
          isLegendShown
          options={HAZARD_CHOICES.map((value) => ({ value, label: said().hazards[value] }))}
          value={tasks.hazard()}
          onChange={tasks.setHazard}
        />
      </div>
      <Show when={tasks.level() === null}>
        <p class="side-note">{said().levelAssumed}</p>
      </Show>
      <Show when={tasks.failure()}>{(failure) => <FailureNote failure={failure()} />}</Show>
      <Show when={tasks.isNotKept()}>
        <p class="side-note" role="status">
          {said().notKept}
        </p>
      </Show>
      <Show when={tasks.plan() && tasks.standings().length === 0}>
        <p class="side-note">{said().none.all}</p>
      </Show>
      <For each={GROUPS}>
        {({ key, states }) => (
          <Show when={rowsOf(states).length > 0}>
            <section class="tasks-group" data-group={key} aria-labelledby={`tasks-${key}`}>
              <h3 id={`tasks-${key}`} class="side-subhead">
                {said().groups[key]} <span class="num">{formatCount(rowsOf(states).length)}</span>
              </h3>
              <ul class="tasks-list">
                <For each={rowsOf(states)}>
                  {(standing) => <TaskRow standing={standing} tasks={tasks} command={props.command} />}
                </For>
              </ul>
            </section>
          </Show>
        )}
      </For>
      <RoleContacts tasks={tasks} />
      <PlanFile tasks={tasks} />
    </div>
  );
}
