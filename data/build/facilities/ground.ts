import { booleanPointInPolygon } from "@turf/turf";
import type { MultiPolygon, Polygon, Position } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG, STREET_CLASSES, type StreetClass } from "../../../src/core/model/network.ts";
import type { NetworkEdges } from "../../../src/sources/network-binary.ts";
import type { Building, CityModel, CommunityArea } from "../city-model.ts";
import { BoxGrid, SegmentGrid } from "../model/grid.ts";
import {
  boxOf,
  centroid,
  distance,
  type Point,
  type Ring,
  ringDistance,
  signedArea,
  toLngLat,
  toPlane,
} from "../model/plane.ts";
import type { SubDistrictArea } from "./facilities.ts";

interface StreetPiece {
  readonly edge: number;
  readonly streetClass: StreetClass;
  /** Index into the network's names; 0 = without a name. */
  readonly name: number;
  readonly nameZh: string;
  readonly widthMetres: number;
  readonly onFoot: boolean;
  readonly driven: boolean;
  /** On the ground: neither bridge nor tunnel. */
  readonly atGrade: boolean;
}

export interface PlacedBuilding {
  readonly ring: Ring;
  readonly middle: Point;
  readonly footprintSquareMetres: number;
  readonly building: Building;
}

/** The finished city as facilities look at it: streets, houses and areas by place, in local metres. */
export interface Ground {
  readonly city: CityModel;
  readonly streets: SegmentGrid<StreetPiece>;
  readonly buildings: BoxGrid<PlacedBuilding>;
  readonly placedBuildings: readonly PlacedBuilding[];
  readonly subDistricts: readonly SubDistrictArea[];
  /** The area that holds the point, or the one whose outline is nearest to it. */
  subDistrictAt(p: Point): SubDistrictArea;
  communityAt(p: Point): CommunityArea;
  /** The sub-district that holds the point; null outside the district. */
  inDistrict(p: Point): SubDistrictArea | null;
}

const ringOf = (coordinates: readonly Position[]): Point[] => {
  const points = coordinates.map((position) => toPlane([position[0] as number, position[1] as number]));
  const first = points[0] as Point;
  const last = points[points.length - 1] as Point;
  return points.length > 1 && distance(first, last) < 0.001 ? points.slice(0, -1) : points;
};

/** Closed, counter-clockwise, six decimals. */
export function polygonOf(ring: Ring): Polygon {
  const turned = signedArea(ring) < 0 ? [...ring].reverse() : ring;
  const positions = turned.map((point) => [...toLngLat(point)]);
  return { type: "Polygon", coordinates: [[...positions, [...(positions[0] as Position)]]] };
}

export const outerRings = (geometry: Polygon | MultiPolygon): Point[][] =>
  (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map((rings) =>
    ringOf(rings[0] as Position[]),
  );

interface AreaIndex<Area> {
  at(p: Point): Area | null;
  nearest(p: Point): Area;
}

function areaIndex<Area extends { readonly polygon: Polygon | MultiPolygon }>(
  areas: readonly Area[],
): AreaIndex<Area> {
  const grid = new BoxGrid<Area>();
  const rings = areas.map((area) => outerRings(area.polygon));
  areas.forEach((area, i) => {
    grid.add(area, boxOf((rings[i] as Point[][]).flat()));
  });
  const at = (p: Point) => {
    const lngLat = toLngLat(p) as [number, number];
    return grid.around(p, 1).find((area) => booleanPointInPolygon(lngLat, area.polygon)) ?? null;
  };
  return {
    at,
    nearest: (p) => {
      const inside = at(p);
      if (inside) return inside;
      let best = areas[0] as Area;
      let bestMetres = Number.POSITIVE_INFINITY;
      areas.forEach((area, i) => {
        for (const ring of rings[i] as Point[][]) {
          const metres = ringDistance(p, ring);
          if (metres < bestMetres) [best, bestMetres] = [area, metres];
        }
      });
      return best;
    },
  };
}

/** Points of an edge in order, both ends and the inner shape. */
export function edgeLine(network: NetworkEdges, edge: number): LngLat[] {
  const node = (index: number): LngLat => [
    network.nodeLng[index] as number,
    network.nodeLat[index] as number,
  ];
  const line: LngLat[] = [node(network.edgeFrom[edge] as number)];
  const end = network.edgeShapeOffsets[edge + 1] as number;
  for (let i = network.edgeShapeOffsets[edge] as number; i < end; i++)
    line.push([network.shapeLngLat[i * 2] as number, network.shapeLngLat[i * 2 + 1] as number]);
  line.push(node(network.edgeTo[edge] as number));
  return line;
}

export function createGround(city: CityModel, subDistricts: readonly SubDistrictArea[]): Ground {
  const { network } = city;
  const streets = new SegmentGrid<StreetPiece>();
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const flags = network.edgeFlags[edge] as number;
    const name = network.edgeName[edge] as number;
    const piece: StreetPiece = {
      edge,
      streetClass: STREET_CLASSES[network.edgeClass[edge] as number] as StreetClass,
      name,
      nameZh: network.names[name]?.zh ?? "",
      widthMetres: (network.edgeWidthDecimetres[edge] as number) / 10,
      onFoot: (flags & (EDGE_FLAG.footForward | EDGE_FLAG.footBackward)) !== 0,
      driven: (flags & (EDGE_FLAG.vehicleForward | EDGE_FLAG.vehicleBackward)) !== 0,
      atGrade: (flags & (EDGE_FLAG.bridge | EDGE_FLAG.tunnel)) === 0,
    };
    streets.addLine(edgeLine(network, edge).map(toPlane), () => piece);
  }
  const buildings = new BoxGrid<PlacedBuilding>();
  const placedBuildings = city.buildings.map((building) => {
    const ring = ringOf(building.polygon.coordinates[0] as Position[]);
    return { ring, middle: centroid(ring), footprintSquareMetres: Math.abs(signedArea(ring)), building };
  });
  for (const placed of placedBuildings) buildings.add(placed, boxOf(placed.ring));
  const subDistrictIndex = areaIndex(subDistricts);
  const communityIndex = areaIndex(city.communities);
  return {
    city,
    streets,
    buildings,
    placedBuildings,
    subDistricts,
    subDistrictAt: subDistrictIndex.nearest,
    communityAt: communityIndex.nearest,
    inDistrict: subDistrictIndex.at,
  };
}
