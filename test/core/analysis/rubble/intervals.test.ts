import { expect, test } from "vitest";
import { meanEstimate, wilsonInterval } from "../../../../src/core/analysis/rubble/intervals.ts";
import { createRandom } from "../../../fixtures/create-random.ts";

test("Wilson's interval as tables have it", () => {
  expect(wilsonInterval(5, 10).low).toBeCloseTo(0.2366, 4);
  expect(wilsonInterval(5, 10).high).toBeCloseTo(0.7634, 4);
  expect(wilsonInterval(0, 10)).toEqual({ low: 0, high: expect.closeTo(0.2775, 4) });
  expect(wilsonInterval(10, 10)).toEqual({ low: expect.closeTo(0.7225, 4), high: 1 });
});

test("it holds the true chance in about 95 of 100 repetitions", () => {
  const random = createRandom(11);
  for (const chance of [0.02, 0.3, 0.8]) {
    let inside = 0;
    for (let run = 0; run < 2000; run++) {
      let hits = 0;
      for (let draw = 0; draw < 150; draw++) if (random() < chance) hits++;
      const { low, high } = wilsonInterval(hits, 150);
      if (low <= chance && chance <= high) inside++;
    }
    // exact coverage wavers between 0.92 and 0.98 with the chance
    expect(inside / 2000).toBeGreaterThan(0.92);
    expect(inside / 2000).toBeLessThan(0.985);
  }
});

test("a mean's interval: known spread, none, and one draw only", () => {
  // 2, 4, 6: mean 4, sample variance 4
  const { mean, low, high } = meanEstimate(12, 56n, 3);
  expect([mean, high - mean, mean - low]).toEqual([4, expect.closeTo(2.2632, 4), expect.closeTo(2.2632, 4)]);
  expect(meanEstimate(3_000_000_021, 9_000_000_126_000_000_441n / 3n, 3)).toEqual({
    mean: 1_000_000_007,
    low: 1_000_000_007,
    high: 1_000_000_007,
  });
  expect(meanEstimate(5, 25n, 1)).toEqual({ mean: 5, low: 0, high: Infinity });
});
