import { createSignal, For, Show } from "solid-js";
import { AGREEMENT_KINDS, type Agreement } from "../../../core/model/operation.ts";
import type { SupplyItem } from "../../../core/model/pack.ts";
import { isMonth } from "../../../core/operation/check-movement.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { HouseholdKits } from "./HouseholdKits.tsx";
import { ItemSelect } from "./ItemSelect.tsx";

/** What others have promised and what homes keep: neither is stock, and neither is counted as it. */
export function ReserveView() {
  const { state, words, pack, operationDesk } = useApp();
  const said = () => words().command.supplies;
  const agreements = () => Object.values(state.operation.shown.agreements).map(({ agreement }) => agreement);
  const [partner, setPartner] = createSignal("");
  const [kind, setKind] = createSignal<Agreement["kind"]>("shop");
  const [item, setItem] = createSignal<SupplyItem>("water-litre");
  const [quantity, setQuantity] = createSignal("");
  const [hours, setHours] = createSignal("");
  const [until, setUntil] = createSignal("");
  const [paper, setPaper] = createSignal("");
  const [fault, setFault] = createSignal("");
  const month = () => state.response.ground?.month ?? pack()?.description.asOf.slice(0, 7) ?? "";

  function make() {
    const [count, within] = [
      Number(quantity().trim()),
      hours().trim() === "" ? null : Number(hours().trim()),
    ];
    const validUntil = until().trim() || null;
    const found =
      partner().trim() === ""
        ? said().partnerMissing
        : !Number.isFinite(count) || count <= 0
          ? said().faults.zero
          : within !== null && !(Number.isFinite(within) && within >= 0)
            ? said().hoursFault
            : validUntil !== null && !isMonth(validUntil)
              ? said().faults.expires
              : "";
    setFault(found);
    if (found) return;
    void operationDesk()?.record([
      {
        kind: "agreement-made",
        agreement: {
          id: crypto.randomUUID(),
          partner: partner().trim(),
          kind: kind(),
          item: item(),
          quantity: count,
          withinHours: within,
          validUntil,
          paper: paper().trim(),
        },
      },
    ]);
    setQuantity("");
  }

  return (
    <div class="supplies-reserve">
      <section aria-labelledby="supplies-agreements">
        <h3 id="supplies-agreements" class="side-subhead">
          {said().agreements}
        </h3>
        <p class="side-note">{said().agreementsNote}</p>
        <Show when={agreements().length > 0} fallback={<p>{said().agreementsNone}</p>}>
          <ul class="supplies-transfers">
            <For each={agreements()}>
              {(each) => (
                <li>
                  <span>
                    {each.partner} · {said().agreementKinds[each.kind]} ·{" "}
                    <span class="num">
                      {words().command.items[each.item]}{" "}
                      {words().command.quantities[each.item](formatCount(each.quantity))}
                    </span>
                  </span>
                  <span class="side-note num">
                    {each.withinHours === null ? "" : said().agreementWithin(formatCount(each.withinHours))}{" "}
                    {each.validUntil === null ? "" : said().agreementUntil(each.validUntil)}{" "}
                    {each.validUntil !== null && each.validUntil < month() ? said().agreementOver : ""}{" "}
                    {each.paper}
                  </span>
                  <button
                    type="button"
                    class="button"
                    aria-label={said().agreementEndOf(each.partner)}
                    onClick={() =>
                      void operationDesk()?.record([{ kind: "agreement-ended", agreementId: each.id }])
                    }
                  >
                    {said().agreementEnd}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </Show>
        <form
          class="supplies-form"
          onSubmit={(event) => {
            event.preventDefault();
            make();
          }}
        >
          <label>
            {said().agreementFields.partner}
            <input value={partner()} onInput={(event) => setPartner(event.currentTarget.value)} />
          </label>
          <label>
            {said().fields.kind}
            <select
              onChange={(event) => setKind(AGREEMENT_KINDS[event.currentTarget.selectedIndex] ?? kind())}
            >
              <For each={AGREEMENT_KINDS}>
                {(each) => (
                  <option value={each} selected={each === kind()}>
                    {said().agreementKinds[each]}
                  </option>
                )}
              </For>
            </select>
          </label>
          <ItemSelect item={item()} onChange={setItem} />
          <label>
            {said().fields.quantity}
            <input
              inputmode="decimal"
              value={quantity()}
              onInput={(event) => setQuantity(event.currentTarget.value)}
            />
          </label>
          <label>
            {said().agreementFields.hours}
            <input
              inputmode="decimal"
              value={hours()}
              onInput={(event) => setHours(event.currentTarget.value)}
            />
          </label>
          <label>
            {said().agreementFields.until}
            <input
              placeholder="2027-03"
              value={until()}
              onInput={(event) => setUntil(event.currentTarget.value)}
            />
          </label>
          <label class="supplies-wide">
            {said().fields.paper}
            <input value={paper()} onInput={(event) => setPaper(event.currentTarget.value)} />
          </label>
          <p class="supplies-wide supplies-said" role="status">
            {fault()}
          </p>
          <button type="submit" class="button supplies-wide">
            {said().agreementMake}
          </button>
        </form>
      </section>
      <HouseholdKits />
    </div>
  );
}
