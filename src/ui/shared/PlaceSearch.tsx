import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from "solid-js";
import type { LngLat } from "../../core/model/geometry.ts";
import type { Place, PlaceKind } from "../../core/model/pack.ts";
import type { PastedPosition, PositionFault } from "../../core/model/pasted-position.ts";
import type { Result } from "../../core/result.ts";
import type { Looseness } from "../../core/search/read-query.ts";
import { nameIn } from "../../i18n/format.ts";
import { useApp } from "./app-context.ts";
import { Icon } from "./Icon.tsx";
import { Mixed } from "./Mixed.tsx";

const SHOWN_MATCHES = 7;
/** A link, or two figures with a fraction: worth asking whether it is a position. */
const MAYBE_POSITION = /:\S|\d[.°．]\s*\d.*\d/u;

type ToldLooseness = "number" | "exit" | "near";
/** A number says something of a street, an exit of a station; of another row they were not meant. */
const isWorthTelling = (loose: Looseness, kind: PlaceKind): loose is ToldLooseness =>
  loose === "near" || (loose === "number" && kind === "street") || (loose === "exit" && kind === "metro");

/** One row of the list. */
interface Offer {
  readonly name: string;
  /** Another name that was typed; shown so that the person knows why. */
  readonly alias: string | null;
  /** What it is, and where. */
  readonly where: string;
  /** What of the words typed does not count in it. */
  readonly note: string | null;
  readonly place: Place;
}

const placeAt = (id: string, name: string, lngLat: LngLat): Place => ({
  id,
  kind: "other",
  nameZh: name,
  nameEn: name,
  aliases: [],
  pinyin: "",
  initials: "",
  withinZh: "",
  withinEn: "",
  lngLat,
});

/**
 * Type a place, pick it: hanzi, pinyin, initials, English, an address, a crossing, or paste a position. Everything happens
 * on this device. The list follows the combobox pattern: focus stays in the field, arrows move, Enter picks.
 */
export function PlaceSearch(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly onPick: (place: Place) => void;
  /** What can be done where no name fits; a sentence. */
  readonly elseHint?: string;
}) {
  const { state, pack, words, readPosition, searchPlaces } = useApp();
  const [typed, setTyped] = createSignal("");
  const [isOpen, setIsOpen] = createSignal(false);
  const [active, setActive] = createSignal(0);
  const [pasted, setPasted] = createSignal<Result<PastedPosition, PositionFault> | null>(null);
  const listId = createUniqueId();
  createEffect(
    on([typed, pack], ([text, index]) => {
      setPasted(null);
      if (!index || !readPosition || !MAYBE_POSITION.test(text)) return;
      void readPosition(text, index.description.bbox).then((read) => {
        if (text === typed()) setPasted(read);
      });
    }),
  );
  const where = (place: Place) => {
    const within = state.language === "en" ? place.withinEn : place.withinZh;
    const kind = words().shared.placeKinds[place.kind];
    return within ? `${kind} · ${within}` : kind;
  };
  const positions = (): Offer[] => {
    const read = pasted();
    if (!read?.ok) return [];
    const { host, readings } = read.value;
    return readings.map(({ datum, lngLat }) => {
      const name = host ? words().shared.linkFrom[host] : words().shared.typedPosition;
      return {
        name,
        alias: null,
        where:
          readings.length > 1
            ? words().shared.datums[datum]
            : `${lngLat[0].toFixed(5)}, ${lngLat[1].toFixed(5)}`,
        note: null,
        place: placeAt(`position-${datum}`, name, lngLat),
      };
    });
  };
  const names = createMemo((): Offer[] => {
    const index = pack();
    const search = searchPlaces();
    if (!index || !search) return [];
    const titles = [index.description.titleZh, index.description.titleEn];
    return search(index.places, typed(), SHOWN_MATCHES, titles).map(({ place, matchedAlias, loose }) => {
      const told = loose.find((each): each is ToldLooseness => isWorthTelling(each, place.kind));
      return {
        name: nameIn(state.language, place),
        alias: matchedAlias,
        where: where(place),
        note: told ? words().shared.looseness[told] : null,
        place,
      };
    });
  });
  const offers = () => (pasted() === null ? names() : positions());
  const isListShown = () => isOpen() && typed().trim() !== "";
  const optionId = (index: number) => `${listId}-${index}`;
  const nothingFound = () => {
    const read = pasted();
    if (!pack() || !searchPlaces()) return words().shared.loadingDistrict;
    return read && !read.ok ? words().shared.positionFaults[read.failure] : words().shared.noMatch;
  };
  const told = () => {
    if (!isListShown()) return "";
    const count = offers().length;
    if (count === 0) return `${nothingFound()} ${props.elseHint ?? ""}`;
    const isAsked = pasted() !== null && count > 1;
    return isAsked ? words().shared.whichDatum : words().shared.matchesFound(String(count));
  };
  const pick = (index: number) => {
    const offer = offers()[index];
    if (!offer) return;
    setIsOpen(false);
    setTyped("");
    props.onPick(offer.place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter and the arrows are its own.
    if (event.isComposing) return;
    const count = isListShown() ? offers().length : 0;
    if (event.key === "ArrowDown" && !isOpen()) setIsOpen(true);
    else if (event.key === "ArrowDown" && count > 0) setActive((active() + 1) % count);
    else if (event.key === "ArrowUp" && count > 0) setActive((active() + count - 1) % count);
    else if (event.key === "Enter" && count > 0) pick(active());
    // Escape closes the list, and with the list closed empties the field.
    else if (event.key === "Escape" && isListShown()) setIsOpen(false);
    else if (event.key === "Escape" && typed() !== "") setTyped("");
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
        aria-activedescendant={isListShown() && offers().length > 0 ? optionId(active()) : undefined}
        autocomplete="off"
        autocapitalize="off"
        enterkeyhint="search"
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
      <div class="place-search-panel" hidden={!isListShown()}>
        <Show when={pasted() !== null && offers().length > 1}>
          <p class="place-search-ask">{words().shared.whichDatum}</p>
        </Show>
        <div class="place-search-list" id={listId} role="listbox" aria-label={props.label}>
          <For each={offers()}>
            {(offer, index) => (
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
                  <Mixed text={offer.name} />
                  <Show when={offer.alias}>
                    {(alias) => (
                      <small>
                        {" "}
                        <Mixed text={alias()} />
                      </small>
                    )}
                  </Show>
                </span>
                <span class="place-search-where">
                  <Mixed text={offer.where} />
                  <Show when={offer.note}>{(note) => <small>{note()}</small>}</Show>
                </span>
              </div>
            )}
          </For>
        </div>
        <Show when={isListShown() && offers().length === 0}>
          <p class="place-search-none">
            {nothingFound()}
            <Show when={props.elseHint}>{(hint) => <span>{hint()}</span>}</Show>
          </p>
        </Show>
      </div>
      <span class="visually-hidden" role="status">
        {told()}
      </span>
    </div>
  );
}
