import { expect, test } from "vitest";
import { ringTouchesSegment } from "../../../src/core/geo/ring.ts";
import { createRingTouch } from "../../../src/core/geo/ring-touch.ts";
import { createRandom } from "../../fixtures/create-random.ts";

test("touches what the plain walk round the ring touches, for small, large, level and self-crossing rings", () => {
  const random = createRandom(5);
  const wrong: number[][] = [];
  let touched = 0;
  let asked = 0;
  for (let run = 0; run < 300; run++) {
    const corners = 3 + Math.floor(random() ** 3 * 400);
    // whole metres: sides that are level, corners that segments run through, doubled points
    const place = () => Math.floor(random() * 60);
    const ring = Array.from({ length: corners }, (_, k) => {
      if (run % 3 === 0) return [place(), place()] as const;
      const turn = (k / corners) * 2 * Math.PI;
      const far = 10 + random() * 18;
      return [30 + Math.round(far * Math.cos(turn)), 30 + Math.round(far * Math.sin(turn))] as const;
    });
    const touches = createRingTouch(run % 50 === 1 ? ring.map(([x]) => [x, 7] as const) : ring);
    const plain = run % 50 === 1 ? ring.map(([x]) => [x, 7] as const) : ring;
    for (let k = 0; k < 60; k++) {
      const [x, y] = [place() - 5, place() - 5];
      const [dx, dy] = [Math.floor(random() * 9) - 4, Math.floor(random() * 9) - 4];
      const truth = ringTouchesSegment(plain, x, y, x + dx, y + dy);
      if (touches(x, y, x + dx, y + dy) !== truth) wrong.push([run, x, y, dx, dy]);
      asked++;
      if (truth) touched++;
    }
  }
  expect(wrong).toEqual([]);
  expect(touched / asked).toBeGreaterThan(0.2);
  expect(touched / asked).toBeLessThan(0.9);
});
