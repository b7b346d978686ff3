import type { MultiPolygon, Polygon, Position } from "geojson";
import { inRing } from "./rings.ts";

const METRES_PER_DEGREE = 111_195;
const CELLS = 128;
const IN = 1;
const OUT = 2;
const MIXED = 3;

/** The district and the margin around its boundary. Coordinates in 1e-7 degree. */
export interface Region {
  /** Nothing was cut out: every place is in it. */
  readonly isEverywhere: boolean;
  readonly contains: (lng: number, lat: number) => boolean;
  /** Does a box come near it? False = surely nothing in the box is in the region. */
  readonly mayTouch: (west: number, south: number, east: number, north: number) => boolean;
}

export function createRegion(clip: Polygon | MultiPolygon | null, marginMetres: number): Region {
  if (!clip) return { isEverywhere: true, contains: () => true, mayTouch: () => true };
  const parts = clip.type === "Polygon" ? [clip.coordinates] : clip.coordinates;
  const degrees = parts.flat(2) as Position[];
  const latitudes = degrees.map((position) => position[1] as number);
  const middle = latitudes.reduce((sum, value) => sum + value, 0) / Math.max(1, latitudes.length);
  const scaleX = METRES_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
  const rings = parts
    .flat()
    .map((ring) => ring.map(([lng, lat]) => [(lng as number) * scaleX, (lat as number) * METRES_PER_DEGREE]));
  let [minX, minY, maxX, maxY] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const [x, y] of rings.flat() as [number, number][]) {
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  minX -= marginMetres;
  minY -= marginMetres;
  maxX += marginMetres;
  maxY += marginMetres;
  const cellX = (maxX - minX) / CELLS || 1;
  const cellY = (maxY - minY) / CELLS || 1;

  /** Metres to the region's edge, negative inside. */
  const beyond = (x: number, y: number): number => {
    let squared = Number.POSITIVE_INFINITY;
    let inside = false;
    for (const ring of rings) {
      if (inRing(x, y, ring)) inside = !inside;
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1] as [number, number];
        const [bx, by] = ring[i] as [number, number];
        const [dx, dy] = [bx - ax, by - ay];
        const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
        squared = Math.min(squared, (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2);
      }
    }
    const distance = Math.sqrt(squared);
    // a point in the district is in whatever the margin; between boundary and margin the distance decides
    return inside ? -distance - marginMetres : distance - marginMetres;
  };
  // most cells are wholly in or out: the boundary is measured once per cell, not once per place
  const cells = new Uint8Array(CELLS * CELLS);
  const reach = Math.hypot(cellX, cellY) / 2;
  const contains = (lng: number, lat: number) => {
    const x = (lng / 1e7) * scaleX;
    const y = (lat / 1e7) * METRES_PER_DEGREE;
    if (x < minX || x > maxX || y < minY || y > maxY) return false;
    const column = Math.min(CELLS - 1, Math.floor((x - minX) / cellX));
    const row = Math.min(CELLS - 1, Math.floor((y - minY) / cellY));
    let kind = cells[row * CELLS + column];
    if (kind === 0) {
      const far = beyond(minX + (column + 0.5) * cellX, minY + (row + 0.5) * cellY);
      kind = far > reach ? OUT : far < -reach ? IN : MIXED;
      cells[row * CELLS + column] = kind;
    }
    return kind === MIXED ? beyond(x, y) <= 0 : kind === IN;
  };
  const mayTouch: Region["mayTouch"] = (west, south, east, north) =>
    (west / 1e7) * scaleX <= maxX &&
    (east / 1e7) * scaleX >= minX &&
    (south / 1e7) * METRES_PER_DEGREE <= maxY &&
    (north / 1e7) * METRES_PER_DEGREE >= minY;
  return { isEverywhere: false, contains, mayTouch };
}
