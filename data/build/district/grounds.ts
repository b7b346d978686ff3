import type { LocalPlane } from "../../../src/core/geo/local-plane.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { OsmArea, OsmTags } from "../osm/osm-city.ts";
import { labelValues, packFeature } from "../pack/pack-feature.ts";
import { type AreaFinder, createAreaFinder } from "./area-finder.ts";
import { LEAST_CANDIDATE_SQUARE_METRES, PARK_SQUARE_METRES } from "./assumptions.ts";
import { type BandedArea, createBandedArea, pointInside } from "./banded-area.ts";
import { namesOfTags } from "./names.ts";
import { OSM_ROW } from "./osm-row.ts";

/** An open ground of the map where people could gather. */
export interface Ground {
  readonly area: OsmArea;
  readonly banded: BandedArea;
  readonly middle: LngLat;
  readonly squareMetres: number;
  readonly kind: GroundKind;
}
export type GroundKind = keyof typeof LEAST_CANDIDATE_SQUARE_METRES;

const PARKS = new Set(["park", "garden", "common", "recreation_ground"]);
const SPORTS = new Set(["pitch", "stadium", "sports_centre", "track", "playground"]);
const SCHOOLS = new Set(["school", "college", "university", "kindergarten"]);
const GREEN_LAND = new Set(["grass", "recreation_ground", "village_green", "forest", "meadow", "flowerbed"]);
const GREEN_NATURE = new Set(["wood", "scrub", "grassland", "heath"]);
const GREEN_LEISURE = new Set([...PARKS, ...SPORTS, "nature_reserve", "golf_course", "dog_park"]);
const WATER_LAND = new Set(["reservoir", "basin"]);

/** Whether somebody may be kept out by a rule of ownership. */
const isPrivate = (tags: OsmTags) => tags.access === "private" || tags.access === "no";

function groundKind(tags: OsmTags, squareMetres: number): GroundKind | null {
  if (tags.place === "square" || (tags.highway === "pedestrian" && tags.area !== "no")) return "square";
  if (SCHOOLS.has(tags.amenity ?? "")) return "school-ground";
  if (isPrivate(tags)) return null;
  if (PARKS.has(tags.leisure ?? "") || PARKS.has(tags.landuse ?? "") || tags.landuse === "village_green")
    return squareMetres >= PARK_SQUARE_METRES ? "park" : "pocket-park";
  if (SPORTS.has(tags.leisure ?? "")) return "sports-ground";
  const isRoofed = ["underground", "multi-storey", "rooftop", "sheds"].includes(tags.parking ?? "");
  if (tags.amenity === "parking" && !isRoofed && tags.building === undefined) return "car-park";
  return null;
}

/** Grounds of the district that are large enough, largest first; one inside a larger one is left to that. */
export function openGrounds(areas: readonly OsmArea[], district: AreaFinder, plane: LocalPlane): Ground[] {
  const perSquareDegree = plane.metresPerDegreeLng * plane.metresPerDegreeLat;
  const found: Ground[] = [];
  for (const area of areas) {
    // The kind is asked first: most areas are none, and need no reading of their outline.
    if (groundKind(area.tags, Infinity) === null) continue;
    const banded = createBandedArea(area.polygon);
    const squareMetres = Math.round(banded.squareDegrees * perSquareDegree);
    const kind = groundKind(area.tags, squareMetres) as GroundKind;
    if (squareMetres < LEAST_CANDIDATE_SQUARE_METRES[kind]) continue;
    const middle = pointInside(banded);
    if (district.at(middle) >= 0) found.push({ area, banded, middle, squareMetres, kind });
  }
  found.sort((a, b) => b.squareMetres - a.squareMetres || (a.area.osmId < b.area.osmId ? -1 : 1));
  const finder = createAreaFinder(found.map(({ area }) => area.polygon));
  return found.filter((ground, i) => !finder.allAt(ground.middle).some((other) => other < i));
}

function namedRows(areas: readonly OsmArea[], prefix: string, kindOf: (tags: OsmTags) => string | null) {
  const rows: LayerFeature[] = [];
  for (const { osmId, tags, polygon } of areas) {
    const kind = kindOf(tags);
    if (kind === null) continue;
    const names = namesOfTags(tags);
    rows.push(
      packFeature(polygon, {
        id: `${prefix}-${osmId.replace("/", "-")}`,
        nameZh: names?.nameZh ?? null,
        nameEn: names?.nameEn || null,
        kind,
        ...OSM_ROW,
      }),
    );
  }
  return rows;
}

export const greenRows = (areas: readonly OsmArea[]): LayerFeature[] =>
  namedRows(areas, "green", (tags) => {
    if (tags.building !== undefined) return null;
    if (tags.place === "square" || (tags.highway === "pedestrian" && tags.area !== "no")) return "square";
    if (GREEN_LEISURE.has(tags.leisure ?? ""))
      return tags.leisure === "stadium" || tags.leisure === "sports_centre" ? "stadium" : "park";
    return GREEN_LAND.has(tags.landuse ?? "") || GREEN_NATURE.has(tags.natural ?? "") ? "park" : null;
  });

export const waterRows = (areas: readonly OsmArea[]): LayerFeature[] =>
  namedRows(areas, "water", (tags) => {
    if (tags.waterway === "riverbank" || tags.water === "river") return "river";
    if (tags.water === "canal" || tags.waterway === "dock") return "canal";
    if (tags.natural === "water" || tags.natural === "bay") return "lake";
    return WATER_LAND.has(tags.landuse ?? "") ? "lake" : null;
  });

const RULES: Readonly<Record<GroundKind, readonly [zh: string, en: string]>> = {
  park: [
    `地图上的公园、绿地，不小于 ${LEAST_CANDIDATE_SQUARE_METRES.park} 平方米，尚未列为避难场所`,
    `Park or green on the map of at least ${LEAST_CANDIDATE_SQUARE_METRES.park} m² that is not listed as a shelter`,
  ],
  "pocket-park": [
    `地图上的小公园，不小于 ${LEAST_CANDIDATE_SQUARE_METRES["pocket-park"]} 平方米，尚未列为避难场所`,
    `Small park on the map of at least ${LEAST_CANDIDATE_SQUARE_METRES["pocket-park"]} m² that is not listed as a shelter`,
  ],
  square: [
    `地图上的广场，不小于 ${LEAST_CANDIDATE_SQUARE_METRES.square} 平方米，尚未列为避难场所`,
    `Square on the map of at least ${LEAST_CANDIDATE_SQUARE_METRES.square} m² that is not listed as a shelter`,
  ],
  "school-ground": [
    `地图上的校园，不小于 ${LEAST_CANDIDATE_SQUARE_METRES["school-ground"]} 平方米（含建筑），下令后可开放`,
    `School ground on the map of at least ${LEAST_CANDIDATE_SQUARE_METRES["school-ground"]} m², buildings included; could open on order`,
  ],
  "sports-ground": [
    `地图上的运动场，不小于 ${LEAST_CANDIDATE_SQUARE_METRES["sports-ground"]} 平方米，尚未列为避难场所`,
    `Sports ground on the map of at least ${LEAST_CANDIDATE_SQUARE_METRES["sports-ground"]} m² that is not listed as a shelter`,
  ],
  "car-park": [
    `地图上的地面停车场，不小于 ${LEAST_CANDIDATE_SQUARE_METRES["car-park"]} 平方米，尚未列为避难场所`,
    `Open car park on the map of at least ${LEAST_CANDIDATE_SQUARE_METRES["car-park"]} m² that is not listed as a shelter`,
  ],
};
const KIND_NAMES: Readonly<Record<GroundKind, readonly [zh: string, en: string]>> = {
  park: ["公园", "Park"],
  "pocket-park": ["小公园", "Pocket park"],
  square: ["广场", "Square"],
  "school-ground": ["校园", "School ground"],
  "sports-ground": ["运动场", "Sports ground"],
  "car-park": ["停车场", "Car park"],
};

/** Grounds that no shelter stands on, as siting candidates. `taken`: points of the shelters. */
export function candidateRows(grounds: readonly Ground[], taken: readonly LngLat[]): LayerFeature[] {
  const finder = createAreaFinder(grounds.map(({ area }) => area.polygon));
  const used = new Set(taken.flatMap((lngLat) => finder.allAt(lngLat)));
  return grounds.flatMap(({ area, middle, squareMetres, kind }, i) => {
    if (used.has(i)) return [];
    const names = namesOfTags(area.tags);
    const [nameZh, nameEn] = KIND_NAMES[kind];
    return [
      packFeature(area.polygon, {
        id: `candidate-${area.osmId.replace("/", "-")}`,
        nameZh: names?.nameZh ?? nameZh,
        nameEn: (names ? names.nameEn : nameEn) || null,
        landUse: kind,
        grossSquareMetres: squareMetres,
        ruleZh: RULES[kind][0],
        ruleEn: RULES[kind][1],
        ...labelValues(middle),
        ...OSM_ROW,
      }),
    ];
  });
}
