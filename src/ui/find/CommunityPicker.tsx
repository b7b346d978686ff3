import { createMemo, createSignal, For } from "solid-js";
import type { Place } from "../../core/model/pack.ts";
import { nameIn } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";

/** For those who cannot spell where they are: sub-district, then community. */
export function CommunityPicker(props: { readonly onPick: (place: Place) => void }) {
  const { state, pack, words } = useApp();
  const [code, setCode] = createSignal("");
  const communities = createMemo(() =>
    (pack()?.communities ?? []).filter((community) => community.subDistrictCode === code()),
  );
  const pick = (id: string) => {
    const community = pack()?.communities.find((each) => each.id === id);
    if (!community) return;
    props.onPick({
      id: community.id,
      kind: "community",
      nameZh: community.nameZh,
      nameEn: community.nameEn,
      aliases: [],
      pinyin: "",
      initials: "",
      withinZh: "",
      withinEn: "",
      lngLat: community.labelLngLat,
    });
  };
  return (
    <fieldset class="find-picker">
      <legend>{words().find.byCommunity}</legend>
      <select
        aria-label={words().find.subDistrict}
        value={code()}
        onChange={(event) => setCode(event.target.value)}
      >
        <option value="">{words().find.subDistrict}</option>
        <For each={pack()?.subDistricts ?? []}>
          {(each) => <option value={each.code}>{nameIn(state.language, each)}</option>}
        </For>
      </select>
      <select
        aria-label={words().find.community}
        disabled={code() === ""}
        onChange={(event) => pick(event.target.value)}
      >
        <option value="">{words().find.community}</option>
        <For each={communities()}>
          {(each) => <option value={each.id}>{nameIn(state.language, each)}</option>}
        </For>
      </select>
    </fieldset>
  );
}
