import { type Accessor, createEffect, createSignal, onCleanup, untrack } from "solid-js";
import type { BoardAnswer } from "../../../core/model/answers.ts";
import { type BoardStep, boardChanges, latestSteps, withStep } from "../../../state/rescue/board-changes.ts";

/** Ages are told in minutes: they are looked at again this often. */
const TICK_MILLISECONDS = 10_000;

export interface BoardChangesModel {
  /** Newest first; of the last minute, or the last there was. */
  readonly steps: Accessor<readonly (BoardStep & { readonly minutesAgo: number })[]>;
}

/** Holds each fresh board against the one before it. */
export function createBoardChangesModel(parts: {
  readonly board: Accessor<BoardAnswer | null>;
  readonly isStale: Accessor<boolean>;
}): BoardChangesModel {
  const [steps, setSteps] = createSignal<readonly BoardStep[]>([]);
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), TICK_MILLISECONDS);
  onCleanup(() => clearInterval(timer));
  let before: BoardAnswer | null = null;
  createEffect(() => {
    const after = parts.board();
    if (!after || parts.isStale()) return;
    untrack(() => {
      if (before && before !== after) {
        setNow(Date.now());
        setSteps(withStep(steps(), { at: Date.now(), changes: boardChanges(before, after) }));
      }
      before = after;
    });
  });
  return {
    steps: () =>
      latestSteps(steps(), now()).map((step) => ({
        ...step,
        minutesAgo: Math.max(0, Math.floor((now() - step.at) / 60_000)),
      })),
  };
}
