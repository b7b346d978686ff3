import { createMemo, createSignal, createUniqueId, For, Show } from "solid-js";
import { searchPlaces } from "../../core/analysis/search-places.ts";
import type { Place } from "../../core/model/pack.ts";
import { nameIn } from "../../i18n/format.ts";
import { useApp } from "./app-context.ts";
import { Icon } from "./Icon.tsx";

const SHOWN_MATCHES = 7;

/** Type a place, pick it: hanzi, pinyin, initials or English. Everything happens on this device. */
export function PlaceSearch(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly onPick: (place: Place) => void;
}) {
  const { state, pack, words } = useApp();
  const [typed, setTyped] = createSignal("");
  const [isOpen, setIsOpen] = createSignal(false);
  const [active, setActive] = createSignal(0);
  const listId = createUniqueId();
  const matches = createMemo(() => {
    const index = pack();
    return index ? searchPlaces(index.places, typed(), SHOWN_MATCHES) : [];
  });
  const isListShown = () => isOpen() && typed().trim() !== "";
  const optionId = (index: number) => `${listId}-${index}`;
  const pick = (index: number) => {
    const match = matches()[index];
    if (!match) return;
    setIsOpen(false);
    setTyped("");
    props.onPick(match.place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter and the arrows are its own.
    if (event.isComposing) return;
    const count = matches().length;
    if (event.key === "ArrowDown" && count > 0) setActive((active() + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) setActive((active() + count - 1) % count);
    else if (event.key === "Enter") pick(active());
    else if (event.key === "Escape") setIsOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div class="place-search">
      <Icon name="search" />
      <input
        type="text"
        class="place-search-input"
        role="combobox"
        aria-label={props.label}
        aria-expanded={isListShown()}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isListShown() && matches().length > 0 ? optionId(active()) : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={props.placeholder}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          setIsOpen(true);
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div
        class="place-search-list"
        id={listId}
        role="listbox"
        aria-label={props.label}
        hidden={!isListShown()}
      >
        <For each={matches()}>
          {(match, index) => (
            <div
              id={optionId(index())}
              tabIndex={-1}
              role="option"
              aria-selected={index() === active()}
              class="place-search-option"
              // pointerdown, not click: the input's blur would close the list first
              onPointerDown={(event) => {
                event.preventDefault();
                pick(index());
              }}
            >
              <span class="place-search-name">
                {nameIn(state.language, match.place)}
                <Show when={match.matchedAlias}>{(alias) => <small> {alias()}</small>}</Show>
              </span>
              <span class="place-search-where">
                {words().shared.placeKinds[match.place.kind]}
                {state.language === "en"
                  ? match.place.withinEn && ` · ${match.place.withinEn}`
                  : match.place.withinZh && ` · ${match.place.withinZh}`}
              </span>
            </div>
          )}
        </For>
        <Show when={matches().length === 0}>
          <p class="place-search-none">{words().shared.noMatch}</p>
        </Show>
      </div>
    </div>
  );
}
