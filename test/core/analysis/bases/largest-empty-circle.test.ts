import { voronoi } from "@turf/turf";
import { describe, expect, it } from "vitest";
import {
  isOnGround,
  largestEmptyCircle,
  type PlanePoint,
} from "../../../../src/core/geo/largest-empty-circle.ts";
import { createRandom } from "../../../fixtures/create-random.ts";

const SQUARE: readonly PlanePoint[] = [
  [0, 0],
  [1000, 0],
  [1000, 1000],
  [0, 1000],
];
/** A ground of a wavy border around a hole, and an island beside it. */
function createGround(random: () => number): PlanePoint[][] {
  const round = (x: number, y: number, radius: number, corners: number): PlanePoint[] =>
    Array.from({ length: corners }, (_, i) => {
      const away = radius * (0.6 + 0.4 * random());
      const turn = (i / corners) * 2 * Math.PI;
      return [x + away * Math.cos(turn), y + away * Math.sin(turn)];
    });
  return [round(500, 500, 500, 14), round(500, 500, 120, 7), round(1300, 400, 200, 6)];
}
const nearest = (points: readonly PlanePoint[], [x, y]: PlanePoint) =>
  Math.min(...points.map(([px, py]) => Math.hypot(px - x, py - y)));

/** Greatest distance to the nearest point over places a few metres apart. */
function gridTruth(rings: readonly (readonly PlanePoint[])[], points: readonly PlanePoint[], step: number) {
  let farthest = 0;
  for (let x = -100; x <= 1600; x += step)
    for (let y = -100; y <= 1100; y += step)
      if (isOnGround(rings, [x, y])) farthest = Math.max(farthest, nearest(points, [x, y]));
  return farthest;
}

describe("the largest empty circle", () => {
  it("is that of a fine grid, with holes and islands, 20 times", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed);
      const rings = createGround(random);
      const points = Array.from(
        { length: 1 + (seed % 13) },
        (): PlanePoint => [random() * 1500, random() * 1000],
      );
      const circle = largestEmptyCircle(rings, points);
      expect(circle, `seed ${seed}`).not.toBeNull();
      const { centre, radiusMetres } = circle!;
      expect(radiusMetres).toBeCloseTo(nearest(points, centre), 6);
      const truth = gridTruth(rings, points, 12);
      expect(radiusMetres, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
      // the grid misses the place by half a diagonal at most, more in corners as sharp as these
      expect(radiusMetres - truth, `seed ${seed}`).toBeLessThan(25);
    }
  }, 30_000);

  it("is never smaller than at any corner of an independent Voronoi diagram on the ground", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = createRandom(seed * 7);
      const points = Array.from(
        { length: 3 + (seed % 20) },
        (): PlanePoint => [random() * 60, random() * 60],
      );
      const square = SQUARE.map(([x, y]): PlanePoint => [x * 0.06, y * 0.06]);
      const cells = voronoi(
        {
          type: "FeatureCollection",
          features: points.map((at) => ({
            type: "Feature",
            properties: {},
            geometry: { type: "Point", coordinates: [...at] },
          })),
        },
        { bbox: [0, 0, 60, 60] },
      );
      // clipped to the square its corners are all the places that can be farthest
      const corners = cells.features.flatMap(({ geometry }) =>
        geometry.coordinates.flat(),
      ) as unknown as PlanePoint[];
      const truth = Math.max(...corners.map((corner) => nearest(points, corner)));
      expect(largestEmptyCircle([square], points)?.radiusMetres, `seed ${seed}`).toBeCloseTo(truth, 5);
    }
  });

  it("of one point reaches to the farthest corner, of two to where they are equally far", () => {
    expect(largestEmptyCircle([SQUARE], [[0, 0]])).toEqual({
      centre: [1000, 1000],
      radiusMetres: Math.hypot(1000, 1000),
    });
    const two = largestEmptyCircle(
      [SQUARE],
      [
        [0, 500],
        [1000, 500],
      ],
    )!;
    expect(two.radiusMetres).toBeCloseTo(Math.hypot(500, 500), 9);
    expect(two.centre[0]).toBeCloseTo(500, 9);
  });

  it("stands points in one place, on one line and on one circle", () => {
    const twice = largestEmptyCircle(
      [SQUARE],
      [
        [0, 0],
        [0, 0],
      ],
    );
    expect(twice?.radiusMetres).toBeCloseTo(Math.hypot(1000, 1000), 9);
    const line = largestEmptyCircle(
      [SQUARE],
      [0, 250, 500, 750, 1000].map((x): PlanePoint => [x, 0]),
    );
    expect(line?.radiusMetres).toBeCloseTo(Math.hypot(125, 1000), 9);
    const ring = Array.from(
      { length: 12 },
      (_, i): PlanePoint => [
        500 + 400 * Math.cos((i * Math.PI) / 6),
        500 + 400 * Math.sin((i * Math.PI) / 6),
      ],
    );
    const middle = largestEmptyCircle([SQUARE], ring)!;
    expect(middle.radiusMetres).toBeCloseTo(400, 6);
    expect(middle.centre.map(Math.round)).toEqual([500, 500]);
  });

  it("may stand points outside of the ground, and says nothing without points or ground", () => {
    expect(largestEmptyCircle([SQUARE], [[-500, 500]])?.radiusMetres).toBeCloseTo(Math.hypot(1500, 500), 9);
    expect(largestEmptyCircle([SQUARE], [])).toBeNull();
    expect(largestEmptyCircle([], [[1, 1]])).toBeNull();
  });
});
