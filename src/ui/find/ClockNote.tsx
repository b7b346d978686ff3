import { createUniqueId, Show } from "solid-js";
import { formatClock } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Says that the device's clock cannot be right, and asks for the time: gates with hours hang on it. */
export function ClockNote() {
  const { state, commands, words } = useApp();
  const said = () => words().find;
  const id = createUniqueId();
  const asked = () => state.scenario.minuteOfDay;
  const change = (text: string) => {
    const [, hours, minutes] = CLOCK.exec(text) ?? [];
    // An emptied field asks for the device's own clock again.
    commands.setScenario({
      minuteOfDay: hours && minutes ? Number(hours) * 60 + Number(minutes) : null,
    });
  };
  return (
    <Show when={state.isClockWrong}>
      <div class="clock-note" role="note">
        <p>{asked() === null ? said().clockWrong : said().clockGiven}</p>
        <label for={id}>{said().clockLabel}</label>
        <input
          id={id}
          type="time"
          value={formatClockOrNothing(asked())}
          onChange={(event) => change(event.currentTarget.value)}
        />
      </div>
    </Show>
  );
}

const formatClockOrNothing = (minute: number | null): string => (minute === null ? "" : formatClock(minute));
