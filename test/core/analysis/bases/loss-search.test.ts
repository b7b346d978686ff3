import { describe, expect, it } from "vitest";
import {
  type LossTask,
  leastLoss,
  totalTime,
  worstLoss,
} from "../../../../src/core/analysis/bases/loss-search.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { createRandom } from "../../../fixtures/create-random.ts";

function createTask(seed: number): LossTask {
  const random = createRandom(seed);
  const sites = 4 + Math.floor(random() * 7);
  const demands = 3 + Math.floor(random() * 9);
  const fixedCount = seed % 4;
  const time = () => (random() < 0.1 ? Infinity : Math.round(random() * 600));
  return {
    columns: Array.from({ length: sites }, () => Float64Array.from({ length: demands }, time)),
    weights: Float64Array.from({ length: demands }, () => (random() < 0.15 ? 0 : Math.round(random() * 90))),
    cutOffTime: 600,
    fixed: Array.from({ length: Math.min(fixedCount, sites - 1) }, (_, i) => i),
    free: Array.from(
      { length: sites - Math.min(fixedCount, sites - 1) },
      (_, i) => i + Math.min(fixedCount, sites - 1),
    ),
    count: 1 + (seed % 3),
    run: SILENT,
    until: Infinity,
  };
}

function* choices(free: readonly number[], count: number): Generator<number[]> {
  if (count === 0) return yield [];
  for (let i = 0; i + count <= free.length; i++)
    for (const rest of choices(free.slice(i + 1), count - 1)) yield [free[i]!, ...rest];
}

describe("the least worst loss", () => {
  it("is that of all choices, and among equals the one with the least total, 400 times", () => {
    let pairs = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const task = createTask(seed);
      const count = Math.min(task.count, task.free.length);
      const found = leastLoss(task)!;
      const all = [...choices(task.free, count)].map((chosen) => {
        const open = [...task.fixed, ...chosen];
        return { lost: worstLoss(task, open).total, whole: totalTime(task, open) };
      });
      const lost = Math.min(...all.map((each) => each.lost));
      expect([found.lost, found.bound], `seed ${seed}`).toEqual([lost, lost]);
      expect(found.whole, `seed ${seed}`).toBe(
        Math.min(...all.filter((each) => each.lost === lost).map((each) => each.whole)),
      );
      expect(worstLoss(task, [...task.fixed, ...found.chosen]).total).toBe(found.lost);
      if (found.chosen.length + task.fixed.length > 1) pairs++;
    }
    expect(pairs).toBeGreaterThan(250);
  });

  it("never falls below what is lost with none gone, and knows which one is gone", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const task = createTask(seed);
      const open = [...task.columns.keys()];
      const { total, lost } = worstLoss(task, open);
      expect(total).toBeGreaterThanOrEqual(totalTime(task, open));
      expect(
        totalTime(
          task,
          open.filter((site) => site !== lost),
        ),
      ).toBe(total);
    }
  });

  it("stopped at once gives a choice and a bound that is none", () => {
    const task = createTask(7);
    const found = leastLoss({ ...task, run: { ...SILENT, isCancelled: () => true } })!;
    expect(found.chosen).toHaveLength(Math.min(task.count, task.free.length));
    expect(found.bound).toBe(0);
  });

  it("has nothing to say where nothing may stand", () => {
    expect(leastLoss({ ...createTask(3), fixed: [], free: [] })).toBeNull();
    expect(worstLoss(createTask(3), [1])).toEqual({ total: Infinity, lost: -1 });
  });
});
