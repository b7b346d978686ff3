import { createMemo, createSignal, For, Show } from "solid-js";
import type { SuppliesAnswer } from "../../../core/model/supplies.ts";
import { formatCount } from "../../../i18n/format.ts";
import { pickingLists, pickingTable } from "../../../state/supplies/picking-tables.ts";
import { useApp } from "../../shared/app-context.ts";
import { PickingSheet } from "./PickingSheet.tsx";
import { PickingTrips } from "./PickingTrips.tsx";
import type { SuppliesModel } from "./supplies-model.ts";

/** What each truck of a depot loads, for whom, when: on screen, on paper and as a table. */
export function PickingLists(props: { readonly supplies: SuppliesModel; readonly answer: SuppliesAnswer }) {
  const { words, pack } = useApp();
  const said = () => words().command.supplies;
  const lists = createMemo(() => pickingLists(props.answer));
  const [chosenId, setChosenId] = createSignal<string | null>(null);
  const [isPrinting, setPrinting] = createSignal(false);
  /** The depot chosen, while it sends anything; else the first that does. */
  const shown = () => lists().find(({ depotId }) => depotId === chosenId()) ?? lists()[0];
  const save = (format: "csv" | "xlsx") => {
    const index = pack();
    if (index) void props.supplies.saveTable(pickingTable(lists(), index), said().picking, format);
  };
  return (
    <section aria-labelledby="supplies-picking">
      <h3 id="supplies-picking" class="side-subhead">
        {said().picking}
      </h3>
      <Show when={shown()} fallback={<p class="side-note">{said().pickingNone}</p>}>
        {(list) => (
          <>
            <div class="supplies-buttons">
              <select
                aria-label={said().pickingDepot}
                onChange={(event) => setChosenId(lists()[event.currentTarget.selectedIndex]?.depotId ?? null)}
              >
                <For each={lists()}>
                  {({ depotId }) => (
                    <option value={depotId} selected={depotId === list().depotId}>
                      {props.supplies.nameOf(depotId)}
                    </option>
                  )}
                </For>
              </select>
              <button type="button" class="button" onClick={() => setPrinting(true)}>
                {said().print}
              </button>
              <button type="button" class="button" onClick={() => save("xlsx")}>
                {said().save.xlsx}
              </button>
              <button type="button" class="button" onClick={() => save("csv")}>
                {said().save.csv}
              </button>
            </div>
            <p class="num">{said().pickingCount(formatCount(list().trips), formatCount(list().kilograms))}</p>
            <PickingTrips supplies={props.supplies} list={list()} />
            <Show when={isPrinting()}>
              <PickingSheet supplies={props.supplies} lists={lists()} onClose={() => setPrinting(false)} />
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}
