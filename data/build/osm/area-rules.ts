import type { OsmTags } from "./osm-city.ts";

export type AreaKind = "building" | "area" | "boundary";

const AREA_KEYS = [
  "leisure",
  "amenity",
  "landuse",
  "natural",
  "water",
  "tourism",
  "shop",
  "healthcare",
  "emergency",
  "sport",
  "historic",
  "office",
  "man_made",
  "public_transport",
  "aeroway",
  "military",
  "place",
  "craft",
  "social_facility",
  "area:highway",
] as const;
/** Values that are lines though their ways may close. */
const LINES = new Set([
  "natural=coastline",
  "natural=cliff",
  "natural=tree_row",
  "natural=ridge",
  "natural=valley",
  "natural=arete",
  "leisure=track",
  "leisure=slipway",
  "man_made=embankment",
  "man_made=pipeline",
  "man_made=cutline",
  "man_made=breakwater",
]);

/** What a closed way or a multipolygon is, or null. `closed`: it must be an area, as a multipolygon is. */
export function areaKind(tags: OsmTags, surely: boolean): AreaKind | null {
  if (tags.building !== undefined && tags.building !== "no") return "building";
  if (tags.boundary === "administrative") return "boundary";
  if (tags.area === "no") return null;
  if (tags.waterway === "riverbank" || tags.waterway === "dock") return "area";
  if (tags.highway !== undefined || tags.railway !== undefined)
    if (surely || tags.area === "yes") return "area";
  for (const key of AREA_KEYS) {
    const value = tags[key];
    if (value === undefined || value === "no") continue;
    if (!surely && LINES.has(`${key}=${value}`) && tags.area !== "yes") continue;
    return key === "place" && tags.admin_level !== undefined ? "boundary" : "area";
  }
  return null;
}

const POINT_KEYS = [
  ...AREA_KEYS,
  "name",
  "entrance",
  "barrier",
  "railway",
  "building",
  "addr:housenumber",
] as const;
/** Does a node say something by itself? */
export const isPoint = (tags: OsmTags): boolean => POINT_KEYS.some((key) => tags[key] !== undefined);
