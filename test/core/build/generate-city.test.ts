import { area, polygon } from "@turf/turf";
import type { Polygon, Position } from "geojson";
import { beforeAll, describe, expect, it } from "vitest";
import type { CityModel } from "../../../data/build/city-model.ts";
import { generateCity } from "../../../data/build/model/generate-city.ts";
import {
  crossing,
  haversineMetres,
  insideRing,
  type Point,
  ringsOverlap,
  toPlane,
} from "../../../data/build/model/plane.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG, STREET_CLASSES } from "../../../src/core/model/network.ts";
import { encodeNetwork } from "../../../src/sources/network-write.ts";
import { createTables, LAKE, TRUNK_LNG } from "./create-tables.ts";

const SEED = 7;
let city: CityModel;
beforeAll(() => {
  city = generateCity(createTables(), SEED);
}, 60_000);

const planeRing = (positions: readonly Position[]): Point[] =>
  positions.slice(0, -1).map(([lng, lat]) => toPlane([lng as number, lat as number]));
const outer = ({ coordinates }: Polygon) => planeRing(coordinates[0] as Position[]);
const lake = LAKE.map(([lng, lat]) => toPlane([lng, lat]));
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function edgeLine(edge: number): LngLat[] {
  const { network } = city;
  const node = (id: number): LngLat => [network.nodeLng[id] as number, network.nodeLat[id] as number];
  const inner: LngLat[] = [];
  for (
    let i = network.edgeShapeOffsets[edge] as number;
    i < (network.edgeShapeOffsets[edge + 1] as number);
    i++
  )
    inner.push([network.shapeLngLat[i * 2] as number, network.shapeLngLat[i * 2 + 1] as number]);
  return [node(network.edgeFrom[edge] as number), ...inner, node(network.edgeTo[edge] as number)];
}
const edges = () => Array.from({ length: city.network.edgeCount }, (_, edge) => edge);
const hasFlag = (edge: number, flag: number) => ((city.network.edgeFlags[edge] as number) & flag) !== 0;
const classOf = (edge: number) => STREET_CLASSES[city.network.edgeClass[edge] as number];

describe("one seed, one city", () => {
  it("makes the same bytes from the same seed", () => {
    const again = generateCity(createTables(), SEED);
    expect(encodeNetwork(again.network)).toEqual(encodeNetwork(city.network));
    expect(JSON.stringify({ ...again, network: null })).toBe(JSON.stringify({ ...city, network: null }));
  }, 60_000);

  it("makes another city from another seed", () => {
    const other = generateCity(createTables(), SEED + 1);
    expect(JSON.stringify(other.buildings)).not.toBe(JSON.stringify(city.buildings));
  }, 60_000);
});

describe("people", () => {
  const census = new Map([
    ["110102901", 23_457],
    ["110102902", 18_001],
  ]);
  it.each([...census])(
    "counts every resident of %s once in houses, communities and demand",
    (code, residents) => {
      const own = <Row extends { readonly subDistrictCode: string }>(rows: readonly Row[]) =>
        rows.filter(({ subDistrictCode }) => subDistrictCode === code);
      expect(sum(own(city.buildings).map((house) => house.residents))).toBe(residents);
      expect(sum(own(city.communities).map((community) => community.residents))).toBe(residents);
      expect(sum(own(city.demand).map((cell) => cell.personsNight))).toBe(residents);
    },
  );

  it("keeps shares between 0 and 1 and persons whole", () => {
    for (const cell of city.demand) {
      expect(Number.isInteger(cell.personsNight) && Number.isInteger(cell.personsDay)).toBe(true);
      expect(cell.personsNight + cell.personsDay).toBeGreaterThan(0);
      for (const share of [cell.aged65Share, cell.assistanceShare]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThan(0.5);
      }
    }
  });

  it("sets nobody into the lake", () => {
    expect(city.demand.filter(({ lngLat }) => insideRing(toPlane(lngLat), lake))).toEqual([]);
  });

  it("leaves no community empty", () => {
    expect(Math.min(...city.communities.map(({ residents }) => residents))).toBeGreaterThan(500);
  });
});

describe("communities", () => {
  it("tile each sub-district: areas add up and every point lies in exactly one", () => {
    for (const { code, polygon: ground } of createTables().subDistricts) {
      const own = city.communities.filter(({ subDistrictCode }) => subDistrictCode === code);
      const total = sum(own.map((community) => area(community.polygon)));
      expect(Math.abs(total / area(polygon(ground.coordinates)) - 1)).toBeLessThan(1e-6);
      const rings = own.map((community) => community.polygon.coordinates.map((ring) => planeRing(ring)));
      const corners = ground.coordinates[0] as Position[];
      const [west, south] = corners[0] as [number, number];
      const [east, north] = corners[2] as [number, number];
      for (let i = 0; i < 400; i++) {
        const p = toPlane([
          west + (east - west) * ((i * 0.618034 + 0.01) % 1),
          south + ((north - south) * (i + 0.5)) / 400,
        ]);
        const holders = rings.filter((list) =>
          list.every((ring, hole) => insideRing(p, ring) === (hole === 0)),
        );
        expect(holders).toHaveLength(1);
      }
    }
  });

  it("hold the houses that name them", () => {
    const rings = new Map(city.communities.map(({ id, polygon: ground }) => [id, outer(ground)]));
    const strays = city.buildings.filter(({ polygon: house, communityId }) => {
      const corners = outer(house);
      const middle: Point = [
        sum(corners.map(([x]) => x)) / corners.length,
        sum(corners.map(([, y]) => y)) / corners.length,
      ];
      return !insideRing(middle, rings.get(communityId) as Point[]);
    });
    expect(strays.length).toBeLessThan(city.buildings.length * 0.01);
  });
});

describe("network", () => {
  it.each([
    ["walk", EDGE_FLAG.footForward],
    ["drive", EDGE_FLAG.vehicleForward | EDGE_FLAG.vehicleBackward],
  ])("is one piece for those who %s", (_, access) => {
    const { network } = city;
    const parent = Array.from({ length: network.nodeCount }, (_, i) => i);
    const find = (i: number): number => (parent[i] === i ? i : find(parent[i] as number));
    const walked = new Set<number>();
    for (const edge of edges()) {
      if (!hasFlag(edge, access)) continue;
      const from = network.edgeFrom[edge] as number;
      const to = network.edgeTo[edge] as number;
      walked.add(from).add(to);
      parent[find(from)] = find(to);
    }
    expect(walked.size).toBeGreaterThan(100);
    expect(new Set([...walked].map(find)).size).toBe(1);
  });

  it("has no edge shorter than the straight line nor longer than its shape", () => {
    for (const edge of edges()) {
      const line = edgeLine(edge);
      const metres = (city.network.edgeLengthDecimetres[edge] as number) / 10;
      const shape = sum(line.slice(1).map((p, i) => haversineMetres(line[i] as LngLat, p)));
      expect(metres).toBeGreaterThanOrEqual(
        haversineMetres(line[0] as LngLat, line[line.length - 1] as LngLat),
      );
      expect(metres).toBeLessThan(shape + 0.11);
    }
  });

  it("lets people walk both ways or not at all", () => {
    for (const edge of edges())
      expect(hasFlag(edge, EDGE_FLAG.footForward)).toBe(hasFlag(edge, EDGE_FLAG.footBackward));
  });

  it("crosses the trunk road only on a footbridge or where a compiled street meets it", () => {
    const south = toPlane([TRUNK_LNG, 39.93]);
    const north = toPlane([TRUNK_LNG, 39.95]);
    const illegal = edges().filter((edge) => {
      if (!hasFlag(edge, EDGE_FLAG.footForward) || hasFlag(edge, EDGE_FLAG.bridge)) return false;
      const line = edgeLine(edge).map(toPlane);
      return line.slice(1).some((b, i) => {
        const hit = crossing(line[i] as Point, b, south, north);
        return hit !== null && hit.s > 0.001 && hit.s < 0.999;
      });
    });
    expect(illegal).toEqual([]);
  });

  it("gives the trunk road a side road on both sides and takes walkers off its carriageway", () => {
    const sides = new Set(
      edges()
        .filter((edge) => city.network.names[city.network.edgeName[edge] as number]?.zh === "纵2街辅路")
        .map((edge) =>
          Math.sign((city.network.nodeLng[city.network.edgeFrom[edge] as number] as number) - TRUNK_LNG),
        ),
    );
    expect(sides).toEqual(new Set([-1, 1]));
    const trunk = edges().filter((edge) => classOf(edge) === "trunk");
    expect(trunk.length).toBeGreaterThan(0);
    expect(trunk.filter((edge) => hasFlag(edge, EDGE_FLAG.footForward))).toEqual([]);
  });

  it("leads no modelled way through the lake", () => {
    const wet = edges().filter(
      (edge) => hasFlag(edge, EDGE_FLAG.modelled) && edgeLine(edge).some((p) => insideRing(toPlane(p), lake)),
    );
    expect(wet).toEqual([]);
  });

  it("closes lanes under 3.5 m to cars", () => {
    const lanes = edges().filter((edge) => classOf(edge) === "hutong");
    expect(lanes.length).toBeGreaterThan(50);
    const narrow = lanes.filter((edge) => (city.network.edgeWidthDecimetres[edge] as number) < 35);
    expect(narrow.length).toBeGreaterThan(10);
    expect(
      narrow.filter((edge) => hasFlag(edge, EDGE_FLAG.vehicleForward | EDGE_FLAG.vehicleBackward)),
    ).toEqual([]);
    expect(lanes.some((edge) => hasFlag(edge, EDGE_FLAG.vehicleForward))).toBe(true);
  });

  it("numbers nodes along a short tour of the ground", () => {
    const { nodeLng, nodeLat, nodeCount } = city.network;
    const node = (i: number): LngLat => [nodeLng[i] as number, nodeLat[i] as number];
    let tour = 0;
    for (let i = 1; i < nodeCount; i++) tour += haversineMetres(node(i - 1), node(i));
    // a tour along the Hilbert curve is about 0.92 √(area × points); rows from west to east would be many times that
    const ground = area(createTables().district);
    expect(tour).toBeLessThan(1.6 * Math.sqrt(ground * nodeCount));
  });

  it("draws every edge once", () => {
    const drawn = sum(
      city.streetLines.map(({ line }) =>
        sum(line.slice(1).map((p, i) => haversineMetres(line[i] as LngLat, p))),
      ),
    );
    const walked = sum(edges().map((edge) => (city.network.edgeLengthDecimetres[edge] as number) / 10));
    expect(Math.abs(drawn / walked - 1)).toBeLessThan(0.002);
    expect(city.streetLines.length).toBeLessThan(city.network.edgeCount * 0.6);
  });
});

describe("buildings", () => {
  it("stand on dry ground, apart from each other", () => {
    const rings = city.buildings.map(({ polygon: house }) => outer(house));
    expect(rings.length).toBeGreaterThan(300);
    expect(rings.filter((ring) => ringsOverlap(ring, lake))).toEqual([]);
    for (let i = 0; i < rings.length; i++)
      for (let j = i + 1; j < rings.length; j++)
        if (ringsOverlap(rings[i] as Point[], rings[j] as Point[]))
          throw new Error(`${city.buildings[i]?.id} overlaps ${city.buildings[j]?.id}`);
  });

  it("stand on no street", () => {
    const rings = city.buildings.map(({ polygon: house }) => outer(house));
    for (const edge of edges()) {
      const line = edgeLine(edge).map(toPlane);
      for (let i = 0; i + 1 < line.length; i++)
        for (const ring of rings)
          for (let k = 0; k < ring.length; k++)
            if (
              crossing(
                line[i] as Point,
                line[i + 1] as Point,
                ring[k] as Point,
                ring[(k + 1) % ring.length] as Point,
              )
            )
              throw new Error(`edge ${edge} runs through a house`);
    }
  });
});
