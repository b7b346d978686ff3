import { expect, test } from "vitest";
import { drawInPlace } from "../../src/core/analysis/rubble.ts";
import { SILENT } from "../../src/core/model/progress.ts";
import { createRubbleApi } from "../../workers/rubble-api.ts";
import { createPooledDraw, type DrawThread } from "../../workers/rubble-pool.ts";
import { rulesOfChance } from "../fixtures/create-buildings.ts";
import { createRubbleTown, setupOf } from "../fixtures/create-rubble-town.ts";

const { task } = setupOf(createRubbleTown(3), rulesOfChance(0.2));

/** Threads in this one; each takes its turn when the others wait. */
function createThreads({ diesAfter = Infinity }: { readonly diesAfter?: number } = {}) {
  const threads: { draws: number; ended: boolean }[] = [];
  const start = (): DrawThread => {
    const thread = { draws: 0, ended: false };
    threads.push(thread);
    const api = createRubbleApi();
    let die = (_: Error) => {};
    const death = new Promise<never>((_, reject) => {
      die = reject;
    });
    return {
      api: {
        ...api,
        draw: async (first, count) => {
          await Promise.resolve();
          if (thread.draws >= diesAfter) {
            die(new Error("out of memory"));
            return new Promise<void>(() => {});
          }
          thread.draws += count;
          return api.draw(first, count);
        },
      },
      death,
      end: () => {
        thread.ended = true;
      },
    };
  };
  return { start, threads };
}

test.each([1, 2, 3, 7])("%i threads come to what one comes to", async (count) => {
  const alone = await drawInPlace(task, 100, SILENT);
  const { start, threads } = createThreads();
  const shares: number[] = [];
  const pooled = await createPooledDraw(start, count)(task, 100, {
    ...SILENT,
    onProgress: ({ share }) => shares.push(share),
  });
  expect(pooled).toEqual(alone);
  expect(shares.at(-1)).toBe(1);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  expect(threads.length).toBe(count === 1 ? 0 : count);
  for (const { draws, ended } of threads) expect([draws > 0, ended]).toEqual([true, true]);
});

test("few draws start no more threads than have work", async () => {
  const { start, threads } = createThreads();
  await createPooledDraw(start, 8)(task, 20, SILENT);
  expect(threads.length).toBe(3);
});

test("a thread that dies is said, and the others are ended", async () => {
  const { start, threads } = createThreads({ diesAfter: 16 });
  const drawn = await createPooledDraw(start, 2)(task, 200, SILENT);
  expect(drawn).toEqual({ ok: false, failure: { code: "WORKER_DIED", detail: "out of memory" } });
  expect(threads.every(({ ended }) => ended)).toBe(true);
});

test("a cancel stops all threads at the end of what they are at", async () => {
  const { start, threads } = createThreads();
  let looks = 0;
  const drawn = await createPooledDraw(start, 2)(task, 10_000, { ...SILENT, isCancelled: () => ++looks > 6 });
  if (!drawn.ok) throw new Error(drawn.failure.code);
  expect(drawn.value.drawNumbers.length).toBe(48);
  expect(threads.every(({ ended }) => ended)).toBe(true);
});
