import Flatbush from "flatbush";
import type { MultiPolygon, Polygon } from "geojson";
import { createLocalPlane } from "../../../src/core/geo/local-plane.ts";
import { metresToSegment } from "../../../src/core/geo/ring.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { areaContains, type BandedArea, createBandedArea } from "./banded-area.ts";

/** Which of many areas holds a point. */
export interface AreaFinder {
  readonly areas: readonly BandedArea[];
  /** Index of the smallest area that holds the point; -1 = none. */
  at(lngLat: LngLat): number;
  /** Every area that holds the point, smallest first. */
  allAt(lngLat: LngLat): number[];
  /** `at`, else the area whose outline is nearest: slivers between areas go to a neighbour. -1 = there are no areas. */
  nearest(lngLat: LngLat): number;
}

/** Up to so many areas are looked through one by one. */
const FEW_AREAS = 4;

export function createAreaFinder(polygons: readonly (Polygon | MultiPolygon)[]): AreaFinder {
  const areas = polygons.map(createBandedArea);
  const index = areas.length > FEW_AREAS ? new Flatbush(areas.length) : null;
  const few = index ? [] : areas.map((_, i) => i);
  if (index) {
    for (const area of areas) index.add(area.west, area.south, area.east, area.north);
    index.finish();
  }
  const bySize = (a: number, b: number) =>
    (areas[a] as BandedArea).squareDegrees - (areas[b] as BandedArea).squareDegrees || a - b;
  const allAt = ([lng, lat]: LngLat) =>
    (index?.search(lng, lat, lng, lat) ?? few)
      .filter((i) => areaContains(areas[i] as BandedArea, lng, lat))
      .sort(bySize);
  const only = areas.length === 1 ? areas[0] : undefined;
  const at = (lngLat: LngLat) => {
    if (only) return areaContains(only, lngLat[0], lngLat[1]) ? 0 : -1;
    return allAt(lngLat)[0] ?? -1;
  };
  const nearest = (lngLat: LngLat) => {
    const found = at(lngLat);
    if (found >= 0 || areas.length === 0) return found;
    let best = -1;
    let bestMetres = Infinity;
    areas.forEach((area, i) => {
      const metres = metresToOutline(area, lngLat, bestMetres);
      if (metres < bestMetres) {
        bestMetres = metres;
        best = i;
      }
    });
    return best;
  };
  return { areas, at, allAt, nearest };
}

/** Metres to the nearest point of the outline; Infinity where the box alone is farther than `withinMetres`. */
export function metresToOutline(area: BandedArea, [lng, lat]: LngLat, withinMetres = Infinity): number {
  const plane = createLocalPlane([lng, lat]);
  const x = (value: number) => (value - lng) * plane.metresPerDegreeLng;
  const y = (value: number) => (value - lat) * plane.metresPerDegreeLat;
  const awayX = Math.max(0, x(area.west), -x(area.east));
  const awayY = Math.max(0, y(area.south), -y(area.north));
  if (Math.hypot(awayX, awayY) > withinMetres) return Infinity;
  let nearest = Infinity;
  for (let i = 0; i < area.edges.length; i += 4)
    nearest = Math.min(
      nearest,
      metresToSegment(
        0,
        0,
        x(area.edges[i] as number),
        y(area.edges[i + 1] as number),
        x(area.edges[i + 2] as number),
        y(area.edges[i + 3] as number),
      ),
    );
  return nearest;
}
