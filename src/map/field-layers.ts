import type { ColourName } from "./layer-row.ts";
import { blend, byZoom, type DrawLayer, type MapStyle } from "./map-style.ts";
import type { MapScene } from "./scene.ts";

/** Share of the coverage fill over the land, LOOK 4.2. */
const FIELD_SHARE = 0.5;

export interface FieldClass {
  readonly colour: ColourName;
  /** Minutes, exclusive; 0 for the first class. */
  readonly aboveMinutes: number;
  /** Minutes, inclusive; Infinity for the last class. */
  readonly upToMinutes: number;
  /** The rule in force is the upper end of this class. */
  readonly isRule: boolean;
}

/** Two fills over each other would mix into colours that mean nothing: a zoning takes the place of the field. */
const hasZoning = (scene: MapScene) => scene.layers.some((layer) => layer.startsWith("risk-"));

/** Teal inside the rule, sand outside: a polygon's colour comes from its place before or after the rule. */
export function fieldClasses(scene: MapScene): readonly FieldClass[] {
  const field = scene.polygons
    .filter((polygon) => polygon.role === "field" && !hasZoning(scene))
    .toSorted((a, b) => a.minutes - b.minutes);
  if (field.length === 0) return [];
  const ruleMinutes = field.find((polygon) => polygon.isRule)?.minutes ?? 10;
  const outside = field.filter((polygon) => polygon.minutes > ruleMinutes);
  const colourOf = (minutes: number): ColourName => {
    if (minutes < ruleMinutes) return "minutes1";
    if (minutes === ruleMinutes) return "minutes2";
    return minutes === outside[0]?.minutes ? "minutes3" : "minutes4";
  };
  const bounds = field.map((polygon) => polygon.minutes);
  const classes = bounds.map((upToMinutes, index) => ({
    colour: colourOf(upToMinutes),
    aboveMinutes: bounds[index - 1] ?? 0,
    upToMinutes,
    isRule: upToMinutes === ruleMinutes,
  }));
  const last = bounds[bounds.length - 1] ?? 0;
  return [
    ...classes,
    { colour: "minutes5", aboveMinutes: last, upToMinutes: Number.POSITIVE_INFINITY, isRule: false },
  ];
}

const STALE_SHARES: Readonly<Record<string, number>> = {
  minutes1: 0.75,
  minutes2: 0.55,
  minutes3: 0.3,
  minutes4: 0.4,
  minutes5: 0.5,
};

/**
 * The areas lie inside one another, so translucent fills would add up: each is drawn opaque in the colour it has over
 * the land, the smallest last.
 */
export function fieldFillColour(style: MapStyle, colour: ColourName, isStale: boolean): string {
  const { colours } = style;
  return isStale
    ? blend(colours.stale, colours.land, (STALE_SHARES[colour] ?? 0.5) * 0.6)
    : blend(colours[colour], colours.land, FIELD_SHARE);
}

/** Under water and streets: minutes of walking to a gate. */
export function fieldLayers(style: MapStyle, scene: MapScene): readonly DrawLayer[] {
  const classes = fieldClasses(scene);
  if (classes.length === 0) return [];
  const colour = (name: ColourName) => fieldFillColour(style, name, scene.isStale);
  return [
    {
      id: "field-rest",
      type: "fill",
      source: "pack/district",
      paint: { "fill-color": colour("minutes5"), "fill-antialias": false },
    },
    ...classes
      .slice(0, -1)
      .toReversed()
      .map(
        (each): DrawLayer => ({
          id: `field-${each.upToMinutes}`,
          type: "fill",
          source: "scene/polygons",
          filter: ["all", ["==", ["get", "role"], "field"], ["==", ["get", "minutes"], each.upToMinutes]],
          paint: { "fill-color": colour(each.colour), "fill-antialias": false },
        }),
      ),
    {
      id: "field-green",
      type: "fill",
      source: "pack/green",
      paint: { "fill-color": style.colours.green, "fill-opacity": 0.4 },
    },
    // Persons and gates outside the district are not known: nothing is said of it.
    {
      id: "field-outside",
      type: "fill",
      source: "mask",
      paint: { "fill-color": style.colours.land, "fill-antialias": false },
    },
  ];
}

/** The rule's own line. Engines also drive outside the district, where nothing is said of anybody: their field has none. */
export const isolineLayers = ({ colours }: MapStyle, scene: MapScene): readonly DrawLayer[] =>
  scene.fieldOf !== "engines" && scene.polygons.some((polygon) => polygon.role === "field")
    ? [
        {
          id: "isoline",
          type: "line",
          source: "scene/polygons",
          filter: ["all", ["==", ["get", "role"], "field"], ["get", "isRule"]],
          layout: { "line-join": "round" },
          paint: {
            "line-color": scene.isStale ? colours.stale : colours.isoline,
            "line-width": byZoom([11, 1], [15, 2.4]),
          },
        },
      ]
    : [];
