import { createMemo, For, Show } from "solid-js";
import type { ActKind } from "../../core/model/operation.ts";
import { formatCount, formatElapsed, formatHoursMinutes } from "../../i18n/format.ts";
import { PROMISE_MINUTES, PROMISES } from "../../state/command-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import type { CommandModel } from "./command-model.ts";

const LAST_MINUTES = PROMISE_MINUTES.service;
const HOURS = Array.from({ length: LAST_MINUTES / 60 + 1 }, (_, hour) => hour);
const PROMISE_HOURS = PROMISES.map((kind) => PROMISE_MINUTES[kind] / 60);
const placeOf = (minutes: number) => `${Math.max(0, Math.min(100, (minutes / LAST_MINUTES) * 100))}%`;
/** Lines of the log that are worth a point on the line, and how many of the newest. */
const EVENT_KINDS: ReadonlySet<ActKind> = new Set([
  "closure-made",
  "closure-lifted",
  "crews-out",
  "incident-entered",
  "shelter-status",
  "hazards-set",
]);
const MOST_EVENTS = 80;

/** From the quake to the last promise: first trucks as ticks, promises as posts, and the present as a handle. */
export function TimeLine(props: { readonly command: CommandModel }) {
  const { state, words } = useApp();
  const arrivals = createMemo(() =>
    props.command.sites().filter((row) => row.arrivalMinutes <= LAST_MINUTES),
  );
  const elapsed = () => props.command.elapsedMinutes();
  const clock = () => props.command.clock;
  /** The board is looked at elsewhere than now. */
  const isElsewhere = () => clock().mode() === "moved" || clock().mode() === "past";
  const events = createMemo(() => {
    const { entries, lookedAtSequence } = state.operation;
    return (lookedAtSequence === null ? entries : entries.slice(0, lookedAtSequence + 1))
      .filter(({ act, minute }) => EVENT_KINDS.has(act.kind) && minute >= 0 && minute <= LAST_MINUTES)
      .slice(-MOST_EVENTS);
  });
  return (
    <section class="time-line" aria-label={words().command.timeLine}>
      <p class="time-label">{words().command.elapsed}</p>
      <div class="time-track" data-stale={props.command.isStale() ? "" : undefined}>
        <div class="time-rail" aria-hidden="true">
          <span class="time-past" style={{ width: placeOf(elapsed()) }} />
        </div>
        <div class="time-ticks" aria-hidden="true">
          <For each={arrivals()}>
            {(row) => (
              <span
                class="time-arrival"
                data-state={row.supplyState}
                style={{ left: placeOf(row.arrivalMinutes) }}
              />
            )}
          </For>
          <For each={HOURS.filter((hour) => !PROMISE_HOURS.includes(hour))}>
            {(hour) => (
              <span class="time-hour num" style={{ left: placeOf(hour * 60) }}>
                {hour}
              </span>
            )}
          </For>
          <For each={PROMISES}>
            {(kind) => (
              <span
                class="time-post num"
                data-state={props.command.promises()?.[kind].state ?? "unknown"}
                data-kind={kind}
                style={{ left: placeOf(PROMISE_MINUTES[kind]) }}
              >
                {PROMISE_MINUTES[kind] / 60} {words().command.promiseShort[kind]}
              </span>
            )}
          </For>
          <For each={events()}>
            {(entry) => <span class="time-event" style={{ left: placeOf(entry.minute) }} />}
          </For>
          <Show when={isElsewhere() && (clock().nowMinutes() ?? -1) >= 0}>
            <span class="time-live" style={{ left: placeOf(clock().nowMinutes() ?? 0) }} />
          </Show>
          <span class="time-now" data-mode={clock().mode()} style={{ left: placeOf(elapsed()) }}>
            {isElsewhere() ? words().command.log.clock.shown : words().command.now}
          </span>
        </div>
        <input
          class="time-range"
          type="range"
          min="0"
          max={LAST_MINUTES}
          step="1"
          value={Math.max(0, Math.min(LAST_MINUTES, elapsed()))}
          aria-label={words().command.elapsedControl}
          aria-valuetext={words().command.elapsedValue(formatHoursMinutes(elapsed()))}
          disabled={clock().mode() === "past"}
          title={clock().mode() === "past" ? words().command.log.clock.heldInPast : undefined}
          onInput={(event) => props.command.moveElapsed(Number(event.currentTarget.value))}
          onChange={() => props.command.settle()}
        />
      </div>
      <output class="time-value num">{formatElapsed(elapsed())}</output>
      <Show when={arrivals().length > 0}>
        <p class="time-note">{words().command.arrivalsOnLine(formatCount(arrivals().length))}</p>
      </Show>
    </section>
  );
}
