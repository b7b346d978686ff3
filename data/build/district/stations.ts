import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { StationKind } from "../../../src/core/model/pack.ts";
import type { OsmTags } from "../osm/osm-city.ts";
import { packPoint } from "../pack/pack-feature.ts";
import type { AreaLookup } from "./area-lookup.ts";
import { TURNOUT_MINUTES } from "./assumptions.ts";
import { namesOfTags } from "./names.ts";
import { OSM_ROW, OSM_SOURCE } from "./osm-row.ts";
import { type Spot, withoutTwins } from "./spots.ts";

const DEFAULT_NAMES: Readonly<Partial<Record<StationKind, readonly [zh: string, en: string]>>> = {
  fire: ["消防站", "Fire station"],
  medical: ["急救站", "Medical station"],
};
/** A fire station is often drawn twice: its house and a point in it. */
const TWIN_METRES = 150;

function stationKind(tags: OsmTags): StationKind | null {
  if (tags.amenity === "fire_station") return "fire";
  if (tags.emergency === "ambulance_station") return "medical";
  const isHospital = tags.amenity === "hospital" || tags.amenity === "clinic";
  return isHospital && tags.emergency === "yes" ? "medical" : null;
}

export interface OsmStations {
  readonly rows: readonly LayerFeature[];
  /** Hospitals that the map does not say to take emergencies: not taken as stations. */
  readonly hospitalsWithoutEmergency: number;
}

export function osmStations(spots: readonly Spot[], lookup: AreaLookup): OsmStations {
  const found = spots.flatMap((spot) => {
    const kind = stationKind(spot.tags);
    return kind === null ? [] : [{ spot, kind }];
  });
  const rows = withoutTwins(found, TWIN_METRES).map(({ spot, kind }) => {
    const names = namesOfTags(spot.tags);
    const [nameZh, nameEn] = DEFAULT_NAMES[kind] ?? ["", ""];
    return packPoint(spot.lngLat, {
      id: `station-${spot.osmId.replace("/", "-")}`,
      kind,
      nameZh: names?.nameZh ?? nameZh,
      nameEn: (names ? names.nameEn : nameEn) || null,
      subDistrictCode: lookup.subDistrictCode(spot.lngLat),
      persons: null,
      vehicles: null,
      mobilisationMinutes: TURNOUT_MINUTES[kind],
      ...OSM_ROW,
      source: `${OSM_SOURCE}; turnout time: Havenmap assumption`,
    });
  });
  const hospitalsWithoutEmergency = spots.filter(
    ({ tags }) => tags.amenity === "hospital" && tags.emergency === undefined,
  ).length;
  return { rows, hospitalsWithoutEmergency };
}
