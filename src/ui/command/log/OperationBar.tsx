import { For, Show } from "solid-js";
import { describeOperationTrouble } from "../../../i18n/describe-operation-trouble.ts";
import { formatHoursMinutes } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { createLogFileHand } from "./log-model.ts";
import { momentWords } from "./moment-words.ts";

/** Over every tab: that the past is on screen, and what went otherwise than wished with the log. */
export function OperationBar(props: { readonly command: CommandModel }) {
  const app = useApp();
  const { state, words } = app;
  const said = () => words().command.log;
  const hand = createLogFileHand(app);
  const line = () => {
    const { entries, lookedAtSequence } = state.operation;
    return lookedAtSequence === null ? undefined : entries[lookedAtSequence];
  };
  return (
    <>
      <Show when={line()}>
        {(entry) => (
          <div class="past-bar" role="status">
            <p>
              <strong>{said().pastTitle}</strong>{" "}
              {said().pastSaid(
                momentWords(
                  entry().recordedAt,
                  app.firstPack()?.description.timeZone ?? "Asia/Shanghai",
                  state.language,
                  Date.now(),
                ),
                formatHoursMinutes(props.command.elapsedMinutes()),
              )}
            </p>
            <button type="button" class="button" onClick={() => props.command.clock.backToNow()}>
              {said().clock.backToNow}
            </button>
          </div>
        )}
      </Show>
      <For each={state.operation.troubles}>
        {(trouble) => {
          const described = () => describeOperationTrouble(trouble, words());
          return (
            <div class="operation-trouble" role="alert">
              <p class="operation-trouble-title">
                <span aria-hidden="true">✕ </span>
                {described().title}
              </p>
              <For each={described().lines}>{(text) => <p>{text}</p>}</For>
              <div class="operation-actions">
                <Show when={described().isFileOffered && state.operation.head}>
                  <button type="button" class="button" onClick={hand.save}>
                    {said().exportFile}
                  </button>
                </Show>
                <button
                  type="button"
                  class="button"
                  onClick={() => app.operationDesk()?.putAwayTrouble(trouble)}
                >
                  {said().troubles.putAway}
                </button>
              </div>
            </div>
          );
        }}
      </For>
    </>
  );
}
