import type { Alert } from "../model/operation.ts";

export type AlertState = "current" | "coming" | "cancelled" | "replaced" | "expired";

/** A warning's own id without the number of its block: what others refer to. */
const idOf = (alert: Alert) => alert.id.replace(/#\d+$/, "");
/** CAP's sender, which every id begins with. */
const senderOf = (id: string) => id.slice(0, id.lastIndexOf(","));

/**
 * How each warning stands at a moment, whatever order they came in: an update or cancellation of the same sender holds
 * in place of what it refers to.
 * @param now milliseconds since 1970
 */
export function alertStates(
  alerts: readonly Alert[],
  now: number,
): readonly { readonly alert: Alert; readonly state: AlertState }[] {
  const endedBy = new Map<string, "cancelled" | "replaced">();
  for (const alert of alerts)
    for (const id of alert.replaces ?? []) {
      // Nobody takes back what another office has said.
      if (senderOf(id) !== senderOf(idOf(alert))) continue;
      if (alert.isCancelled || endedBy.get(id) !== "cancelled")
        endedBy.set(id, alert.isCancelled ? "cancelled" : "replaced");
    }
  return alerts.map((alert) => {
    const ended = alert.isCancelled ? "cancelled" : endedBy.get(idOf(alert));
    if (ended) return { alert, state: ended };
    if (alert.expiresAt !== null && alert.expiresAt <= now) return { alert, state: "expired" };
    return { alert, state: (alert.startsAt ?? now) > now ? "coming" : "current" };
  });
}
