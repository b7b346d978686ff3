import { createMemo, Show } from "solid-js";
import { REPORT_KINDS } from "../../../core/operation/report-kinds.ts";
import { formatCount, formatElapsed } from "../../../i18n/format.ts";
import { PROMISE_MINUTES } from "../../../state/command-selectors.ts";
import { useApp } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";
import { LevelBadge } from "../wall/LevelBadge.tsx";

const STEP_MINUTES = 10;
const LAST_MINUTES = PROMISE_MINUTES.service;

/** The largest thing on the screen: time since T0, whether it is an exercise, and what the board is worked out from. */
export function ClockPanel(props: { readonly command: CommandModel }) {
  const { state, words } = useApp();
  const said = () => words().command.log;
  const clock = () => props.command.clock;
  const head = () => state.operation.head;
  const step = (minutes: number) =>
    props.command.moveElapsed(Math.min(LAST_MINUTES, Math.max(0, props.command.elapsedMinutes() + minutes)));
  /** To the second while it is live. */
  const exact = () =>
    clock().mode() === "live" ? (clock().nowMinutes() ?? 0) : props.command.elapsedMinutes();
  const seconds = () => String(Math.floor(Math.abs(exact()) * 60) % 60).padStart(2, "0");
  const badge = () => {
    const open = head();
    if (!open) return words().command.exercise;
    return open.branchedFrom ? said().badges.whatIf : said().badges[open.kind];
  };
  const label = () => {
    if (exact() < 0) return said().beforeT0;
    const { earthquake, rain, zones } = state.operation.shown.hazards;
    return head() && !earthquake && (rain || zones.length > 0) ? said().afterT0 : words().command.elapsed;
  };
  const reports = createMemo(() => {
    const { entries, lookedAtSequence } = state.operation;
    const known = lookedAtSequence === null ? entries : entries.slice(0, lookedAtSequence + 1);
    const found = known.filter(({ act, source }) => source !== "board" && REPORT_KINDS.has(act.kind));
    return {
      count: found.length,
      lastMinute: found.reduce((last, { minute }) => Math.max(last, minute), -Infinity),
    };
  });
  const note = () => {
    const now = clock().nowMinutes();
    if (!head() || now === null) return words().command.exerciseHint;
    if (now > LAST_MINUTES && clock().mode() === "live") return said().longAgo(said().span(now));
    const { count, lastMinute } = reports();
    if (count === 0) return said().noReports;
    const age = (clock().mode() === "past" ? props.command.elapsedMinutes() : now) - lastMinute;
    return said().reports(formatCount(count), age < 1 ? said().justNow : said().ago(said().span(age)));
  };
  const standing = () => {
    const now = clock().nowMinutes();
    const mode = clock().mode();
    if (mode === "live") return said().clock.live;
    if (mode === "past") return said().clock.past(formatCount((state.operation.lookedAtSequence ?? 0) + 1));
    const ahead = props.command.elapsedMinutes() - (now ?? 0);
    return ahead >= 0 ? said().clock.ahead(said().span(ahead)) : said().clock.behind(said().span(-ahead));
  };
  const isHeld = () => clock().mode() === "past";
  return (
    <div class="command-clock" data-mode={clock().mode()}>
      <div class="clock-head">
        <span
          class="exercise-mark"
          data-kind={head() && !head()?.branchedFrom ? head()?.kind : undefined}
          title={head()?.title ?? words().command.exerciseHint}
        >
          {badge()}
        </span>
        <Show when={state.theme !== "wall"}>
          <LevelBadge />
        </Show>
        <span class="clock-label">{label()}</span>
        <Show when={head()}>
          <span class="clock-standing">{standing()}</span>
        </Show>
      </div>
      <div class="clock-row">
        <p
          class="clock-value num"
          data-long={formatElapsed(exact()).length > 5 ? "" : undefined}
          role="timer"
          aria-live="off"
        >
          {formatElapsed(exact())}
          <Show when={clock().mode() === "live"}>
            <span class="clock-seconds">:{seconds()}</span>
          </Show>
        </p>
        <div class="clock-steps">
          <button
            type="button"
            class="clock-step"
            aria-label={words().command.earlier(String(STEP_MINUTES))}
            title={isHeld() ? said().clock.heldInPast : undefined}
            disabled={isHeld() || props.command.elapsedMinutes() <= 0}
            onClick={() => step(-STEP_MINUTES)}
          >
            −
          </button>
          <button
            type="button"
            class="clock-step"
            aria-label={words().command.later(String(STEP_MINUTES))}
            title={isHeld() ? said().clock.heldInPast : undefined}
            disabled={isHeld() || props.command.elapsedMinutes() >= LAST_MINUTES}
            onClick={() => step(STEP_MINUTES)}
          >
            +
          </button>
        </div>
      </div>
      <Show
        when={clock().mode() === "moved" || clock().mode() === "past"}
        fallback={<p class="clock-basis">{note()}</p>}
      >
        <button type="button" class="clock-now" onClick={() => clock().backToNow()}>
          {said().clock.backToNow}
        </button>
      </Show>
    </div>
  );
}
