import { createEffect, createSignal, on, onCleanup, untrack } from "solid-js";

/**
 * What `read` gives, one painted frame late: for what takes long to draw and stands beside words that have to be there
 * first. It is the latest value then; what was overtaken meanwhile is never shown. While the page is hidden nothing follows.
 */
export function afterPaint<Value>(read: () => Value): () => Value {
  const [shown, setShown] = createSignal(untrack(read));
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWaiting = false;
  createEffect(
    on(
      read,
      () => {
        if (isWaiting) return;
        isWaiting = true;
        frame = requestAnimationFrame(() => {
          // a frame's callbacks run before it is painted, a timer's after
          timer = setTimeout(() => {
            isWaiting = false;
            setShown(() => untrack(read));
          });
        });
      },
      { defer: true },
    ),
  );
  onCleanup(() => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
  return shown;
}
