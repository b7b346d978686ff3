import { For, Show } from "solid-js";
import { describeSchemeTrouble } from "../../../i18n/describe-scheme-trouble.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SchemesModel } from "./schemes-model.ts";

/** What went otherwise than wished, in the list it is about, until it is put away. */
export function SchemeTroubles(props: { readonly model: SchemesModel }) {
  const { state, commands, words } = useApp();
  const said = () => words().plan.schemes;
  return (
    <>
      <div role="status" class="schemes-said">
        <Show when={props.model.files.loadedNames()}>
          {(names) => <p>{names().map(said().loaded).join(words().shared.comma)}</p>}
        </Show>
        <Show when={props.model.files.otherSettings()}>
          <p>
            {said().settingsDiffer}{" "}
            <button type="button" class="plan-link" onClick={() => props.model.files.useSettings()}>
              {said().useSettings}
            </button>
          </p>
        </Show>
      </div>
      <For each={state.schemeTroubles}>
        {(trouble) => {
          const described = () => describeSchemeTrouble(trouble, words());
          return (
            <div class="scheme-trouble" role="alert">
              <p class="scheme-trouble-title">
                <span aria-hidden="true">✕ </span>
                {described().title}
              </p>
              <For each={described().lines}>{(line) => <p>{line}</p>}</For>
              <div class="scheme-actions">
                <Show when={described().isFileOffered}>
                  <button
                    type="button"
                    class="plan-link"
                    onClick={() => void props.model.files.save(props.model.schemes())}
                  >
                    {said().saveAll}
                  </button>
                </Show>
                <button type="button" class="plan-link" onClick={() => commands.putAwayTrouble(trouble)}>
                  {said().putAway}
                </button>
              </div>
            </div>
          );
        }}
      </For>
    </>
  );
}
