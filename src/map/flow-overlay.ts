import { PathLayer, ScatterplotLayer } from "@deck.gl/layers";
import { MapLibreOverlay } from "@deck.gl/maplibre";
import type { Map as MaplibreMap } from "maplibre-gl";
import { coloursOf, type MapColours } from "./colours.ts";
import { drivenPart } from "./driven-part.ts";
import type { MapScene, SceneFlow } from "./scene.ts";

type Rgb = [red: number, green: number, blue: number];

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;

const COLOUR_OF: Readonly<Record<SceneFlow["role"], keyof MapColours>> = {
  truck: "ink",
  "truck-tight": "tight",
  "truck-late": "unmet",
};
const HEAD_PIXELS = 7;
const TRAIL_PIXELS = 5;

export interface FlowOverlay {
  show(scene: MapScene): void;
  remove(): void;
}

/**
 * Trucks on their way: the part of the way they have behind them, and where they are now. Loaded only when something
 * moves. Drawn in its own canvas over the map: interleaved, the map's labels would break (deck.gl issue 10700).
 */
export function createFlowOverlay(map: MaplibreMap): FlowOverlay {
  const overlay = new MapLibreOverlay({ interleaved: false, layers: [] });
  map.addControl(overlay);
  return {
    show(scene) {
      const colours = coloursOf(scene.theme);
      const moving = (scene.flows ?? []).map((flow) => ({
        ...flow,
        driven: drivenPart(flow.line, flow.doneShare),
        colour: rgbOf(colours[COLOUR_OF[flow.role]]),
      }));
      type Moving = (typeof moving)[number];
      overlay.setProps({
        layers: [
          new PathLayer<Moving>({
            id: "flow-trails",
            data: moving.filter((flow) => flow.driven.length > 1),
            getPath: (flow) => flow.driven.map(([lng, lat]): [number, number] => [lng, lat]),
            getColor: (flow) => flow.colour,
            getWidth: TRAIL_PIXELS,
            widthUnits: "pixels",
            capRounded: true,
            jointRounded: true,
          }),
          new ScatterplotLayer<Moving>({
            id: "flow-heads",
            data: moving,
            getPosition: (flow) => [...(flow.driven.at(-1) ?? [0, 0])] as [number, number],
            getRadius: HEAD_PIXELS,
            radiusUnits: "pixels",
            getFillColor: (flow) => flow.colour,
            getLineColor: rgbOf(colours.routeCasing),
            getLineWidth: 2,
            lineWidthUnits: "pixels",
            stroked: true,
          }),
        ],
      });
    },
    remove() {
      map.removeControl(overlay);
    },
  };
}
