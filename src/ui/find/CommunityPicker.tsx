import { createMemo, createSignal, For, Show } from "solid-js";
import type { LngLat } from "../../core/model/geometry.ts";
import type { Community, Place, PlaceKind } from "../../core/model/pack.ts";
import { nameIn } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";
import { Mixed } from "../shared/Mixed.tsx";

/** Places offered within a community: nobody reads more. */
const MOST_NEAR = 11;
/** A community is a few hundred metres across. */
const NEAR_DEGREES = 0.006;

/** Too long or too wide to be a place within a community, or a corner of it that nobody lives at. */
const NOT_OFFERED: ReadonlySet<PlaceKind> = new Set(["street", "junction", "community", "subdistrict"]);

const squaredApart = ([lng, lat]: LngLat, [otherLng, otherLat]: LngLat) =>
  ((otherLng - lng) * Math.cos((lat * Math.PI) / 180)) ** 2 + (otherLat - lat) ** 2;

/** For those who cannot spell where they are: sub-district, community, then a place in it. Three taps, no typing. */
export function CommunityPicker(props: { readonly onPick: (place: Place) => void }) {
  const { state, pack, words } = useApp();
  const [isShown, setIsShown] = createSignal(false);
  const [code, setCode] = createSignal<string | null>(null);
  const [community, setCommunity] = createSignal<Community | null>(null);
  let panel: HTMLDivElement | undefined;
  const subDistrict = createMemo(() => pack()?.subDistricts.find((each) => each.code === code()) ?? null);
  const communities = createMemo(() =>
    (pack()?.communities ?? []).filter((each) => each.subDistrictCode === code()),
  );
  const middle = (of: Community): Place => ({
    id: of.id,
    kind: "community",
    nameZh: of.nameZh,
    nameEn: of.nameEn,
    aliases: [],
    pinyin: "",
    initials: "",
    withinZh: subDistrict()?.nameZh ?? "",
    withinEn: subDistrict()?.nameEn ?? "",
    lngLat: of.labelLngLat,
  });
  /** Named places in and around the community, nearest first: compounds, schools, stations, parks. */
  const near = createMemo((): Place[] => {
    const chosen = community();
    if (!chosen) return [];
    return (pack()?.places ?? [])
      .filter(({ kind }) => !NOT_OFFERED.has(kind))
      .map((place) => ({ place, apart: squaredApart(chosen.labelLngLat, place.lngLat) }))
      .filter(({ apart }) => apart < NEAR_DEGREES ** 2)
      .sort((a, b) => a.apart - b.apart)
      .slice(0, MOST_NEAR)
      .map(({ place }) => place);
  });
  /** The list changes under the finger: a keyboard and a screen reader go on at its head. */
  const step = (change: () => void) => {
    change();
    queueMicrotask(() => panel?.querySelector<HTMLElement>("button, h2")?.focus());
  };
  return (
    <div class="find-picker">
      <button
        type="button"
        class="button find-picker-toggle"
        aria-expanded={isShown()}
        onClick={() => setIsShown(!isShown())}
      >
        {words().find.byCommunity}
      </button>
      <Show when={isShown()}>
        <div class="find-picker-panel" ref={(element) => (panel = element)}>
          <Show
            when={subDistrict()}
            fallback={
              <fieldset class="find-picker-list">
                <legend>{words().find.subDistrict}</legend>
                <For each={pack()?.subDistricts ?? []}>
                  {(each) => (
                    <button type="button" onClick={() => step(() => setCode(each.code))}>
                      <Mixed text={nameIn(state.language, each)} />
                    </button>
                  )}
                </For>
              </fieldset>
            }
          >
            {(chosen) => (
              <>
                <button
                  type="button"
                  class="find-picker-back"
                  onClick={() => step(() => (community() ? setCommunity(null) : setCode(null)))}
                >
                  <span aria-hidden="true">‹ </span>
                  <Mixed text={nameIn(state.language, community() ?? chosen())} />
                  <span class="visually-hidden">{words().find.pickerBack}</span>
                </button>
                <Show
                  when={community()}
                  fallback={
                    <fieldset class="find-picker-list">
                      <legend>{words().find.community}</legend>
                      <For each={communities()}>
                        {(each) => (
                          <button type="button" onClick={() => step(() => setCommunity(each))}>
                            <Mixed text={nameIn(state.language, each)} />
                          </button>
                        )}
                      </For>
                    </fieldset>
                  }
                >
                  {(inside) => (
                    <fieldset class="find-picker-list">
                      <legend>{words().find.compound}</legend>
                      <button type="button" onClick={() => props.onPick(middle(inside()))}>
                        <Mixed text={words().find.middleOf(nameIn(state.language, inside()))} />
                      </button>
                      <For each={near()}>
                        {(place) => (
                          <button type="button" onClick={() => props.onPick(place)}>
                            <Mixed text={nameIn(state.language, place)} />
                            <small>{words().shared.placeKinds[place.kind]}</small>
                          </button>
                        )}
                      </For>
                    </fieldset>
                  )}
                </Show>
              </>
            )}
          </Show>
        </div>
      </Show>
    </div>
  );
}
