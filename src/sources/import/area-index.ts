import type { MultiPolygon, Polygon } from "geojson";
import { metresOutside } from "../../core/geo/polygon.ts";
import type { LngLat } from "../../core/model/geometry.ts";

type Area = Polygon | MultiPolygon;
type Box = readonly [west: number, south: number, east: number, north: number];

const partsOf = (area: Area) => (area.type === "Polygon" ? [area.coordinates] : area.coordinates);
const BOXES = new WeakMap<Area, Box>();

/** Kept per outline: a list of fifty thousand rows asks for the same few hundred outlines again and again. */
function boxOf(area: Area): Box {
  const known = BOXES.get(area);
  if (known) return known;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of partsOf(area))
    for (const [lng, lat] of (rings[0] ?? []) as [number, number][]) {
      west = Math.min(west, lng);
      south = Math.min(south, lat);
      east = Math.max(east, lng);
      north = Math.max(north, lat);
    }
  const box: Box = [west, south, east, north];
  BOXES.set(area, box);
  return box;
}

/** Even-odd over all rings of a part, in degrees: no distance is needed to know what is inside. */
function contains(area: Area, [lng, lat]: LngLat): boolean {
  const [west, south, east, north] = boxOf(area);
  if (lng < west || lng > east || lat < south || lat > north) return false;
  return partsOf(area).some((rings) => {
    let isInside = false;
    for (const ring of rings)
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [ax, ay] = ring[i] as [number, number];
        const [bx, by] = ring[j] as [number, number];
        if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) isInside = !isInside;
      }
    return isInside;
  });
}

/** A little less than the least metres of a degree, so that no outline is passed over that may be nearer. */
const LEAST_METRES_PER_DEGREE = 110_000;
function metresToBox([west, south, east, north]: Box, [lng, lat]: LngLat): number {
  const aside = Math.max(west - lng, 0, lng - east) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(aside, Math.max(south - lat, 0, lat - north)) * LEAST_METRES_PER_DEGREE;
}

/** As `metresOutside`, and quick where the place is inside. */
export const metresFrom = (lngLat: LngLat, area: Area): number =>
  contains(area, lngLat) ? 0 : metresOutside(lngLat, area);

/** The area a place lies in; outside of all, the nearest. null only where there are no areas. */
export function areaAt<Value extends { readonly polygon: Area }>(
  areas: readonly Value[],
  lngLat: LngLat,
): Value | null {
  const within = areas.find(({ polygon }) => contains(polygon, lngLat));
  if (within) return within;
  let nearest: Value | null = null;
  let least = Infinity;
  const byBox = areas
    .map((area) => ({ area, atLeast: metresToBox(boxOf(area.polygon), lngLat) }))
    .sort((a, b) => a.atLeast - b.atLeast);
  for (const { area, atLeast } of byBox) {
    if (atLeast >= least) break;
    const metres = metresOutside(lngLat, area.polygon);
    if (metres < least) {
      least = metres;
      nearest = area;
    }
  }
  return nearest;
}
