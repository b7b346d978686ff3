import { For, Show } from "solid-js";
import { BRIEFING_LIMITS } from "../../../core/model/briefing.ts";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import type { BriefingModel } from "./briefing-model.ts";
import "./briefing.css";

/** Making a briefing, over the foot of the map: its pages, the words of one, and how it is played. */
export function BriefingBar(props: { readonly briefing: BriefingModel; readonly onClose: () => void }) {
  const { words } = useApp();
  const said = () => words().command.briefing;
  const model = () => props.briefing;
  let picker: HTMLInputElement | undefined;
  const [leastHold, mostHold] = BRIEFING_LIMITS.holdSeconds;
  return (
    <section class="briefing-bar" aria-label={said().title}>
      <div class="briefing-row">
        <ol class="briefing-pages" aria-label={said().pages}>
          <For each={model().views()}>
            {(view, at) => (
              <li>
                <button
                  type="button"
                  class="briefing-page num"
                  aria-label={said().page(String(at() + 1), String(model().views().length))}
                  aria-pressed={model().current()?.id === view.id}
                  title={view.text}
                  onClick={() => model().show(view.id)}
                >
                  {at() + 1}
                </button>
              </li>
            )}
          </For>
        </ol>
        <button type="button" class="button" data-kind="primary" onClick={() => model().add()}>
          {said().add}
        </button>
        <Show when={model().views().length > 0}>
          <button type="button" class="button" onClick={() => model().play()}>
            {said().play}
          </button>
        </Show>
        <button type="button" class="button briefing-close" onClick={() => props.onClose()}>
          {said().close}
        </button>
      </div>
      <Show when={model().current()} fallback={<p class="side-note">{said().hint}</p>}>
        {(view) => (
          <>
            <label class="briefing-text">
              <span>{said().text}</span>
              <textarea
                rows="2"
                maxlength={BRIEFING_LIMITS.textLength}
                value={view().text}
                onInput={(event) => model().change({ text: event.currentTarget.value })}
              />
            </label>
            <div class="briefing-row">
              <button type="button" class="button" onClick={() => model().retake()}>
                {said().retake}
              </button>
              <button
                type="button"
                class="button"
                disabled={model().position() === 0}
                onClick={() => model().move(-1)}
              >
                {said().earlier}
              </button>
              <button
                type="button"
                class="button"
                disabled={model().position() === model().views().length - 1}
                onClick={() => model().move(1)}
              >
                {said().later}
              </button>
              <button type="button" class="button" onClick={() => model().remove()}>
                {said().remove}
              </button>
              <label class="briefing-hold">
                {said().hold}
                <input
                  type="number"
                  min={leastHold}
                  max={mostHold}
                  value={view().holdSeconds}
                  onChange={(event) => {
                    const seconds = event.currentTarget.valueAsNumber;
                    if (seconds >= leastHold && seconds <= mostHold) model().change({ holdSeconds: seconds });
                    else event.currentTarget.value = String(view().holdSeconds);
                  }}
                />
              </label>
            </div>
          </>
        )}
      </Show>
      <div class="briefing-row">
        <Show when={model().views().length > 0}>
          <button type="button" class="side-link" onClick={() => void model().save()}>
            {said().save}
          </button>
        </Show>
        <button type="button" class="side-link" onClick={() => picker?.click()}>
          {said().load}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".json,application/json"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = "";
            if (file) void model().load(file);
          }}
        />
        <Show when={model().isNotKept()}>
          <p class="side-note" role="status">
            {said().notKept}
          </p>
        </Show>
      </div>
      <Show when={model().failure()}>{(failure) => <FailureNote failure={failure()} />}</Show>
    </section>
  );
}
