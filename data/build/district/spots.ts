import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { OsmCity, OsmId, OsmTags } from "../osm/osm-city.ts";
import type { AreaFinder } from "./area-finder.ts";
import { createBandedArea, pointInside } from "./banded-area.ts";

/** Anything of the map with a function or a name, as one point; an area keeps its outline. */
export interface Spot {
  readonly osmId: OsmId;
  readonly tags: OsmTags;
  readonly lngLat: LngLat;
  readonly polygon: Polygon | MultiPolygon | null;
}

const TELLING = [
  "name",
  "amenity",
  "emergency",
  "railway",
  "public_transport",
  "leisure",
  "tourism",
  "historic",
  "place",
  "healthcare",
] as const;

/** Points, areas and buildings of the district that say what they are. Areas first: a point for the same place follows. */
export function spotsOf(city: OsmCity, district: AreaFinder): Spot[] {
  const tells = (tags: OsmTags) => TELLING.some((key) => tags[key] !== undefined);
  const spots: Spot[] = [];
  const put = (spot: Spot) => {
    if (district.at(spot.lngLat) >= 0) spots.push(spot);
  };
  for (const list of [city.areas, city.buildings])
    for (const { osmId, tags, polygon } of list)
      if (tells(tags)) put({ osmId, tags, polygon, lngLat: pointInside(createBandedArea(polygon)) });
  for (const { osmId, tags, lngLat } of city.points)
    if (tells(tags)) put({ osmId, tags, lngLat, polygon: null });
  return spots;
}

/** Leaves out a spot that stands for the same place as an earlier one of its kind: near it, and not of another name. */
export function withoutTwins<Value extends { readonly spot: Spot; readonly kind: string }>(
  found: readonly Value[],
  withinMetres: number,
): Value[] {
  const kept: Value[] = [];
  for (const value of found) {
    const isTwin = kept.some(
      (earlier) =>
        earlier.kind === value.kind &&
        roughMetres(earlier.spot.lngLat, value.spot.lngLat) <= withinMetres &&
        (value.spot.tags.name === undefined ||
          earlier.spot.tags.name === undefined ||
          value.spot.tags.name === earlier.spot.tags.name),
    );
    if (!isTwin) kept.push(value);
  }
  return kept;
}

const METRES_PER_DEGREE = 111_200;

/** Straight metres between two places, good to half a per cent over a few kilometres. */
export function roughMetres(a: LngLat, b: LngLat): number {
  const shrink = Math.cos((((a[1] + b[1]) / 2) * Math.PI) / 180);
  return Math.hypot((a[0] - b[0]) * shrink, a[1] - b[1]) * METRES_PER_DEGREE;
}
