import type { LayerClass } from "./layer-row.ts";
import type { DrawLayer, Expression, MapStyle } from "./map-style.ts";
import type { MapScene } from "./scene.ts";

const hasCircle = (scene: MapScene) => scene.polygons.some((polygon) => polygon.role === "empty");
const IS_CIRCLE: Expression = ["==", ["get", "role"], "empty"];

/** The largest circle without a seismic station: plum, as whatever is missing. */
export const emptyCircleLayers = ({ colours }: MapStyle, scene: MapScene): readonly DrawLayer[] =>
  hasCircle(scene)
    ? [
        {
          id: "empty-fill",
          type: "fill",
          source: "scene/polygons",
          filter: IS_CIRCLE,
          paint: { "fill-color": colours.unmet, "fill-opacity": 0.1 },
        },
        {
          id: "empty-edge",
          type: "line",
          source: "scene/polygons",
          filter: IS_CIRCLE,
          paint: { "line-color": colours.unmet, "line-width": 2, "line-dasharray": [2, 1.5] },
        },
      ]
    : [];

export const emptyCircleClasses = (scene: MapScene): readonly LayerClass[] =>
  hasCircle(scene)
    ? [
        {
          key: "emptyCircle",
          swatch: { kind: "fill", colour: "unmet", opacity: 0.1, outline: "unmet", isDashed: true },
        },
      ]
    : [];
