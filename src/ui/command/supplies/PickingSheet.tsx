import { For, onCleanup, onMount } from "solid-js";
import { Portal } from "solid-js/web";
import { formatCount } from "../../../i18n/format.ts";
import type { PickingList } from "../../../state/supplies/picking-tables.ts";
import { useApp } from "../../shared/app-context.ts";
import { PickingTrips } from "./PickingTrips.tsx";
import type { SuppliesModel } from "./supplies-model.ts";

/** The lists as they are printed: A4 upright, each depot from a page of its own. */
export function PickingSheet(props: {
  readonly supplies: SuppliesModel;
  readonly lists: readonly PickingList[];
  readonly onClose: () => void;
}) {
  const { words, state } = useApp();
  const said = () => words().command.supplies;
  let closeButton: HTMLButtonElement | undefined;
  const before = document.activeElement;
  onMount(() => {
    // the size of the paper is a rule of the page itself: no class can bear it
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@page { size: A4 portrait; margin: 12mm; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    onCleanup(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    });
    closeButton?.focus();
  });
  onCleanup(() => {
    if (before instanceof HTMLElement) before.focus();
  });
  return (
    <Portal>
      <div
        class="picking-sheet"
        role="dialog"
        aria-modal="true"
        aria-label={said().picking}
        data-theme="light"
        lang={state.language}
        onKeyDown={(event) => event.key === "Escape" && props.onClose()}
      >
        <div class="picking-tools">
          <button type="button" class="button" data-primary="" onClick={() => window.print()}>
            {said().print}
          </button>
          <button ref={closeButton} type="button" class="button" onClick={() => props.onClose()}>
            {said().close}
          </button>
        </div>
        <For each={props.lists}>
          {(list) => (
            <article class="picking-page">
              <h2>{said().printedFor(props.supplies.nameOf(list.depotId))}</h2>
              <p class="num">
                {said().pickingCount(formatCount(list.trips), formatCount(list.kilograms))} · {said().afterT0}
              </p>
              <PickingTrips supplies={props.supplies} list={list} isSigned />
            </article>
          )}
        </For>
      </div>
    </Portal>
  );
}
