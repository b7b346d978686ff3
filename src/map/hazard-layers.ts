import type { LayerId } from "../core/model/pack.ts";
import type { ColourName, LayerRow } from "./layer-row.ts";
import {
  byZoom,
  byZoomLinear,
  type Expression,
  matchBy,
  nameExpression,
  TEXT_FONT_MEDIUM,
  textSize,
} from "./map-style.ts";

/** Level, fill, pattern: the pattern tells the levels apart where colour cannot. */
const RISK_LEVELS = [
  { level: 1, colour: "risk1", pattern: "pattern/dots/risk1Pattern" },
  { level: 2, colour: "risk2", pattern: "pattern/rising-wide/risk2Pattern" },
  { level: 3, colour: "risk3", pattern: "pattern/falling-narrow/risk3Pattern" },
  { level: 4, colour: "risk4", pattern: "pattern/cross/risk4Pattern" },
] as const satisfies readonly { level: number; colour: ColourName; pattern: string }[];

const LEVEL: Expression = ["get", "level"];

const riskRow = (id: LayerId): LayerRow => ({
  id,
  group: "hazard",
  minZoom: 0,
  sources: [id],
  classes: [...RISK_LEVELS].reverse().map(({ level, colour, pattern }) => ({
    key: `risk${level}`,
    swatch: { kind: "fill", colour, opacity: 0.62, pattern },
  })),
  draw: ({ colours, tone }) => ({
    fill: [
      {
        id: `${id}-fill`,
        type: "fill",
        source: `pack/${id}`,
        paint: {
          "fill-color": matchBy(
            LEVEL,
            RISK_LEVELS.map(({ level, colour }) => [level, colours[colour]] as const),
            colours.unknown,
          ),
          // Made at 1:50 000: close up it may not be read off a single house.
          "fill-opacity": byZoomLinear([14.5, 0.62], [15, 0.25]),
          "fill-antialias": false,
        },
      },
      {
        id: `${id}-pattern`,
        type: "fill",
        source: `pack/${id}`,
        paint: {
          "fill-pattern": matchBy(
            LEVEL,
            RISK_LEVELS.map(({ level, pattern }) => [level, `${tone}/${pattern}`] as const),
            `${tone}/pattern/hatch/unknown`,
          ) as string,
          "fill-opacity": byZoomLinear([14.5, 0.7], [15, 0.5]),
        },
      },
    ],
  }),
  pickable: [`${id}-fill`],
});

export const HAZARD_LAYERS: readonly LayerRow[] = [
  riskRow("risk-earthquake"),
  riskRow("risk-flood"),
  riskRow("risk-fire"),
  riskRow("risk-composite"),
  {
    id: "waterlogging",
    group: "hazard",
    minZoom: 0,
    sources: ["waterlogging", "waterlogging-extents"],
    classes: [
      { key: "waterloggingPoint", swatch: { kind: "image", image: "circle/waterlogging/labelWater" } },
      {
        key: "waterloggingExtent",
        swatch: { kind: "fill", colour: "labelWater", opacity: 0.4, outline: "labelWater" },
      },
    ],
    draw: (style) => ({
      area: [
        {
          id: "waterlogging-extents-fill",
          type: "fill",
          source: "pack/waterlogging-extents",
          minzoom: 13.5,
          paint: { "fill-color": style.colours.labelWater, "fill-opacity": 0.4 },
        },
        {
          id: "waterlogging-extents-line",
          type: "line",
          source: "pack/waterlogging-extents",
          minzoom: 13.5,
          paint: { "line-color": style.colours.labelWater, "line-width": byZoom([13.5, 1], [17, 2]) },
        },
      ],
      lowSymbol: [
        {
          id: "waterlogging-symbol",
          type: "symbol",
          source: "pack/waterlogging",
          layout: {
            "icon-image": `${style.tone}/circle/waterlogging/labelWater`,
            "icon-size": byZoomLinear([11, 0.62], [14, 0.9], [16, 1]),
            "icon-overlap": ["step", ["zoom"], "never", 13, "always"] as unknown as "always",
            "icon-padding": 0,
            "text-field": ["step", ["zoom"], "", 15, nameExpression(style.language)],
            "text-font": TEXT_FONT_MEDIUM,
            "text-size": textSize(style, [15, 12], [18, 15]),
            "text-variable-anchor": ["left", "right", "top", "bottom"],
            "text-radial-offset": 1.3,
            "text-justify": "auto",
            "text-optional": true,
          },
          paint: {
            "text-color": style.colours.labelWater,
            "text-halo-color": style.colours.halo,
            "text-halo-width": 1.6,
          },
        },
      ],
    }),
    pickable: ["waterlogging-symbol", "waterlogging-extents-fill"],
  },
];
