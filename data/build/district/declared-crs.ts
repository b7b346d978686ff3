import type { CrsAxes, CrsId } from "../../../src/core/model/import.ts";

const NAMES: Readonly<Record<string, CrsId>> = {
  WGS84: "EPSG:4326",
  CGCS2000: "EPSG:4490",
  GCJ02: "GCJ-02",
  BD09: "BD-09",
  BD09LL: "BD-09",
  BD09MC: "BD-09MC",
  WEBMERCATOR: "EPSG:3857",
};

export interface SaidCrs {
  readonly crs: CrsId;
  readonly axes: CrsAxes;
}

/**
 * A system as a person writes it after --crs: WGS-84, cgcs2000, gcj02, EPSG:4547, 4547; with /yx behind it where the first
 * number is the latitude or northing. null: not a system we know to read.
 */
export function crsOfText(text: string): SaidCrs | null {
  const [name = "", order = "xy", ...more] = text.trim().split("/");
  const axes = order.trim().toLowerCase();
  if (more.length > 0 || (axes !== "xy" && axes !== "yx")) return null;
  const plain = name.toUpperCase().replace(/[\s_-]+/g, "");
  const epsg = /^(?:EPSG:{0,2})?(\d{4,6})$/.exec(plain);
  const crs = NAMES[plain] ?? (epsg ? (`EPSG:${Number(epsg[1])}` as const) : null);
  return crs === null ? null : { crs, axes };
}
