/// <reference path="./epsg-index.d.ts" />
import gcoord from "gcoord";
import proj4 from "proj4";
import { chinaZone } from "../../core/geo/china-zones.ts";
import type { Failure } from "../../core/model/failure.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { CrsId } from "../../core/model/import.ts";
import { err, ok, type Result } from "../../core/result.ts";

/** x: longitude or easting, y: latitude or northing, whatever the order of the file's columns. NaN where undefined. */
export interface CrsProjection {
  readonly crs: CrsId;
  toWgs84(x: number, y: number): LngLat;
  fromWgs84(lng: number, lat: number): readonly [x: number, y: number];
}

type Pair = readonly [number, number];
const NOWHERE: Pair = [Number.NaN, Number.NaN];

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

const finite = (x: number, y: number) => Number.isFinite(x) && Number.isFinite(y);
const onEarth = (x: number, y: number) => finite(x, y) && Math.abs(x) <= 180 && Math.abs(y) <= 90;

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

const geographic = (crs: CrsId): CrsProjection => ({
  crs,
  toWgs84: (x, y) => (onEarth(x, y) ? [x, y] : NOWHERE),
  fromWgs84: (lng, lat) => (onEarth(lng, lat) ? [lng, lat] : NOWHERE),
});

/** null: proj4 cannot read the definition. */
function projected(crs: CrsId, definition: string): CrsProjection | null {
  try {
    const converter = proj4("+proj=longlat +datum=WGS84 +no_defs", definition);
    // some definitions fail only when they are used
    converter.forward([0, 0]);
    return {
      crs,
      toWgs84(x, y) {
        if (!finite(x, y)) return NOWHERE;
        const [lng, lat] = converter.inverse([x, y]) as [number, number];
        return onEarth(lng, lat) ? [lng, lat] : NOWHERE;
      },
      fromWgs84(lng, lat) {
        if (!onEarth(lng, lat)) return NOWHERE;
        const [x, y] = converter.forward([lng, lat]) as [number, number];
        return finite(x, y) ? [x, y] : NOWHERE;
      },
    };
  } catch {
    return null;
  }
}

const WEB_MERCATOR = "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m";
const epsgCode = (crs: CrsId): number | null => {
  const found = /^EPSG:(\d+)$/.exec(crs);
  return found ? Number(found[1]) : null;
};

/** Definitions that follow from the number alone; null for the others. */
function ruledDefinition(code: number): string | null {
  if (code === 3857 || code === 900913) return WEB_MERCATOR;
  const zone = code % 100;
  if (zone >= 1 && zone <= 60 && (code - zone === 32600 || code - zone === 32700))
    return `+proj=utm +zone=${zone}${code > 32700 ? " +south" : ""} +datum=WGS84 +units=m +no_defs`;
  return chinaZone(code)?.definition ?? null;
}

/** Without loading anything: geographic, GCJ-02, BD-09, Mercator, UTM, zones of China, WKT. null: not known by rule. */
export function ruledProjection(crs: CrsId): CrsProjection | null {
  if (crs === "GCJ-02") return shifted(crs, "GCJ02");
  if (crs === "BD-09") return shifted(crs, "BD09");
  if (crs === "BD-09MC") return baiduMetres;
  if (crs.startsWith("WKT:")) return projected(crs, crs.slice(4));
  const code = epsgCode(crs);
  // equal on the scale of a map: 0.7 m at most, from the drift of the plate since 2000
  if (code === 4326 || code === 4490) return geographic(crs);
  const definition = code === null ? null : ruledDefinition(code);
  return definition ? projected(crs, definition) : null;
}

/** How positions in a reference system become WGS-84 and back. The table of EPSG definitions is loaded when needed. */
export async function loadProjection(crs: CrsId, file: string): Promise<Result<CrsProjection, Failure>> {
  const ruled = ruledProjection(crs);
  if (ruled) return ok(ruled);
  const code = epsgCode(crs);
  if (code !== null) {
    const table = (await import("epsg-index/all.json")).default;
    const definition = table[String(code)]?.proj4;
    const found = definition ? projected(crs, definition) : null;
    if (found) return ok(found);
  }
  return err({ code: "CRS_UNKNOWN", file, found: crs });
}
