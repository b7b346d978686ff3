import type { LayerRow } from "./layer-row.ts";
import { byZoom, nameExpression, TEXT_FONT, TEXT_FONT_MEDIUM, textSize } from "./map-style.ts";
import { radiusOfPersons } from "./persons-radius.ts";

export const PEOPLE_LAYERS: readonly LayerRow[] = [
  // #region staff
  {
    id: "demand",
    group: "people",
    minZoom: 0,
    sources: ["demand"],
    classes: [{ key: "demand", swatch: { kind: "dot", colour: "ink3" } }],
    draw: ({ colours }) => ({
      dot: [
        {
          id: "demand-dot",
          type: "circle",
          source: "pack/demand",
          paint: {
            "circle-radius": radiusOfPersons("personsNight"),
            "circle-color": colours.ink3,
            "circle-opacity": 0.55,
            "circle-stroke-color": colours.land,
            "circle-stroke-width": byZoom([11, 0.3], [15, 1]),
          },
        },
      ],
    }),
    pickable: ["demand-dot"],
  },
  // #endregion staff
  {
    id: "communities",
    group: "boundary",
    minZoom: 12,
    sources: ["communities"],
    classes: [
      {
        key: "communities",
        swatch: { kind: "line", colour: "communityLine", widthPixels: 1.2, dash: [2, 2] },
      },
    ],
    draw: (style) => ({
      area: [
        {
          id: "communities-hit",
          type: "fill",
          source: "pack/communities",
          minzoom: 12,
          paint: { "fill-color": style.colours.land, "fill-opacity": 0 },
        },
        {
          id: "communities-line",
          type: "line",
          source: "pack/communities",
          minzoom: 12,
          paint: {
            "line-color": style.colours.communityLine,
            "line-width": byZoom([12, 0.6], [16, 1.4]),
            "line-dasharray": [2, 2],
          },
        },
      ],
      lowSymbol: [
        {
          id: "communities-label",
          type: "symbol",
          source: "index/communities",
          minzoom: 13.8,
          layout: {
            "text-field": nameExpression(style.language),
            "text-font": TEXT_FONT,
            "text-size": textSize(style, [13.8, 11], [17, 14]),
            "text-max-width": 6,
            "text-padding": 6,
          },
          paint: {
            "text-color": style.colours.labelSecond,
            "text-halo-color": style.colours.halo,
            "text-halo-width": 1.4,
          },
        },
      ],
    }),
    pickable: ["communities-hit"],
  },
  // #region staff
  {
    id: "candidates",
    group: "shelter",
    minZoom: 0,
    sources: ["candidates"],
    classes: [
      {
        key: "candidates",
        swatch: { kind: "fill", colour: "ink", opacity: 0.06, outline: "ink2", isDashed: true },
      },
    ],
    draw: (style) => ({
      area: [
        {
          id: "candidates-fill",
          type: "fill",
          source: "pack/candidates",
          paint: { "fill-color": style.colours.ink, "fill-opacity": 0.06 },
        },
        {
          id: "candidates-line",
          type: "line",
          source: "pack/candidates",
          paint: {
            "line-color": style.colours.ink2,
            "line-width": byZoom([11, 1], [16, 2]),
            "line-dasharray": [2.5, 1.5],
          },
        },
      ],
      lowSymbol: [
        {
          id: "candidates-label",
          type: "symbol",
          source: "index/candidates",
          minzoom: 14.5,
          layout: {
            "text-field": nameExpression(style.language),
            "text-font": TEXT_FONT_MEDIUM,
            "text-size": textSize(style, [14.5, 12], [18, 14]),
            "text-max-width": 8,
          },
          paint: {
            "text-color": style.colours.ink2,
            "text-halo-color": style.colours.halo,
            "text-halo-width": 1.5,
          },
        },
      ],
    }),
    pickable: ["candidates-fill"],
  },
  // #endregion staff
];
