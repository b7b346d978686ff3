import { Show } from "solid-js";
import { useApp } from "../../shared/app-context.ts";
import type { TasksModel } from "./tasks-model.ts";

/** Which plan the steps are of; a district's own in its place, and the file to begin it from. */
export function PlanFile(props: { readonly tasks: TasksModel }) {
  const { state, words } = useApp();
  const said = () => words().command.tasks;
  let picker: HTMLInputElement | undefined;
  const isEnglish = () => state.language === "en";
  return (
    <Show when={props.tasks.plan()}>
      {(plan) => (
        <section class="tasks-plan" aria-labelledby="tasks-plan">
          <h3 id="tasks-plan" class="side-subhead">
            {said().plan}
          </h3>
          <p>{said().planEdition(isEnglish() ? plan().titleEn : plan().titleZh, plan().edition)}</p>
          <p class="side-note">{isEnglish() ? plan().noteEn : plan().noteZh}</p>
          <div class="tasks-buttons">
            <button type="button" class="button" onClick={() => picker?.click()}>
              {said().load}
            </button>
            <button type="button" class="button" onClick={() => void props.tasks.save()}>
              {said().save}
            </button>
            <Show when={!props.tasks.isEmbedded()}>
              <button type="button" class="button" onClick={() => props.tasks.useEmbedded()}>
                {said().embedded}
              </button>
            </Show>
          </div>
          <input
            ref={picker}
            type="file"
            hidden
            accept=".json,application/json"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              event.currentTarget.value = "";
              if (file) void props.tasks.load(file);
            }}
          />
        </section>
      )}
    </Show>
  );
}
