import type { Closure } from "../../core/model/scenario.ts";
import type { SceneLine, SceneMarker, ScenePolygon } from "../scene.ts";

/** Areas closed, flooded or slow as polygons, whichever door shows them. */
export const closedAreas = (closures: readonly Closure[]): ScenePolygon[] =>
  closures.flatMap((closure): ScenePolygon[] => {
    if (!("ring" in closure)) return [];
    const first = closure.ring[0];
    if (!first) return [];
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

/** Bridges that are laid, from end to end as they were drawn; each goes on to the street nearest to its end. */
export const laidBridges = (closures: readonly Closure[]): SceneLine[] =>
  closures.flatMap((closure): SceneLine[] =>
    closure.kind === "bridge"
      ? [{ id: `bridge-${closure.id}`, role: "bridge", line: [closure.from, closure.to] }]
      : [],
  );
