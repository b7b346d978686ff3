import { createEffect, untrack } from "solid-js";
import type { Act } from "../../../core/model/operation.ts";
import { PROMISE_MINUTES, PROMISES, type PromiseKind } from "../../../state/command-selectors.ts";
import type { AppContextValue } from "../../shared/app-context.ts";
import type { CommandModel } from "../command-model.ts";

/** A page that was asleep when a promise fell due still writes its forecast down within so many minutes. */
const GRACE_MINUTES = 10;

/** What the board expects of a promise now; null while that is not known. */
function forecastAct(command: CommandModel, promise: PromiseKind): Act | null {
  const summary = command.promises()?.[promise];
  if (!summary || command.isStale()) return null;
  const { kept, tight } = summary.parts;
  return {
    kind: "promise-forecast",
    promise,
    keptCount: kept + tight + summary.parts["on-the-way"],
    totalCount: summary.total,
  };
}

/** Forecasts of the promises that have not fallen due: what an operation that ends now is judged by. */
export const forecastsAtEnd = (command: CommandModel): readonly Act[] =>
  PROMISES.filter((promise) => (command.clock.nowMinutes() ?? Infinity) < PROMISE_MINUTES[promise]).flatMap(
    (promise) => forecastAct(command, promise) ?? [],
  );

/** As a promise falls due, what the board expects of it is written into the log: the report is made from the log alone. */
export function writeForecasts(app: AppContextValue, command: CommandModel): void {
  const { state } = app;
  createEffect(() => {
    const now = command.clock.nowMinutes();
    if (now === null || command.clock.mode() !== "live" || state.operation.situation.isOver) return;
    const due = PROMISES.filter(
      (promise) => now >= PROMISE_MINUTES[promise] && now < PROMISE_MINUTES[promise] + GRACE_MINUTES,
    );
    for (const promise of due) {
      const minute = PROMISE_MINUTES[promise];
      const act = forecastAct(command, promise);
      const isWritten = state.operation.entries.some(
        (entry) =>
          entry.act.kind === "promise-forecast" && entry.act.promise === promise && entry.minute === minute,
      );
      if (act && !isWritten)
        untrack(() => void app.operationDesk()?.record([act], { source: "board", minute }));
    }
  });
}
