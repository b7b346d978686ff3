import { createMemo, createResource, createSignal, For, Show } from "solid-js";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";

/** The fifth level: how many homes keep a kit, where somebody has asked; and what a kit is. */
export function HouseholdKits() {
  const { state, words, pack, operationDesk, loadKit } = useApp();
  const said = () => words().command.supplies;
  const [kit] = createResource(loadKit);
  const [areaId, setAreaId] = createSignal<string | null>(null);
  const [households, setHouseholds] = createSignal("");
  const [withKit, setWithKit] = createSignal("");
  const [isFaulty, setFaulty] = createSignal(false);
  const communities = () => pack()?.communities ?? [];
  const counts = createMemo(() => Object.values(state.operation.shown.kits).map(({ count }) => count));
  const sum = (key: "households" | "withKit") => counts().reduce((total, count) => total + count[key], 0);
  function enter() {
    const [asked, keeping] = [
      Number(households().trim() || Number.NaN),
      Number(withKit().trim() || Number.NaN),
    ];
    const chosen = areaId();
    const isRight =
      chosen !== null &&
      Number.isSafeInteger(asked) &&
      Number.isSafeInteger(keeping) &&
      keeping >= 0 &&
      asked >= keeping;
    setFaulty(!isRight);
    if (!isRight) return;
    void operationDesk()?.record([
      { kind: "kits-counted", count: { areaId: chosen, households: asked, withKit: keeping } },
    ]);
    setHouseholds("");
    setWithKit("");
  }
  return (
    <section aria-labelledby="supplies-kits">
      <h3 id="supplies-kits" class="side-subhead">
        {said().kits}
      </h3>
      <p class="num">
        {counts().length === 0
          ? said().kitsUnknown
          : said().kitsKnown(
              formatCount(sum("withKit")),
              formatCount(sum("households")),
              formatCount(counts().length),
            )}
      </p>
      <form
        class="supplies-form"
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <label class="supplies-wide">
          {said().kitFields.area}
          <select onChange={(event) => setAreaId(event.currentTarget.value || null)}>
            <option value="" selected={areaId() === null}>
              –
            </option>
            <For each={communities()}>
              {(row) => (
                <option value={row.id} selected={row.id === areaId()}>
                  {nameIn(state.language, row)}
                </option>
              )}
            </For>
          </select>
        </label>
        <label>
          {said().kitFields.households}
          <input
            inputmode="numeric"
            value={households()}
            onInput={(event) => setHouseholds(event.currentTarget.value)}
          />
        </label>
        <label>
          {said().kitFields.withKit}
          <input
            inputmode="numeric"
            value={withKit()}
            onInput={(event) => setWithKit(event.currentTarget.value)}
          />
        </label>
        <p class="supplies-wide supplies-said" role="status">
          {isFaulty() ? said().kitFault : ""}
        </p>
        <button type="submit" class="button supplies-wide">
          {said().kitEnter}
        </button>
      </form>
      <Show when={kit()}>
        {(rules) => (
          <details>
            <summary>{said().kitItems}</summary>
            <p class="side-note">
              {rules()
                .items.map((each) => (state.language === "en" ? each.nameEn : each.nameZh))
                .join(state.language === "en" ? ", " : "、")}
            </p>
          </details>
        )}
      </Show>
    </section>
  );
}
