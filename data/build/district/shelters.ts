import type { LocalPlane } from "../../../src/core/geo/local-plane.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { OsmTags } from "../osm/osm-city.ts";
import { labelValues, packFeature, packPoint } from "../pack/pack-feature.ts";
import type { AreaLookup } from "./area-lookup.ts";
import { createBandedArea, pointInside } from "./banded-area.ts";
import { namesOfTags } from "./names.ts";
import { OSM_ROW } from "./osm-row.ts";
import { type Spot, withoutTwins } from "./spots.ts";

/** Only what the map marks as a place to gather or stay in an emergency. A bus shelter is none. */
const isShelter = (tags: OsmTags) =>
  ["assembly_point", "evacuation_centre", "evacuation_center", "disaster_shelter"].includes(
    tags.emergency ?? "",
  ) ||
  tags.evacuation_center === "yes" ||
  (tags.amenity === "shelter" && ["emergency", "evacuation"].includes(tags.shelter_type ?? ""));

const TWIN_METRES = 60;

export function osmShelters(spots: readonly Spot[], lookup: AreaLookup, plane: LocalPlane): LayerFeature[] {
  const found = spots.flatMap((spot) => (isShelter(spot.tags) ? [{ spot, kind: "shelter" }] : []));
  return withoutTwins(found, TWIN_METRES).map(({ spot }) => {
    const names = namesOfTags(spot.tags);
    const isIndoor = spot.tags.building !== undefined && spot.tags.building !== "no";
    const squareMetres = spot.polygon
      ? Math.round(
          createBandedArea(spot.polygon).squareDegrees * plane.metresPerDegreeLng * plane.metresPerDegreeLat,
        )
      : null;
    const values = {
      id: `shelter-${spot.osmId.replace("/", "-")}`,
      nameZh: names?.nameZh ?? "紧急集合点",
      nameEn: (names ? names.nameEn : "Assembly point") || null,
      tier: isIndoor ? "indoor" : "emergency",
      setting: isIndoor ? "indoor" : "outdoor",
      subDistrictCode: lookup.subDistrictCode(spot.lngLat),
      communityId: lookup.communityId(spot.lngLat),
      grossSquareMetres: squareMetres,
      effectiveSquareMetres: null,
      effectiveAreaMethod: null,
      publishedCapacityPersons: null,
      fitFor: JSON.stringify(["earthquake", "flood", "fire"]),
      yearCompleted: null,
      noteZh: "地图标为紧急集合点，未经主管部门确认",
      noteEn: "Marked as an assembly point on the map, not confirmed by an authority",
      ...labelValues(spot.lngLat),
      ...OSM_ROW,
    };
    return spot.polygon ? packFeature(spot.polygon, values) : packPoint(spot.lngLat, values);
  });
}

/** Where a shelter's label stands: its label columns, else its point, else a point inside. */
export function shelterPoint({ geometry, properties }: LayerFeature): LngLat {
  const { labelLng, labelLat } = properties;
  if (typeof labelLng === "number" && typeof labelLat === "number") return [labelLng, labelLat];
  if (geometry.type === "Point")
    return [geometry.coordinates[0] as number, geometry.coordinates[1] as number];
  if (geometry.type === "Polygon" || geometry.type === "MultiPolygon")
    return pointInside(createBandedArea(geometry));
  return (geometry.type === "LineString" ? geometry.coordinates[0] : geometry.coordinates[0]?.[0]) as [
    number,
    number,
  ];
}

/** Supplied shelters with the codes of the areas they stand in and the point of their label, where the file left them out. */
export const completeShelters = (rows: readonly LayerFeature[], lookup: AreaLookup): LayerFeature[] =>
  rows.map((row) => {
    const lngLat = shelterPoint(row);
    return packFeature(row.geometry, {
      ...row.properties,
      subDistrictCode: lookup.subDistrictCode(lngLat),
      communityId: lookup.communityId(lngLat),
      ...labelValues(lngLat),
    });
  });
