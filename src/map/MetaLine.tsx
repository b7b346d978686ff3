import type { Map as MaplibreMap } from "maplibre-gl";
import { createEffect, createMemo, createSignal, For, onCleanup } from "solid-js";
import type { PackIndex } from "../core/model/pack-data.ts";
import { formatCount } from "../i18n/format.ts";
import { splitHanzi } from "../i18n/split-hanzi.ts";
import type { Words } from "../i18n/words.ts";
import { scaleBar } from "./scale-bar.ts";

const MAX_BAR_PIXELS = 110;

/** Review number, scale and whose data it is: small, always there, lower left. */
export function MetaLine(props: {
  readonly map: MaplibreMap | null;
  readonly pack: PackIndex;
  readonly words: Words;
}) {
  const [view, setView] = createSignal<{ latitude: number; zoom: number } | null>(null);
  createEffect(() => {
    const { map } = props;
    if (!map) return;
    const read = () => setView({ latitude: map.getCenter().lat, zoom: map.getZoom() });
    read();
    map.on("move", read);
    onCleanup(() => map.off("move", read));
  });
  const bar = createMemo(() => {
    const seen = view();
    return seen ? scaleBar(seen.latitude, seen.zoom, MAX_BAR_PIXELS) : null;
  });
  const length = () => {
    const metres = bar()?.lengthMetres ?? 0;
    return metres >= 1000
      ? props.words.map.scaleKilometres(formatCount(metres / 1000))
      : props.words.map.scaleMetres(formatCount(metres));
  };
  return (
    <div class="map-meta">
      <p>
        <span>
          {/* a term of Chinese law, also in the English line */}
          <For each={splitHanzi(props.words.map.reviewNumber(props.words.map.reviewNumberMissing))}>
            {(run) => (run.isHanzi ? <span lang="zh-CN">{run.text}</span> : run.text)}
          </For>
        </span>
        <span class="map-scale">
          <i style={{ width: `${bar()?.widthPixels ?? 0}px` }} />
          <span class="num">{length()}</span>
        </span>
      </p>
      <p class="map-attribution">{props.pack.description.attributions.join(" · ")}</p>
    </div>
  );
}
