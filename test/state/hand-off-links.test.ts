import { expect, test } from "vitest";
import { HAND_OFF_APPS, handOffLink } from "../../src/state/hand-off-links.ts";

/** Tian'anmen in the three datums, written down from general knowledge, not read off our own library; good to about 30 m. */
const GATE = {
  wgs84: [116.391_26, 39.907_33] as const,
  gcj02: [116.397_5, 39.908_73] as const,
  bd09: [116.403_9, 39.915_1] as const,
};
const NEAR_DEGREES = 0.000_3;
const numbersIn = (text: string) => [...text.matchAll(/-?\d+\.\d{5}/g)].map(([number]) => Number(number));
const isNear = (found: readonly number[], wanted: readonly number[]) =>
  found.length === wanted.length &&
  found.every((value, i) => Math.abs(value - (wanted[i] as number)) < NEAR_DEGREES);

test("each map gets the place in its own datum and its own order", () => {
  const link = (app: (typeof HAND_OFF_APPS)[number]) =>
    numbersIn(decodeURIComponent(handOffLink(app, GATE.wgs84, "东门")));
  expect(isNear(link("amap"), GATE.gcj02)).toBe(true);
  expect(isNear(link("baidu"), [...GATE.bd09].reverse())).toBe(true);
  expect(isNear(link("apple"), [...GATE.gcj02].reverse())).toBe(true);
});

test("outside China the place stays where it is for those whose datum is WGS-84 there", () => {
  const porto = [-8.611_12, 41.148_34] as const;
  expect(numbersIn(decodeURIComponent(handOffLink("apple", porto, "x")))).toEqual([41.148_34, -8.611_12]);
  expect(numbersIn(decodeURIComponent(handOffLink("amap", porto, "x")))).toEqual([-8.611_12, 41.148_34]);
});

test("a name with signs of an address cannot change the address", () => {
  for (const app of HAND_OFF_APPS) {
    const address = new URL(handOffLink(app, GATE.wgs84, "门&mode=car#x|y 东,西"));
    expect(address.hash).toBe("");
    expect([...address.searchParams.keys()]).toEqual([...new Set(address.searchParams.keys())]);
  }
});
