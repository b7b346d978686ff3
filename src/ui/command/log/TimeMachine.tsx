import { createSignal, onCleanup, Show } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";

/** After this long without a move the board follows; dragging only counts. */
const REST_MILLISECONDS = 120;

/** Scrubs the log: what was known after any of its lines, and another way from there. */
export function TimeMachine(props: { readonly command: CommandModel }) {
  const app = useApp();
  const { state, words } = app;
  const said = () => words().command.log;
  const last = () => state.operation.entries.length - 1;
  const [draft, setDraft] = createSignal<number | null>(null);
  let rest: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(rest));
  const at = () => draft() ?? state.operation.lookedAtSequence ?? last();
  const lookAt = (sequence: number) => {
    clearTimeout(rest);
    setDraft(null);
    app.operationDesk()?.lookAt(sequence >= last() ? null : sequence);
  };
  const move = (sequence: number) => {
    setDraft(sequence);
    clearTimeout(rest);
    rest = setTimeout(() => lookAt(sequence), REST_MILLISECONDS);
  };
  const branch = () => {
    const { head, lookedAtSequence } = state.operation;
    if (!head || lookedAtSequence === null) return;
    void app.operationDesk()?.branch(lookedAtSequence, said().branchTitle(head.title));
  };
  return (
    <section class="time-machine" aria-labelledby="time-machine">
      <h2 id="time-machine" class="side-subhead">
        {said().timeMachine}
      </h2>
      <div class="time-machine-row">
        <button
          type="button"
          class="clock-step"
          aria-label={said().previousLine}
          disabled={at() <= 0}
          onClick={() => lookAt(at() - 1)}
        >
          ‹
        </button>
        <input
          type="range"
          class="input-range"
          min="0"
          max={Math.max(1, last())}
          step="1"
          value={at()}
          disabled={last() < 1}
          aria-label={said().timeMachine}
          aria-valuetext={said().lineOf(formatCount(at() + 1), formatCount(last() + 1))}
          onInput={(event) => move(Number(event.currentTarget.value))}
          onChange={(event) => lookAt(Number(event.currentTarget.value))}
        />
        <button
          type="button"
          class="clock-step"
          aria-label={said().nextLine}
          disabled={at() >= last()}
          onClick={() => lookAt(at() + 1)}
        >
          ›
        </button>
      </div>
      <p class="side-note num">
        {at() < last()
          ? said().lineOf(formatCount(at() + 1), formatCount(last() + 1))
          : said().timeMachineHint}
      </p>
      <Show when={props.command.clock.mode() === "past"}>
        <div class="operation-actions">
          <button type="button" class="button" onClick={branch}>
            {said().branch}
          </button>
          <button type="button" class="button" onClick={() => props.command.clock.backToNow()}>
            {said().clock.backToNow}
          </button>
        </div>
      </Show>
    </section>
  );
}
