import type { Map as MapLibreMap, MapTouchEvent } from "maplibre-gl";
import type { LngLat } from "../core/model/geometry.ts";

const HOLD_MILLISECONDS = 600;
/** A finger that moves further drags the map. */
const STILL_PIXELS = 8;

/**
 * Press and hold with one finger, or the other button of a mouse. Some phones tell a hold as a context menu, some do not:
 * both are listened to, and one hold counts once.
 */
export function connectHold(map: MapLibreMap, onHold: (lngLat: LngLat) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heldAt = Number.NEGATIVE_INFINITY;
  const cancel = () => clearTimeout(timer);
  const hold = ({ lng, lat }: { readonly lng: number; readonly lat: number }) => {
    cancel();
    if (performance.now() - heldAt < HOLD_MILLISECONDS) return;
    heldAt = performance.now();
    onHold([lng, lat]);
  };
  map.on("contextmenu", (event) => {
    event.preventDefault();
    hold(event.lngLat);
  });
  let start: MapTouchEvent["point"] | null = null;
  map.on("touchstart", (event) => {
    cancel();
    start = event.points.length === 1 ? event.point : null;
    if (start) timer = setTimeout(() => hold(event.lngLat), HOLD_MILLISECONDS);
  });
  map.on("touchmove", (event) => {
    if (start && start.dist(event.point) > STILL_PIXELS) cancel();
  });
  map.on("touchend", cancel);
  map.on("touchcancel", cancel);
  map.on("remove", cancel);
}
