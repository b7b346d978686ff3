import type { LngLat } from "../model/geometry.ts";

/**
 * A flat plane in metres around one point: x to the east, y to the north. Within 15 km of the centre at the
 * latitudes of China lengths are off by less than 0.15 %.
 */
export interface LocalPlane {
  readonly centre: LngLat;
  readonly metresPerDegreeLng: number;
  readonly metresPerDegreeLat: number;
}

/** WGS-84 ellipsoid: semi-major axis in metres and first eccentricity squared (EPSG:7030). */
const SEMI_MAJOR_METRES = 6_378_137;
const ECCENTRICITY_SQUARED = 0.006_694_379_990_14;

/** Metres per degree from the meridian and prime-vertical radii of curvature at the centre's latitude. */
export function createLocalPlane(centre: LngLat): LocalPlane {
  const latitude = (centre[1] * Math.PI) / 180;
  const w2 = 1 - ECCENTRICITY_SQUARED * Math.sin(latitude) ** 2;
  const primeVertical = SEMI_MAJOR_METRES / Math.sqrt(w2);
  const meridian = (SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / w2 ** 1.5;
  return {
    centre,
    metresPerDegreeLng: (primeVertical * Math.cos(latitude) * Math.PI) / 180,
    metresPerDegreeLat: (meridian * Math.PI) / 180,
  };
}

export const eastMetres = (plane: LocalPlane, lng: number): number =>
  (lng - plane.centre[0]) * plane.metresPerDegreeLng;
export const northMetres = (plane: LocalPlane, lat: number): number =>
  (lat - plane.centre[1]) * plane.metresPerDegreeLat;

export const planeToLngLat = (plane: LocalPlane, eastOf: number, northOf: number): LngLat => [
  plane.centre[0] + eastOf / plane.metresPerDegreeLng,
  plane.centre[1] + northOf / plane.metresPerDegreeLat,
];

/** Straight-line metres between two places. */
export const planeMetres = (plane: LocalPlane, a: LngLat, b: LngLat): number =>
  Math.hypot((a[0] - b[0]) * plane.metresPerDegreeLng, (a[1] - b[1]) * plane.metresPerDegreeLat);
