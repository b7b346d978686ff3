import { Show } from "solid-js";
import { useApp } from "./app-context.ts";

/** A quiet line while the device has no network: a state, not a warning. */
export function OfflineLine() {
  const { state, words } = useApp();
  return (
    <div aria-live="polite">
      <Show when={!state.offline.isConnected}>
        <p class="offline-line">
          {state.offline.readiness.status === "ready"
            ? words().offline.lineReady
            : words().offline.lineNotReady}
        </p>
      </Show>
    </div>
  );
}
