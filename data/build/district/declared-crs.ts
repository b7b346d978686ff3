import type { CrsId } from "../../../src/core/model/import.ts";

const NAMES: Readonly<Record<string, CrsId>> = {
  WGS84: "EPSG:4326",
  CGCS2000: "EPSG:4490",
  GCJ02: "GCJ-02",
  BD09: "BD-09",
  BD09LL: "BD-09",
  BD09MC: "BD-09MC",
  WEBMERCATOR: "EPSG:3857",
};

/** A system as a person writes it after --crs: WGS-84, cgcs2000, gcj02, EPSG:4547, 4547. null: not a system we know to read. */
export function crsOfText(text: string): CrsId | null {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/[\s_-]+/g, "");
  const known = NAMES[plain];
  if (known) return known;
  const epsg = /^(?:EPSG:{0,2})?(\d{4,6})$/.exec(plain);
  return epsg ? `EPSG:${Number(epsg[1])}` : null;
}
