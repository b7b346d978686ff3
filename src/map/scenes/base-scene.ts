import type { FeatureCollection, MultiPolygon, Point } from "geojson";
import type { BaseReachAnswer, BaseSite } from "../../core/model/bases.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { LayerId } from "../../core/model/pack.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { BaseKind } from "../../core/model/proposal.ts";
import type { MapScene, MarkerKind, SceneMarker, ScenePolygon } from "../scene.ts";

/** What the tab of stations and depots puts on the map: bases that stand, and those just chosen. */
export interface BasesOnMap {
  readonly kind: BaseKind;
  readonly standing: readonly { readonly id: string; readonly lngLat: LngLat; readonly isFull: boolean }[];
  readonly chosen: readonly Pick<BaseSite, "id" | "lngLat">[];
  readonly reach: { readonly answer: BaseReachAnswer; readonly isStale: boolean } | null;
  readonly emptyCircle: { readonly centre: LngLat; readonly radiusMetres: number } | null;
}

/** Drawn over everything else otherwise: trucks go to shelters, the others have nothing to do with them. */
const HIDDEN: Readonly<Record<BaseKind, readonly LayerId[]>> = {
  "fire-small": ["shelters", "gates", "stations"],
  depot: ["gates", "depots"],
  seismic: ["shelters", "gates", "seismic-stations"],
};

const CIRCLE_CORNERS = 96;
const METRES_PER_DEGREE = 111_195;

/** A circle of so many metres as a polygon. */
function circleAround([lng, lat]: LngLat, radiusMetres: number): MultiPolygon {
  const half = radiusMetres / METRES_PER_DEGREE;
  const across = half / Math.cos((lat * Math.PI) / 180);
  const ring = Array.from({ length: CIRCLE_CORNERS + 1 }, (_, i) => {
    const turn = ((i % CIRCLE_CORNERS) / CIRCLE_CORNERS) * 2 * Math.PI;
    return [lng + across * Math.cos(turn), lat + half * Math.sin(turn)];
  });
  return { type: "MultiPolygon", coordinates: [[ring]] };
}

/** Persons no engine reaches within the longest minutes, one point per community. */
function lateByCommunity(
  { communities, minutes }: BaseReachAnswer,
  pack: PackIndex,
): FeatureCollection<Point, { persons: number }> {
  const labels = new Map(pack.communities.map((community) => [community.id, community.labelLngLat]));
  return {
    type: "FeatureCollection",
    features: communities.flatMap((area) => {
      const at = labels.get(area.id);
      const persons = Math.round(area.persons - (area.reachedPersons[minutes.length - 1] ?? 0));
      if (!at || persons <= 0) return [];
      return [
        { type: "Feature", geometry: { type: "Point", coordinates: [...at] }, properties: { persons } },
      ];
    }),
  };
}

/** The map of /plan while stations and depots are looked at: their own ground and marks in place of the walks to shelters. */
export function baseScene(scene: MapScene, pack: PackIndex | null, shown: BasesOnMap): MapScene {
  const { kind, reach, emptyCircle } = shown;
  const others = scene.polygons.filter(({ role }) => role === "closure" || role === "accuracy");
  const polygons: ScenePolygon[] = [...others];
  const rule = reach?.answer.minutes.at(-1);
  for (const polygon of [...(reach?.answer.polygons ?? [])].sort((a, b) => b.minutes - a.minutes))
    polygons.unshift({
      id: `engines-${polygon.minutes}`,
      role: "field",
      minutes: polygon.minutes,
      isRule: polygon.minutes === rule,
      geometry: polygon.geometry,
    });
  if (emptyCircle)
    polygons.push({
      id: "empty-circle",
      role: "empty",
      minutes: 0,
      isRule: false,
      geometry: circleAround(emptyCircle.centre, emptyCircle.radiusMetres),
    });
  const markers: SceneMarker[] = [
    ...scene.markers.filter((marker) => marker.kind === "closure"),
    ...shown.standing.map(({ id, lngLat, isFull }) => ({
      id: `base-${id}`,
      kind: isFull ? "base-fire" : (`base-${kind}` as MarkerKind),
      lngLat,
    })),
    ...shown.chosen.map(({ id, lngLat }, i) => ({
      id: `new-${id}`,
      kind: `new-${kind}` as MarkerKind,
      lngLat,
      label: String(i + 1),
    })),
  ];
  return {
    ...scene,
    fieldOf: "engines",
    layers: scene.layers.filter((layer) => !HIDDEN[kind].includes(layer)),
    polygons,
    isStale: reach?.isStale ?? false,
    lines: scene.lines.filter(({ role }) => role === "bridge"),
    markers,
    unmet: reach && pack ? lateByCommunity(reach.answer, pack) : null,
    isUnmetStale: reach?.isStale ?? false,
    crowded: null,
    shelterStates: {},
  };
}
