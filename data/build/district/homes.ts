import { createLocalPlane, type LocalPlane } from "../../../src/core/geo/local-plane.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG, STREET_CLASSES } from "../../../src/core/model/network.ts";
import type { StructureClass } from "../../../src/core/model/pack.ts";
import type { NetworkEdges } from "../../../src/sources/network-binary.ts";
import type { OsmArea } from "../osm/osm-city.ts";
import type { AreaFinder } from "./area-finder.ts";
import {
  FLOOR_PER_DAY_PERSON,
  FLOOR_PER_DAY_PERSON_OF_OTHERS,
  FLOOR_SQUARE_METRES_PER_RESIDENT,
  GROUND_SQUARE_METRES_PER_RESIDENT,
  LEAST_DRAWN_SHARE,
  RESIDENTS_PER_STREET_KILOMETRE,
} from "./assumptions.ts";
import { areaContains, createBandedArea, pointInside } from "./banded-area.ts";
import type { DistrictBuilding } from "./buildings.ts";
import { edgeCourse, pointAlong } from "./course.ts";

/** Where people are put: a building, a piece of a compound's ground, a stretch of street. */
export interface Home {
  readonly lngLat: LngLat;
  /** Index into the communities. */
  readonly community: number;
  /** Residents it would hold by the stated assumptions; only the proportions matter where people are counted. */
  readonly weight: number;
  /** Persons who come there by day; only the proportions matter. */
  readonly dayWeight: number;
  /** Index into the buildings; -1 = no building. */
  readonly building: number;
  readonly structure: StructureClass | null;
}

/** By what the people of a community were spread. */
export type HomeKind = "buildings" | "all-buildings" | "compounds" | "streets" | "ground";

export interface Homes {
  readonly homes: readonly Home[];
  /** Kind per community. */
  readonly kinds: readonly HomeKind[];
}

/** Points of a compound's ground and of a street lie so far apart. */
const PIECE_METRES = 60;
/** Streets that homes stand along. */
const HOME_STREETS = new Set([
  "residential",
  "living-street",
  "pedestrian",
  "hutong",
  "tertiary",
  "secondary",
  "primary",
  "footway",
  "service",
]);

export interface HomeInputs {
  readonly buildings: readonly DistrictBuilding[];
  /** Residential ground: of a file, or `landuse=residential`. */
  readonly compounds: readonly OsmArea[];
  readonly network: NetworkEdges;
  readonly district: AreaFinder;
  readonly communities: AreaFinder;
}

function weightByDay({ dayUse, floorSquareMetres }: DistrictBuilding): number {
  return dayUse === null
    ? 0
    : floorSquareMetres / (FLOOR_PER_DAY_PERSON[dayUse] ?? FLOOR_PER_DAY_PERSON_OF_OTHERS);
}

/** The places that hold people, community by community: the best kind that the community has any of. */
export function homesOf(inputs: HomeInputs): Homes {
  const { buildings, communities } = inputs;
  const count = communities.areas.length;
  const houses = buildings.map(
    (building, i): Home => ({
      lngLat: building.middle,
      community: building.community,
      weight: (building.floorSquareMetres * building.livedInShare) / FLOOR_SQUARE_METRES_PER_RESIDENT,
      dayWeight: weightByDay(building),
      building: i,
      structure: building.structure,
    }),
  );
  const sumsOf = (homes: readonly Home[]) => {
    const sums = new Float64Array(count);
    for (const home of homes) sums[home.community]! += home.weight;
    return sums;
  };
  const all = houses.map(
    (home, i): Home => ({
      ...home,
      weight: (buildings[i] as DistrictBuilding).floorSquareMetres / FLOOR_SQUARE_METRES_PER_RESIDENT,
    }),
  );
  const compounds = compoundPieces(inputs);
  const streets = streetPieces(inputs);
  const sums = {
    buildings: sumsOf(houses),
    compounds: sumsOf(compounds),
    streets: sumsOf(streets),
    "all-buildings": sumsOf(all),
  };
  const kinds = Array.from({ length: count }, (_, c) =>
    kindFor(
      sums.buildings[c] ?? 0,
      sums.compounds[c] ?? 0,
      sums.streets[c] ?? 0,
      sums["all-buildings"][c] ?? 0,
    ),
  );
  const homes: Home[] = [];
  const take = (some: readonly Home[], kind: HomeKind) => {
    for (const home of some)
      if (kinds[home.community] === kind && (home.weight > 0 || home.dayWeight > 0)) homes.push(home);
      else if (kind === "buildings" && kinds[home.community] !== "all-buildings" && home.dayWeight > 0)
        homes.push({ ...home, weight: 0 });
  };
  take(houses, "buildings");
  take(all, "all-buildings");
  take(compounds, "compounds");
  take(streets, "streets");
  kinds.forEach((kind, community) => {
    if (kind !== "ground") return;
    const area = communities.areas[community];
    if (!area) return;
    homes.push({
      lngLat: pointInside(area),
      community,
      weight: 0.001, // nothing is known to stand here
      dayWeight: 0,
      building: -1,
      structure: null,
    });
  });
  return { homes, kinds };
}

/**
 * Houses, if the map has drawn them: where they would hold far fewer people than the compounds or the streets lead one to
 * expect, most houses are missing, and a town must not be squeezed into the few that somebody drew.
 */
function kindFor(buildings: number, compounds: number, streets: number, allBuildings: number): HomeKind {
  if (buildings > 0 && buildings >= LEAST_DRAWN_SHARE * Math.max(compounds, streets)) return "buildings";
  if (compounds > 0 && compounds >= LEAST_DRAWN_SHARE * streets) return "compounds";
  if (streets > 0) return "streets";
  return allBuildings > 0 ? "all-buildings" : "ground";
}

/** A grid of points over each compound, each with its share of the ground. */
function compoundPieces({ compounds, district, communities }: HomeInputs): Home[] {
  return compounds.flatMap(({ polygon }) => {
    const area = createBandedArea(polygon);
    const plane = createLocalPlane([(area.west + area.east) / 2, (area.south + area.north) / 2]);
    const squareMetres = area.squareDegrees * plane.metresPerDegreeLng * plane.metresPerDegreeLat;
    const points = gridPoints(area, plane).filter((lngLat) => district.at(lngLat) >= 0);
    const inside =
      points.length > 0 ? points : [pointInside(area)].filter((lngLat) => district.at(lngLat) >= 0);
    return inside.map(
      (lngLat): Home => ({
        lngLat,
        community: communities.nearest(lngLat),
        weight: squareMetres / Math.max(1, points.length) / GROUND_SQUARE_METRES_PER_RESIDENT,
        dayWeight: 0,
        building: -1,
        structure: null,
      }),
    );
  });
}

function gridPoints(area: ReturnType<typeof createBandedArea>, plane: LocalPlane): LngLat[] {
  const stepLng = PIECE_METRES / plane.metresPerDegreeLng;
  const stepLat = PIECE_METRES / plane.metresPerDegreeLat;
  const points: LngLat[] = [];
  for (let lat = area.south + stepLat / 2; lat < area.north; lat += stepLat)
    for (let lng = area.west + stepLng / 2; lng < area.east; lng += stepLng)
      if (areaContains(area, lng, lat)) points.push([lng, lat]);
  return points;
}

/** Points along the streets that can be walked, each with its share of the length. */
function streetPieces({ network, district, communities }: HomeInputs): Home[] {
  const pieces: Home[] = [];
  const foot = EDGE_FLAG.footForward | EDGE_FLAG.footBackward;
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const streetClass = STREET_CLASSES[network.edgeClass[edge] as number] ?? "service";
    const flags = network.edgeFlags[edge] as number;
    if ((flags & foot) === 0 || (flags & (EDGE_FLAG.bridge | EDGE_FLAG.tunnel)) !== 0) continue;
    if (!HOME_STREETS.has(streetClass)) continue;
    const metres = (network.edgeLengthDecimetres[edge] as number) / 10;
    const count = Math.max(1, Math.round(metres / PIECE_METRES));
    const course = edgeCourse(network, edge);
    for (let k = 0; k < count; k++) {
      const lngLat = pointAlong(course, (k + 0.5) / count);
      if (district.at(lngLat) < 0) continue;
      pieces.push({
        lngLat,
        community: communities.nearest(lngLat),
        weight: ((metres / count) * RESIDENTS_PER_STREET_KILOMETRE) / 1000,
        dayWeight: 0,
        building: -1,
        structure: null,
      });
    }
  }
  return pieces;
}
