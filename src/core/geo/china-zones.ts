/** Run of EPSG codes of Gauss-Kruger zones that differ only in their central meridian. */
interface ZoneRun {
  readonly firstCode: number;
  readonly lastCode: number;
  readonly firstMeridian: number;
  readonly stepDegrees: 3 | 6;
  /** Number of the first zone where eastings carry it as a prefix (38 500 000); null: false easting 500 000. */
  readonly firstZone: number | null;
  readonly datum: ChinaDatum;
}

/**
 * `xian80` and `beijing54`: without local control points these are off by tens to hundreds of metres, since the EPSG
 * registry holds no shift for Xi'an 80 and a single mean one for Beijing 54.
 */
export type ChinaDatum = "cgcs2000" | "xian80" | "beijing54";

const run = (
  datum: ChinaDatum,
  stepDegrees: 3 | 6,
  firstCode: number,
  firstZone: number | null,
): ZoneRun => ({
  firstCode,
  lastCode: firstCode + (stepDegrees === 3 ? 20 : 10),
  firstMeridian: 75,
  stepDegrees,
  firstZone,
  datum,
});

/** EPSG registry: zones 13-23 (6°) and 25-45 (3°), central meridians 75°E to 135°E. */
const RUNS: readonly ZoneRun[] = [
  run("cgcs2000", 6, 4491, 13),
  run("cgcs2000", 6, 4502, null),
  run("cgcs2000", 3, 4513, 25),
  run("cgcs2000", 3, 4534, null),
  run("xian80", 6, 2327, 13),
  run("xian80", 6, 2338, null),
  run("xian80", 3, 2349, 25),
  run("xian80", 3, 2370, null),
  run("beijing54", 6, 21413, 13),
  run("beijing54", 6, 21453, null),
  run("beijing54", 3, 2401, 25),
  run("beijing54", 3, 2422, null),
];

const ELLIPSOIDS: Readonly<Record<ChinaDatum, string>> = {
  cgcs2000: "+ellps=GRS80",
  xian80: "+ellps=IAU76",
  beijing54: "+ellps=krass +towgs84=15.8,-154.4,-82.3,0,0,0,0",
};

export interface ChinaZone {
  readonly code: number;
  readonly datum: ChinaDatum;
  readonly stepDegrees: 3 | 6;
  /** Degrees east. */
  readonly meridian: number;
  /** null: eastings carry no zone number. */
  readonly zone: number | null;
  readonly definition: string;
}

function zoneIn(zones: ZoneRun, code: number): ChinaZone {
  const nth = code - zones.firstCode;
  const meridian = zones.firstMeridian + nth * zones.stepDegrees;
  const zone = zones.firstZone === null ? null : zones.firstZone + nth;
  const falseEasting = (zone ?? 0) * 1_000_000 + 500_000;
  return {
    code,
    datum: zones.datum,
    stepDegrees: zones.stepDegrees,
    meridian,
    zone,
    definition: `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 ${ELLIPSOIDS[zones.datum]} +units=m +no_defs`,
  };
}

/** The Gauss-Kruger zone of China with this EPSG code; null for any other code. */
export function chinaZone(code: number): ChinaZone | null {
  const zones = RUNS.find((known) => code >= known.firstCode && code <= known.lastCode);
  return zones ? zoneIn(zones, code) : null;
}

/** Every zone whose central meridian lies within `degrees` of a longitude; a 6° zone is often used beyond its edge. */
export const chinaZonesNear = (lng: number, degrees: number): ChinaZone[] =>
  RUNS.flatMap((zones) =>
    Array.from({ length: zones.lastCode - zones.firstCode + 1 }, (_, nth) =>
      zoneIn(zones, zones.firstCode + nth),
    ),
  ).filter((zone) => Math.abs(zone.meridian - lng) <= degrees);
