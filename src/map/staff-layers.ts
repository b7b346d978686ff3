import { DIFFERENCE_CLASSES } from "./difference-layers.ts";
import { emptyCircleClasses, emptyCircleLayers } from "./empty-circle-layers.ts";
import { hazardSceneClasses, hazardSceneLayers } from "./hazard-scene-layers.ts";
import type { LayerClass } from "./layer-row.ts";
import type { DrawLayer, MapStyle } from "./map-style.ts";
import type { MapScene } from "./scene.ts";
import { siteClasses } from "./site-layers.ts";

/*
 * What only staff maps show, behind one import: imports are kept in order of their names, and of several that the public
 * edition leaves out others would come to stand between the marks.
 */

/** Above the city, with the outlines of everybody's maps. */
export const staffOutlines = (style: MapStyle, scene: MapScene): readonly DrawLayer[] => [
  ...emptyCircleLayers(style, scene),
  ...hazardSceneLayers(style, scene),
];

/** Legend rows of it, in the order of reading. */
export const staffClasses = (scene: MapScene): readonly LayerClass[] => [
  ...siteClasses(scene),
  ...(scene.unmet
    ? [
        {
          key: scene.fieldOf === "engines" ? "unmetByEngines" : "unmet",
          swatch: { kind: "dot", colour: "unmet" },
        } as const,
      ]
    : []),
  ...(scene.differences ? DIFFERENCE_CLASSES : []),
  ...(scene.crowded
    ? [{ key: "crowded", swatch: { kind: "dot", colour: "unmet", isRing: true } } as const]
    : []),
  ...emptyCircleClasses(scene),
  ...hazardSceneClasses(scene),
];
