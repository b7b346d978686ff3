import { expect, test } from "vitest";
import {
  buildingLuck,
  drawSalt,
  LUCK_RANGE,
  luckKeyOf,
} from "../../../../src/core/analysis/rubble/draw-luck.ts";

const luck = (seed: number, draw: number, building: number) =>
  buildingLuck(drawSalt(seed, draw), luckKeyOf(`building-${building}`, 0)) / LUCK_RANGE;

test("luck is spread evenly over 64 bins: chi-square below its 1 in 10,000 limit", () => {
  const bins = new Array<number>(64).fill(0);
  for (let draw = 0; draw < 300; draw++)
    for (let building = 0; building < 200; building++) bins[Math.floor(luck(7, draw, building) * 64)]! += 1;
  const expected = (300 * 200) / 64;
  const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 63 degrees of freedom
  expect(chiSquare).toBeLessThan(111);
});

/** Correlation of two runs of luck; within ±4/√n for independent ones, but once in 16,000. */
function correlation(one: (i: number) => number, other: (i: number) => number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (one(i) - 0.5) * (other(i) - 0.5) * 12;
  return sum / count;
}

test("neighbours, following draws and following seeds know nothing of each other", () => {
  const count = 40_000;
  const limit = 4 / Math.sqrt(count);
  const pairs: [(i: number) => number, (i: number) => number][] = [
    [(i) => luck(1, i, 5), (i) => luck(1, i, 6)],
    [(i) => luck(1, i, 5), (i) => luck(1, i + 1, 5)],
    [(i) => luck(1, i, 5), (i) => luck(2, i, 5)],
    [(i) => luck(1, 3, i), (i) => luck(1, 4, i)],
    [(i) => luck(1, 3, i), (i) => luck(1, 3, i + 1)],
    [(i) => luck(i, 0, 5), (i) => luck(i + 1, 0, 5)],
  ];
  for (const [one, other] of pairs) expect(Math.abs(correlation(one, other, count))).toBeLessThan(limit);
});

test("rows that share an id do not share their luck", () => {
  const [one, other] = [luckKeyOf("", 0), luckKeyOf("", 1)];
  expect(one).not.toBe(other);
  const of = (key: number) => (i: number) => buildingLuck(drawSalt(1, i), key) / LUCK_RANGE;
  expect(Math.abs(correlation(of(one), of(other), 40_000))).toBeLessThan(0.02);
});
