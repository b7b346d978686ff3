import { createMemo, For, Show } from "solid-js";
import type { Words } from "../i18n/words.ts";
import { fieldClasses, fieldFillColour } from "./field-layers.ts";
import { styleOf } from "./layer-plan.ts";
import type { LayerClass } from "./layer-row.ts";
import { BASE_CLASSES, LAYER_TABLE } from "./layer-table.ts";
import { SwatchMark } from "./SwatchMark.tsx";
import type { MapScene } from "./scene.ts";
import { sceneClasses } from "./scene-layers.ts";

/** What the map shows now, from the tables that draw it. */
export function Legend(props: { readonly scene: MapScene; readonly words: Words }) {
  const style = createMemo(() => styleOf(props.scene));
  const names = (): Readonly<Record<string, string>> => props.words.map.classes;
  const field = createMemo(() => fieldClasses(props.scene));
  const rows = createMemo(() => LAYER_TABLE.filter((row) => props.scene.layers.includes(row.id)));
  const risk = () => rows().some((row) => row.id.startsWith("risk-"));
  const Rows = (list: { readonly classes: readonly LayerClass[] }) => (
    <ul class="map-legend-rows">
      <For each={list.classes}>
        {(each) => (
          <li>
            <SwatchMark swatch={each.swatch} style={style()} />
            {names()[each.key] ?? each.key}
          </li>
        )}
      </For>
    </ul>
  );
  return (
    <div class="map-legend">
      <Show when={sceneClasses(props.scene).length > 0}>
        <h4>{props.words.map.onThisMap}</h4>
        <Rows classes={sceneClasses(props.scene)} />
      </Show>
      <Show when={field().length > 0}>
        <h4>
          {props.scene.fieldOf === "engines" ? props.words.map.enginesLegend : props.words.map.minutesLegend}
        </h4>
        <ol class="map-legend-field" style={{ "grid-template-columns": `repeat(${field().length}, 1fr)` }}>
          <For each={field()}>
            {(each) => (
              <li data-rule={each.isRule ? "" : undefined}>
                <span style={{ background: fieldFillColour(style(), each.colour, props.scene.isStale) }} />
                <b class="num">
                  {Number.isFinite(each.upToMinutes) ? `≤${each.upToMinutes}` : props.words.map.minutesMore}
                </b>
              </li>
            )}
          </For>
        </ol>
        <Show when={props.scene.fieldOf !== "engines" && field().find((each) => each.isRule)}>
          {(rule) => (
            <p class="map-legend-note">
              <SwatchMark swatch={{ kind: "line", colour: "isoline", widthPixels: 2.4 }} style={style()} />
              {props.words.map.minutesRule(String(rule().upToMinutes))}
            </p>
          )}
        </Show>
        <Show when={props.scene.isStale}>
          <p class="map-legend-note">{props.words.map.staleField}</p>
        </Show>
      </Show>
      <For each={rows().filter((row) => !row.id.startsWith("risk-"))}>
        {(row) => (
          <>
            <h4>{props.words.map.layerNames[row.id]}</h4>
            <Rows classes={row.classes} />
          </>
        )}
      </For>
      <Show when={risk()}>
        <h4>{props.words.map.groups.hazard}</h4>
        <Rows classes={rows().find((row) => row.id.startsWith("risk-"))?.classes ?? []} />
        <p class="map-legend-note">{props.words.map.riskScale}</p>
      </Show>
      {/* #region staff */}
      <Show when={props.scene.unmet || props.scene.differences || props.scene.layers.includes("demand")}>
        <p class="map-legend-note">{props.words.map.personsSize}</p>
      </Show>
      {/* #endregion staff */}
      <h4>{props.words.map.baseMap}</h4>
      <Rows classes={BASE_CLASSES} />
    </div>
  );
}
