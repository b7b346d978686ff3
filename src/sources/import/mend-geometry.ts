import { featureCollection, kinks, pointOnFeature, polygon as turfPolygon, union } from "@turf/turf";
import type { Geometry, MultiPolygon, Polygon, Position } from "geojson";
import { createLocalPlane, eastMetres, northMetres } from "../../core/geo/local-plane.ts";
import { signedRingSquareMetres } from "../../core/geo/ring.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { LayerGeometry } from "../../core/model/layer-feature.ts";
import type { ToWgs84 } from "./import-context.ts";

/** Above it an outline is turned away: finding where it crosses itself could take minutes. */
const MOST_VERTICES = 20_000;

const polygonsOf = (geometry: Polygon | MultiPolygon) =>
  geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
const isArea = (geometry: Geometry): geometry is Polygon | MultiPolygon =>
  geometry.type === "Polygon" || geometry.type === "MultiPolygon";

/** Square metres, holes taken off, on a plane around its first vertex. */
export function squareMetresOf(geometry: LayerGeometry): number | null {
  if (!isArea(geometry)) return null;
  const first = polygonsOf(geometry)[0]?.[0]?.[0];
  if (!first) return null;
  const plane = createLocalPlane([first[0] as number, first[1] as number]);
  let total = 0;
  for (const rings of polygonsOf(geometry))
    rings.forEach((ring, i) => {
      const area = Math.abs(
        signedRingSquareMetres(
          ring.map(
            (at) => [eastMetres(plane, at[0] as number), northMetres(plane, at[1] as number)] as const,
          ),
        ),
      );
      total += i === 0 ? area : -area;
    });
  return total;
}

/** A point of the geometry for its label. */
export function labelOf(geometry: LayerGeometry): LngLat {
  if (geometry.type === "Point")
    return [geometry.coordinates[0] as number, geometry.coordinates[1] as number];
  const [lng, lat] = pointOnFeature(geometry).geometry.coordinates as [number, number];
  return [lng, lat];
}

function moved(positions: Position[], toWgs84: ToWgs84): Position[] | null {
  const out: Position[] = [];
  for (const [x, y] of positions) {
    const lngLat = toWgs84(x as number, y as number);
    if (!lngLat?.every(Number.isFinite)) return null;
    out.push([...lngLat]);
  }
  return out;
}

function closed(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ring, first] : ring;
}

export type PlacedGeometry =
  | { readonly ok: true; readonly geometry: LayerGeometry; readonly isMended: boolean }
  | {
      readonly ok: false;
      readonly why: "NO_PLACE" | "WRONG_GEOMETRY";
      readonly found: string;
      readonly expected: string;
    };

/** The geometry in WGS-84, with rings closed and outlines that cross themselves taken apart. */
export function placeGeometry(raw: Geometry, toWgs84: ToWgs84, allowsArea: boolean): PlacedGeometry {
  const wrong = (found: string, expected: string): PlacedGeometry => ({
    ok: false,
    why: "WRONG_GEOMETRY",
    found,
    expected,
  });
  const lost: PlacedGeometry = {
    ok: false,
    why: "NO_PLACE",
    found: raw.type,
    expected: "a place on the ground",
  };
  if (raw.type === "Point" || (raw.type === "MultiPoint" && raw.coordinates.length === 1)) {
    const at = raw.type === "Point" ? raw.coordinates : (raw.coordinates[0] as Position);
    const [position] = at.length >= 2 ? (moved([at], toWgs84) ?? []) : [];
    return position
      ? { ok: true, geometry: { type: "Point", coordinates: position }, isMended: false }
      : lost;
  }
  if (!isArea(raw)) return wrong(raw.type, allowsArea ? "Point, Polygon" : "Point");
  const vertices = polygonsOf(raw).reduce(
    (sum, rings) => sum + rings.reduce((all, ring) => all + ring.length, 0),
    0,
  );
  if (vertices > MOST_VERTICES) return wrong(`${vertices} vertices`, `≤ ${MOST_VERTICES}`);
  const parts: Position[][][] = [];
  for (const rings of polygonsOf(raw)) {
    const placed = rings.map((ring) => moved(closed(ring), toWgs84));
    if (placed.length === 0 || placed.some((ring) => ring === null)) return lost;
    if ((placed as Position[][]).some((ring) => ring.length < 4))
      return wrong("ring of fewer than 3 corners", "Polygon");
    parts.push(placed as Position[][]);
  }
  const geometry =
    raw.type === "Polygon"
      ? ({ type: "Polygon", coordinates: parts[0] as Position[][] } as const)
      : ({ type: "MultiPolygon", coordinates: parts } as const);
  const crosses = parts.some((rings) => kinks(turfPolygon(rings)).features.length > 0);
  const clean = crosses ? untangled(parts) : geometry;
  if (!clean || !(squareMetresOf(clean) ?? 0)) return wrong("outline without an area", "Polygon");
  if (allowsArea) return { ok: true, geometry: clean, isMended: crosses };
  return { ok: true, geometry: { type: "Point", coordinates: [...labelOf(clean)] }, isMended: crosses };
}

/** The union with itself has no crossing left: a figure of eight becomes its two halves (even-odd rule). */
function untangled(parts: Position[][][]): Polygon | MultiPolygon | null {
  try {
    const features = parts.map((rings) => turfPolygon(rings));
    const first = features[0] as (typeof features)[number];
    return union(featureCollection([...features, first]))?.geometry ?? null;
  } catch {
    return null;
  }
}
