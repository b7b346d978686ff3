import { batch, createEffect, untrack } from "solid-js";
import type { Act, LogEntry, OperationHead } from "../../core/model/operation.ts";
import { applyEntries } from "../../core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../core/operation/empty-situation.ts";
import { groundOf } from "../../core/operation/ground-of.ts";
import type { AppStore } from "../store.ts";
import type { OperationDesk, OperationState, Recording, ReportedAct } from "./operation-desk.ts";

const MINUTE_MILLISECONDS = 60_000;

interface Unwritten extends Recording {
  readonly act: Act;
  /** Milliseconds since 1970 it holds from; now where absent. */
  readonly at?: number;
}

export interface OperationParts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** What an exercise is called that nobody has given a name. */
  readonly exerciseTitle: () => string;
  readonly hashEntry: (entry: Omit<LogEntry, "hash">, previousHash: string) => string;
  readonly firstHash: string;
}

/** Writes the log and lets the board follow it. */
export function connectOperation(store: AppStore, parts: OperationParts): OperationDesk {
  const { state, set } = store;

  const minuteNow = () =>
    state.operation.head
      ? (parts.now() - state.operation.head.t0) / MINUTE_MILLISECONDS
      : state.response.elapsedMinutes;

  function openingHead(): OperationHead {
    const { pack, packId, response } = state;
    return {
      id: parts.newId(),
      title: parts.exerciseTitle(),
      kind: "exercise",
      packId,
      packAsOf: pack.status === "ready" ? pack.index.description.asOf : "",
      t0: parts.now() - response.elapsedMinutes * MINUTE_MILLISECONDS,
    };
  }

  /** What was set on the board before the log began is its beginning. */
  function openingActs(head: OperationHead): Act[] {
    const { scenario, response } = state;
    return [
      { kind: "operation-opened", head },
      { kind: "need-set", inNeedShare: response.inNeedShare },
      ...scenario.closures.map((closure): Act => ({ kind: "closure-made", closure })),
      ...response.lostDepotIds.map((depotId): Act => ({ kind: "depot-lost", depotId })),
    ];
  }

  const record = (acts: readonly Act[], recording: Recording = {}) =>
    write(acts.map((act): Unwritten => ({ act, ...recording })));

  const recordReports = (reports: readonly ReportedAct[]) => write(reports);

  async function write(acts: readonly Unwritten[]): Promise<void> {
    const { operation } = untrack(() => ({ operation: state.operation }));
    const opening = operation.head ? null : openingHead();
    const all = opening ? [...openingActs(opening).map((act): Unwritten => ({ act })), ...acts] : acts;
    const head = opening ?? operation.head;
    if (!head || all.length === 0) return;
    const recordedAt = parts.now();
    const entries: LogEntry[] = [];
    let previousHash = operation.entries.at(-1)?.hash ?? parts.firstHash;
    for (const { act, at, minute, source, by } of all) {
      const entry = {
        sequence: operation.entries.length + entries.length,
        recordedAt,
        minute: minute ?? ((at ?? recordedAt) - head.t0) / MINUTE_MILLISECONDS,
        source: source ?? "person",
        by: by ?? "",
        act,
      };
      previousHash = parts.hashEntry(entry, previousHash);
      entries.push({ ...entry, hash: previousHash });
    }
    const situation = applyEntries(opening ? EMPTY_SITUATION : operation.situation, entries);
    const next: OperationState = {
      head,
      entries: opening ? entries : [...operation.entries, ...entries],
      situation,
      lookedAtSequence: operation.lookedAtSequence,
      shown: operation.lookedAtSequence === null ? situation : operation.shown,
    };
    set("operation", next);
  }

  // The board follows the log. What is the same stays the same object, so that nothing is asked anew.
  createEffect(() => {
    const { head, shown } = state.operation;
    if (!head) return;
    untrack(() =>
      batch(() => {
        const { scenario, response } = state;
        const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
        if (differs(scenario.closures, shown.closures))
          set("scenario", { ...scenario, closures: shown.closures });
        const { ground: _, ...plain } = response;
        const ground = groundOf(shown);
        const next = {
          ...plain,
          inNeedShare: shown.inNeedShare ?? response.inNeedShare,
          lostDepotIds: shown.lostDepotIds,
          ...(ground && { ground }),
        };
        if (differs(next, response)) set("response", next);
      }),
    );
  });

  return { record, recordReports, minuteNow };
}
