import type { MultiPolygon, Position } from "geojson";
import { expect, test } from "vitest";
import { clipAtLongitude } from "../../../src/core/geo/clip-at-longitude.ts";
import { createRandom } from "../../fixtures/create-random.ts";

const ringArea = (ring: readonly Position[]) =>
  ring.reduce((sum, [x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? [];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
/** Holes run the other way round and take away. */
const areaOf = ({ coordinates }: MultiPolygon) =>
  coordinates.flat().reduce((sum, ring) => sum + ringArea(ring), 0);
/** A star of many teeth, so that a meridian cuts it many times. */
const star = (cx: number, cy: number, radius: number, teeth: number, random: () => number): Position[] => {
  const ring = Array.from({ length: teeth * 2 }, (_, at): Position => {
    const angle = (at * Math.PI) / teeth;
    const reach = radius * (at % 2 === 0 ? 1 : 0.3 + 0.3 * random());
    return [cx + reach * Math.cos(angle), cy + reach * Math.sin(angle)];
  });
  return [...ring, ring[0] as Position];
};

test("west and east of any meridian make up the whole, holes and many cuts included, and nothing lies across", () => {
  const random = createRandom(3);
  for (let run = 0; run < 200; run++) {
    const area: MultiPolygon = {
      type: "MultiPolygon",
      coordinates: [
        [star(0, 0, 10, 9, random), star(0, 0, 2, 5, random).reverse()],
        [star(14, 3, 3, 7, random)],
      ],
    };
    const lng = -12 + random() * 30;
    const [west, east] = [clipAtLongitude(area, lng, "west"), clipAtLongitude(area, lng, "east")];
    expect(areaOf(west) + areaOf(east)).toBeCloseTo(areaOf(area), 9);
    for (const [x = 0] of west.coordinates.flat(2)) expect(x).toBeLessThanOrEqual(lng);
    for (const [x = 0] of east.coordinates.flat(2)) expect(x).toBeGreaterThanOrEqual(lng);
    for (const ring of [...west.coordinates, ...east.coordinates].flat())
      expect(ring.at(-1)).toEqual(ring[0]);
  }
});

test("a meridian beside the area leaves it as it is on one side and nothing on the other", () => {
  const area: MultiPolygon = { type: "MultiPolygon", coordinates: [[star(0, 0, 5, 6, createRandom(1))]] };
  expect(clipAtLongitude(area, 20, "west")).toEqual(area);
  expect(clipAtLongitude(area, 20, "east").coordinates).toEqual([]);
});
