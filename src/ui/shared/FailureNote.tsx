import { Show } from "solid-js";
import type { Failure } from "../../core/model/failure.ts";
import { describeFailure } from "../../i18n/describe-failure.ts";
import { useApp } from "./app-context.ts";

/** What happened, what to do, and the button that does it. Details last. */
export function FailureNote(props: {
  readonly failure: Failure;
  readonly onRetry?: () => void;
  readonly onPutAway?: () => void;
}) {
  const { words } = useApp();
  const said = () => describeFailure(props.failure, words());
  return (
    <div class="failure-note" role="alert">
      <p class="failure-title">
        <span aria-hidden="true">✕ </span>
        {said().title}
      </p>
      <p>{said().suggestion}</p>
      <p class="failure-summary">{said().summary}</p>
      <div class="failure-actions">
        <Show when={said().action === "retry" && props.onRetry}>
          <button type="button" class="button" onClick={() => props.onRetry?.()}>
            {words().shared.retry}
          </button>
        </Show>
        <Show when={props.onPutAway}>
          <button type="button" class="button" onClick={() => props.onPutAway?.()}>
            {words().shared.putAway}
          </button>
        </Show>
        <details>
          <summary>{words().shared.details}</summary>
          <code>{said().technical}</code>
        </details>
      </div>
    </div>
  );
}
