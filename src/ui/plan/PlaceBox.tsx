import { createMemo, createSignal, For, Show } from "solid-js";
import type { Place } from "../../core/model/pack.ts";
import { nameIn } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";
import type { PlanModel } from "./plan-model.ts";

const SHOWN_PLACES = 8;

/** Names that hold the typed text: hanzi and English anywhere, pinyin and initials from the front. Best first. */
export function placesNamed(places: readonly Place[], typed: string): readonly Place[] {
  const text = typed.trim().toLowerCase().replace(/\s+/g, "");
  if (!text) return [];
  const rank = (place: Place): number => {
    const english = place.nameEn.toLowerCase().replace(/\s+/g, "");
    if (place.nameZh === text) return 0;
    if (place.nameZh.startsWith(text)) return 1;
    if (place.pinyin.startsWith(text) || place.initials === text) return 2;
    if (english.startsWith(text) || place.aliases.some((alias) => alias.toLowerCase().startsWith(text)))
      return 3;
    if (place.nameZh.includes(text) || english.includes(text) || place.initials.startsWith(text)) return 4;
    return Number.POSITIVE_INFINITY;
  };
  return places
    .map((place) => ({ place, rank: rank(place) }))
    .filter((found) => Number.isFinite(found.rank))
    .sort((a, b) => a.rank - b.rank || a.place.nameZh.length - b.place.nameZh.length)
    .slice(0, SHOWN_PLACES)
    .map((found) => found.place);
}

/** The keyboard's way to ask about a place: a name instead of a click on the map. */
export function PlaceBox(props: { readonly plan: PlanModel }) {
  const { state, words, pack } = useApp();
  const [typed, setTyped] = createSignal("");
  const [isOpen, setIsOpen] = createSignal(false);
  const [active, setActive] = createSignal(0);
  const found = createMemo(() => placesNamed(pack()?.places ?? [], typed()));
  const isListShown = () => isOpen() && typed().trim() !== "";
  const pick = (place: Place | undefined) => {
    if (!place) return;
    setTyped(nameIn(state.language, place));
    setIsOpen(false);
    props.plan.askAbout(place.lngLat, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Letters still being composed into hanzi are not commands.
    if (event.isComposing) return;
    const count = found().length;
    if (event.key === "ArrowDown" && count > 0) setActive((at) => (at + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) setActive((at) => (at + count - 1) % count);
    else if (event.key === "Enter") pick(found()[active()]);
    else if (event.key === "Escape") setIsOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div class="place-box">
      <label class="plan-label" for="plan-place">
        {words().plan.place}
      </label>
      <input
        id="plan-place"
        type="search"
        class="plan-input"
        role="combobox"
        autocomplete="off"
        placeholder={words().plan.placeHint}
        aria-expanded={isListShown()}
        aria-controls="plan-place-list"
        aria-autocomplete="list"
        aria-activedescendant={isListShown() && found().length > 0 ? `plan-place-${active()}` : undefined}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          setIsOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setIsOpen(false)}
      />
      <div
        id="plan-place-list"
        class="place-list"
        role="listbox"
        aria-label={words().plan.place}
        hidden={!isListShown()}
      >
        <For
          each={found()}
          fallback={
            <div class="place-none" role="option" tabIndex={-1} aria-disabled="true" aria-selected="false">
              {words().shared.noMatch}
            </div>
          }
        >
          {(place, index) => (
            <div
              id={`plan-place-${index()}`}
              class="place-option"
              role="option"
              tabIndex={-1}
              aria-selected={index() === active()}
              // mousedown: a click would come after the blur that closes the list
              onMouseDown={(event) => {
                event.preventDefault();
                pick(place);
              }}
            >
              <span>{nameIn(state.language, place)}</span>
              <span class="place-within">
                {nameIn(state.language, { nameZh: place.withinZh, nameEn: place.withinEn })}
              </span>
            </div>
          )}
        </For>
      </div>
      <Show when={isListShown()}>
        <p class="visually-hidden" role="status">
          {words().plan.placeFound(String(found().length))}
        </p>
      </Show>
    </div>
  );
}
