import { createEffect, on, onCleanup, onMount } from "solid-js";
import { useApp } from "../shared/app-context.ts";
import { ChangeList } from "./ChangeList.tsx";
import { ExportPanel } from "./ExportPanel.tsx";
import { ImportPanel } from "./ImportPanel.tsx";
import type { ImportModel } from "./import-model.ts";
import { OfflinePanel } from "./OfflinePanel.tsx";
import { PackPicker } from "./PackPicker.tsx";
import "./data.css";
import "./import.css";

/** Beside the map, over whichever door is open: which district, what comes in, what was added, what goes out. */
export function DataSheet(props: { readonly model: ImportModel }) {
  const { commands, words } = useApp();
  let sheet!: HTMLElement;
  let heading!: HTMLHeadingElement;
  const opener = document.activeElement;
  onMount(() => heading.focus());
  onCleanup(() => {
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  });
  // #region staff
  // A new step starts at its top.
  createEffect(
    on(
      () => props.model.step().kind,
      () => sheet.querySelector("#data-import")?.scrollIntoView?.({ block: "start" }),
      { defer: true },
    ),
  );
  // #endregion staff
  return (
    <aside
      class="data-sheet"
      ref={sheet}
      aria-labelledby="data-title"
      onKeyDown={(event) => {
        if (event.key === "Escape") commands.openData(false);
      }}
    >
      <div class="data-head">
        <h1 id="data-title" tabindex="-1" ref={heading}>
          {words().data.title}
        </h1>
        <button type="button" class="button" onClick={() => commands.openData(false)}>
          {words().data.close}
        </button>
      </div>
      {/* #region staff */}
      <ImportPanel model={props.model} />
      <ChangeList />
      <ExportPanel />
      {/* #endregion staff */}
      <PackPicker />
      <OfflinePanel />
    </aside>
  );
}
