import { createSignal, createUniqueId, For, Show } from "solid-js";
import { MOVEMENT_KINDS, type StockMovement } from "../../../core/model/operation.ts";
import type { SupplyItem } from "../../../core/model/pack.ts";
import {
  beyondStock,
  type MovementFault,
  movementFaults,
  type Withdrawal,
} from "../../../core/operation/check-movement.ts";
import { nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { ItemSelect } from "./ItemSelect.tsx";
import type { SuppliesModel } from "./supplies-model.ts";

type Kind = StockMovement["kind"];

/** One line of the register, checked before it is written; more than the books have is said, and may be written with a reason. */
export function MovementForm(props: {
  readonly supplies: SuppliesModel;
  readonly depotId: string | null;
  readonly onDepot: (id: string) => void;
}) {
  const { state, words, pack, operationDesk } = useApp();
  const said = () => words().command.supplies;
  const [kind, setKind] = createSignal<Kind>("receive");
  const [toId, setToId] = createSignal<string | null>(null);
  const [item, setItem] = createSignal<SupplyItem>("water-litre");
  const [quantity, setQuantity] = createSignal("");
  const [expires, setExpires] = createSignal("");
  const [paper, setPaper] = createSignal("");
  const [fault, setFault] = createSignal<MovementFault | null>(null);
  const [beyond, setBeyond] = createSignal<(Withdrawal & { readonly key: string }) | null>(null);
  const [isEntered, setEntered] = createSignal(false);
  const id = createUniqueId();
  const depots = () => pack()?.depots ?? [];
  const targets = () => (kind() === "transfer" ? depots() : (pack()?.shelters ?? []));

  function enter() {
    setEntered(false);
    const typed = quantity().trim();
    const movement: Omit<StockMovement, "id"> = {
      kind: kind(),
      depotId: props.depotId ?? "",
      toId: kind() === "transfer" || kind() === "issue" ? toId() : null,
      item: item(),
      quantity: typed === "" ? Number.NaN : Number(typed),
      expires: expires().trim() || null,
      paper: paper().trim(),
    };
    const found = movementFaults(movement, new Set(depots().map((depot) => depot.id)))[0] ?? null;
    setFault(found);
    if (found) return;
    const stock = props.supplies.standings().find(({ depot }) => depot.id === movement.depotId)?.stock;
    const short = stock ? beyondStock(movement, stock) : null;
    const key = JSON.stringify({ ...movement, paper: "" });
    // said once; pressed again with a reason it is written
    if (short && !(beyond()?.key === key && movement.paper !== "")) {
      setBeyond({ ...short, key });
      return;
    }
    setBeyond(null);
    void operationDesk()?.record([
      { kind: "stock-moved", movement: { ...movement, id: crypto.randomUUID() } },
    ]);
    setQuantity("");
    setEntered(true);
  }

  return (
    <form
      class="supplies-form"
      aria-labelledby={`${id}-head`}
      onSubmit={(event) => {
        event.preventDefault();
        enter();
      }}
    >
      <h3 id={`${id}-head`} class="side-subhead">
        {said().record}
      </h3>
      <label>
        {said().fields.kind}
        <select onChange={(event) => setKind(MOVEMENT_KINDS[event.currentTarget.selectedIndex] ?? kind())}>
          <For each={MOVEMENT_KINDS}>
            {(each) => (
              <option value={each} selected={each === kind()}>
                {said().kinds[each]}
              </option>
            )}
          </For>
        </select>
      </label>
      <label>
        {said().fields.depot}
        <select onChange={(event) => props.onDepot(event.currentTarget.value)}>
          <option value="" selected={props.depotId === null}>
            –
          </option>
          <For each={depots()}>
            {(depot) => (
              <option value={depot.id} selected={depot.id === props.depotId}>
                {nameIn(state.language, depot)}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={kind() === "transfer" || kind() === "issue"}>
        <label>
          {said().fields.to}
          <select onChange={(event) => setToId(event.currentTarget.value || null)}>
            <option value="" selected={toId() === null}>
              {kind() === "transfer" ? "–" : said().toElsewhere}
            </option>
            <For each={targets()}>
              {(target) => (
                <option value={target.id} selected={target.id === toId()}>
                  {nameIn(state.language, target)}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
      <ItemSelect item={item()} onChange={setItem} />
      <label>
        {said().fields.quantity}
        <input
          inputmode="decimal"
          value={quantity()}
          aria-invalid={fault() === "quantity" || fault() === "zero"}
          onInput={(event) => setQuantity(event.currentTarget.value)}
        />
      </label>
      <label>
        {said().fields.expires}
        <input
          placeholder="2027-03"
          value={expires()}
          aria-invalid={fault() === "expires"}
          onInput={(event) => setExpires(event.currentTarget.value)}
        />
      </label>
      <label class="supplies-wide">
        {said().fields.paper}
        <input value={paper()} onInput={(event) => setPaper(event.currentTarget.value)} />
      </label>
      <p class="side-note supplies-wide">{said().expiresNote}</p>
      <p class="supplies-wide supplies-said" role="status">
        <Show when={fault()}>{(found) => said().faults[found()]}</Show>
        <Show when={!fault() && beyond()}>
          {(short) =>
            said().beyond(
              props.supplies.quantityOf(item(), short().usable),
              props.supplies.quantityOf(item(), short().beyond),
            )
          }
        </Show>
        <Show when={!fault() && !beyond() && isEntered()}>{said().entered}</Show>
      </p>
      <button type="submit" class="button supplies-wide" data-kind="primary">
        {said().enter}
      </button>
    </form>
  );
}
