import type { Map as MaplibreMap } from "maplibre-gl";
import type { LngLat } from "../core/model/geometry.ts";

/** A point of the map's box in CSS pixels, from its upper left corner. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** What a door that takes things on the map in hand needs of it. */
export interface MapHand {
  /** Takes pointers before the map does, in the capture phase. */
  readonly element: HTMLElement;
  /** Has the keyboard where the map has it. */
  readonly canvas: HTMLElement;
  readonly placeAt: (point: ScreenPoint) => LngLat;
  readonly pixelOf: (lngLat: LngLat) => ScreenPoint;
  readonly centre: () => LngLat;
  readonly zoom: () => number;
  /** The map stays where it is while something on it is moved. */
  readonly holdStill: (isHeld: boolean) => void;
  /** A double click means something else than coming nearer. */
  readonly ownDoubleClick: (isOwn: boolean) => void;
  /** Called whenever the camera moves; answers with how to end it. */
  readonly onCamera: (listener: () => void) => () => void;
}

export function createMapHand(map: MaplibreMap): MapHand {
  return {
    element: map.getCanvasContainer(),
    canvas: map.getCanvas(),
    placeAt: ({ x, y }) => {
      const { lng, lat } = map.unproject([x, y]);
      return [lng, lat];
    },
    pixelOf: ([lng, lat]) => {
      const { x, y } = map.project([lng, lat]);
      return { x, y };
    },
    centre: () => {
      const { lng, lat } = map.getCenter();
      return [lng, lat];
    },
    zoom: () => map.getZoom(),
    holdStill: (isHeld) => {
      for (const handler of [map.dragPan, map.touchZoomRotate, map.boxZoom]) {
        if (isHeld) handler.disable();
        else handler.enable();
      }
      if (!isHeld) map.touchZoomRotate.disableRotation();
    },
    ownDoubleClick: (isOwn) => {
      if (isOwn) map.doubleClickZoom.disable();
      else map.doubleClickZoom.enable();
    },
    onCamera: (listener) => {
      map.on("move", listener);
      return () => map.off("move", listener);
    },
  };
}
