/// <reference path="./epsg-index.d.ts" />
import proj4 from "proj4";
import { chinaZone } from "../../core/geo/china-zones.ts";
import type { Failure } from "../../core/model/failure.ts";
import type { CrsId } from "../../core/model/import.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { type CrsProjection, chinaShift, finite, NOWHERE, onEarth } from "./china-shift.ts";

export type { CrsProjection };

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
  if (crs === "GCJ-02" || crs === "BD-09" || crs === "BD-09MC") return chinaShift(crs);
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
