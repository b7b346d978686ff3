import { NO_HAZARDS } from "../../core/model/hazards.ts";
import type { Act } from "../../core/model/operation.ts";
import type { Ground, Situation } from "../../core/model/situation.ts";
import { applyEntries } from "../../core/operation/apply-entries.ts";
import { groundOf } from "../../core/operation/ground-of.ts";

/** What the engine would be asked with were these acts in the log from this minute on: to see before it is said. */
export function groundWith(situation: Situation, acts: readonly Act[], minute: number): Ground {
  const entries = acts.map((act, sequence) => ({
    sequence,
    recordedAt: 0,
    minute,
    source: "person" as const,
    by: "",
    act,
    hash: "",
  }));
  return (
    groundOf(applyEntries(situation, entries)) ?? {
      hazards: NO_HAZARDS,
      shelters: [],
      gates: [],
      depotTrucks: [],
      movements: [],
    }
  );
}
