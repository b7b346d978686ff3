import type { Closure } from "../../core/model/scenario.ts";
import type { SceneMarker, ScenePolygon } from "../scene.ts";

/** Closed areas as polygons, whichever door shows them. */
export const closedAreas = (closures: readonly Closure[]): ScenePolygon[] =>
  closures.flatMap((closure): ScenePolygon[] => {
    const first = closure.kind === "area" ? closure.ring[0] : undefined;
    if (closure.kind !== "area" || !first) return [];
    return [
      {
        id: `closure-${closure.id}`,
        role: "closure",
        minutes: 0,
        isRule: false,
        geometry: {
          type: "MultiPolygon",
          coordinates: [[[...closure.ring, first].map((point) => [...point])]],
        },
      },
    ];
  });

/** Closed streets, each marked where it was closed. */
export const closedStreets = (closures: readonly Closure[]): SceneMarker[] =>
  closures.flatMap((closure): SceneMarker[] =>
    closure.kind === "street"
      ? [{ id: `closure-${closure.id}`, kind: "closure", lngLat: closure.lngLat }]
      : [],
  );
