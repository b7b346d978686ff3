import { createRubbleDrawer, type RubbleDrawer } from "../src/core/analysis/rubble/draw-rubble.ts";
import {
  emptyPart,
  mergeParts,
  type RubblePart,
  type RubbleTask,
} from "../src/core/analysis/rubble/rubble-task.ts";

/** What a draw worker does; a plain object, so that tests call it without any worker. */
export interface RubbleApi {
  /** Takes a task in place of the one before; its arrays are only read. */
  begin(task: RubbleTask): void | Promise<void>;
  /** Adds draws [firstDraw, firstDraw + count) to those done. */
  draw(firstDraw: number, count: number): void | Promise<void>;
  /** Everything drawn since `begin`. */
  result(): RubblePart | Promise<RubblePart>;
}

export function createRubbleApi(): RubbleApi {
  let begun: { readonly task: RubbleTask; readonly drawer: RubbleDrawer; done: RubblePart } | null = null;
  const current = () => {
    if (!begun) throw new Error("draws were asked for before there was a task");
    return begun;
  };
  return {
    begin(task) {
      begun = { task, drawer: createRubbleDrawer(task), done: emptyPart(task, new Uint32Array(0)) };
    },
    draw(firstDraw, count) {
      const work = current();
      work.done = mergeParts(work.task, [work.done, work.drawer.draw(firstDraw, count)]);
    },
    result: () => current().done,
  };
}
