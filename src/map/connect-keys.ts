import type { Map as MapLibreMap } from "maplibre-gl";
import { type Accessor, createEffect } from "solid-js";
import type { LngLat } from "../core/model/geometry.ts";
import type { Words } from "../i18n/words.ts";

/**
 * For those without a pointer: Enter means the middle of the map, where the style sheet draws a cross while the map has the
 * keyboard. Moving and zooming by arrows, plus and minus are MapLibre's own.
 */
export function connectKeys(
  map: MapLibreMap,
  words: Accessor<Words>,
  onPress: (lngLat: LngLat, x: number, y: number) => void,
): void {
  const canvas = map.getCanvas();
  // The library says its name once; the language may change.
  createEffect(() => {
    canvas.setAttribute("aria-label", words().map.mapLabel);
    canvas.setAttribute("aria-description", words().map.keysHint);
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.repeat) return;
    event.preventDefault();
    const { lng, lat } = map.getCenter();
    const { x, y } = map.project([lng, lat]);
    onPress([lng, lat], x, y);
  });
}
