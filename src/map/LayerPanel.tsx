import { createSignal, createUniqueId, For, onCleanup, onMount, Show } from "solid-js";
import type { LayerId } from "../core/model/pack.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import type { Words } from "../i18n/words.ts";
import { Legend } from "./Legend.tsx";
import { LAYER_GROUPS, type LayerRow } from "./layer-row.ts";
import { LAYER_TABLE, methodOf } from "./layer-table.ts";
import { MethodTag } from "./MethodTag.tsx";
import type { MapScene } from "./scene.ts";

interface LayerPanelProps {
  readonly pack: PackIndex;
  readonly scene: MapScene;
  readonly words: Words;
  readonly zoom: number;
  readonly failed: ReadonlySet<LayerId>;
  readonly onShowLayer: (layer: LayerId, isShown: boolean) => void;
}

/** Layers to choose and the legend of those that are shown. */
export function LayerPanel(props: LayerPanelProps) {
  const [isOpen, setIsOpen] = createSignal(false);
  const panelId = createUniqueId();
  let root!: HTMLDivElement;
  let button!: HTMLButtonElement;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.preventDefault();
    setIsOpen(false);
    button.focus();
  };
  const onPointerDown = (event: PointerEvent) => {
    const view = root.closest(".map-view");
    // A press on the map keeps the legend open; a press on the rest of the page puts it away.
    if (isOpen() && event.target instanceof Node && !view?.contains(event.target)) setIsOpen(false);
  };
  document.addEventListener("pointerdown", onPointerDown);
  onMount(() => root.addEventListener("keydown", onKeyDown));
  onCleanup(() => document.removeEventListener("pointerdown", onPointerDown));

  return (
    <div class="map-layers" ref={root}>
      <button
        type="button"
        class="map-button map-layers-button"
        ref={button}
        aria-expanded={isOpen()}
        aria-controls={panelId}
        onClick={() => setIsOpen((open) => !open)}
      >
        <svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
          <path
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linejoin="round"
            d="M12 3 3 8l9 5 9-5-9-5ZM4 13l8 4.5 8-4.5"
          />
        </svg>
        {props.words.map.layers}
      </button>
      <Show when={isOpen()}>
        <section class="map-layers-panel" id={panelId} aria-label={props.words.map.layers}>
          <For each={LAYER_GROUPS}>
            {(group) => (
              <fieldset>
                <legend>{props.words.map.groups[group]}</legend>
                <For each={LAYER_TABLE.filter((row) => row.group === group)}>
                  {(row) => <LayerChoice {...props} row={row} />}
                </For>
              </fieldset>
            )}
          </For>
          <h3>{props.words.map.legend}</h3>
          <Legend scene={props.scene} words={props.words} />
        </section>
      </Show>
    </div>
  );
}

function LayerChoice(props: LayerPanelProps & { readonly row: LayerRow }) {
  const resource = () => props.pack.description.resources.find((each) => each.name === props.row.id);
  const isShown = () => props.scene.layers.includes(props.row.id);
  const note = (): string | null => {
    const { map } = props.words;
    if (!resource() || resource()?.features === 0) return map.layerEmpty;
    if (props.row.sources.some((source) => props.failed.has(source))) return map.layerFailed;
    if (isShown() && props.zoom < props.row.minZoom) return map.layerFromZoom;
    return null;
  };
  return (
    <label class="map-layer-choice">
      <input
        type="checkbox"
        checked={isShown()}
        disabled={!resource() || resource()?.features === 0}
        onChange={(event) => props.onShowLayer(props.row.id, event.currentTarget.checked)}
      />
      <span>
        {props.words.map.layerNames[props.row.id]}
        <Show when={note()}>{(text) => <small>{text()}</small>}</Show>
      </span>
      <Show when={methodOf(props.pack.description, props.row.id)}>
        {(method) => <MethodTag method={method()} words={props.words} />}
      </Show>
    </label>
  );
}
