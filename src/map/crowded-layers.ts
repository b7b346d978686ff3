import { byZoom, type DrawLayer, type MapStyle } from "./map-style.ts";
import { CROWDED_SHIFT_PIXELS, radiusOfPersons } from "./persons-radius.ts";
import type { MapScene } from "./scene.ts";

/** Beside the dot of those not reached: a ring, so that shape alone tells them apart. */
export const crowdedLayers = ({ colours }: MapStyle, scene: MapScene): readonly DrawLayer[] =>
  scene.crowded
    ? [
        {
          id: "crowded-ring",
          type: "circle",
          source: "scene/crowded",
          paint: {
            "circle-radius": radiusOfPersons("persons"),
            "circle-color": colours.land,
            "circle-opacity": 0.7,
            "circle-stroke-color": (scene.isUnmetStale ?? scene.isStale) ? colours.stale : colours.unmet,
            "circle-stroke-width": byZoom([11, 1.2], [15, 2.5]),
            "circle-translate": [...CROWDED_SHIFT_PIXELS],
          },
        },
      ]
    : [];
