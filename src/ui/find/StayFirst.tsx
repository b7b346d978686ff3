import { createMemo, Show } from "solid-js";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { Icon } from "../shared/Icon.tsx";
import { stayWords } from "./stay-words.ts";

/** Before everything else where walking is the worse choice, also where there is no way at all: stay, and go up. */
export function StayFirst() {
  const { state, words } = useApp();
  const stay = createMemo(() => {
    const advice = shownAnswer(state, "riskHere")?.answer.advice ?? null;
    const said = stayWords(words(), state.language, state.scenario.hazard, advice);
    return said.comesFirst ? said : null;
  });
  return (
    <div role="status">
      <Show when={stay()}>
        {(said) => (
          <div class="stay-first">
            <Icon name="stay" sizePixels={24} />
            <p class="stay-first-what">{said().lines[0]}</p>
            <p class="answer-note">{said().reason}</p>
            <Show when={state.tasks.find.status !== "failed"}>
              <p class="answer-note">{words().find.stay.afterwards}</p>
            </Show>
          </div>
        )}
      </Show>
    </div>
  );
}
