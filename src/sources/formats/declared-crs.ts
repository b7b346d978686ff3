import type { CrsId } from "../../core/model/import.ts";

/** Chinese encrypted systems have no EPSG number; tools write their names in many ways. */
const CHINESE: readonly (readonly [RegExp, CrsId])[] = [
  [/gcj[\s_-]*0?2|火星/i, "GCJ-02"],
  [/bd[\s_-]*0?9[\s_-]*(mc|mercator)/i, "BD-09MC"],
  [/bd[\s_-]*0?9/i, "BD-09"],
];

/** `urn:ogc:def:crs:EPSG::4490`, `EPSG:4490`, `http://www.opengis.net/def/crs/EPSG/0/4490`, CRS84; null = not understood. */
export function crsFromName(name: string): CrsId | null {
  if (/CRS84/i.test(name)) return "EPSG:4326";
  const code = /EPSG(?:[:/][\w.]*)?[:/](\d{3,7})$/i.exec(name.trim())?.[1];
  if (code !== undefined) return `EPSG:${Number(code)}`;
  return CHINESE.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Geographic systems by the name Esri or OGC writes into a .prj. */
const GEOGRAPHIC: readonly (readonly [RegExp, number])[] = [
  [/^(GCS_)?WGS[\s_]*(19)?84$/i, 4326],
  [/^(GCS_)?(China[\s_]Geodetic[\s_]Coordinate[\s_]System[\s_]2000|CGCS[\s_]*2000)$/i, 4490],
  [/^(GCS_)?Beijing[\s_](19)?54$/i, 4214],
  [/^(GCS_)?(Xian|Xi'an)[\s_](19)?80$/i, 4610],
];

/** EPSG numbers of a datum's first 6° zone (13) and 3° zone (25), with the zone in the easting and without it. */
interface GaussKruger {
  readonly datum: RegExp;
  readonly zoned6: number;
  readonly plain6: number;
  readonly zoned3: number;
  readonly plain3: number;
}

/** Zones 13-23 and 25-45, meridians 75-135, run on from the first: https://spatialreference.org/ref/epsg/4491/ ff. */
const GAUSS_KRUGER: readonly GaussKruger[] = [
  { datum: /China[\s_]Geodetic|CGCS[\s_]*2000/i, zoned6: 4491, plain6: 4502, zoned3: 4513, plain3: 4534 },
  { datum: /"(GCS_)?(Xian|Xi'an)[\s_](19)?80"/i, zoned6: 2327, plain6: 2338, zoned3: 2349, plain3: 2370 },
  { datum: /"(GCS_)?Beijing[\s_](19)?54"/i, zoned6: 21413, plain6: 21453, zoned3: 2401, plain3: 2422 },
];

const numberAfter = (wkt: string, name: string) => {
  const found = new RegExp(`PARAMETER\\s*\\[\\s*"${name}"\\s*,\\s*(-?[\\d.]+)`, "i").exec(wkt)?.[1];
  return found === undefined ? null : Number(found);
};

/** Zones by their parameters: names differ from program to program, numbers do not. */
function gaussKrugerCode(wkt: string, name: string): number | null {
  const zones = GAUSS_KRUGER.find(({ datum }) => datum.test(wkt));
  if (zones === undefined || !/Transverse_Mercator|Gauss_Kruger/i.test(wkt)) return null;
  if (!/UNIT\s*\[\s*"met(re|er)s?"\s*,\s*1(\.0*)?\s*[,\]]/i.test(wkt)) return null;
  const meridian = numberAfter(wkt, "central_meridian");
  const easting = numberAfter(wkt, "false_easting");
  if (meridian === null || easting === null) return null;
  if ((numberAfter(wkt, "scale_factor") ?? 1) !== 1 || (numberAfter(wkt, "latitude_of_origin") ?? 0) !== 0)
    return null;
  if ((numberAfter(wkt, "false_northing") ?? 0) !== 0) return null;
  const millions = Math.floor(easting / 1e6);
  if (easting !== millions * 1e6 + 500_000) return null;
  if (meridian % 3 !== 0 || meridian < 75 || meridian > 135) return null;
  const steps3 = (meridian - 75) / 3;
  const steps6 = (meridian - 75) / 6;
  if (millions === 0) {
    // Without a zone in the easting both kinds are the same projection; the name tells which number was meant.
    const isSix = Number.isInteger(steps6) && !/3[\s_-]*degree/i.test(name);
    return isSix ? zones.plain6 + steps6 : zones.plain3 + steps3;
  }
  if (millions === 25 + steps3) return zones.zoned3 + steps3;
  if (millions === 13 + steps6) return zones.zoned6 + steps6;
  return null;
}

/** UTM of WGS 84: 326zz north, 327zz south. */
function utmCode(wkt: string, name: string): number | null {
  const zone = /WGS[\s_]*(?:19)?84[\s_/]+UTM[\s_]zone[\s_](\d{1,2})([NS])/i.exec(name);
  if (zone === null || !/WGS/i.test(wkt)) return null;
  return (zone[2]?.toUpperCase() === "N" ? 32600 : 32700) + Number(zone[1]);
}

/** A .prj or srs definition as a number where one is sure, else the definition itself; null = empty or no WKT. */
export function crsFromWkt(text: string): CrsId | null {
  const wkt = text
    .replace(/^\uFEFF/, "")
    .replace(/\0/g, "")
    .trim();
  if (
    !/^(GEOGCS|PROJCS|GEOCCS|COMPD_CS|LOCAL_CS|GEOGCRS|PROJCRS|GEODCRS|BOUNDCRS|COMPOUNDCRS)\s*\[/i.test(wkt)
  )
    return null;
  const root = /\b(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?(\d{3,7})"?\s*\]\s*\]\s*$/i.exec(wkt)?.[1];
  if (root !== undefined) return `EPSG:${Number(root)}`;
  const name = /^\w+\s*\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? "";
  const chinese = CHINESE.find(([pattern]) => pattern.test(name))?.[1];
  if (chinese !== undefined) return chinese;
  if (/^GEOG/i.test(wkt)) {
    const known = GEOGRAPHIC.find(([pattern]) => pattern.test(name))?.[1];
    return known === undefined || !/"Greenwich"\s*,\s*0/i.test(wkt) ? `WKT:${wkt}` : `EPSG:${known}`;
  }
  if (/^PROJC/i.test(wkt)) {
    if (/Mercator_Auxiliary_Sphere|Popular Visualisation Pseudo|Pseudo-Mercator/i.test(wkt))
      return "EPSG:3857";
    const code = gaussKrugerCode(wkt, name) ?? utmCode(wkt, name);
    if (code !== null) return `EPSG:${code}`;
  }
  return `WKT:${wkt}`;
}
