import { featureCollection, feature as geoFeature, intersect } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { OsmArea } from "../osm/osm-city.ts";
import { type AreaFinder, createAreaFinder } from "./area-finder.ts";
import { areaContains, type BandedArea, createBandedArea, pointInside, ringsOf } from "./banded-area.ts";
import { namesOfTags } from "./names.ts";
import { OSM_SOURCE } from "./osm-row.ts";
import type { SuppliedArea, SuppliedAreas } from "./supplied.ts";

export type PartOrigin = "file" | "osm" | "district";

/** A sub-district or a community. */
export interface Part extends SuppliedArea {
  readonly code: string;
}

export interface Parts {
  readonly parts: readonly Part[];
  readonly origin: PartOrigin;
  readonly source: string;
}

export interface Partition {
  readonly subDistricts: Parts;
  readonly communities: Parts;
  /** Index of the sub-district of each community. */
  readonly subDistrictOf: readonly number[];
  /** What was assumed or left out, in words. */
  readonly notes: readonly string[];
}

/** Points tried over the district, about so many per side. */
const SAMPLES_PER_SIDE = 70;
/** Areas of a level must cover so much of the district to be its parts. */
const LEAST_COVER_SHARE = 0.75;
/** A neighbour that only brushes the district is no part of it: less of itself inside than this. */
const LEAST_INSIDE_SHARE = 0.2;
/** Beyond this the numbers of administrative levels mean nothing that holds everywhere. */
const FINEST_LEVEL = 11;

function samplesIn(district: BandedArea): LngLat[] {
  const stepLng = (district.east - district.west) / SAMPLES_PER_SIDE;
  const stepLat = (district.north - district.south) / SAMPLES_PER_SIDE;
  const samples: LngLat[] = [];
  for (let row = 0; row < SAMPLES_PER_SIDE; row++)
    for (let column = 0; column < SAMPLES_PER_SIDE; column++) {
      const lng = district.west + (column + 0.5) * stepLng;
      const lat = district.south + (row + 0.5) * stepLat;
      if (areaContains(district, lng, lat)) samples.push([lng, lat]);
    }
  return samples;
}

interface Level {
  readonly level: number;
  readonly areas: readonly OsmArea[];
}

/** Administrative levels whose areas, slivers of neighbours left out, make up most of the district. Coarsest first. */
function levelsOf(boundaries: readonly OsmArea[], district: BandedArea): Level[] {
  const samples = samplesIn(district);
  const squareDegreesPerSample = samples.length === 0 ? 0 : district.squareDegrees / samples.length;
  const byLevel = new Map<number, OsmArea[]>();
  for (const area of boundaries) {
    const level = Number(area.tags.admin_level);
    if (area.tags.boundary !== "administrative" || !Number.isInteger(level) || level > FINEST_LEVEL) continue;
    if (namesOfTags(area.tags) === null) continue;
    const own = byLevel.get(level);
    if (own) own.push(area);
    else byLevel.set(level, [area]);
  }
  return [...byLevel]
    .sort(([a], [b]) => a - b)
    .flatMap(([level, areas]) => {
      const banded = areas.map(({ polygon }) => createBandedArea(polygon));
      const inside = banded.map(
        (area) => samples.filter(([lng, lat]) => areaContains(area, lng, lat)).length,
      );
      const keep = banded.map((area, i) => {
        const [lng, lat] = pointInside(area);
        if ((inside[i] as number) === 0) return areaContains(district, lng, lat);
        const share = ((inside[i] as number) * squareDegreesPerSample) / area.squareDegrees;
        return share >= LEAST_INSIDE_SHARE;
      });
      const kept = areas.filter((_, i) => keep[i]);
      const keptBanded = banded.filter((_, i) => keep[i]);
      const covered = samples.filter(([lng, lat]) =>
        keptBanded.some((area) => areaContains(area, lng, lat)),
      ).length;
      return kept.length >= 2 && covered >= samples.length * LEAST_COVER_SHARE
        ? [{ level, areas: kept }]
        : [];
    });
}

/** The part of an area inside the district; the area itself where it lies inside or cannot be cut. */
function cut(polygon: Polygon | MultiPolygon, district: Polygon | MultiPolygon, banded: BandedArea) {
  const isInside = ringsOf(polygon).every((ring) =>
    ring.every((position) => areaContains(banded, position[0] as number, position[1] as number)),
  );
  if (isInside) return polygon;
  try {
    return intersect(featureCollection([geoFeature(polygon), geoFeature(district)]))?.geometry ?? polygon;
  } catch {
    return polygon; // outlines that touch themselves cannot be cut
  }
}

function osmParts(level: Level, district: Polygon | MultiPolygon, banded: BandedArea): Parts {
  const parts = level.areas.map((area): Part => {
    const names = namesOfTags(area.tags);
    const residents = Number(area.tags.population);
    return {
      code: area.tags["ref:code"] ?? area.osmId.replace("/", "-"),
      nameZh: names?.nameZh ?? area.osmId,
      nameEn: names?.nameEn ?? "",
      residents: Number.isInteger(residents) && residents > 0 ? residents : null,
      subDistrictCode: null,
      polygon: cut(area.polygon, district, banded),
    };
  });
  return { parts: withOwnCodes(parts, []), origin: "osm", source: OSM_SOURCE };
}

/** Every part with a code of its own: missing codes are numbered, repeated ones get a number behind. */
function withOwnCodes(parts: readonly SuppliedArea[], notes: string[]): Part[] {
  const seen = new Map<string, number>();
  return parts.map((part, i) => {
    const wished = part.code ?? `area-${i + 1}`;
    const times = (seen.get(wished) ?? 0) + 1;
    seen.set(wished, times);
    if (times > 1)
      notes.push(`code ${wished} is used ${times} times; ${part.nameZh} gets ${wished}-${times}`);
    return { ...part, code: times > 1 ? `${wished}-${times}` : wished };
  });
}

function suppliedParts(supplied: SuppliedAreas, district: BandedArea, what: string, notes: string[]): Parts {
  const finder = createAreaFinder(supplied.areas.map(({ polygon }) => polygon));
  const samples = samplesIn(district);
  const touched = new Set(samples.flatMap((sample) => finder.allAt(sample)));
  const inside = supplied.areas.filter((_, i) => {
    const [lng, lat] = pointInside(finder.areas[i] as BandedArea);
    return touched.has(i) || areaContains(district, lng, lat);
  });
  const outside = supplied.areas.length - inside.length;
  if (outside > 0) notes.push(`${outside} ${what} lie outside the district and are left out`);
  const gaps = samples.filter((sample) => finder.at(sample) < 0).length;
  const gapShare = samples.length === 0 ? 0 : gaps / samples.length;
  if (gapShare > 0.005)
    notes.push(
      `${(gapShare * 100).toFixed(1)} % of the district lies in none of the ${what}; people there go to the nearest one`,
    );
  return { parts: withOwnCodes(inside, notes), origin: "file", source: supplied.source };
}

export interface PartitionInputs {
  readonly district: SuppliedArea;
  readonly districtSource: string;
  readonly boundaries: readonly OsmArea[];
  readonly subDistricts: SuppliedAreas | null;
  readonly communities: SuppliedAreas | null;
}

/** Sub-districts and communities: from files, else from administrative areas of the map, else the whole as one. */
export function partitionDistrict(inputs: PartitionInputs): Partition {
  const { district } = inputs;
  const banded = createBandedArea(district.polygon);
  const notes: string[] = [];
  const levels = inputs.subDistricts && inputs.communities ? [] : levelsOf(inputs.boundaries, banded);
  const whole = (prefix: string): Parts => ({
    parts: [{ ...district, code: district.code ?? prefix, subDistrictCode: null }],
    origin: "district",
    source: inputs.districtSource,
  });

  let subDistricts: Parts | null = null;
  if (inputs.subDistricts) {
    const supplied = suppliedParts(inputs.subDistricts, banded, "sub-districts", notes);
    if (supplied.parts.length > 0) subDistricts = supplied;
    else notes.push("no sub-district of the file lies in the district: the file is not used");
  }
  const first = levels[0];
  if (!subDistricts && first) {
    subDistricts = osmParts(first, district.polygon, banded);
    notes.push(
      `sub-districts: ${first.areas.length} administrative areas of level ${first.level} of the map`,
    );
  }
  if (!subDistricts) {
    subDistricts = whole("district");
    notes.push("no sub-districts known: the district stands for its one sub-district");
  }

  let communities: Parts | null = null;
  if (inputs.communities) {
    const supplied = suppliedParts(inputs.communities, banded, "communities", notes);
    if (supplied.parts.length > 0) communities = supplied;
    else notes.push("no community of the file lies in the district: the file is not used");
  }
  const isFromMap = subDistricts.origin === "osm";
  const finer = levels.find(
    ({ areas, level }) =>
      areas.length > (subDistricts?.parts.length ?? 0) && (!isFromMap || level > (first?.level ?? 0)),
  );
  if (!communities && finer) {
    communities = osmParts(finer, district.polygon, banded);
    notes.push(`communities: ${finer.areas.length} administrative areas of level ${finer.level} of the map`);
  }
  if (!communities) {
    communities = {
      ...subDistricts,
      parts: subDistricts.parts.map((part) => ({ ...part, subDistrictCode: part.code })),
    };
    notes.push("no communities known: each sub-district stands for its one community");
  }

  const finder = createAreaFinder(subDistricts.parts.map(({ polygon }) => polygon));
  return {
    subDistricts,
    communities,
    subDistrictOf: owners(communities, subDistricts, finder, notes),
    notes,
  };
}

function owners(communities: Parts, subDistricts: Parts, finder: AreaFinder, notes: string[]): number[] {
  const position = new Map(subDistricts.parts.map((part, i) => [part.code, i]));
  const unknownCodes = new Set<string>();
  const owner = communities.parts.map((part) => {
    const said = part.subDistrictCode === null ? undefined : position.get(part.subDistrictCode);
    if (said !== undefined) return said;
    if (part.subDistrictCode !== null) unknownCodes.add(part.subDistrictCode);
    return finder.nearest(pointInside(createBandedArea(part.polygon)));
  });
  if (unknownCodes.size > 0)
    notes.push(
      `communities name sub-districts that are not known (${[...unknownCodes].slice(0, 5).join(", ")}): placed by their ground`,
    );
  return owner;
}
