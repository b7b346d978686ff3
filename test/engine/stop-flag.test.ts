import { expect, test } from "vitest";
import { createStopFlag } from "../../workers/stop-flag.ts";

test("a busy worker looks now and then, and once it has seen the flag it looks no more", () => {
  let clock = 0;
  let looks = 0;
  let isGone = false;
  const isStopped = createStopFlag(
    () => {
      looks++;
      return isGone;
    },
    () => clock,
  );
  for (let i = 0; i < 1000; i++) expect(isStopped()).toBe(false);
  expect(looks).toBe(0);
  clock = 1000;
  expect([isStopped(), isStopped(), looks]).toEqual([false, false, 1]);
  isGone = true;
  expect(isStopped()).toBe(false);
  clock = 2000;
  expect([isStopped(), isStopped(), looks]).toEqual([true, true, 2]);
});
