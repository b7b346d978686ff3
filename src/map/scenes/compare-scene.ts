import type { FeatureCollection, MultiPolygon, Point } from "geojson";
import { clipAtLongitude } from "../../core/geo/clip-at-longitude.ts";
import type { CoverageAnswer, MinutesFieldAnswer } from "../../core/model/answers.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { MapScene, ScenePolygon } from "../scene.ts";

/** What of two schemes is on the one map. */
export interface Comparison {
  readonly pack: PackIndex;
  readonly coverage: CoverageAnswer;
  readonly besideCoverage: CoverageAnswer;
  /** The field of the scheme compared with; null: not there yet, or not asked for. */
  readonly besideField: MinutesFieldAnswer | null;
  /** West of it the scheme compared with, east of it the current one; null: the current one everywhere. */
  readonly dividerLng: number | null;
}

/** Persons who gain or lose a place, one point per community. */
export function differencesByCommunity(
  now: CoverageAnswer,
  beside: CoverageAnswer,
  pack: PackIndex,
): FeatureCollection<Point, { persons: number; sign: 1 | -1; label: string }> {
  const labels = new Map(pack.communities.map((community) => [community.id, community.labelLngLat]));
  const before = new Map(beside.communities.map((area) => [area.id, area.withRoomPersons]));
  return {
    type: "FeatureCollection",
    features: now.communities.flatMap((area) => {
      const at = labels.get(area.id);
      const change = Math.round(area.withRoomPersons - (before.get(area.id) ?? area.withRoomPersons));
      if (!at || change === 0) return [];
      const persons = Math.abs(change);
      return [
        {
          type: "Feature",
          geometry: { type: "Point", coordinates: [...at] },
          properties: {
            persons,
            sign: change > 0 ? 1 : -1,
            label: `${change > 0 ? "+" : "−"}${persons.toLocaleString("en-US")}`,
          },
        },
      ];
    }),
  };
}

/** Two fields side by side: each class is one area made of the one's west and the other's east. */
function swiped(polygons: readonly ScenePolygon[], beside: MinutesFieldAnswer, lng: number): ScenePolygon[] {
  const west = new Map(beside.polygons.map(({ minutes, geometry }) => [minutes, geometry]));
  return polygons.map((polygon): ScenePolygon => {
    if (polygon.role !== "field") return polygon;
    const other = west.get(polygon.minutes);
    const geometry: MultiPolygon = {
      type: "MultiPolygon",
      coordinates: [
        ...(other ? clipAtLongitude(other, lng, "west").coordinates : []),
        ...clipAtLongitude(polygon.geometry, lng, "east").coordinates,
      ],
    };
    return { ...polygon, geometry };
  });
}

/** The map of /plan with the difference in place of the persons not reached, and a divider where two fields meet. */
export function withComparison(scene: MapScene, comparison: Comparison): MapScene {
  const { pack, coverage, besideCoverage, besideField, dividerLng } = comparison;
  const isSwiped = besideField !== null && dividerLng !== null;
  const [, south, , north] = pack.description.bbox;
  return {
    ...scene,
    unmet: null,
    crowded: null,
    differences: isSwiped ? null : differencesByCommunity(coverage, besideCoverage, pack),
    polygons: isSwiped ? swiped(scene.polygons, besideField, dividerLng) : scene.polygons,
    lines: isSwiped
      ? [
          ...scene.lines,
          {
            id: "divider",
            role: "divider",
            line: [
              [dividerLng, south],
              [dividerLng, north],
            ],
          },
        ]
      : scene.lines,
  };
}
