import { For } from "solid-js";
import { formatCount } from "../../../i18n/format.ts";
import type { PickingList } from "../../../state/supplies/picking-tables.ts";
import { useApp } from "../../shared/app-context.ts";
import { PaperSheet } from "../../shared/PaperSheet.tsx";
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
  return (
    <PaperSheet
      class="picking-sheet"
      label={said().picking}
      paper="A4 portrait; margin: 12mm"
      language={state.language}
      onClose={props.onClose}
    >
      <div class="picking-tools">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {said().close}
        </button>
        <button type="button" class="button" data-kind="primary" onClick={() => window.print()}>
          {said().print}
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
    </PaperSheet>
  );
}
