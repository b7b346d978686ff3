import { For, Show } from "solid-js";
import type { PromiseState } from "../../core/model/answers.ts";
import { formatCount, formatHoursMinutes, formatModelledPersons } from "../../i18n/format.ts";
import { PROMISES, type PromiseKind, type PromiseSummary } from "../../state/command-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { CommandModel } from "./command-model.ts";
import { ClockPanel } from "./log/ClockPanel.tsx";
import { StateMark } from "./StateMark.tsx";

const BAR_ORDER: readonly PromiseState[] = ["kept", "on-the-way", "tight", "breaks", "unknown"];

/** The clock and the three promises: state, count, what is left, and a bar of everybody. */
export function PromiseStrip(props: { readonly command: CommandModel }) {
  const { state, words } = useApp();
  const isWaiting = () => state.tasks.board.status === "running" || state.pack.status === "loading";
  return (
    <section class="command-strip" aria-label={words().command.promises}>
      <ClockPanel command={props.command} />
      <Show
        when={props.command.promises()}
        fallback={
          <Show when={isWaiting()}>
            <For each={PROMISES}>
              {() => (
                <div class="promise" aria-busy="true">
                  <div class="skeleton" />
                  <div class="skeleton" />
                </div>
              )}
            </For>
          </Show>
        }
      >
        {(promises) => (
          <For each={PROMISES}>
            {(kind) => (
              <PromiseCard kind={kind} summary={promises()[kind]} isStale={props.command.isStale()} />
            )}
          </For>
        )}
      </Show>
    </section>
  );
}

function PromiseCard(props: {
  readonly kind: PromiseKind;
  readonly summary: PromiseSummary;
  readonly isStale: boolean;
}) {
  const { words } = useApp();
  const isPast = () => props.summary.remainingMinutes < 0;
  const said = (): string => {
    const { breakCount, tightCount, state, total } = props.summary;
    const command = words().command;
    if (total === 0) return props.kind === "dispatch" ? command.unknownState : command.nothingToDo;
    switch (state) {
      case "kept":
        return command.kept;
      case "on-the-way":
        return command.onTheWay;
      case "tight":
        return command.tightSites(formatCount(tightCount));
      case "breaks":
        return (isPast() ? command.broken : command.willBreak)[props.kind](formatCount(breakCount));
      case "unknown":
        return command.unknownState;
      default: {
        const never: never = state;
        throw new Error(String(never));
      }
    }
  };
  const count = (value: number) =>
    props.kind === "service" ? formatModelledPersons(value) : formatCount(value);
  const remaining = () => {
    const minutes = props.summary.remainingMinutes;
    if (minutes < 0 && props.summary.state === "kept") return "";
    if (minutes === 0) return words().command.due;
    return minutes > 0
      ? words().command.remaining(formatHoursMinutes(minutes))
      : words().command.overdue(formatHoursMinutes(-minutes));
  };
  const detail = (): string => {
    const { lastMinutes, parts, total, state } = props.summary;
    const command = words().command;
    if (total === 0 || state === "unknown") return "";
    if (props.kind === "service")
      return command.servedByDue(count(parts.kept + parts["on-the-way"] + parts.tight));
    if (lastMinutes === Infinity) return command.never;
    return props.kind === "dispatch"
      ? command.lastDispatch(String(Math.round(lastMinutes)))
      : command.lastSupply(formatHoursMinutes(lastMinutes));
  };
  const barNames = () => (props.kind === "service" ? words().command.barService : words().command.bar);
  const parts = () => BAR_ORDER.filter((part) => props.summary.parts[part] > 0);
  const cardState = (): PromiseState => (props.summary.total === 0 ? "unknown" : props.summary.state);
  return (
    <div
      class="promise"
      data-kind={props.kind}
      data-state={cardState()}
      data-stale={props.isStale ? "" : undefined}
    >
      <div class="promise-head">
        <h2 class="promise-name">
          {words().command.promise[props.kind](String(props.summary.dueMinutes / 60))}
        </h2>
        <span class="promise-remaining num">{remaining()}</span>
      </div>
      <p class="promise-line">
        <span class="promise-state" data-state={cardState()}>
          <StateMark state={cardState()} />
          <span>{said()}</span>
        </span>
        <Show when={props.summary.total > 0}>
          <span class="promise-count num">
            <strong>{props.summary.state === "unknown" ? "–" : count(props.summary.parts.kept)}</strong>{" "}
            {words().command.countedOf[props.kind](count(props.summary.total))}
            <span class="promise-done">{words().command.countedDone[props.kind]}</span>
          </span>
        </Show>
      </p>
      <div
        class="promise-bar"
        role="img"
        aria-label={parts()
          .map((part) => words().command.barPart(barNames()[part], count(props.summary.parts[part])))
          .join("，")}
      >
        <For each={parts()}>
          {(part) => (
            <span
              class="promise-part"
              data-state={part}
              title={words().command.barPart(barNames()[part], count(props.summary.parts[part]))}
              style={{ "flex-grow": props.summary.parts[part] }}
            />
          )}
        </For>
      </div>
      <p class="promise-detail num">
        {detail()}
        <MethodBadge method="modelled" />
      </p>
    </div>
  );
}
