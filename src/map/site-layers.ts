import type { Feature, FeatureCollection } from "geojson";
import type { LayerClass } from "./layer-row.ts";
import {
  byZoom,
  type DrawLayer,
  type Expression,
  type MapStyle,
  matchBy,
  TEXT_FONT_BOLD,
  textSize,
} from "./map-style.ts";
import type { MapScene, SceneSite } from "./scene.ts";

/** Sites of a scheme and what is being drawn: one small source of its own. */
const SOURCE = "scene/sites";
const CORNER_PIXELS = 6;

const isPart = (part: string): Expression => ["==", ["get", "part"], part];
const STATE: Expression = ["get", "state"];
const shaped = (part: string, states: readonly SceneSite["state"][]): Expression => [
  "all",
  isPart(part),
  ["in", STATE, ["literal", [...states]]],
];
const STANDING = ["plain", "selected"] as const;

type Corners = readonly (readonly [number, number])[];
const closed = (ring: Corners) => [...ring, ...ring.slice(0, 1)] as [number, number][];

/** The same object for the same rings: the map compares shapes by identity. */
const shapes = new WeakMap<SceneSite["rings"], [number, number][][]>();
function shapeOf(rings: SceneSite["rings"]): [number, number][][] {
  const known = shapes.get(rings) ?? rings.map(closed);
  shapes.set(rings, known);
  return known;
}

export function siteData({ sites = [], drawn = null }: MapScene): FeatureCollection {
  const features: Feature[] = [];
  const point = (part: string, [lng, lat]: readonly [number, number], properties: Record<string, string>) =>
    features.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: [lng, lat] },
      properties: { part, ...properties },
    });
  for (const site of sites) {
    const { id, state, label, image } = site;
    features.push({
      type: "Feature",
      geometry: { type: "Polygon", coordinates: shapeOf(site.rings) },
      properties: { part: "shape", id, state },
    });
    point("sign", site.lngLat, { id, state, label, image });
    if (state === "ghost") continue;
    for (const gate of site.gates) point("gate", gate.lngLat, { id: gate.id, state });
    if (state !== "plain") for (const corner of site.rings[0] ?? []) point("corner", corner, { state });
  }
  if (drawn) {
    if (drawn.corners.length > 1)
      features.push({
        type: "Feature",
        geometry: { type: "LineString", coordinates: drawn.corners as [number, number][] },
        properties: { part: "drawn", state: drawn.isCrossing ? "crossing" : "plain" },
      });
    for (const corner of drawn.corners) point("corner", corner, { state: "plain" });
  }
  return { type: "FeatureCollection", features };
}

/** Below the labels: the ground a site takes. */
export function siteGroundLayers({ colours }: MapStyle, scene: MapScene): readonly DrawLayer[] {
  if (!scene.sites?.length && !scene.drawn) return [];
  // the selected one shows what its ground is worth instead
  const isCut = scene.polygons.some((polygon) => polygon.role === "site-cut");
  return [
    {
      id: "site-fill",
      type: "fill",
      source: SOURCE,
      filter: shaped("shape", isCut ? ["plain"] : STANDING),
      paint: {
        "fill-color": colours.you,
        "fill-opacity": matchBy(STATE, [["plain", 0.18]], 0.28) as number,
      },
    },
    {
      id: "site-line",
      type: "line",
      source: SOURCE,
      filter: shaped("shape", STANDING),
      layout: { "line-join": "round" },
      paint: { "line-color": colours.you, "line-width": byZoom([11, 1.6], [16, 3]) },
    },
    {
      id: "site-ghost",
      type: "line",
      source: SOURCE,
      filter: shaped("shape", ["ghost"]),
      layout: { "line-join": "round" },
      paint: { "line-color": colours.you, "line-width": 1.5, "line-dasharray": [2, 2], "line-opacity": 0.7 },
    },
    {
      id: "site-drawn",
      type: "line",
      source: SOURCE,
      filter: isPart("drawn"),
      layout: { "line-join": "round" },
      paint: {
        "line-color": matchBy(STATE, [["crossing", colours.unmet]], colours.you) as string,
        "line-width": 3,
      },
    },
  ];
}

/** Above the labels: signs, gates and what a hand takes hold of. */
export function siteSignLayers(style: MapStyle, scene: MapScene): readonly DrawLayer[] {
  if (!scene.sites?.length && !scene.drawn) return [];
  const { colours, tone } = style;
  return [
    {
      id: "site-corner",
      type: "circle",
      source: SOURCE,
      filter: isPart("corner"),
      paint: {
        "circle-radius": CORNER_PIXELS,
        "circle-color": colours.routeCasing,
        "circle-stroke-color": colours.you,
        "circle-stroke-width": 2.5,
      },
    },
    {
      id: "site-gate",
      type: "symbol",
      source: SOURCE,
      filter: isPart("gate"),
      minzoom: 13.5,
      layout: { "icon-image": `${tone}/circle/gate/you`, "icon-size": 0.85, "icon-overlap": "always" },
    },
    {
      id: "site-sign",
      type: "symbol",
      source: SOURCE,
      filter: isPart("sign"),
      layout: {
        "icon-image": matchBy(
          ["get", "image"],
          SITE_IMAGES.map((image) => [image, `${tone}/${image}`] as const),
          `${tone}/${SITE_IMAGES[0]}`,
        ) as Expression,
        "icon-size": matchBy(
          STATE,
          [
            ["selected", 1.2],
            ["ghost", 0.8],
          ],
          1,
        ) as Expression,
        "icon-overlap": "always",
        "text-field": ["step", ["zoom"], "", 13, ["get", "label"]],
        "text-font": TEXT_FONT_BOLD,
        "text-size": textSize(style, [11, 13], [16, 15]),
        "text-variable-anchor": ["left", "right", "bottom", "top"],
        "text-radial-offset": 1.5,
        "text-justify": "auto",
        "text-max-width": 9,
        "text-optional": true,
      },
      paint: {
        "icon-opacity": matchBy(STATE, [["ghost", 0.45]], 1) as number,
        "text-color": colours.you,
        "text-halo-color": colours.halo,
        "text-halo-width": 1.8,
      },
    },
  ];
}

/** Signs of a proposed site, by what it is to be. */
const SITE_IMAGES = [
  "solid/shelter-point/you",
  "solid/shelter-fixed/you",
  "solid/shelter-centre/you",
  "solid/shelter-indoor/you",
] as const;
export type SiteImage = (typeof SITE_IMAGES)[number];

export const siteClasses = (scene: MapScene): readonly LayerClass[] =>
  scene.sites?.length
    ? [
        {
          key: "proposedSite",
          swatch: { kind: "fill", colour: "you", opacity: 0.28, outline: "you" },
        },
      ]
    : [];
