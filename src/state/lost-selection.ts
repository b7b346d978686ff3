import { createEffect, untrack } from "solid-js";
import type { AppStore } from "./store.ts";

/**
 * A link may name a shelter or a gate that is gone from the data: it is said, once, and nothing stays selected. The answer
 * beside it is the nearest there is now.
 */
export function connectLostSelection({ state, commands }: AppStore): void {
  createEffect(() => {
    const { pack, selection } = state;
    if (pack.status !== "ready" || !selection) return;
    const { layer, id } = selection;
    if (layer !== "shelters" && layer !== "gates") return;
    if (pack.index[layer].some((row) => row.id === id)) return;
    untrack(() => {
      commands.clearSelection();
      commands.reportNotice({ code: "NOT_IN_DATA", layer, id });
    });
  });
}
