import type { MapGeoJSONFeature, Map as MaplibreMap, PointLike } from "maplibre-gl";
import type { LngLat } from "../core/model/geometry.ts";
import type { LayerId } from "../core/model/pack.ts";
import { LAYER_TABLE } from "./layer-table.ts";

/** A feature of a pack layer under the pointer. */
export interface PickedFeature {
  readonly layer: LayerId;
  readonly id: string;
  readonly lngLat: LngLat;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Pick {
  readonly drawId: string;
  readonly layer: LayerId;
}

const isSymbol = (drawId: string) =>
  drawId.endsWith("-symbol") || drawId.startsWith("shelters-main") || drawId.startsWith("shelters-point");

/** Symbols before dots before areas, each in the order of the table. */
const PICKS: readonly Pick[] = LAYER_TABLE.flatMap((row) =>
  row.pickable.map((drawId) => ({ drawId, layer: row.id })),
).toSorted((one, other) => {
  const rankOf = ({ drawId }: Pick) => (isSymbol(drawId) ? 0 : drawId.endsWith("-dot") ? 1 : 2);
  return rankOf(one) - rankOf(other);
});

const layerOf = (drawId: string): LayerId => {
  if (drawId === "waterlogging-extents-fill") return "waterlogging-extents";
  return PICKS.find((pick) => pick.drawId === drawId)?.layer ?? "shelters";
};

const distanceSquared = (map: MaplibreMap, feature: MapGeoJSONFeature, at: { x: number; y: number }) => {
  if (feature.geometry.type !== "Point") return 0;
  const drawn = map.project(feature.geometry.coordinates as [number, number]);
  return (drawn.x - at.x) ** 2 + (drawn.y - at.y) ** 2;
};

/**
 * The best feature within `reachPixels` of a point of the screen: fingers need a target of 44 px whatever the drawn
 * size. Clusters stand for many and are not one feature.
 */
export function pickFeature(
  map: MaplibreMap,
  at: { readonly x: number; readonly y: number },
  lngLat: LngLat,
  reachPixels: number,
): PickedFeature | null {
  const box: [PointLike, PointLike] = [
    [at.x - reachPixels, at.y - reachPixels],
    [at.x + reachPixels, at.y + reachPixels],
  ];
  const find = (picks: readonly Pick[], where: [PointLike, PointLike] | PointLike) => {
    const layers = picks.map((pick) => pick.drawId).filter((drawId) => map.getLayer(drawId));
    return layers.length === 0 ? [] : map.queryRenderedFeatures(where, { layers });
  };
  const points = find(
    PICKS.filter((pick) => isSymbol(pick.drawId) || pick.drawId.endsWith("-dot")),
    box,
  ).filter((feature) => typeof feature.properties.id === "string");
  const nearest = points.toSorted(
    (one, other) => distanceSquared(map, one, at) - distanceSquared(map, other, at),
  )[0];
  const areas = PICKS.filter((pick) => !isSymbol(pick.drawId) && !pick.drawId.endsWith("-dot"));
  const found = nearest ?? find(areas, [at.x, at.y])[0];
  if (!found || typeof found.properties.id !== "string") return null;
  const place = found.geometry.type === "Point" ? (found.geometry.coordinates as unknown as LngLat) : lngLat;
  return {
    layer: layerOf(found.layer.id),
    id: found.properties.id,
    lngLat: place,
    properties: found.properties,
  };
}
