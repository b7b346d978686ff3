import { For, Show } from "solid-js";
import type { TransferProposal } from "../../../core/model/supplies.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SuppliesModel } from "./supplies-model.ts";

/** What to move from the district's depots to those below them; recorded by a press once it is done. */
export function TransferList(props: {
  readonly supplies: SuppliesModel;
  readonly transfers: readonly TransferProposal[];
}) {
  const { words, operationDesk } = useApp();
  const said = () => words().command.supplies;
  const record = ({ fromId, toId, item, quantity }: TransferProposal) =>
    operationDesk()?.record([
      {
        kind: "stock-moved",
        movement: {
          id: crypto.randomUUID(),
          kind: "transfer",
          depotId: fromId,
          toId,
          item,
          quantity,
          expires: null,
          paper: said().transfers,
        },
      },
    ]);
  return (
    <section aria-labelledby="supplies-transfers">
      <h3 id="supplies-transfers" class="side-subhead">
        {said().transfers}
      </h3>
      <Show when={props.transfers.length > 0} fallback={<p class="side-note">{said().transfersNone}</p>}>
        <p class="side-note">{said().transferNote}</p>
        <ul class="supplies-transfers">
          <For each={props.transfers}>
            {(each) => (
              <li>
                <span class="num">
                  {said().transferLine(
                    props.supplies.nameOf(each.fromId),
                    props.supplies.nameOf(each.toId),
                    props.supplies.quantityOf(each.item, each.quantity),
                  )}
                </span>
                <span class="side-note num">
                  {said().transferGain(formatCount(each.personsBefore), formatCount(each.personsAfter))}
                </span>
                <button type="button" class="button" onClick={() => void record(each)}>
                  {said().transferRecord}
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
