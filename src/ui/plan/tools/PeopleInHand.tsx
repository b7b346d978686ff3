import { createEffect } from "solid-js";
import type { LngLat } from "../../../core/model/geometry.ts";
import type { ScreenPoint } from "../../../map/map-hand.ts";
import { CROWDED_SHIFT_PIXELS, radiusPixels } from "../../../map/persons-radius.ts";
import { unmetByCommunity } from "../../../map/scenes/plan-scene.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";

const FULL_TURN = 2 * Math.PI;
const UNMET_OPACITY = 0.92;
const CROWDED_OPACITY = 0.7;
const CROWDED_LINE_PIXELS = 1.6;

/**
 * Those not reached and those near but full, where the map shows them else, following the site in the hand. A flat drawing
 * over the map, made by the processor: painting the map anew at every step is what a machine without a graphics card has no
 * time for.
 */
export function PeopleInHand(props: {
  readonly pixelOf: (lngLat: LngLat) => ScreenPoint;
  readonly zoom: number;
}) {
  const { state, pack } = useApp();
  let canvas: HTMLCanvasElement | undefined;
  createEffect(() => {
    const [answer, index, zoom] = [shownAnswer(state, "coverage")?.answer, pack(), props.zoom];
    const context = canvas?.getContext("2d", { willReadFrequently: true });
    if (!canvas || !context || !answer || !index) return;
    const { clientWidth, clientHeight } = canvas;
    canvas.width = clientWidth * devicePixelRatio;
    canvas.height = clientHeight * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    const style = getComputedStyle(canvas);
    const [unmet, land] = [style.getPropertyValue("--unmet"), style.getPropertyValue("--m-land")];
    const circles = (
      key: "notReachedPersons" | "nearButFullPersons",
      [east, south]: readonly [number, number],
    ) => {
      context.beginPath();
      for (const { geometry, properties } of unmetByCommunity(answer, index, key).features) {
        const { x, y } = props.pixelOf(geometry.coordinates as unknown as LngLat);
        const radius = radiusPixels(properties.persons, zoom);
        context.moveTo(x + east + radius, y + south);
        context.arc(x + east, y + south, radius, 0, FULL_TURN);
      }
    };
    circles("notReachedPersons", [0, 0]);
    context.globalAlpha = UNMET_OPACITY;
    context.fillStyle = unmet;
    context.fill();
    context.strokeStyle = land;
    context.lineWidth = 1;
    context.stroke();
    circles("nearButFullPersons", CROWDED_SHIFT_PIXELS);
    context.globalAlpha = CROWDED_OPACITY;
    context.fillStyle = land;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = unmet;
    context.lineWidth = CROWDED_LINE_PIXELS;
    context.stroke();
  });
  return <canvas ref={canvas} class="people-in-hand" />;
}
