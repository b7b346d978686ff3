import { Show } from "solid-js";
import { RESPONSE_LEVELS } from "../../../core/model/contingency.ts";
import { useApp } from "../../shared/app-context.ts";
import "./level-badge.css";

/** The level as declared: outline and numeral, in the alert's colour; nothing while none is. */
export function LevelBadge() {
  const { state, words } = useApp();
  return (
    <Show when={state.operation.shown.level?.level}>
      {(level) => (
        <p class="level-badge" data-alert={RESPONSE_LEVELS.indexOf(level()) + 1}>
          <span class="level-numeral" aria-hidden="true">
            {level()}
          </span>
          {words().command.wall.response(words().command.tasks.levels[level()])}
        </p>
      )}
    </Show>
  );
}
