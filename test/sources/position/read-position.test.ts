import gcoord from "gcoord";
import { describe, expect, test } from "vitest";
import { readPosition } from "../../../src/sources/position/read-position.ts";

const XICHENG = [116.31, 39.865, 116.4, 39.98] as const;
const PORTO = [-8.7, 41.1, -8.5, 41.25] as const;
const TRUE_PLACE = [116.353, 39.94] as const;
const [GCJ_LNG, GCJ_LAT] = gcoord
  .transform([...TRUE_PLACE], gcoord.WGS84, gcoord.GCJ02)
  .map((each) => each.toFixed(6));
const [BD_LNG, BD_LAT] = gcoord
  .transform([...TRUE_PLACE], gcoord.WGS84, gcoord.BD09)
  .map((each) => each.toFixed(6));
const [MC_X, MC_Y] = gcoord
  .transform([...TRUE_PLACE], gcoord.WGS84, gcoord.BD09MC)
  .map((each) => each.toFixed(2));

/** Metres on the ground are about 1e-5 degrees. */
const CLOSE = 4;
function readingsOf(typed: string, district: Parameters<typeof readPosition>[1] = XICHENG) {
  const read = readPosition(typed, district);
  if (!read?.ok) throw new Error(`${typed}: ${read?.failure ?? "no position"}`);
  return read.value;
}

describe("links tell their frame", () => {
  test.each([
    ["amap", "GCJ-02", `https://uri.amap.com/marker?position=${GCJ_LNG},${GCJ_LAT}&name=x`],
    ["amap", "GCJ-02", `https://uri.amap.com/navigation?to=${GCJ_LNG},${GCJ_LAT},endpoint&mode=walk`],
    ["amap", "GCJ-02", `https://www.amap.com/?q=${GCJ_LAT},${GCJ_LNG},place`],
    ["amap", "GCJ-02", `https://www.amap.com/?p=B000A83M61,${GCJ_LAT},${GCJ_LNG},place,address`],
    ["amap", "GCJ-02", `iosamap://viewMap?sourceApplication=x&lat=${GCJ_LAT}&lon=${GCJ_LNG}&dev=0`],
    ["amap", "WGS-84", `https://uri.amap.com/marker?position=116.353,39.94&coordinate=wgs84`],
    ["baidu", "BD-09", `https://api.map.baidu.com/marker?location=${BD_LAT},${BD_LNG}&title=x&output=html`],
    ["baidu", "GCJ-02", `https://api.map.baidu.com/marker?location=${GCJ_LAT},${GCJ_LNG}&coord_type=gcj02`],
    [
      "baidu",
      "BD-09",
      `https://api.map.baidu.com/direction?destination=name:x%7Clatlng:${BD_LAT},${BD_LNG}&mode=walking`,
    ],
    ["baidu", "BD-09MC", `https://map.baidu.com/@${MC_X},${MC_Y},19z`],
    ["tencent", "GCJ-02", `https://apis.map.qq.com/uri/v1/marker?marker=coord:${GCJ_LAT},${GCJ_LNG};title:x`],
    ["tencent", "GCJ-02", `https://map.qq.com/?type=marker&pointx=${GCJ_LNG}&pointy=${GCJ_LAT}`],
    ["osm", "WGS-84", "https://www.openstreetmap.org/?mlat=39.94&mlon=116.353#map=17/39.9/116.3"],
    ["osm", "WGS-84", "https://www.openstreetmap.org/#map=17/39.94/116.353"],
    ["geo", "WGS-84", "geo:39.94,116.353?z=17"],
  ] as const)("%s in %s: %s", (host, datum, link) => {
    const read = readingsOf(link);
    expect(read.host).toBe(host);
    expect(read.readings.map((each) => each.datum)).toEqual([datum]);
    const [lng, lat] = read.readings[0]?.lngLat ?? [0, 0];
    expect(lng).toBeCloseTo(TRUE_PLACE[0], CLOSE);
    expect(lat).toBeCloseTo(TRUE_PLACE[1], CLOSE);
  });

  test("a link in the middle of what an app shares is found", () => {
    expect(
      readingsOf(`我在这里【高德地图】 https://uri.amap.com/marker?position=${GCJ_LNG},${GCJ_LAT} 复制`).host,
    ).toBe("amap");
  });

  test("Apple and Google do not say how they shift in China: both readings, outside only one", () => {
    const inChina = readingsOf(`https://maps.apple.com/?ll=${GCJ_LAT},${GCJ_LNG}`).readings;
    expect(inChina.map(({ datum }) => datum)).toEqual(["GCJ-02", "WGS-84"]);
    expect(inChina[0]?.lngLat[0]).toBeCloseTo(TRUE_PLACE[0], CLOSE);
    const abroad = readingsOf("https://www.google.com/maps/@41.15,-8.61,17z", PORTO).readings;
    expect(abroad).toEqual([{ datum: "WGS-84", lngLat: [-8.61, 41.15] }]);
  });

  test("a short link is said to hide its position, a link without one to have none", () => {
    expect(readPosition("https://surl.amap.com/abc123", XICHENG)).toEqual({
      ok: false,
      failure: "SHORT_LINK",
    });
    expect(readPosition("https://j.map.baidu.com/4a/xyz", XICHENG)).toEqual({
      ok: false,
      failure: "SHORT_LINK",
    });
    expect(readPosition("https://example.org/page", XICHENG)).toEqual({ ok: false, failure: "NO_POSITION" });
  });
});

describe("two figures", () => {
  test.each([
    "116.353,39.94",
    "39.94,116.353",
    "116.353 39.94",
    "１１６.３５３，３９.９４",
    "39.94N, 116.353E",
    "东经116.353 北纬39.94",
    "39°56'24\"N 116°21'10.8\"E",
    "lng: 116.353, lat: 39.94",
  ])("«%s» is one place in three frames, the phone's own first", (typed) => {
    const { host, readings } = readingsOf(typed);
    expect(host).toBeNull();
    expect(readings.map(({ datum }) => datum)).toEqual(["WGS-84", "GCJ-02", "BD-09"]);
    expect(readings[0]?.lngLat[0]).toBeCloseTo(116.353, 5);
    expect(readings[0]?.lngLat[1]).toBeCloseTo(39.94, 5);
    // the known shift of this place: 529 m east, 151 m north
    expect(
      (116.353 - (readings[1]?.lngLat[0] ?? 0)) * 111_320 * Math.cos((39.94 * Math.PI) / 180),
    ).toBeCloseTo(529, -1);
  });

  test("where both orders are possible the one near the district is meant; there is no shift outside China", () => {
    for (const typed of ["-8.61, 41.15", "41.15, -8.61", "8.61W 41.15N"]) {
      const { readings } = readingsOf(typed, PORTO);
      expect(readings).toHaveLength(1);
      expect(readings[0]?.lngLat[0]).toBeCloseTo(-8.61, 6);
      expect(readings[0]?.lngLat[1]).toBeCloseTo(41.15, 6);
    }
  });

  test.each(["", "西直门", "4 7", "31号", "12, 15", "1.5", "116.353", "200.5, 99.9", "Rua 45, 12"])(
    "«%s» is none",
    (typed) => {
      expect(readPosition(typed, XICHENG)).toBeNull();
    },
  );
});
