import { createSignal, Show } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { AfterActionSheet } from "./AfterActionSheet.tsx";
import { forecastsAtEnd } from "./forecast-acts.ts";
import { KeptList } from "./KeptList.tsx";
import { LogList } from "./LogList.tsx";
import { createLogFileHand } from "./log-model.ts";
import { momentWords } from "./moment-words.ts";
import { StartForm } from "./StartForm.tsx";
import { TimeMachine } from "./TimeMachine.tsx";
import { WhatIfCompare } from "./WhatIfCompare.tsx";

/** The operation's life and its log: started, written on, looked back at, taken out as a file or a report. */
export function LogPanel(props: { readonly command: CommandModel }) {
  const app = useApp();
  const { state, words } = app;
  const said = () => words().command.log;
  const hand = createLogFileHand(app);
  const [isStarting, setIsStarting] = createSignal(false);
  const [isEndAsked, setIsEndAsked] = createSignal(false);
  const [isReportOpen, setIsReportOpen] = createSignal(false);
  const [note, setNote] = createSignal("");
  const operation = () => state.operation;
  const write = () => {
    const text = note().trim();
    if (text === "") return;
    // The words stay in the field where nothing can be written.
    if (operation().lookedAtSequence === null) setNote("");
    void app.operationDesk()?.record([{ kind: "noted", text }]);
  };
  const kept = () => {
    const { keptCount, entries } = operation();
    return keptCount >= entries.length
      ? said().allKept
      : said().keptOf(formatCount(keptCount), formatCount(entries.length));
  };
  const end = () => {
    setIsEndAsked(false);
    const desk = app.operationDesk();
    const forecasts = forecastsAtEnd(props.command);
    void desk
      ?.record(forecasts, { source: "board", minute: desk.minuteNow() })
      .then(() => desk.record([{ kind: "operation-closed" }]));
  };
  return (
    <div class="log-panel">
      <Show
        when={operation().head}
        fallback={
          <section class="operation-card" aria-labelledby="operation-none">
            <h2 id="operation-none">{said().none}</h2>
            <p class="side-note">{said().noneHint}</p>
            <StartForm onStarted={() => setIsStarting(false)} />
          </section>
        }
      >
        {(head) => (
          <section class="operation-card" aria-labelledby="operation-title">
            <h2 id="operation-title">{head().title}</h2>
            <p class="side-note num">
              {said().t0At(
                momentWords(
                  head().t0,
                  app.firstPack()?.description.timeZone ?? "Asia/Shanghai",
                  state.language,
                  Date.now(),
                ),
              )}
              {" · "}
              {said().lines(formatCount(operation().entries.length))}
              {" · "}
              {kept()}
              <Show when={operation().situation.isOver}>
                {" · "}
                <strong>{said().over}</strong>
              </Show>
            </p>
            <Show when={head().branchedFrom}>
              {(from) => (
                <>
                  <p class="side-note">{said().whatIfOf(from().title, formatCount(from().sequence + 1))}</p>
                  <WhatIfCompare
                    command={props.command}
                    operationId={from().operationId}
                    title={from().title}
                  />
                </>
              )}
            </Show>
            <Show
              when={!isEndAsked()}
              fallback={
                <div role="alertdialog" aria-label={said().endAsk}>
                  <p>{said().endAsk}</p>
                  <div class="operation-actions">
                    <button type="button" class="button" onClick={end}>
                      {said().end}
                    </button>
                    <button type="button" class="button" onClick={() => setIsEndAsked(false)}>
                      {said().no}
                    </button>
                  </div>
                </div>
              }
            >
              <div class="operation-actions">
                <Show when={!operation().situation.isOver}>
                  <button type="button" class="button" onClick={() => setIsEndAsked(true)}>
                    {said().end}
                  </button>
                </Show>
                <button type="button" class="button" onClick={() => void app.operationDesk()?.putAway()}>
                  {said().putAway}
                </button>
                <button type="button" class="button" onClick={() => setIsReportOpen(true)}>
                  {said().report}
                </button>
                <button type="button" class="button" onClick={hand.save}>
                  {said().exportFile}
                </button>
              </div>
            </Show>
            <TimeMachine command={props.command} />
            <form
              class="log-note"
              onSubmit={(event) => {
                event.preventDefault();
                write();
              }}
            >
              <label class="log-field">
                <span class="side-label">{said().note}</span>
                <input
                  type="text"
                  maxLength={2000}
                  value={note()}
                  placeholder={said().noteHint}
                  onInput={(event) => setNote(event.currentTarget.value)}
                />
              </label>
              <button type="submit" class="button" disabled={note().trim() === ""}>
                {said().write}
              </button>
            </form>
            <label class="log-field">
              <span class="side-label">{said().author}</span>
              <input
                type="text"
                maxLength={100}
                value={operation().author}
                placeholder={said().authorHint}
                onChange={(event) => app.operationDesk()?.setAuthor(event.currentTarget.value.trim())}
              />
            </label>
            <LogList command={props.command} />
          </section>
        )}
      </Show>
      <section class="log-files">
        <label class="button log-import">
          {said().importFile}
          <input
            type="file"
            class="visually-hidden"
            accept=".jsonl,.json,.txt"
            onChange={(event) => {
              const { files } = event.currentTarget;
              void hand.load(files);
              event.currentTarget.value = "";
            }}
          />
        </label>
        <p role="status" class="side-note">
          {hand.isReading() ? said().reading : ""}
        </p>
        <Show when={hand.good()}>
          {(found) => (
            <button type="button" class="button" onClick={() => void hand.takeGood()}>
              {said().loadGood(formatCount(found().read.entries.length))}
            </button>
          )}
        </Show>
      </section>
      <KeptList />
      <Show when={operation().head}>
        <Show
          when={isStarting()}
          fallback={
            <button type="button" class="button" onClick={() => setIsStarting(true)}>
              {said().startTitle}
            </button>
          }
        >
          <h2 class="side-subhead">{said().startTitle}</h2>
          <StartForm onStarted={() => setIsStarting(false)} />
        </Show>
      </Show>
      <Show when={isReportOpen()}>
        <AfterActionSheet command={props.command} onClose={() => setIsReportOpen(false)} />
      </Show>
    </div>
  );
}
