import { booleanIntersects } from "@turf/turf";
import fc from "fast-check";
import type { MultiPolygon, Polygon } from "geojson";
import { expect, test } from "vitest";
import { areasTouch } from "../../../src/core/geo/areas-touch.ts";

const box = (west: number, south: number, size: number): number[][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const square = (west: number, south: number, size: number): Polygon => ({
  type: "Polygon",
  coordinates: [box(west, south, size)],
});

test("areas apart, crossing, one in the other, and one in the hole of the other", () => {
  const ring: Polygon = { type: "Polygon", coordinates: [box(0, 0, 10), box(3, 3, 4)] };
  expect(areasTouch(ring, square(11, 0, 2))).toBe(false);
  expect(areasTouch(ring, square(9, 9, 5))).toBe(true);
  expect(areasTouch(ring, square(1, 1, 1))).toBe(true);
  expect(areasTouch(ring, square(4, 4, 2))).toBe(false);
  expect(areasTouch(ring, square(4, 4, 4))).toBe(true);
  expect(areasTouch(ring, square(-5, -5, 30))).toBe(true);
  const far: MultiPolygon = { type: "MultiPolygon", coordinates: [[box(40, 40, 1)], [box(1, 1, 1)]] };
  expect(areasTouch(far, ring)).toBe(true);
  expect(areasTouch({ type: "Polygon", coordinates: [] }, ring)).toBe(false);
});

test("as Turf says, for stars of any shape", () => {
  const star = fc
    .record({
      x: fc.integer({ min: 0, max: 40 }),
      y: fc.integer({ min: 0, max: 40 }),
      reach: fc.array(fc.integer({ min: 2, max: 15 }), { minLength: 3, maxLength: 9 }),
    })
    .map(({ x, y, reach }): Polygon => {
      const corners = reach.map((each, i) => {
        const angle = (2 * Math.PI * i) / reach.length + 0.1;
        return [x + each * Math.cos(angle), y + each * Math.sin(angle)];
      });
      return { type: "Polygon", coordinates: [[...corners, corners[0]!]] };
    });
  fc.assert(
    fc.property(star, star, (one, other) => {
      expect(areasTouch(one, other)).toBe(booleanIntersects(one, other));
      expect(areasTouch(other, one)).toBe(areasTouch(one, other));
    }),
    { numRuns: 300 },
  );
});
