import type { MultiPolygon, Polygon } from "geojson";
import { eastMetres, type LocalPlane, northMetres } from "../geo/local-plane.ts";
import { snapPlanePoint } from "../graph/snap.ts";
import type { PaceId } from "../model/scenario.ts";
import { keptOnce } from "./kept-once.ts";
import { figure, type PreparedPack, paceOfMode, usableEdges, walkModeOf } from "./prepare.ts";

/** Spacing of the samples that stand for area: each is 400 m² of ground. */
const SAMPLE_METRES = 20;

/** Points 20 m apart over the district, its sub-districts and communities; each stands for an equal piece of ground. */
export interface SampleGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  /** Plane metres of sample 0; row 0 is the southernmost. */
  readonly firstEast: number;
  readonly firstNorth: number;
  /** 1 = inside the district. */
  readonly inDistrict: Uint8Array;
  /** Index into pack.index.subDistricts; -1 = none. */
  readonly subDistrict: Int16Array;
  /** Index into pack.index.communities; -1 = none. */
  readonly community: Int16Array;
}

/** The street each sample is walked from. */
export interface SampleTies {
  /** -1 = no usable street within the snap limit. */
  readonly edge: Int32Array;
  readonly alongShare: Float32Array;
  readonly offMetres: Float32Array;
}

const ringsOf = (polygon: Polygon | MultiPolygon) =>
  polygon.type === "Polygon" ? polygon.coordinates : polygon.coordinates.flat();

/** Calls back for every sample inside a polygon: even-odd crossings row by row, so holes and islands come out right. */
function eachInside(
  grid: Pick<SampleGrid, "columns" | "rows" | "cellMetres" | "firstEast" | "firstNorth">,
  plane: LocalPlane,
  polygon: Polygon | MultiPolygon,
  visit: (sample: number) => void,
): void {
  const rings = ringsOf(polygon).map((ring) =>
    ring.map((position) => [eastMetres(plane, position[0]!), northMetres(plane, position[1]!)] as const),
  );
  const crossings: number[][] = Array.from({ length: grid.rows }, () => []);
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x0, y0] = ring[j]!;
      const [x1, y1] = ring[i]!;
      const low = Math.max(0, Math.ceil((Math.min(y0, y1) - grid.firstNorth) / grid.cellMetres) - 1);
      const high = Math.min(
        grid.rows - 1,
        Math.floor((Math.max(y0, y1) - grid.firstNorth) / grid.cellMetres) + 1,
      );
      for (let row = low; row <= high; row++) {
        const y = grid.firstNorth + row * grid.cellMetres;
        if (y0 > y !== y1 > y) crossings[row]!.push(x0 + ((y - y0) * (x1 - x0)) / (y1 - y0));
      }
    }
  }
  crossings.forEach((row, r) => {
    row.sort((a, b) => a - b);
    for (let k = 0; k + 1 < row.length; k += 2) {
      const begin = Math.max(0, Math.ceil((row[k]! - grid.firstEast) / grid.cellMetres));
      const end = Math.min(grid.columns - 1, Math.floor((row[k + 1]! - grid.firstEast) / grid.cellMetres));
      for (let column = begin; column <= end; column++) visit(r * grid.columns + column);
    }
  });
}

function createSampleGrid(prepared: PreparedPack): SampleGrid {
  const { plane } = prepared.index;
  const { districtPolygon, subDistrictPolygons, communityPolygons } = prepared.pack;
  const corners = [districtPolygon, ...subDistrictPolygons, ...communityPolygons].flatMap((polygon) =>
    ringsOf(polygon).flat(),
  );
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const corner of corners) {
    const x = eastMetres(plane, corner[0]!);
    const y = northMetres(plane, corner[1]!);
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const grid = {
    columns: Math.max(1, Math.ceil((east - west) / SAMPLE_METRES)),
    rows: Math.max(1, Math.ceil((north - south) / SAMPLE_METRES)),
    cellMetres: SAMPLE_METRES,
    firstEast: west + SAMPLE_METRES / 2,
    firstNorth: south + SAMPLE_METRES / 2,
  };
  const inDistrict = new Uint8Array(grid.columns * grid.rows);
  const subDistrict = new Int16Array(grid.columns * grid.rows).fill(-1);
  const community = new Int16Array(grid.columns * grid.rows).fill(-1);
  eachInside(grid, plane, districtPolygon, (sample) => {
    inDistrict[sample] = 1;
  });
  subDistrictPolygons.forEach((polygon, i) => {
    eachInside(grid, plane, polygon, (sample) => {
      subDistrict[sample] = i;
    });
  });
  communityPolygons.forEach((polygon, i) => {
    eachInside(grid, plane, polygon, (sample) => {
      community[sample] = i;
    });
  });
  return { ...grid, inDistrict, subDistrict, community };
}

function createSampleTies(prepared: PreparedPack, pace: PaceId): SampleTies {
  const grid = sampleGrid(prepared);
  const usable = usableEdges(prepared, pace);
  const limitMetres = figure(prepared, "snapLimitMetres");
  const count = grid.columns * grid.rows;
  const ties = {
    edge: new Int32Array(count).fill(-1),
    alongShare: new Float32Array(count),
    offMetres: new Float32Array(count),
  };
  for (let row = 0; row < grid.rows; row++) {
    let withinMetres = limitMetres;
    for (let column = 0; column < grid.columns; column++) {
      const sample = row * grid.columns + column;
      if (grid.inDistrict[sample] === 0 && grid.subDistrict[sample] === -1 && grid.community[sample] === -1) {
        withinMetres = limitMetres;
        continue;
      }
      const x = grid.firstEast + column * grid.cellMetres;
      const y = grid.firstNorth + row * grid.cellMetres;
      const snap = snapPlanePoint(prepared.index, usable, x, y, withinMetres);
      withinMetres = limitMetres;
      if (!snap) continue;
      ties.edge[sample] = snap.edge;
      ties.alongShare[sample] = snap.alongShare;
      ties.offMetres[sample] = snap.accessMetres;
      // one sample on, the same street is at most one spacing farther
      withinMetres = Math.min(limitMetres, snap.accessMetres + grid.cellMetres + 0.001);
    }
  }
  return ties;
}

export const sampleGrid = keptOnce(createSampleGrid, { ignoresSites: true });

const tiesByMode = keptOnce((prepared, mode) => createSampleTies(prepared, paceOfMode(mode)), {
  ignoresSites: true,
});

/** The same for every pace of one way of walking. */
export const sampleTies = (prepared: PreparedPack, pace: PaceId): SampleTies =>
  tiesByMode(prepared, walkModeOf(pace));
