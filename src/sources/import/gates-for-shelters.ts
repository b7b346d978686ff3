import { outlinePoints, wayIn } from "../../core/geo/way-in.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { LayerFeature } from "../../core/model/layer-feature.ts";
import type { GateOpening } from "../../core/model/pack.ts";
import { labelOf } from "./mend-geometry.ts";

/** Counted in planning, and /find says that it opens on order: nobody knows better. */
const OPENING: GateOpening = { kind: "on-order" };
/** Both languages: the source of a row is shown as it is. */
const SOURCE = "没有人给出它的出入口，本图推定了一处 · Nobody named a gate, so one was assumed";

/**
 * One assumed gate for every shelter that has none: a list of shelters seldom names gates, and nobody can walk into a
 * shelter without one. It stands at a shelter's point, or where its outline comes nearest to a street.
 * `nearestStreet`: the nearest point of a street that can be walked, null where none is near; null as a whole while no
 * network is loaded: the gate of an outline then stands at a point inside it.
 * The same shelters give the same gates, so that they can be made again after every import and undo.
 */
export function gatesForShelters(
  shelters: readonly LayerFeature[],
  gates: readonly LayerFeature[],
  nearestStreet: ((lngLat: LngLat) => LngLat | null) | null,
): LayerFeature[] {
  const served = new Set(gates.map(({ properties }) => properties.shelterId));
  const ids = new Set(gates.map(({ properties }) => String(properties.id)));
  return shelters
    .filter(({ properties }) => !served.has(properties.id ?? null))
    .map(({ geometry, properties }): LayerFeature => {
      const shelterId = String(properties.id);
      let id = `gate-${shelterId}`;
      while (ids.has(id)) id += "-assumed";
      ids.add(id);
      const isArea = geometry.type === "Polygon" || geometry.type === "MultiPolygon";
      const inside = labelOf(geometry);
      const at = isArea && nearestStreet ? wayIn(outlinePoints(geometry), inside, nearestStreet) : inside;
      return {
        geometry: { type: "Point", coordinates: [at[0], at[1]] },
        properties: {
          id,
          shelterId,
          nameZh: "出入口（推定）",
          nameEn: "Entrance (assumed)",
          widthMetres: null,
          opening: JSON.stringify(OPENING),
          stepFree: null,
          method: "modelled",
          source: SOURCE,
          accuracyMetres: null,
        },
      };
    });
}
