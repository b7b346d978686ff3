import type { MultiPolygon } from "geojson";
import { describe, expect, it } from "vitest";
import { minutesField } from "../../../src/core/analysis/minutes-field.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { gateSurface, surfaceStreetTime } from "../../../src/core/analysis/surface.ts";
import { metresOutside } from "../../../src/core/geo/polygon.ts";
import { signedRingSquareMetres } from "../../../src/core/geo/ring.ts";
import { pointOnEdge } from "../../../src/core/graph/snap.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createGate, createPack, createScenario, createShelter } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createOutlineTruth, strayPoints } from "../../fixtures/outline-truth.ts";

const scenario = createScenario();

function field(prepared: PreparedPack, cutoffMinutes: readonly number[]) {
  const result = minutesField(prepared, { scenario, cutoffMinutes });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value.polygons;
}

const ringsOf = (geometry: MultiPolygon) => geometry.coordinates.flat();
const isInside = (geometry: MultiPolygon, place: LngLat) => metresOutside(place, geometry) === 0;

describe("minutesField", () => {
  it.each([1, 2, 3, 4])(
    "has simple rings, the outer ones anticlockwise, and areas that add up (town %i)",
    (seed) => {
      const prepared = createWalkTown({ seed, shelters: 3, columns: 16, rows: 12 });
      let rings = 0;
      for (const { geometry, areaSquareMetres } of field(prepared, [1, 3, 6])) {
        let area = 0;
        const { plane } = prepared.index;
        expect(createOutlineTruth(geometry, plane).touches()).toBe(0);
        for (const polygon of geometry.coordinates)
          polygon.forEach((ring, k) => {
            rings++;
            expect(ring.at(-1)).toEqual(ring[0]);
            const signed =
              signedRingSquareMetres(ring as [number, number][]) *
              plane.metresPerDegreeLng *
              plane.metresPerDegreeLat;
            expect(Math.sign(signed)).toBe(k === 0 ? 1 : -1);
            area += signed;
          });
        expect(areaSquareMetres / area).toBeCloseTo(1, 4);
      }
      expect(rings).toBeGreaterThan(5);
    },
  );

  it("contains with more minutes whatever it contains with fewer", () => {
    for (let seed = 10; seed < 16; seed++) {
      const prepared = createWalkTown({ seed, shelters: 3, missingShare: 0.3 });
      const polygons = field(prepared, [2, 3, 4, 6, 9]);
      for (let k = 1; k < polygons.length; k++) {
        const [smaller, larger] = [polygons[k - 1]!, polygons[k]!];
        expect(larger.areaSquareMetres).toBeGreaterThan(smaller.areaSquareMetres);
        // corners are rounded to a centimetre, and sides straightened by as much
        expect(strayPoints(smaller.geometry, larger.geometry, prepared.index.plane, 0.04)).toBe(0);
      }
    }
  });

  it("keeps the hole in the middle of a block and the island beyond it", () => {
    // a square of streets 500 m wide: its middle is more than 150 m from any street. A lane apart has a gate of its own.
    const network = createNetwork(
      [at(0, 0), at(500, 0), at(500, 500), at(0, 500), at(1500, 0), at(1600, 0)],
      [
        { from: 0, to: 1 },
        { from: 1, to: 2 },
        { from: 2, to: 3 },
        { from: 3, to: 0 },
        { from: 4, to: 5 },
      ],
    );
    const shelters = [createShelter({ id: "s", lngLat: at(0, 0) })];
    const gates = [
      createGate({ id: "a", shelterId: "s", lngLat: at(0, 0) }),
      createGate({ id: "b", shelterId: "s", lngLat: at(1500, 0) }),
    ];
    const prepared = preparePack(createPack({ network, shelters, gates }), planningRules);
    const [polygon] = field(prepared, [40]);
    const geometry = polygon!.geometry;
    expect(geometry.coordinates.map((rings) => rings.length).sort()).toEqual([1, 2]);
    expect(isInside(geometry, at(250, 250))).toBe(false);
    expect(isInside(geometry, at(250, 100))).toBe(true);
    expect(isInside(geometry, at(1550, 20))).toBe(true);
    expect(isInside(geometry, at(1000, 0))).toBe(false);
    // the block's ring of ground, its corners rounded outside, and the lane with its ends
    const expected = 800 ** 2 - (4 - Math.PI) * 150 ** 2 - 200 ** 2 + 300 * 100 + Math.PI * 150 ** 2;
    expect(polygon!.areaSquareMetres / expected).toBeCloseTo(1, 1);
  });

  it("draws what is reached from a gate on a straight street in its place and size", () => {
    const network = createNetwork([at(0, 0), at(1000, 0)], [{ from: 0, to: 1 }]);
    const shelters = [createShelter({ id: "s", lngLat: at(487, 0) })];
    const gates = [createGate({ id: "g", shelterId: "s", lngLat: at(487, 0) })];
    const prepared = preparePack(createPack({ network, shelters, gates }), planningRules);
    const [polygon] = field(prepared, [2]);
    const reach = 120 * 0.83;
    const ring = ringsOf(polygon!.geometry)[0] as [number, number][];
    const { plane } = prepared.index;
    const origin = at(487, 0);
    const east = ring.map(([lng]) => (lng - origin[0]) * plane.metresPerDegreeLng);
    const north = ring.map(([, lat]) => (lat - origin[1]) * plane.metresPerDegreeLat);
    // along the street as far as one walks; aside from it 10 m farther, which are still the street
    for (const [axis, expected] of [
      [east, reach],
      [north, reach + 10],
    ] as const) {
      const [low, high] = [Math.min(...axis), Math.max(...axis)];
      expect(Math.abs(low + high) / 2).toBeLessThan(2);
      // a pointed tip falls between the cells
      expect(Math.abs((high - low) / 2 - expected)).toBeLessThan(3);
    }
    expect(polygon!.areaSquareMetres / (2 * reach * reach + 4 * 10 * reach)).toBeCloseTo(1, 2);
  });

  it("puts at most 0.2 % of the street length on the wrong side", () => {
    let wrong = 0;
    let within = 0;
    let all = 0;
    for (let seed = 30; seed < 33; seed++) {
      const prepared = createWalkTown({ seed, columns: 16, rows: 14, shelters: 2, missingShare: 0.25 });
      const time = surfaceStreetTime(prepared, scenario, gateSurface(prepared, scenario));
      const [polygon] = field(prepared, [5]);
      const { isInside: isDrawn } = createOutlineTruth(polygon!.geometry, prepared.index.plane);
      const random = createRandom(seed);
      for (let i = 0; i < 10_000; i++) {
        const edge = Math.floor(random() * prepared.pack.network.edgeCount);
        const share = random();
        all++;
        const isWithin = time(edge, share) <= 3000;
        if (isWithin) within++;
        if (isWithin !== isDrawn([...pointOnEdge(prepared.index, edge, share)])) wrong++;
      }
    }
    expect(within).toBeGreaterThan(all / 10);
    expect(wrong / all).toBeLessThan(0.002);
  });

  it("has empty polygons when no gate counts", () => {
    const prepared = createWalkTown({ seed: 2, opening: () => ({ kind: "locked" }) });
    expect(
      field(prepared, [5, 10]).map(({ minutes, areaSquareMetres, geometry }) => [
        minutes,
        areaSquareMetres,
        geometry.coordinates.length,
      ]),
    ).toEqual([
      [5, 0, 0],
      [10, 0, 0],
    ]);
  });
});
