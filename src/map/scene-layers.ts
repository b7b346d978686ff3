import type { ColourName, LayerClass, Swatch } from "./layer-row.ts";
import {
  byZoom,
  byZoomLinear,
  type DrawLayer,
  type Expression,
  type MapStyle,
  matchBy,
  TEXT_FONT_BOLD,
  textSize,
} from "./map-style.ts";
import { radiusOfPersons } from "./persons-radius.ts";
import type { LineRole, MapScene, MarkerKind } from "./scene.ts";
// #region staff
import { staffClasses, staffOutlines } from "./staff-layers.ts";

// #endregion staff

const role = (name: string): Expression => ["==", ["get", "role"], name];

/** Above the city: the reach of one place, closed areas. */
export function outlineLayers(style: MapStyle, scene: MapScene): readonly DrawLayer[] {
  const { colours } = style;
  const polygons: DrawLayer[] = [];
  if (scene.polygons.some((polygon) => polygon.role === "reach"))
    polygons.push(
      {
        id: "reach-fill",
        type: "fill",
        source: "scene/polygons",
        filter: role("reach"),
        paint: { "fill-color": colours.you, "fill-opacity": 0.12, "fill-antialias": false },
      },
      {
        id: "reach-line",
        type: "line",
        source: "scene/polygons",
        filter: role("reach"),
        layout: { "line-join": "round" },
        paint: { "line-color": colours.you, "line-width": byZoom([11, 1.6], [15, 2.8]) },
      },
    );
  // #region staff
  polygons.push(...staffOutlines(style, scene));
  // #endregion staff
  if (scene.polygons.some((polygon) => polygon.role === "accuracy"))
    polygons.push(
      {
        id: "accuracy-fill",
        type: "fill",
        source: "scene/polygons",
        filter: role("accuracy"),
        paint: { "fill-color": colours.you, "fill-opacity": 0.12 },
      },
      {
        id: "accuracy-edge",
        type: "line",
        source: "scene/polygons",
        filter: role("accuracy"),
        paint: { "line-color": colours.you, "line-width": 1.5, "line-dasharray": [2, 2] },
      },
    );
  if (scene.polygons.some((polygon) => polygon.role === "closure"))
    polygons.push(
      {
        id: "closure-fill",
        type: "fill",
        source: "scene/polygons",
        filter: role("closure"),
        paint: { "fill-pattern": `${style.tone}/pattern/hatch/ink` },
      },
      {
        id: "closure-edge",
        type: "line",
        source: "scene/polygons",
        filter: role("closure"),
        paint: { "line-color": colours.ink, "line-width": 2, "line-dasharray": [2, 1] },
      },
    );
  return polygons;
}

interface LineLook {
  readonly colour: ColourName;
  readonly widthPixels: number;
  readonly casingPixels: number;
  /** Of a fact that no answer changes: never drawn as out of date. The casing is of ink then. */
  readonly isFact?: boolean;
  readonly dash?: readonly number[];
}

const LINE_LOOKS: Readonly<Record<LineRole, LineLook>> = {
  "why-not": { colour: "labelSecond", widthPixels: 4, casingPixels: 0, dash: [0.9, 0.9] },
  alternative: { colour: "ink2", widthPixels: 3, casingPixels: 5, dash: [2.2, 1.2] },
  // #region staff
  truck: { colour: "ink", widthPixels: 5, casingPixels: 8 },
  "truck-tight": { colour: "tight", widthPixels: 5, casingPixels: 8 },
  "truck-late": { colour: "unmet", widthPixels: 5, casingPixels: 8 },
  // #endregion staff
  // #region staff
  divider: { colour: "ink", widthPixels: 4, casingPixels: 8 },
  // Official warnings are outlines, and never fills: those are the risk zones'.
  "alert-red": { colour: "alert1", widthPixels: 4, casingPixels: 6, isFact: true },
  "alert-orange": { colour: "alert2", widthPixels: 4, casingPixels: 6, isFact: true },
  "alert-yellow": { colour: "alert3", widthPixels: 4, casingPixels: 6, isFact: true },
  "alert-blue": { colour: "alert4", widthPixels: 4, casingPixels: 6, isFact: true },
  "alert-unknown": { colour: "surface", widthPixels: 4, casingPixels: 6, isFact: true },
  rubble: { colour: "unmet", widthPixels: 4, casingPixels: 0, dash: [0.5, 0.5] },
  "rubble-narrow": { colour: "tight", widthPixels: 3, casingPixels: 0, dash: [0.5, 0.8] },
  // #endregion staff
  closure: { colour: "ink", widthPixels: 6, casingPixels: 10, dash: [0.7, 0.7] },
  // planks side by side
  bridge: { colour: "ink", widthPixels: 10, casingPixels: 13, dash: [0.2, 0.2] },
  you: { colour: "you", widthPixels: 7, casingPixels: 11 },
};

/** Bottom to top. */
const LINE_ORDER: readonly LineRole[] = [
  // #region staff
  "rubble-narrow",
  "rubble",
  // #endregion staff
  "why-not",
  "alternative",
  // #region staff
  "alert-unknown",
  "alert-blue",
  "alert-yellow",
  "alert-orange",
  "alert-red",
  "truck",
  "truck-tight",
  "truck-late",
  // #endregion staff
  "closure",
  "bridge",
  "you",
  // #region staff
  "divider",
  // #endregion staff
];

export function lineLayers(style: MapStyle, scene: MapScene): readonly DrawLayer[] {
  const roles = new Set(scene.lines.map((line) => line.role));
  return LINE_ORDER.filter((name) => roles.has(name)).flatMap((name): DrawLayer[] => {
    const look = LINE_LOOKS[name];
    const layout = { "line-cap": look.dash ? "butt" : "round", "line-join": "round" } as const;
    const colour = style.colours[scene.isStale && !look.isFact ? "stale" : look.colour];
    const drawn: DrawLayer = {
      id: `line-${name}`,
      type: "line",
      source: "scene/lines",
      filter: role(name),
      layout,
      paint: {
        "line-color": colour,
        "line-width": byZoom([11, look.widthPixels * 0.55], [15, look.widthPixels]),
        ...(look.dash ? { "line-dasharray": [...look.dash] } : {}),
      },
    };
    if (look.casingPixels === 0) return [drawn];
    const casing: DrawLayer = {
      id: `line-${name}-casing`,
      type: "line",
      source: "scene/lines",
      filter: role(name),
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": look.isFact ? style.colours.ink : style.colours.routeCasing,
        "line-width": byZoom([11, look.casingPixels * 0.55], [15, look.casingPixels]),
      },
    };
    return [casing, drawn];
  });
}

export const unmetLayers = ({ colours }: MapStyle, scene: MapScene): readonly DrawLayer[] =>
  scene.unmet
    ? [
        {
          id: "unmet-dot",
          type: "circle",
          source: "scene/unmet",
          paint: {
            "circle-radius": radiusOfPersons("persons"),
            "circle-color": (scene.isUnmetStale ?? scene.isStale) ? colours.stale : colours.unmet,
            "circle-opacity": 0.92,
            "circle-stroke-color": colours.land,
            "circle-stroke-width": 1,
          },
        },
      ]
    : [];

interface MarkerLook {
  readonly image: string | null;
  readonly size: number;
  readonly text: ColourName;
}

const MARKER_LOOKS: Readonly<Record<MarkerKind, MarkerLook>> = {
  you: { image: null, size: 1, text: "you" },
  // #region staff
  probe: { image: "ring/probe/you", size: 1, text: "you" },
  // #endregion staff
  answer: { image: "solid/shelter-fixed/safeMark", size: 1.45, text: "safe" },
  gate: { image: "circle/gate/safe", size: 1, text: "safe" },
  "gate-locked": { image: "circle/gate-locked/unmet", size: 0.95, text: "unmet" },
  closure: { image: "square/closure/ink", size: 1, text: "ink" },
  // #region staff
  alert: { image: null, size: 1, text: "ink" },
  truck: { image: "circle/truck/ink", size: 0.95, text: "ink" },
  "shelter-late": { image: "solid/shelter-fixed/unmet", size: 1.15, text: "unmet" },
  "shelter-tight": { image: "solid/shelter-fixed/tight", size: 1.15, text: "tight" },
  "base-fire": { image: "circle/station-fire/ink", size: 0.85, text: "ink" },
  "base-fire-small": { image: "circle/station-fire-small/ink", size: 0.7, text: "ink" },
  "base-depot": { image: "square/depot-district/ink", size: 0.95, text: "ink" },
  "base-seismic": { image: "circle/station-seismic/ink2", size: 0.85, text: "ink" },
  "new-fire-small": { image: "circle/station-fire-small/you", size: 1, text: "you" },
  "new-depot": { image: "square/depot-district/you", size: 1.05, text: "you" },
  "new-seismic": { image: "circle/station-seismic/you", size: 1, text: "you" },
  // square where stations are round
  "incident-collapse": { image: "square/rubble/unmet", size: 1.05, text: "unmet" },
  "incident-fire": { image: "square/station-fire/unmet", size: 1.05, text: "unmet" },
  "incident-gas": { image: "square/gas/unmet", size: 1.05, text: "unmet" },
  "incident-trapped": { image: "square/unmet/unmet", size: 1.05, text: "unmet" },
  "incident-injured": { image: "square/station-medical/unmet", size: 1.05, text: "unmet" },
  "incident-water": { image: "square/waterlogging/unmet", size: 1.05, text: "unmet" },
  "incident-other": { image: "square/unknown/unmet", size: 1.05, text: "unmet" },
  // #endregion staff
};

const KIND: Expression = ["get", "kind"];

export function markerLayers(style: MapStyle, scene: MapScene): readonly DrawLayer[] {
  if (scene.markers.length === 0) return [];
  const looks = Object.entries(MARKER_LOOKS);
  const { colours } = style;
  const isYou: Expression = ["==", KIND, "you"];
  // With the shelters shown their own symbols bear the state, each in the shape of its tier: only the words are added.
  const isOnSymbol = (kind: string) => scene.layers.includes("shelters") && kind.startsWith("shelter-");
  return [
    {
      id: "you-area",
      type: "circle",
      source: "scene/markers",
      filter: isYou,
      paint: { "circle-radius": 22, "circle-color": colours.you, "circle-opacity": 0.16 },
    },
    {
      id: "you-dot",
      type: "circle",
      source: "scene/markers",
      filter: isYou,
      paint: {
        "circle-radius": 8.5,
        "circle-color": colours.you,
        "circle-stroke-color": colours.routeCasing,
        "circle-stroke-width": 2.5,
      },
    },
    {
      id: "marker-symbol",
      type: "symbol",
      source: "scene/markers",
      layout: {
        "icon-image": matchBy(
          KIND,
          looks.flatMap(([kind, { image }]) =>
            image && !isOnSymbol(kind) ? [[kind, `${style.tone}/${image}`] as const] : [],
          ),
          "",
        ) as Expression,
        "icon-size": matchBy(
          KIND,
          looks.map(([kind, { size }]) => [kind, size] as const),
          1,
        ) as Expression,
        "icon-overlap": "always",
        // Far out only what breaks is named; what is merely tight waits for room.
        "text-field": [
          "step",
          ["zoom"],
          ["case", ["==", KIND, "shelter-tight"], "", ["coalesce", ["get", "label"], ""]],
          13,
          ["coalesce", ["get", "label"], ""],
        ],
        "text-font": TEXT_FONT_BOLD,
        "text-size": textSize(style, [11, 13], [16, 15]),
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-radial-offset": 1.45,
        "text-justify": "auto",
        "text-max-width": 10,
        "text-optional": true,
      },
      paint: {
        "text-color": matchBy(
          KIND,
          looks.map(([kind, { text }]) => [kind, colours[text]] as const),
          colours.ink,
        ) as string,
        "text-halo-color": colours.halo,
        "text-halo-width": 1.8,
      },
    },
  ];
}

/** Ring around what is selected, whatever its layer: polygons by their edge, points by a circle below the symbol. */
export function selectionLayers(style: MapStyle, scene: MapScene): readonly DrawLayer[] {
  if (!scene.selection) return [];
  const { layer, id } = scene.selection;
  const same: Expression = ["==", ["get", "id"], id];
  const isPolygonLayer =
    layer.startsWith("risk-") ||
    [
      "shelters",
      "communities",
      "subdistricts",
      "waterlogging-extents",
      // #region staff
      "candidates",
      // #endregion staff
    ].includes(layer);
  if (isPolygonLayer)
    return [
      {
        id: "selection-line",
        type: "line",
        source: `pack/${layer}`,
        filter: same,
        layout: { "line-join": "round" },
        paint: { "line-color": style.colours.you, "line-width": byZoomLinear([11, 2], [16, 3.5]) },
      },
    ];
  return [
    {
      id: "selection-ring",
      type: "circle",
      source: `pack/${layer}`,
      filter: same,
      paint: {
        "circle-radius": 20,
        "circle-color": style.colours.you,
        "circle-opacity": 0.14,
        "circle-stroke-color": style.colours.you,
        "circle-stroke-width": 3,
      },
    },
  ];
}

/** Legend rows of what the scene itself adds, in the order of reading. */
export function sceneClasses(scene: MapScene): readonly LayerClass[] {
  const lines = LINE_ORDER.toReversed().filter((name) => scene.lines.some((line) => line.role === name));
  // The numeral of a warning has its word beside it on the map.
  const kinds = Object.keys(MARKER_LOOKS).filter(
    (kind) => kind !== "alert" && scene.markers.some((marker) => marker.kind === kind),
  ) as MarkerKind[];
  const markerSwatch = (kind: MarkerKind): Swatch => {
    const { image } = MARKER_LOOKS[kind];
    return image ? { kind: "image", image } : { kind: "dot", colour: "you" };
  };
  return [
    ...kinds.map((kind) => ({ key: `marker-${kind}`, swatch: markerSwatch(kind) })),
    ...lines.map((name): LayerClass => {
      const { colour, widthPixels, dash } = LINE_LOOKS[name];
      return {
        key: `line-${name}`,
        swatch: { kind: "line", colour, widthPixels, ...(dash ? { dash } : {}) },
      };
    }),
    // #region staff
    ...staffClasses(scene),
    // #endregion staff
    ...(scene.polygons.some((polygon) => polygon.role === "reach")
      ? [{ key: "reach", swatch: { kind: "fill", colour: "you", opacity: 0.12, outline: "you" } } as const]
      : []),
    ...(scene.polygons.some((polygon) => polygon.role === "closure")
      ? [
          {
            key: "closureArea",
            swatch: { kind: "fill", colour: "ink", opacity: 0, pattern: "pattern/hatch/ink", outline: "ink" },
          } as const,
        ]
      : []),
  ];
}
