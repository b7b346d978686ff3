import { err, ok, type Result } from "../../../src/core/result.ts";
import type { OsmCity } from "../osm/osm-city.ts";
import { namesOfTags } from "./names.ts";
import { OSM_SOURCE } from "./osm-row.ts";
import type { SuppliedArea } from "./supplied.ts";

export interface ChosenBoundary {
  readonly district: SuppliedArea;
  readonly source: string;
}

/** An administrative area of the extract by `relation/123` or by one of its names; where several bear it, they are listed. */
export function boundaryOfOsm(
  boundaries: OsmCity["boundaries"],
  wanted: string,
): Result<ChosenBoundary, string> {
  const asked = wanted.trim().toLowerCase();
  const bears = (tags: Readonly<Record<string, string>>) =>
    Object.entries(tags).some(
      ([key, value]) => /^(name|official_name|alt_name)(:|$)/.test(key) && value.toLowerCase() === asked,
    );
  const found = boundaries.filter(({ osmId, tags }) => osmId === asked || bears(tags));
  const line = ({ osmId, tags }: OsmCity["boundaries"][number]) =>
    `  ${osmId}  ${tags.name ?? ""}  admin_level ${tags.admin_level ?? "?"}`;
  const [only] = found;
  if (found.length > 1)
    return err(
      `--boundary-osm ${wanted}: several areas bear this name; give one of\n${found.map(line).join("\n")}`,
    );
  if (!only) {
    const known = boundaries.filter(({ tags }) => tags.boundary === "administrative").slice(0, 40);
    return err(
      `--boundary-osm ${wanted}: the extract has no whole area of this name or id. It has\n${known.map(line).join("\n") || "  none"}`,
    );
  }
  const names = namesOfTags(only.tags) ?? { nameZh: only.osmId, nameEn: only.osmId };
  const population = Number(only.tags.population);
  return ok({
    district: {
      code: null,
      ...names,
      residents: Number.isInteger(population) && population > 0 ? population : null,
      subDistrictCode: null,
      polygon: only.polygon,
    },
    source: `${OSM_SOURCE} (${only.osmId})`,
  });
}

/** The box around the streets, where nobody says what the district is. null: the extract has no streets. */
export function boundaryOfExtent({ network }: OsmCity, name: string): ChosenBoundary | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let node = 0; node < network.nodeCount; node++) {
    const lng = network.nodeLng[node] as number;
    const lat = network.nodeLat[node] as number;
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  if (!(west < east && south < north)) return null;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    district: {
      code: null,
      nameZh: name,
      nameEn: name,
      residents: null,
      subDistrictCode: null,
      polygon: { type: "Polygon", coordinates: [ring] },
    },
    source: `${OSM_SOURCE} (extent of the extract)`,
  };
}
