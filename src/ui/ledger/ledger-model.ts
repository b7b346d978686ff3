import { createMemo, createSignal } from "solid-js";
import type { CommitmentState } from "../../core/model/answers.ts";
import { countByState, isRowWanted, ledgerGroups, ledgerRows } from "../../state/ledger-selectors.ts";
import { shownAnswer } from "../../state/store.ts";
import type { AppContextValue } from "../shared/app-context.ts";

/** How far today's values are: none yet, on their way with none to show, or shown; `failed` = none and none coming. */
export type ValuesStatus = "waiting" | "computing" | "failed" | "shown";

/** Everything the table and the detail read, and the filter only this screen knows. */
export function createLedgerModel(app: AppContextValue) {
  const { state } = app;
  const [stateFilter, setStateFilter] = createSignal<CommitmentState | null>(null);
  const [typed, setTyped] = createSignal("");
  const shown = createMemo(() => shownAnswer(state, "ledger"));
  const rows = createMemo(() => ledgerRows(app.ledgerTables.commitments(), shown()?.answer ?? null));
  const byId = createMemo(() => new Map(rows().map((row) => [row.commitment.id, row])));
  const wanted = createMemo(
    () =>
      new Set(
        rows()
          .filter((row) => isRowWanted(row, stateFilter(), typed()))
          .map((row) => row.commitment.id),
      ),
  );
  const failure = createMemo(() => {
    const task = state.tasks.ledger;
    return task.status === "failed" ? task.failure : null;
  });
  const valuesStatus = (): ValuesStatus => {
    if (shown()) return "shown";
    if (failure() || state.pack.status === "failed") return "failed";
    return state.pack.status === "loading" ? "waiting" : "computing";
  };
  return {
    rows,
    groups: ledgerGroups(app.ledgerTables.commitments()),
    rowOf: (id: string) => byId().get(id) ?? null,
    counts: createMemo(() => countByState(rows())),
    isWanted: (id: string) => wanted().has(id),
    wantedCount: () => wanted().size,
    stateFilter,
    setStateFilter,
    typed,
    setTyped,
    showAll: () => {
      setStateFilter(null);
      setTyped("");
    },
    failure,
    valuesStatus,
    isStale: () => shown()?.isStale ?? false,
    isRecomputing: () => state.tasks.ledger.status === "running" && shown() !== null,
    openRow: () => byId().get(state.commitmentId ?? "") ?? null,
  };
}
export type LedgerModel = ReturnType<typeof createLedgerModel>;
