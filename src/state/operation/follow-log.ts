import { batch, createEffect, createSignal, untrack } from "solid-js";
import type { Act } from "../../core/model/operation.ts";
import { after } from "../after.ts";
import type { AppStore } from "../store.ts";
import { askedOf } from "./asked-of.ts";
import { closureActs } from "./closure-acts.ts";

const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);

/** Between two questions that nobody but a feed has asked: solving without end would take the machine from whoever works on it. */
const FEED_REST_MILLISECONDS = 2000;

/**
 * On /command the board follows the log: a link (the back button) brings the clock and the settings, never what is closed or
 * ordered. What is the same stays the same object, so that nothing is asked anew.
 * `isUrgent`: a person waits for it; otherwise the answer that is being worked out is let come first, or under a stream of
 * messages none ever would, and then there is a rest.
 */
export function followLog(
  store: AppStore,
  urgency: { readonly is: () => boolean; readonly done: () => void },
): void {
  const { state, set } = store;
  const [isResting, setIsResting] = createSignal(false);
  createEffect(() => {
    const { door, scenario, response } = state;
    const { head, shown } = state.operation;
    if (!head || door !== "command") return;
    const isUrgent = urgency.is();
    if (!isUrgent && (state.tasks.board.status === "running" || isResting())) return;
    untrack(() =>
      batch(() => {
        urgency.done();
        const asked = askedOf(shown, { scenario, response });
        const [isOtherScenario, isOtherResponse] = [
          differs(scenario.closures, shown.closures),
          differs(asked.response, response),
        ];
        if (isOtherScenario) set("scenario", asked.scenario);
        if (isOtherResponse) set("response", asked.response);
        if (isUrgent || !(isOtherScenario || isOtherResponse)) return;
        setIsResting(true);
        after(FEED_REST_MILLISECONDS, () => setIsResting(false));
      }),
    );
  });
}

/** While an operation is open, what the commands of the store change on /command is written down, and comes back from there. */
export function writeThroughLog(
  store: AppStore,
  parts: {
    readonly record: (acts: readonly Act[]) => void;
    readonly stopClock: () => void;
  },
): void {
  const { state } = store;
  const isLogged = () => state.operation.head !== null && state.door === "command";
  store.writeThrough({
    closures: (from, to) => {
      if (!isLogged()) return false;
      parts.record(closureActs(from, to, state.operation.shown.closures));
      return true;
    },
    response: (change) => {
      if (!isLogged()) return change;
      const { inNeedShare, lostDepotIds, ...rest } = change;
      const { shown } = state.operation;
      const acts: Act[] = [];
      if (inNeedShare !== undefined && inNeedShare !== shown.inNeedShare)
        acts.push({ kind: "need-set", inNeedShare });
      if (lostDepotIds) {
        for (const depotId of lostDepotIds)
          if (!shown.lostDepotIds.includes(depotId)) acts.push({ kind: "depot-lost", depotId });
        for (const depotId of shown.lostDepotIds)
          if (!lostDepotIds.includes(depotId)) acts.push({ kind: "depot-back", depotId });
      }
      parts.record(acts);
      if (rest.elapsedMinutes !== undefined) parts.stopClock();
      return rest;
    },
  });
}
