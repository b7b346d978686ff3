import { createMemo, createSignal, For, Show } from "solid-js";
import type { LogEntry } from "../../../core/model/operation.ts";
import { LATE_REPORT_MINUTES } from "../../../core/operation/after-action.ts";
import { describeAct } from "../../../i18n/describe-act.ts";
import { formatCount, formatElapsed } from "../../../i18n/format.ts";
import { writtenMinute } from "../../../state/operation/written-minute.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { createActNames, isShownBy, LOG_FILTERS, type LogFilter } from "./log-model.ts";
import { momentWords } from "./moment-words.ts";

const LINES_AT_FIRST = 100;

/** Every line in plain words, the newest first. */
export function LogList(props: { readonly command: CommandModel }) {
  const app = useApp();
  const { state, words } = app;
  const said = () => words().command.log;
  const [filter, setFilter] = createSignal<LogFilter>("all");
  const [mostLines, setMostLines] = createSignal(LINES_AT_FIRST);
  const names = createActNames(app, props.command);
  const found = createMemo(() => {
    const { entries, lookedAtSequence } = state.operation;
    const known = lookedAtSequence === null ? entries : entries.slice(0, lookedAtSequence + 1);
    return filter() === "all" ? known : known.filter(({ act }) => isShownBy(filter(), act.kind));
  });
  const lines = createMemo(() => found().slice(-mostLines()).reverse());
  const lateMinutes = (entry: LogEntry) => {
    const { head } = state.operation;
    const minutes = head && entry.source !== "board" ? writtenMinute(entry, head) - entry.minute : 0;
    return minutes > LATE_REPORT_MINUTES ? minutes : null;
  };
  const clockOf = (entry: LogEntry) =>
    momentWords(
      (state.operation.head?.t0 ?? 0) + entry.minute * 60_000,
      app.firstPack()?.description.timeZone ?? "Asia/Shanghai",
      state.language,
      Date.now(),
    );
  return (
    <section class="log-lines" aria-label={said().title}>
      <label class="log-filter">
        <span class="side-label">{said().filter}</span>
        <select
          value={filter()}
          onChange={(event) => {
            const picked = LOG_FILTERS.find((each) => each === event.currentTarget.value);
            if (picked) setFilter(picked);
          }}
        >
          <For each={LOG_FILTERS}>{(each) => <option value={each}>{said().filters[each]}</option>}</For>
        </select>
      </label>
      <Show when={lines().length > 0} fallback={<p class="side-note">{said().nothingOfKind}</p>}>
        <ol class="log-list">
          <For each={lines()}>
            {(entry) => (
              <li class="log-line" data-kind={entry.act.kind}>
                <span
                  class="log-minute num"
                  title={said().minuteClock(formatElapsed(entry.minute), clockOf(entry))}
                >
                  {formatElapsed(entry.minute)}
                </span>
                <div class="log-text">
                  <p>{describeAct(entry.act, words(), names())}</p>
                  <p class="log-by num">
                    {[clockOf(entry), said().sources[entry.source], entry.by].filter(Boolean).join(" · ")}
                    <Show when={lateMinutes(entry)}>
                      {(minutes) => <span class="log-late">{said().late(said().span(minutes()))}</span>}
                    </Show>
                  </p>
                </div>
              </li>
            )}
          </For>
        </ol>
        <Show when={found().length > lines().length}>
          <button type="button" class="button" onClick={() => setMostLines((most) => most + LINES_AT_FIRST)}>
            {said().more(formatCount(Math.min(LINES_AT_FIRST, found().length - lines().length)))}
          </button>
        </Show>
      </Show>
    </section>
  );
}
