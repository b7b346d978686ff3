import type { MultiPolygon, Polygon, Position } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";

/**
 * An area ready for many questions. Its edges lie in bands of latitude, so that a point is tested against the few edges
 * at its height: a boundary of 10 000 corners costs as little as a house. Everything in degrees, WGS-84.
 */
export interface BandedArea {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Outer rings less holes, square degrees; times the metres of a square degree it is the area. */
  readonly squareDegrees: number;
  /** x0, y0, x1, y1 of every edge. */
  readonly edges: Float64Array;
  readonly bandCount: number;
  /** Edges of band b are bandEdges[bandOffsets[b] … bandOffsets[b + 1]). */
  readonly bandOffsets: Uint32Array;
  readonly bandEdges: Uint32Array;
}

export const ringsOf = (polygon: Polygon | MultiPolygon): Position[][] =>
  polygon.type === "Polygon" ? polygon.coordinates : polygon.coordinates.flat();

const MOST_BANDS = 1024;
const EDGES_PER_BAND = 4;

function signedSquareDegrees(ring: readonly Position[]): number {
  let twice = 0;
  // Relative to the first corner: degrees far from zero would lose the digits of a small house.
  const [originX, originY] = ring[0] as [number, number];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as [number, number];
    const [xj, yj] = ring[j] as [number, number];
    twice += (xj - originX) * (yi - originY) - (xi - originX) * (yj - originY);
  }
  return twice / 2;
}

function netSquareDegrees(polygon: Polygon | MultiPolygon): number {
  const parts = polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates;
  let sum = 0;
  for (const part of parts)
    part.forEach((ring, k) => {
      if (ring.length > 2) sum += Math.abs(signedSquareDegrees(ring)) * (k === 0 ? 1 : -1);
    });
  return Math.max(0, sum);
}

export function createBandedArea(polygon: Polygon | MultiPolygon): BandedArea {
  const rings = ringsOf(polygon);
  const edgeCount = rings.reduce((sum, ring) => sum + ring.length, 0);
  const edges = new Float64Array(edgeCount * 4);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let at = 0;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x0, y0] = ring[j] as [number, number];
      const [x1, y1] = ring[i] as [number, number];
      edges[at++] = x0;
      edges[at++] = y0;
      edges[at++] = x1;
      edges[at++] = y1;
      if (x1 < west) west = x1;
      if (x1 > east) east = x1;
      if (y1 < south) south = y1;
      if (y1 > north) north = y1;
    }
  const bandCount = Math.max(1, Math.min(MOST_BANDS, Math.ceil(edgeCount / EDGES_PER_BAND)));
  const area = { west, south, east, north, squareDegrees: netSquareDegrees(polygon), edges, bandCount };
  const bandOffsets = new Uint32Array(bandCount + 1);
  const eachBand = (visit: (band: number, edge: number) => void) => {
    for (let edge = 0; edge < edgeCount; edge++) {
      const y0 = edges[edge * 4 + 1] as number;
      const y1 = edges[edge * 4 + 3] as number;
      if (y0 === y1) continue;
      const last = bandOf(area, Math.max(y0, y1));
      for (let band = bandOf(area, Math.min(y0, y1)); band <= last; band++) visit(band, edge);
    }
  };
  eachBand((band) => {
    bandOffsets[band + 1]!++;
  });
  for (let band = 0; band < bandCount; band++) bandOffsets[band + 1]! += bandOffsets[band] as number;
  const cursor = bandOffsets.slice();
  const bandEdges = new Uint32Array(bandOffsets[bandCount] as number);
  eachBand((band, edge) => {
    bandEdges[cursor[band]!++] = edge;
  });
  return { ...area, bandOffsets, bandEdges };
}

function bandOf(area: Pick<BandedArea, "south" | "north" | "bandCount">, lat: number): number {
  const height = area.north - area.south;
  if (!(height > 0)) return 0;
  return Math.max(
    0,
    Math.min(area.bandCount - 1, Math.floor(((lat - area.south) / height) * area.bandCount)),
  );
}

/** Longitudes where the outline crosses a latitude, rising. */
function crossingsAt(area: BandedArea, lat: number): number[] {
  const band = bandOf(area, lat);
  const crossings: number[] = [];
  const end = area.bandOffsets[band + 1] as number;
  for (let k = area.bandOffsets[band] as number; k < end; k++) {
    const edge = (area.bandEdges[k] as number) * 4;
    const x0 = area.edges[edge] as number;
    const y0 = area.edges[edge + 1] as number;
    const x1 = area.edges[edge + 2] as number;
    const y1 = area.edges[edge + 3] as number;
    if (y0 > lat !== y1 > lat) crossings.push(x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0));
  }
  return crossings.sort((a, b) => a - b);
}

/** Even-odd rule over all rings: holes are outside. Points on the outline may fall either way. */
export function areaContains(area: BandedArea, lng: number, lat: number): boolean {
  if (lng < area.west || lng > area.east || lat < area.south || lat > area.north) return false;
  const band = bandOf(area, lat);
  let inside = false;
  const end = area.bandOffsets[band + 1] as number;
  for (let k = area.bandOffsets[band] as number; k < end; k++) {
    const edge = (area.bandEdges[k] as number) * 4;
    const x0 = area.edges[edge] as number;
    const y0 = area.edges[edge + 1] as number;
    const x1 = area.edges[edge + 2] as number;
    const y1 = area.edges[edge + 3] as number;
    if (y0 > lat !== y1 > lat && lng < x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}

/** Heights tried for the point of a label. */
const LABEL_ROWS = 15;

/** A point well inside: the middle of the widest stretch among a few heights. Of an area without width: its box's middle. */
export function pointInside(area: BandedArea): LngLat {
  let best: LngLat = [(area.west + area.east) / 2, (area.south + area.north) / 2];
  let widest = 0;
  for (let row = 1; row <= LABEL_ROWS; row++) {
    // Heights near the middle first, so that equal widths go to the middle.
    const step = row % 2 === 0 ? row / 2 : -(row - 1) / 2;
    const lat = area.south + (0.5 + step / (LABEL_ROWS + 1)) * (area.north - area.south);
    const crossings = crossingsAt(area, lat);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = (crossings[i + 1] as number) - (crossings[i] as number);
      // A hair: equal widths must not hang on the last digit.
      if (width > widest * (1 + 1e-9)) {
        widest = width;
        best = [((crossings[i] as number) + (crossings[i + 1] as number)) / 2, lat];
      }
    }
  }
  return best;
}
