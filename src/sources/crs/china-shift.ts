import gcoord from "gcoord";
import type { LngLat } from "../../core/model/geometry.ts";
import type { CrsId } from "../../core/model/import.ts";

/** x: longitude or easting, y: latitude or northing, whatever the order of the file's columns. NaN where undefined. */
export interface CrsProjection {
  readonly crs: CrsId;
  toWgs84(x: number, y: number): LngLat;
  fromWgs84(lng: number, lat: number): readonly [x: number, y: number];
}

type Pair = readonly [number, number];
export const NOWHERE: Pair = [Number.NaN, Number.NaN];

const forward = (to: "GCJ02" | "BD09", lng: number, lat: number): Pair => {
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord[to]);
  return [x, y];
};

/** 1e-10 degrees are 0.01 mm. */
const CLOSE_DEGREES = 1e-10;
const MOST_STEPS = 30;

/**
 * Inverse of a small shift by fixed-point iteration on the forward formula. gcoord's own inverse of BD-09 is off by up to
 * 10 cm, and that of GCJ-02 loops for ever where the shift stops at the edge of its box around China: hence the count.
 */
function unshift(to: "GCJ02" | "BD09", x: number, y: number): LngLat {
  let lng = x;
  let lat = y;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [atX, atY] = forward(to, lng, lat);
    lng -= atX - x;
    lat -= atY - y;
    if (Math.abs(atX - x) < CLOSE_DEGREES && Math.abs(atY - y) < CLOSE_DEGREES) break;
  }
  return [lng, lat];
}

export const finite = (x: number, y: number) => Number.isFinite(x) && Number.isFinite(y);
export const onEarth = (x: number, y: number) => finite(x, y) && Math.abs(x) <= 180 && Math.abs(y) <= 90;

function shifted(crs: "GCJ-02" | "BD-09", to: "GCJ02" | "BD09"): CrsProjection {
  return {
    crs,
    toWgs84: (x, y) => (onEarth(x, y) ? unshift(to, x, y) : NOWHERE),
    fromWgs84: (lng, lat) => (onEarth(lng, lat) ? forward(to, lng, lat) : NOWHERE),
  };
}

const baiduMetres: CrsProjection = {
  crs: "BD-09MC",
  toWgs84(x, y) {
    // beyond these the polynomial runs away
    if (!finite(x, y) || Math.abs(x) > 20_037_509 || Math.abs(y) > 12_474_104) return NOWHERE;
    let [lng, lat] = gcoord.transform([x, y], gcoord.BD09MC, gcoord.BD09) as [number, number];
    // the two polynomials are only roughly inverse: walk back until the forward one meets the file's numbers
    for (let step = 0; step < MOST_STEPS; step++) {
      const [atX, atY] = gcoord.transform([lng, lat], gcoord.BD09, gcoord.BD09MC) as [number, number];
      if (Math.hypot(atX - x, atY - y) < 1e-4) break;
      lng -= (atX - x) / 111_320;
      lat -= ((atY - y) / 111_320) * Math.cos((lat * Math.PI) / 180);
    }
    return onEarth(lng, lat) ? unshift("BD09", lng, lat) : NOWHERE;
  },
  fromWgs84(lng, lat) {
    if (!onEarth(lng, lat)) return NOWHERE;
    const [x, y] = forward("BD09", lng, lat);
    return gcoord.transform([x, y], gcoord.BD09, gcoord.BD09MC) as [number, number];
  },
};

/** The three frames that maps of China are shifted into. */
export function chinaShift(crs: "GCJ-02" | "BD-09" | "BD-09MC"): CrsProjection {
  if (crs === "BD-09MC") return baiduMetres;
  return shifted(crs, crs === "GCJ-02" ? "GCJ02" : "BD09");
}
