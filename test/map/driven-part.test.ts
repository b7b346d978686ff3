import fc from "fast-check";
import { expect, test } from "vitest";
import type { LngLat } from "../../src/core/model/geometry.ts";
import { drivenPart } from "../../src/map/driven-part.ts";

const flatLength = (line: readonly LngLat[], lngScale: number) =>
  line
    .slice(1)
    .reduce(
      (sum, [lng, lat], i) =>
        sum + Math.hypot((lng - (line[i]?.[0] ?? 0)) * lngScale, lat - (line[i]?.[1] ?? 0)),
      0,
    );

test("half of an L-shaped way ends at its corner", () => {
  const lngScale = Math.cos((39.9 * Math.PI) / 180);
  const corner: LngLat = [116.3 + 0.01 / lngScale, 39.9];
  const driven = drivenPart([[116.3, 39.9], corner, [corner[0], 39.91]], 0.5);
  expect(driven).toHaveLength(2);
  expect(driven[1]?.[0]).toBeCloseTo(corner[0], 9);
});

test("an empty way has no part, a way not begun is one point", () => {
  expect(drivenPart([], 0.4)).toEqual([]);
  expect(
    drivenPart(
      [
        [116.3, 39.9],
        [116.4, 39.9],
      ],
      0,
    ),
  ).toEqual([[116.3, 39.9]]);
});

test("the part is as long as its share of the whole, whatever the way", () => {
  const point = fc.tuple(
    fc.double({ min: 116.3, max: 116.4, noNaN: true }),
    fc.double({ min: 39.8, max: 39.99, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 2, maxLength: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (line, share) => {
        const lngScale = Math.cos(((line[0]?.[1] ?? 0) * Math.PI) / 180);
        const whole = flatLength(line, lngScale);
        expect(flatLength(drivenPart(line, share), lngScale)).toBeCloseTo(whole * share, 9);
      },
    ),
  );
});
