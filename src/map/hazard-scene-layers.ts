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

const hasRole = (scene: MapScene, role: string) => scene.polygons.some((polygon) => polygon.role === role);
const isRole = (role: string): Expression => ["==", ["get", "role"], role];

const labels = (style: MapStyle, role: string, placement: "line" | "point", colour: string): DrawLayer => ({
  id: `${role}-label`,
  type: "symbol",
  source: "scene/polygons",
  filter: isRole(role),
  layout: {
    "symbol-placement": placement,
    "text-field": ["get", "label"],
    "text-font": TEXT_FONT_BOLD,
    "text-size": textSize(style, [11, 13], [16, 16]),
    "text-rotation-alignment": "viewport",
  },
  paint: { "text-color": colour, "text-halo-color": style.colours.halo, "text-halo-width": 2 },
});

/** What an earthquake, rain and fire lay over the city: lines, outlines and numerals, never the fill of a zoning. */
export function hazardSceneLayers(style: MapStyle, scene: MapScene): readonly DrawLayer[] {
  const { colours } = style;
  const drawn: DrawLayer[] = [];
  if (hasRole(scene, "water"))
    drawn.push(
      {
        id: "water-fill",
        type: "fill",
        source: "scene/polygons",
        filter: isRole("water"),
        paint: { "fill-color": colours.labelWater, "fill-opacity": 0.45 },
      },
      {
        id: "water-edge",
        type: "line",
        source: "scene/polygons",
        filter: isRole("water"),
        paint: { "line-color": colours.labelWater, "line-width": byZoom([11, 2], [15, 3]) },
      },
      labels(style, "water", "point", colours.labelWater),
    );
  if (hasRole(scene, "zone"))
    drawn.push(
      {
        id: "zone-fill",
        type: "fill",
        source: "scene/polygons",
        filter: isRole("zone"),
        paint: { "fill-pattern": `${style.tone}/pattern/hatch/ink` },
      },
      {
        id: "zone-edge",
        type: "line",
        source: "scene/polygons",
        filter: isRole("zone"),
        paint: { "line-color": colours.unmet, "line-width": 3 },
      },
      labels(style, "zone", "point", colours.unmet),
    );
  if (hasRole(scene, "isoseismal"))
    drawn.push(
      {
        id: "isoseismal-line",
        type: "line",
        source: "scene/polygons",
        filter: isRole("isoseismal"),
        paint: { "line-color": colours.ink, "line-width": 1.6, "line-dasharray": [4, 2] },
      },
      labels(style, "isoseismal", "line", colours.ink),
    );
  return drawn;
}

export const hazardSceneClasses = (scene: MapScene): readonly LayerClass[] => [
  ...(hasRole(scene, "isoseismal")
    ? [{ key: "isoseismal", swatch: { kind: "line", colour: "ink", widthPixels: 2, dash: [4, 2] } } as const]
    : []),
  ...(hasRole(scene, "water")
    ? [
        {
          key: "waterNow",
          swatch: { kind: "fill", colour: "labelWater", opacity: 0.45, outline: "labelWater" },
        } as const,
      ]
    : []),
  ...(hasRole(scene, "zone")
    ? [
        {
          key: "exclusionZone",
          swatch: { kind: "fill", colour: "ink", opacity: 0, pattern: "pattern/hatch/ink", outline: "unmet" },
        } as const,
      ]
    : []),
];
