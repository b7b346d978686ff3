import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import { writtenMinute } from "../../../state/operation/written-minute.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

/**
 * `set`: no operation is open, the clock stands where it was put. Otherwise it goes with the device's (`live`), stands where
 * a hand has put it (`moved`), or where the line of the log is that is looked back at (`past`).
 */
export type ClockMode = "set" | "live" | "moved" | "past";

export interface BoardClock {
  readonly mode: Accessor<ClockMode>;
  /** Minutes after T0 the board is shown at: whole ones while it is live, so that states change once a minute. */
  readonly minutes: Accessor<number>;
  /** Minutes after T0 now; null without an operation. */
  readonly nowMinutes: Accessor<number | null>;
  readonly backToNow: () => void;
}

const TICK_MILLISECONDS = 1000;

export function createBoardClock(app: AppContextValue): BoardClock {
  const { state } = app;
  const [tick, setTick] = createSignal(0);
  const isOpen = createMemo(() => state.operation.head !== null && !state.operation.situation.isOver);
  createEffect(() => {
    if (!isOpen()) return;
    const timer = setInterval(() => setTick((count) => count + 1), TICK_MILLISECONDS);
    onCleanup(() => clearInterval(timer));
  });
  const endedMinute = createMemo(() => {
    const { head, entries, situation } = state.operation;
    const end = situation.isOver && entries.findLast(({ act }) => act.kind === "operation-closed");
    return head && end ? writtenMinute(end, head) : null;
  });
  const nowMinutes = createMemo(() => {
    tick();
    if (!state.operation.head) return null;
    // What is over stands still at its end.
    return endedMinute() ?? app.operationDesk()?.minuteNow() ?? null;
  });
  const mode = createMemo((): ClockMode => {
    const { head, lookedAtSequence, isClockLive } = state.operation;
    if (!head) return "set";
    if (lookedAtSequence !== null) return "past";
    return isClockLive ? "live" : "moved";
  });
  const minutes = createMemo(() => {
    const { head, entries, lookedAtSequence } = state.operation;
    const line = lookedAtSequence === null ? undefined : entries[lookedAtSequence];
    if (head && line) return writtenMinute(line, head);
    const now = nowMinutes();
    return mode() === "live" && now !== null ? Math.floor(now) : state.response.elapsedMinutes;
  });
  return {
    mode,
    minutes,
    nowMinutes,
    backToNow() {
      const desk = app.operationDesk();
      desk?.lookAt(null);
      desk?.setClockLive(true);
    },
  };
}
