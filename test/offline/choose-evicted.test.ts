import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseEvicted, MOST_KEPT_BYTES, MOST_KEPT_PACKS } from "../../src/offline/choose-evicted.ts";

const day = (n: number) => new Date(Date.UTC(2026, 0, n)).toISOString();

test("nothing goes while there is room; else the longest unused, and no more of them than needed", () => {
  const others = [
    { id: "b", usedAtIso: day(2), bytes: 40 },
    { id: "a", usedAtIso: day(1), bytes: 40 },
    { id: "c", usedAtIso: day(3), bytes: 40 },
  ];
  expect(chooseEvicted(others, 50, 1000)).toEqual([]);
  expect(chooseEvicted(others, 50, 30)).toEqual(["a"]);
  expect(chooseEvicted(others, 100, 30)).toEqual(["a", "b"]);
  expect(chooseEvicted(others, 1000, 30)).toBe(null);
});

test("never more districts or bytes than the bound, whatever is kept", () => {
  const kept = fc.record({
    id: fc.uuid(),
    usedAtIso: fc.integer({ min: 1, max: 300 }).map(day),
    bytes: fc.integer({ min: 0, max: 2e8 }),
  });
  fc.assert(
    fc.property(
      fc.array(kept, { maxLength: 9 }),
      fc.integer({ min: 1, max: 3e8 }),
      fc.integer({ min: 0, max: 1e9 }),
      (others, needed, free) => {
        const evicted = chooseEvicted(others, needed, free);
        const freed = others
          .filter(({ id }) => evicted?.includes(id))
          .reduce((sum, { bytes }) => sum + bytes, 0);
        const all = others.reduce((sum, { bytes }) => sum + bytes, 0);
        if (evicted === null) {
          expect(needed > MOST_KEPT_BYTES || needed > free * 0.8 + all).toBe(true);
          return;
        }
        expect(others.length - evicted.length).toBeLessThan(MOST_KEPT_PACKS);
        expect(all - freed + needed).toBeLessThanOrEqual(MOST_KEPT_BYTES);
        expect(needed).toBeLessThanOrEqual(free * 0.8 + freed);
      },
    ),
    { seed: 7 },
  );
});
