import { For, Show } from "solid-js";
import { nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { TasksModel } from "./tasks-model.ts";

/** Who fills a role and how to ring them: typed here, kept here. */
export function RoleContacts(props: { readonly tasks: TasksModel }) {
  const { state, words } = useApp();
  const said = () => words().command.tasks;
  return (
    <Show when={props.tasks.plan()}>
      {(plan) => (
        <details class="tasks-more">
          <summary>{said().contacts}</summary>
          <p class="side-note">{said().contactsNote}</p>
          <For each={plan().roles}>
            {(role) => (
              <label class="task-role">
                <span>{nameIn(state.language, role)}</span>
                <input
                  type="text"
                  class="task-field"
                  autocomplete="off"
                  maxlength="120"
                  aria-label={said().contactOf(nameIn(state.language, role))}
                  value={props.tasks.contacts()[role.id] ?? ""}
                  onChange={(event) => props.tasks.setContact(role.id, event.currentTarget.value)}
                />
              </label>
            )}
          </For>
        </details>
      )}
    </Show>
  );
}
