import { onCleanup } from "solid-js";

/** Keeps the screen lit while the way is being walked, where the browser can; without it the walk goes on all the same. */
export function keepAwake(): void {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const ask = () => {
    // The browser lets go of it whenever the page is hidden.
    if (document.visibilityState !== "visible") return;
    navigator.wakeLock?.request("screen").then(
      (given) => {
        if (isOver) void given.release();
        else lock = given;
      },
      () => {},
    );
  };
  ask();
  document.addEventListener("visibilitychange", ask);
  onCleanup(() => {
    isOver = true;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  });
}
