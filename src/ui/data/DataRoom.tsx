import { createSignal, lazy, onCleanup, onMount, Show, Suspense } from "solid-js";
import { useApp } from "../shared/app-context.ts";
import { createImportModel } from "./import-model.ts";
import "./drop.css";

const DataSheet = lazy(() => import("./DataSheet.tsx").then((module) => ({ default: module.DataSheet })));

/** The sheet while it is open, and the whole window as a place to drop files. An import goes on while the sheet is shut. */
export function DataRoom(props: { readonly hasWords: boolean }) {
  const app = useApp();
  const { state, commands, words } = app;
  // #region staff
  const model = createImportModel(app);
  const [isOver, setOver] = createSignal(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  onMount(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    // Without this the browser would open the file in place of the page.
    const over = (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = 0;
      setOver(false);
      // The list of schemes took it.
      if (event.defaultPrevented) return;
      event.preventDefault();
      commands.openData(true);
      model.addFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop };
    for (const [name, listener] of Object.entries(listeners))
      addEventListener(name, listener as EventListener);
    onCleanup(() => {
      for (const [name, listener] of Object.entries(listeners))
        removeEventListener(name, listener as EventListener);
    });
  });
  // #endregion staff
  return (
    <>
      <Show when={state.isDataOpen && props.hasWords}>
        <Suspense fallback={<aside class="data-sheet" aria-busy="true" />}>
          <DataSheet
            // #region staff
            model={model}
            // #endregion staff
          />
        </Suspense>
      </Show>
      {/* #region staff */}
      <Show when={isOver()}>
        <div class="drop-target" aria-hidden="true">
          <p>{words().data.dropHere}</p>
        </div>
      </Show>
      {/* #endregion staff */}
    </>
  );
}
