import type { CrsAxes, CrsId } from "../core/model/import.ts";
import type { Words } from "./words.ts";

/** CGCS2000 Gauss-Krüger zones of three degrees by EPSG number: with the zone in the easting, and by meridian. */
const ZONED = { first: 4513, last: 4533, zone: 25 };
const MERIDIAN = { first: 4534, last: 4554, degrees: 75 };

/** A coordinate system as people call it. */
export function crsLabel(crs: CrsId, axes: CrsAxes, words: Words): string {
  const said = words.data.crs;
  const plain = plainLabel(crs, words);
  return axes === "yx" ? said.swapped(plain) : plain;
}

function plainLabel(crs: CrsId, words: Words): string {
  const said = words.data.crs;
  if (crs === "GCJ-02") return said.gcj02;
  if (crs === "BD-09") return said.bd09;
  if (crs === "BD-09MC") return said.bd09mc;
  if (crs.startsWith("WKT:")) return said.fromFile;
  const code = Number(crs.slice("EPSG:".length));
  if (code === 4326 || code === 4490) return said.wgs84;
  if (code === 3857) return said.mercator;
  if (code >= ZONED.first && code <= ZONED.last)
    return said.gaussKruger(`3° ${ZONED.zone + code - ZONED.first}`);
  if (code >= MERIDIAN.first && code <= MERIDIAN.last)
    return said.gaussKruger(`${MERIDIAN.degrees + (code - MERIDIAN.first) * 3}°E`);
  return said.numbered(String(code));
}
