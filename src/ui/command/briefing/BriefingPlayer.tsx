import { onCleanup, onMount, Show } from "solid-js";
import { Portal } from "solid-js/web";
import { useApp } from "../../shared/app-context.ts";
import type { BriefingModel } from "./briefing-model.ts";

/** The pages one after the other: only the map, its clock, and what is said. Arrow keys turn, Esc ends. */
export function BriefingPlayer(props: { readonly briefing: BriefingModel }) {
  const { words } = useApp();
  const said = () => words().command.briefing;
  const model = () => props.briefing;
  let next: HTMLButtonElement | undefined;
  const before = document.activeElement;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") model().stop();
    else if (event.key === "ArrowRight" || event.key === "PageDown") model().step(1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") model().step(-1);
    else return;
    event.preventDefault();
  };
  onMount(() => {
    document.documentElement.dataset.briefing = "";
    document.addEventListener("keydown", onKeyDown);
    next?.focus();
  });
  onCleanup(() => {
    delete document.documentElement.dataset.briefing;
    document.removeEventListener("keydown", onKeyDown);
    if (before instanceof HTMLElement) before.focus();
  });
  return (
    <Portal>
      <section class="briefing-player" aria-label={said().title}>
        <p class="briefing-said" aria-live="polite">
          {model().current()?.text}
        </p>
        <div class="briefing-row">
          <button
            type="button"
            class="button"
            disabled={model().position() <= 0}
            onClick={() => model().step(-1)}
          >
            {said().previous}
          </button>
          <span class="num">
            {said().page(String(model().position() + 1), String(model().views().length))}
          </span>
          <button
            ref={next}
            type="button"
            class="button"
            aria-disabled={model().position() === model().views().length - 1}
            onClick={() => model().step(1)}
          >
            {said().next}
          </button>
          <button
            type="button"
            class="button"
            aria-pressed={model().isRunning()}
            onClick={() => model().run(!model().isRunning())}
          >
            <Show when={model().isRunning()} fallback={said().running}>
              {said().paused}
            </Show>
          </button>
          <button type="button" class="button" onClick={() => model().stop()}>
            {said().stop}
          </button>
        </div>
      </section>
    </Portal>
  );
}
