import type { MultiPolygon, Polygon } from "geojson";
import { createLocalPlane, eastMetres, type LocalPlane, northMetres } from "../../core/geo/local-plane.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { StreetNetwork } from "../../core/model/network.ts";

export interface CrsAnchor {
  readonly name: string;
  readonly lngLat: LngLat;
}

type Area = Polygon | MultiPolygon;

/** Cell bits. */
export const GROUND = { inside: 1, green: 2, built: 4 } as const;
/** Streets farther than this count as this far. */
export const FARTHEST_STREET_METRES = 250;

/** The ground of one district as a raster, so that thousands of shifted sets can be laid over it. Row 0 is the south. */
export interface CrsReference {
  readonly plane: LocalPlane;
  readonly cellMetres: number;
  readonly columns: number;
  readonly rows: number;
  /** Metres on the plane of the raster's south-western corner. */
  readonly minEast: number;
  readonly minNorth: number;
  /** Bits of GROUND per cell. */
  readonly ground: Uint8Array;
  /** Metres from the cell to the nearest street, at most FARTHEST_STREET_METRES; right to about a cell. */
  readonly streetMetres: Uint8Array;
  readonly anchors: readonly CrsAnchor[];
}

export interface CrsReferenceFacts {
  readonly network: StreetNetwork;
  readonly district: Area;
  /** Parks and other open ground; none is allowed. */
  readonly greens: readonly Area[];
  /** Footprints; without them sets that lie in buildings are harder to place. */
  readonly buildings?: readonly Area[];
  /** Known places by name, WGS-84. */
  readonly anchors?: readonly CrsAnchor[];
}

const MOST_CELLS = 4_000_000;
const FINEST_CELL_METRES = 8;
/** Wide enough for the largest of the usual offsets, so that streets beyond the boundary count too. */
const MARGIN_METRES = 300;

const ringsOf = (area: Area) => (area.type === "Polygon" ? area.coordinates : area.coordinates.flat());

export function createCrsReference({
  network,
  district,
  greens,
  buildings = [],
  anchors = [],
}: CrsReferenceFacts): CrsReference {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const [lng = 0, lat = 0] of ringsOf(district).flat()) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const plane = createLocalPlane([(west + east) / 2, (south + north) / 2]);
  const minEast = eastMetres(plane, west) - MARGIN_METRES;
  const minNorth = northMetres(plane, south) - MARGIN_METRES;
  const width = eastMetres(plane, east) + MARGIN_METRES - minEast;
  const height = northMetres(plane, north) + MARGIN_METRES - minNorth;
  const cellMetres = Math.max(FINEST_CELL_METRES, Math.sqrt((width * height) / MOST_CELLS));
  const columns = Math.ceil(width / cellMetres);
  const rows = Math.ceil(height / cellMetres);
  const ground = new Uint8Array(columns * rows);
  const frame = { plane, cellMetres, columns, rows, minEast, minNorth };
  fill(frame, ground, district, GROUND.inside);
  for (const green of greens) fill(frame, ground, green, GROUND.green);
  for (const building of buildings) fill(frame, ground, building, GROUND.built);
  return { ...frame, ground, streetMetres: streetDistances(frame, network), anchors };
}

type Frame = Omit<CrsReference, "ground" | "streetMetres" | "anchors">;

/** Marks the cells whose centre lies in the area, line by line; holes stay empty by the even-odd rule. */
function fill(frame: Frame, ground: Uint8Array, area: Area, bit: number) {
  const { plane, cellMetres, columns, rows, minEast, minNorth } = frame;
  const crossings = new Map<number, number[]>();
  for (const ring of ringsOf(area)) {
    for (let i = 0; i < ring.length; i++) {
      const [lngA = 0, latA = 0] = ring[i] ?? [];
      const [lngB = 0, latB = 0] = ring[(i + 1) % ring.length] ?? [];
      const xA = (eastMetres(plane, lngA) - minEast) / cellMetres - 0.5;
      const yA = (northMetres(plane, latA) - minNorth) / cellMetres - 0.5;
      const xB = (eastMetres(plane, lngB) - minEast) / cellMetres - 0.5;
      const yB = (northMetres(plane, latB) - minNorth) / cellMetres - 0.5;
      const last = Math.min(rows - 1, Math.ceil(Math.max(yA, yB)) - 1);
      for (let row = Math.max(0, Math.ceil(Math.min(yA, yB))); row <= last; row++) {
        const found = crossings.get(row) ?? [];
        found.push(xA + ((row - yA) / (yB - yA)) * (xB - xA));
        crossings.set(row, found);
      }
    }
  }
  for (const [row, found] of crossings) {
    found.sort((a, b) => a - b);
    for (let k = 0; k + 1 < found.length; k += 2) {
      const end = Math.min(columns - 1, Math.floor(found[k + 1] as number));
      for (let column = Math.max(0, Math.ceil(found[k] as number)); column <= end; column++)
        ground[row * columns + column]! |= bit;
    }
  }
}

/** Two-pass chamfer transform from the cells that streets run through. */
function streetDistances(frame: Frame, network: StreetNetwork): Uint8Array {
  const { plane, cellMetres, columns, rows, minEast, minNorth } = frame;
  const distance = new Float32Array(columns * rows).fill(FARTHEST_STREET_METRES);
  const draw = (lngA: number, latA: number, lngB: number, latB: number) => {
    const xA = (eastMetres(plane, lngA) - minEast) / cellMetres;
    const yA = (northMetres(plane, latA) - minNorth) / cellMetres;
    const xB = (eastMetres(plane, lngB) - minEast) / cellMetres;
    const yB = (northMetres(plane, latB) - minNorth) / cellMetres;
    const steps = Math.max(1, Math.ceil(Math.hypot(xB - xA, yB - yA) * 2));
    for (let step = 0; step <= steps; step++) {
      const column = Math.floor(xA + ((xB - xA) * step) / steps);
      const row = Math.floor(yA + ((yB - yA) * step) / steps);
      if (column >= 0 && column < columns && row >= 0 && row < rows) distance[row * columns + column] = 0;
    }
  };
  const { nodeLng, nodeLat, shapeLngLat, edgeShapeOffsets } = network;
  for (let edge = 0; edge < network.edgeCount; edge++) {
    let lng = nodeLng[network.edgeFrom[edge] as number] as number;
    let lat = nodeLat[network.edgeFrom[edge] as number] as number;
    for (let i = edgeShapeOffsets[edge] as number; i < (edgeShapeOffsets[edge + 1] as number); i++) {
      const nextLng = shapeLngLat[i * 2] as number;
      const nextLat = shapeLngLat[i * 2 + 1] as number;
      draw(lng, lat, nextLng, nextLat);
      lng = nextLng;
      lat = nextLat;
    }
    const to = network.edgeTo[edge] as number;
    draw(lng, lat, nodeLng[to] as number, nodeLat[to] as number);
  }
  const straight = cellMetres;
  const aslant = cellMetres * Math.SQRT2;
  const sweep = (from: number, end: number, step: 1 | -1) => {
    for (let row = from; row !== end; row += step)
      for (let k = 0; k < columns; k++) {
        const column = step === 1 ? k : columns - 1 - k;
        const cell = row * columns + column;
        let best = distance[cell] as number;
        const before = column - step;
        const sideways = before >= 0 && before < columns;
        if (sideways) best = Math.min(best, (distance[cell - step] as number) + straight);
        const last = row - step;
        if (last >= 0 && last < rows) {
          const below = cell - step * columns;
          best = Math.min(best, (distance[below] as number) + straight);
          if (column > 0) best = Math.min(best, (distance[below - 1] as number) + aslant);
          if (column + 1 < columns) best = Math.min(best, (distance[below + 1] as number) + aslant);
        }
        distance[cell] = best;
      }
  };
  sweep(0, rows, 1);
  sweep(rows - 1, -1, -1);
  return Uint8Array.from(distance, (metres) => Math.round(metres));
}

/** Cell of a place on the plane; -1 outside the raster. */
export function cellAt(reference: CrsReference, eastOf: number, northOf: number): number {
  const column = Math.floor((eastOf - reference.minEast) / reference.cellMetres);
  const row = Math.floor((northOf - reference.minNorth) / reference.cellMetres);
  return column >= 0 && column < reference.columns && row >= 0 && row < reference.rows
    ? row * reference.columns + column
    : -1;
}
