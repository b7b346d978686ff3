import type { LocalPlane } from "../../../src/core/geo/local-plane.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { StructureClass } from "../../../src/core/model/pack.ts";
import type { OsmArea, OsmTags } from "../osm/osm-city.ts";
import { type AreaFinder, createAreaFinder } from "./area-finder.ts";
import {
  LIVED_IN_SHARE_OF_UNKNOWN,
  SMALLEST_HOME_SQUARE_METRES,
  STOREY_METRES,
  STOREYS_OF_OTHERS,
  STOREYS_WHERE_UNKNOWN,
} from "./assumptions.ts";
import { createBandedArea } from "./banded-area.ts";
import { metresOfTag, storeysOfTag, yearOfTag } from "./tag-values.ts";

/** A building of the extract inside the district, with what it says of itself. */
export interface DistrictBuilding {
  readonly area: OsmArea;
  readonly middle: LngLat;
  /** Index into the communities. */
  readonly community: number;
  /** null = unknown. */
  readonly storeys: number | null;
  readonly heightMetres: number | null;
  readonly structure: StructureClass | null;
  readonly yearBand: number | null;
  /** Footprint × storeys; unknown storeys by their default. */
  readonly floorSquareMetres: number;
  /** Part of the floor taken as lived in, 0-1. */
  readonly livedInShare: number;
  /** What it is used for by day; null = nobody works there as far as the map says. */
  readonly dayUse: string | null;
}

const HOMES = new Set([
  "apartments",
  "bungalow",
  "cabin",
  "detached",
  "dormitory",
  "farm",
  "ger",
  "house",
  "houseboat",
  "residential",
  "semidetached_house",
  "static_caravan",
  "terrace",
  "tulou",
]);
const NOBODY = new Set([
  "barn",
  "bridge",
  "carport",
  "construction",
  "cowshed",
  "farm_auxiliary",
  "garage",
  "garages",
  "glasshouse",
  "greenhouse",
  "greenhouse_horticulture",
  "hut",
  "parking",
  "roof",
  "ruins",
  "shed",
  "stable",
  "storage_tank",
  "sty",
  "toilets",
  "transformer_tower",
  "water_tower",
]);
/** Tags that give an untyped building its use. */
const USE_TAGS = [
  "amenity",
  "shop",
  "office",
  "tourism",
  "healthcare",
  "leisure",
  "man_made",
  "aeroway",
] as const;
const WORK_LAND = new Set([
  "commercial",
  "retail",
  "industrial",
  "railway",
  "military",
  "education",
  "institutional",
  "port",
]);

/** Classes that `building:material` and `building:structure` name without a guess. */
const STRUCTURES: Readonly<Record<string, StructureClass>> = {
  brick: "masonry",
  bricks: "masonry",
  masonry: "masonry",
  stone: "masonry",
  confined_masonry: "masonry-confined",
  frame: "frame",
  steel: "frame",
  steel_frame: "frame",
  concrete_frame: "frame",
  shear_wall: "shear-wall",
};

const structureOf = (tags: OsmTags): StructureClass | null =>
  STRUCTURES[tags["building:structure"] ?? ""] ?? STRUCTURES[tags["building:material"] ?? ""] ?? null;

/** Lower bound of the construction decade as the layer counts it: 1900, 1950, 1960 … 2010. */
function yearBandOf(tags: OsmTags): number | null {
  const year = yearOfTag(tags.start_date ?? tags["building:year"] ?? tags.year_of_construction);
  if (year === null || year > 2100) return null;
  return year < 1950 ? 1900 : Math.min(2010, Math.floor(year / 10) * 10);
}

const WORK_AMENITIES: Readonly<Record<string, string>> = {
  school: "school",
  kindergarten: "kindergarten",
  college: "college",
  university: "university",
  hospital: "hospital",
  clinic: "hospital",
};

function useOf(tags: OsmTags, landUse: string | null, footprint: number) {
  const kind = tags.building ?? "yes";
  if (HOMES.has(kind)) return { livedInShare: 1, dayUse: null };
  if (NOBODY.has(kind)) return { livedInShare: 0, dayUse: null };
  if (kind !== "yes") return { livedInShare: 0, dayUse: WORK_AMENITIES[kind] ?? kind };
  const use = USE_TAGS.map((key) => tags[key]).find((value) => value !== undefined);
  if (use !== undefined)
    return {
      livedInShare: 0,
      dayUse: WORK_AMENITIES[use] ?? (tags.shop ? "retail" : tags.office ? "office" : use),
    };
  if (landUse !== null && WORK_LAND.has(landUse))
    return { livedInShare: 0, dayUse: landUse === "education" ? "school" : landUse };
  if (footprint < SMALLEST_HOME_SQUARE_METRES) return { livedInShare: 0, dayUse: null };
  return { livedInShare: landUse === "residential" ? 1 : LIVED_IN_SHARE_OF_UNKNOWN, dayUse: null };
}

export interface BuildingInputs {
  readonly buildings: readonly OsmArea[];
  /** Areas of the extract, for their land use. */
  readonly areas: readonly OsmArea[];
  readonly district: AreaFinder;
  readonly communities: AreaFinder;
  readonly plane: LocalPlane;
}

/** Buildings whose middle lies in the district, and how many do not. */
export function districtBuildings(inputs: BuildingInputs): {
  readonly buildings: DistrictBuilding[];
  readonly outside: number;
} {
  const { district, communities, plane } = inputs;
  const land = inputs.areas.filter(
    ({ tags }) => tags.landuse !== undefined || WORK_LAND_OF[tags.amenity ?? ""] !== undefined,
  );
  const landFinder = createAreaFinder(land.map(({ polygon }) => polygon));
  const squareMetresPerSquareDegree = plane.metresPerDegreeLng * plane.metresPerDegreeLat;
  const kept: DistrictBuilding[] = [];
  let outside = 0;
  for (const area of inputs.buildings) {
    if (area.tags.building === "no") continue;
    const banded = createBandedArea(area.polygon);
    const middle = middleOf(area, banded);
    if (district.at(middle) < 0) {
      outside++;
      continue;
    }
    const { tags } = area;
    const found = land[landFinder.at(middle)]?.tags;
    const landUse = found ? (found.landuse ?? WORK_LAND_OF[found.amenity ?? ""] ?? null) : null;
    const footprint = banded.squareDegrees * squareMetresPerSquareDegree;
    const storeys = storeysOfTag(tags["building:levels"]);
    const heightMetres = metresOfTag(tags.height ?? tags["building:height"]);
    const counted =
      storeys ??
      (heightMetres !== null
        ? Math.max(1, Math.round(heightMetres / STOREY_METRES))
        : (STOREYS_WHERE_UNKNOWN[tags.building ?? ""] ?? STOREYS_OF_OTHERS));
    kept.push({
      area,
      middle,
      community: communities.nearest(middle),
      storeys,
      heightMetres,
      structure: structureOf(tags),
      yearBand: yearBandOf(tags),
      floorSquareMetres: footprint * counted,
      ...useOf(tags, landUse, footprint),
    });
  }
  return { buildings: kept, outside };
}

/** Grounds whose buildings are worked or learnt in, where no land use is drawn. */
const WORK_LAND_OF: Readonly<Record<string, string>> = {
  school: "education",
  kindergarten: "education",
  college: "education",
  university: "education",
  hospital: "institutional",
};

/** Mean of the corners of the first outline: inside all but the oddest houses, and the same for a moved copy. */
function middleOf(area: OsmArea, banded: ReturnType<typeof createBandedArea>): LngLat {
  const [first] =
    area.polygon.type === "Polygon" ? area.polygon.coordinates : (area.polygon.coordinates[0] ?? []);
  if (!first || first.length === 0) return [banded.west, banded.south];
  let [lng, lat] = [0, 0];
  const corners = first.length > 1 ? first.length - 1 : 1;
  for (let i = 0; i < corners; i++) {
    lng += (first[i] as number[])[0] as number;
    lat += (first[i] as number[])[1] as number;
  }
  return [lng / corners, lat / corners];
}
