import { type Accessor, createMemo } from "solid-js";
import { alertStates } from "../../../core/feed/alert-state.ts";
import type { Alert } from "../../../core/model/operation.ts";
import { useApp } from "../../shared/app-context.ts";

/** Warnings in force, the same list for as long as they are the same: the map is not drawn anew for the clock's sake. */
export function createShownAlerts(): Accessor<readonly Alert[]> {
  const { state, feedDesk } = useApp();
  return createMemo(
    () => {
      const alerts = Object.values(state.operation.shown.alerts).map(({ alert }) => alert);
      return alertStates(alerts, feedDesk()?.now() ?? Date.now()).flatMap((row) =>
        row.state === "current" ? [row.alert] : [],
      );
    },
    [],
    { equals: (one, other) => one.length === other.length && one.every((alert, i) => alert === other[i]) },
  );
}
