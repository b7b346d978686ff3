import { For, Show } from "solid-js";
import { formatCount } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";

/** What was added to the pack, newest first; any of it can be taken off again. */
export function ChangeList() {
  const { state, commands, words } = useApp();
  const said = () => words().data.changes;
  return (
    <section class="data-section" aria-labelledby="data-changes">
      <h2 id="data-changes">{said().title}</h2>
      <Show when={state.changes.length > 0} fallback={<p class="data-lead">{said().none}</p>}>
        <ul class="change-list">
          <For each={state.changes.toReversed()}>
            {(change) => (
              <li class="change">
                <p class="change-file">
                  {change.file} <MethodBadge method={change.method} />
                </p>
                <p class="data-lead">
                  {change.removedIds.length > 0
                    ? said().removedCounts(
                        words().map.layerNames[change.layer],
                        formatCount(change.upserts.length),
                        formatCount(change.removedIds.length),
                      )
                    : said().counts(words().map.layerNames[change.layer], formatCount(change.upserts.length))}
                  {" · "}
                  <time dateTime={change.importedAt}>
                    {new Date(change.importedAt).toLocaleString(state.language)}
                  </time>
                </p>
                <button
                  type="button"
                  class="link-button"
                  aria-label={said().remove(change.file)}
                  onClick={() => commands.removeChange(change.id)}
                >
                  {said().removeShort}
                </button>
              </li>
            )}
          </For>
        </ul>
        <p class="data-lead">{said().kept}</p>
      </Show>
      <Show when={state.changes.length + state.undoneChanges.length > 0}>
        <div class="data-actions">
          <Show when={state.changes.length > 0}>
            <button type="button" class="button" onClick={() => commands.undoChange()}>
              {said().undo}
            </button>
          </Show>
          <Show when={state.undoneChanges.length > 0}>
            <button type="button" class="button" onClick={() => commands.redoChange()}>
              {said().redo}
            </button>
          </Show>
        </div>
      </Show>
    </section>
  );
}
