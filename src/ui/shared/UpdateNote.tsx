import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import { formatCount, formatDay } from "../../i18n/format.ts";
import { ageWords } from "./age-words.ts";
import { useApp } from "./app-context.ts";

/** Newer program or data lie ready: said with their age, taken only when the person says so. */
export function UpdateNote() {
  const { state, words, offline } = useApp();
  const [isPutAway, setIsPutAway] = createSignal(false);
  const said = () => words().offline.update;
  const age = (iso: string) => ageWords(iso, state.language, words());
  const day = (iso: string) => formatDay(iso, state.language);
  const code = createMemo(() => state.offline.codeUpdate);
  const data = createMemo(() => {
    const { current, newer } = state.offline.dataUpdate ?? {};
    return current && newer ? { current, newer } : null;
  });
  // What is found later is said anew.
  createEffect(on([code, data], () => setIsPutAway(false), { defer: true }));
  return (
    <Show when={(code() || data()) && !isPutAway()}>
      <section class="update-note" aria-labelledby="update-title">
        <h2 id="update-title">{said().title}</h2>
        <Show when={data()}>
          {(found) => (
            <p>
              {found().newer.asOf === found().current.asOf
                ? said().dataSameDate(found().newer.asOf, age(found().current.keptAtIso))
                : said().data(found().newer.asOf, found().current.asOf, age(found().current.keptAtIso))}
            </p>
          )}
        </Show>
        <Show when={code()}>
          {(found) => (
            <p>
              {said().code(
                day(found().newBuiltAtIso),
                age(found().newBuiltAtIso),
                day(found().usedBuiltAtIso),
              )}
            </p>
          )}
        </Show>
        <p class="failure-summary">{said().note}</p>
        <Show when={state.offline.otherWindows > 0}>
          <p>{said().otherWindows(formatCount(state.offline.otherWindows))}</p>
        </Show>
        <div class="failure-actions">
          <button type="button" class="button" data-kind="primary" onClick={() => offline.useUpdate()}>
            {said().use}
          </button>
          <button type="button" class="button" onClick={() => setIsPutAway(true)}>
            {said().later}
          </button>
        </div>
      </section>
    </Show>
  );
}
