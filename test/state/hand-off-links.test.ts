import { expect, test } from "vitest";
import { HAND_OFF_APPS, handOffLink } from "../../src/state/hand-off-links.ts";

/** Any place will do where only the form of the address is looked at. */
const GATE = { wgs84: [116.391_26, 39.907_33] as const };
/**
 * Published pairs of other programs: [lng, lat] in WGS-84, then in GCJ-02. From the tests of eviltransform (googollee), the
 * same in its Go, Java, Python and Swift versions.
 */
const IN_GCJ02 = [
  [121.527_210_6, 31.177_427_6, 121.531_541_859_215, 31.175_303_983_645_97],
  [113.912_316, 22.543_847, 113.917_176_480_836_3, 22.540_796_131_694_766],
  [116.377_817, 39.911_954, 116.384_047_224_556_57, 39.913_345_455_360_69],
] as const;
/** Likewise WGS-84, then BD-09: from the README of geocraft, whose other figures are those of coordtransform (wandergis). */
const IN_BD09 = [[116.404, 39.915, 116.416_627_243_787_33, 39.922_699_552_216_216]] as const;
/** A metre and a half: links carry five decimals. */
const NEAR_DEGREES = 0.000_015;
const numbersIn = (text: string) => [...text.matchAll(/-?\d+\.\d{5}/g)].map(([number]) => Number(number));
const isNear = (found: readonly number[], wanted: readonly number[]) =>
  found.length === wanted.length &&
  found.every((value, i) => Math.abs(value - (wanted[i] as number)) < NEAR_DEGREES);

test("each map gets the place in its own datum and its own order, as other programs have published it", () => {
  const link = (app: (typeof HAND_OFF_APPS)[number], wgs84: readonly [number, number]) =>
    numbersIn(decodeURIComponent(handOffLink(app, wgs84, "东门")));
  for (const [lng, lat, gcjLng, gcjLat] of IN_GCJ02) {
    expect(isNear(link("amap", [lng, lat]), [gcjLng, gcjLat])).toBe(true);
    expect(isNear(link("apple", [lng, lat]), [gcjLat, gcjLng])).toBe(true);
    // and not in ours: half a kilometre beside it
    expect(isNear(link("amap", [lng, lat]), [lng, lat])).toBe(false);
  }
  for (const [lng, lat, bdLng, bdLat] of IN_BD09)
    expect(link("baidu", [lng, lat]), String(lng)).toSatisfy((found: number[]) =>
      isNear(found, [bdLat, bdLng]),
    );
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
