import { createEffect, createMemo, on, onCleanup, untrack } from "solid-js";
import type { FetchStage } from "./app-state.ts";
import type { AppStore } from "./store.ts";

/** What the person has touched: the search for a place, another way to say where they are, the map, or something else. */
export type Touched = "search" | "locate" | "map" | "elsewhere";

export interface FirstAnswerParts {
  readonly onTouch: (listener: (touched: Touched) => void) => void;
  /** Calls back later; the answer takes the wish back. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

/** So that the answer is on the screen before the map takes the line and the processor. */
const READ_MILLISECONDS = 350;
/** Nobody asks for anything: then the map comes, as long as it takes to read the question. */
const QUIET_MILLISECONDS = 2000;
/** Somebody is saying where they are; a device takes up to 15 s to find that out. */
const BUSY_MILLISECONDS = 16_000;

const STAGES: readonly FetchStage[] = ["answer", "places", "everything"];

/**
 * Decides what may be fetched (`FetchStage`). With a place in the link, everything else waits for its answer; without one,
 * until the person has neither typed nor pressed for a while, has touched the map, or has got an answer.
 */
export function connectFirstAnswer({ state, set }: AppStore, parts: FirstAnswerParts): void {
  const advance = (stage: FetchStage) =>
    untrack(() => {
      if (STAGES.indexOf(stage) > STAGES.indexOf(state.fetchStage)) set("fetchStage", stage);
    });
  const wait = createMemo((): number | null => {
    const { door, origin, pack, tasks } = state;
    if (door !== "find" || pack.status === "failed") return 0;
    const { status } = tasks.find;
    if (origin) return status === "done" || status === "failed" ? READ_MILLISECONDS : null;
    return pack.status === "ready" || pack.first ? QUIET_MILLISECONDS : null;
  });
  let takeBack: (() => void) | null = null;
  let isBusy = false;
  const startWaiting = (milliseconds: number) => {
    takeBack?.();
    takeBack = parts.after(milliseconds, () => advance("everything"));
  };
  createEffect(
    on(wait, (milliseconds) => {
      if (milliseconds === 0) return advance("everything");
      if (milliseconds !== null) startWaiting(isBusy && !state.origin ? BUSY_MILLISECONDS : milliseconds);
      onCleanup(() => takeBack?.());
    }),
  );
  parts.onTouch((touched) => {
    if (touched === "map") return advance("everything");
    if (touched === "elsewhere") return;
    isBusy = true;
    if (touched === "search") advance("places");
    // An answer on its way has its own end.
    if (!state.origin && state.fetchStage !== "everything") startWaiting(BUSY_MILLISECONDS);
  });
}
