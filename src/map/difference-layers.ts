import type { LayerClass } from "./layer-row.ts";
import {
  byZoom,
  type DrawLayer,
  type Expression,
  type MapStyle,
  TEXT_FONT_BOLD,
  textSize,
} from "./map-style.ts";
import type { MapScene } from "./scene.ts";

/*
 * Teal gains and plum losses stay apart for every eye; the one is a full disc, the other a ring, and each says its sign.
 */
const root: Expression = ["sqrt", ["get", "persons"]];
/** Area in proportion to persons, but never too small to be found. */
const radius: Expression = [
  "interpolate",
  ["exponential", 1.5],
  ["zoom"],
  11,
  ["max", 4, ["*", 0.16, root]],
  13,
  ["max", 5, ["*", 0.3, root]],
  16,
  ["max", 6, ["*", 0.6, root]],
];
const isGain: Expression = ["==", ["get", "sign"], 1];

export const differenceDots = ({ colours }: MapStyle, scene: MapScene): readonly DrawLayer[] =>
  scene.differences
    ? [
        {
          id: "difference-dot",
          type: "circle",
          source: "scene/differences",
          paint: {
            "circle-radius": radius,
            "circle-color": ["case", isGain, colours.minutes1, colours.land],
            "circle-opacity": 0.9,
            "circle-stroke-color": [
              "case",
              isGain,
              colours.land,
              scene.isStale ? colours.stale : colours.unmet,
            ],
            "circle-stroke-width": ["case", isGain, 1, 3],
          },
        },
      ]
    : [];

export const differenceLabels = (style: MapStyle, scene: MapScene): readonly DrawLayer[] =>
  scene.differences
    ? [
        {
          id: "difference-label",
          type: "symbol",
          source: "scene/differences",
          layout: {
            "text-field": ["get", "label"],
            "text-font": TEXT_FONT_BOLD,
            "text-size": textSize(style, [11, 12], [15, 15]),
            "text-variable-anchor": ["center", "top", "bottom", "left", "right"],
            "text-radial-offset": 0.9,
            // The largest change is written first where they crowd.
            "symbol-sort-key": ["-", 0, ["get", "persons"]],
          },
          paint: {
            "text-color": ["case", isGain, style.colours.isoline, style.colours.unmet],
            "text-halo-color": style.colours.halo,
            "text-halo-width": byZoom([11, 1.6], [15, 2]),
          },
        },
      ]
    : [];

export const DIFFERENCE_CLASSES: readonly LayerClass[] = [
  { key: "differenceGain", swatch: { kind: "dot", colour: "minutes1" } },
  { key: "differenceLoss", swatch: { kind: "dot", colour: "unmet", isRing: true } },
];
