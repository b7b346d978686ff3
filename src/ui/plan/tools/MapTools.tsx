import { For, Show } from "solid-js";
import { PLAN_TOOLS } from "../../../state/app-state.ts";
import { useApp } from "../../shared/app-context.ts";
import type { SiteTools } from "./site-tools.ts";

/** Over the map: what a press on it does. */
export function MapTools(props: { readonly tools: SiteTools }) {
  const { words } = useApp();
  const said = () => words().plan.live;
  const isDrawing = () => props.tools.tool() === "draw";
  return (
    <div class="map-hand">
      <div class="map-hand-tools" role="toolbar" aria-label={said().tools}>
        <For each={PLAN_TOOLS}>
          {(tool) => (
            <button
              type="button"
              class="map-hand-tool"
              aria-pressed={props.tools.tool() === tool}
              onClick={() => props.tools.take(tool)}
            >
              {said().tool[tool]}
            </button>
          )}
        </For>
      </div>
      <Show when={isDrawing() && props.tools.drawing.corners().length > 0}>
        <div class="map-hand-tools" role="toolbar" aria-label={said().tool.draw}>
          <button type="button" class="map-hand-tool" onClick={() => props.tools.drawing.finish()}>
            {said().finish}
          </button>
          <button type="button" class="map-hand-tool" onClick={() => props.tools.drawing.takeBack()}>
            {said().takeCorner}
          </button>
          <button type="button" class="map-hand-tool" onClick={() => props.tools.drawing.clear()}>
            {said().cancel}
          </button>
        </div>
      </Show>
      <p class="map-hand-trouble" role="status">
        {props.tools.trouble()}
      </p>
    </div>
  );
}
