import type { Position } from "geojson";
import { planeToLngLat } from "../geo/local-plane.ts";
import { INSIDE, OUTSIDE, type OutlineRing, traceOutline } from "../geo/trace-outline.ts";
import { CLOSED } from "../graph/costs.ts";
import { BLOCK_POINTS, BLOCK_SQUARE } from "../graph/look-blocks.ts";
import { createLookupRaster, dropOldTiles, type LookupRaster } from "../graph/lookup-raster.ts";
import { CLAIM } from "../graph/nearest-candidates.ts";
import { UNREACHED } from "../graph/search.ts";
import type { StreetTimes } from "../graph/street-courses.ts";
import type { ReachPolygon } from "../model/isochrone.ts";
import type { PaceId, Walker } from "../model/scenario.ts";
import { offStreetDeciseconds } from "./off-street.ts";
import {
  figure,
  keep,
  openCosts,
  type PreparedPack,
  paceMetresPerSecond,
  usableEdges,
  walkModeOf,
} from "./prepare.ts";
import {
  createOwnedPoints,
  type OwnedPoints,
  SLACK_DECISECONDS,
  type StreetField,
  streetField,
} from "./street-field.ts";
import type { RasterWindow } from "./tile-bounds.ts";

/** Side of the blocks of ground that are looked at as one, where there is not too much of it. */
const BLOCK_METRES = 10;
/** Blocks of any window: beyond, they are twice as wide. 20 km x 20 km at 10 m; 12 bytes each while an answer is made. */
const MOST_BLOCKS = 4_000_000;
/** Bytes of tiles kept per raster: about those of a window of the most blocks. */
const MOST_TILE_BYTES = 64_000_000;
/** Metres to either side of a bridge's or tunnel's middle that are its own; the rest is the ground's above or below it. */
const STRIP_METRES = 4;

/** As far as coordinates are rounded. */
const STRAIGHTEN_METRES = 0.01;

/** Whose streets the ground belongs to: those of a way of walking, or those another way of moving may use. */
export interface GroundStreets {
  /** Tells the ways apart. */
  readonly key: string;
  /** By edge, a CLAIM. */
  readonly claims: (prepared: PreparedPack) => Uint8Array;
}

const walkedStreets = (pace: PaceId): GroundStreets => ({
  key: walkModeOf(pace),
  claims: (prepared) => groundClaims(prepared, pace),
});

/** The district's lookup raster for some streets. Points farther from a street than a place may be tied have none. */
const lookupRaster = (prepared: PreparedPack, streets: GroundStreets, blockMetres: number): LookupRaster =>
  keep(prepared.kept.rasters, `${streets.key}/${blockMetres}`, () =>
    createLookupRaster(
      {
        index: (prepared.base ?? prepared).index,
        claims: streets.claims(prepared),
        groundMetres: figure(prepared, "snapLimitMetres"),
        stripMetres: STRIP_METRES,
      },
      blockMetres,
      MOST_TILE_BYTES,
    ),
  );

/** Streets that places are tied to own the ground; bridges and tunnels one may walk own a strip. */
function groundClaims(prepared: PreparedPack, pace: PaceId): Uint8Array {
  const { directed } = openCosts(prepared.base ?? prepared, { pace, metresPerSecond: null });
  return usableEdges(prepared, pace).map((usable, edge) =>
    usable === 1
      ? CLAIM.ground
      : directed[edge * 2] !== CLOSED || directed[edge * 2 + 1] !== CLOSED
        ? CLAIM.strip
        : CLAIM.none,
  );
}

/** The limit of a search for these minutes: 0 for none; what is not a number or less than 0 reaches nothing and binds nothing. */
export const longestMinutes = (cutoffMinutes: readonly number[]): number =>
  cutoffMinutes.reduce((longest, minutes) => (minutes > longest ? minutes : longest), 0);

/** Metres on the plane of the edge index. */
export interface PlaneBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Areas reached, and the width of the cells they were drawn from. */
export interface ReachAreas {
  readonly polygons: ReachPolygon[];
  readonly cellMetres: number;
}

/**
 * What is reached within each of the minutes. Ground belongs to its nearest street, as homes do; it is reached when
 * that street is, and beyond the street's own width when the walk from the street is within the minutes too. A bridge or
 * tunnel has a strip of its own. Blocks of ground wholly reached or not at all are told by their streets; only where the
 * outline passes are points looked at, 2.5 m apart, and it crosses between two of them where the time truly passes the
 * limit or where another street becomes the nearest. Islands and holes are kept, a longer time contains a shorter one
 * (to 2 cm), and no ring touches itself or another.
 */
export function reachPolygons(
  prepared: PreparedPack,
  walker: Walker,
  times: StreetTimes,
  cutoffMinutes: readonly number[],
  box: PlaneBox,
  streets: GroundStreets = walkedStreets(walker.pace),
): ReachAreas {
  let blockMetres = BLOCK_METRES;
  let raster = lookupRaster(prepared, streets, blockMetres);
  let window = windowOf(raster, box);
  while (blocksOf(window) > MOST_BLOCKS) {
    blockMetres *= 2;
    raster = lookupRaster(prepared, streets, blockMetres);
    window = windowOf(raster, box);
  }
  const decisecondsPerMetre = 10 / paceMetresPerSecond(prepared, walker);
  // a cut-off of Infinity takes in what is reached at all
  const cutoffs = cutoffMinutes.map((minutes) => Math.min(minutes * 600, UNREACHED - 1));
  const asked = cutoffs.filter((cutoff) => cutoff >= 0);
  const field = streetField(
    raster,
    times,
    window,
    decisecondsPerMetre,
    Math.min(...asked) - SLACK_DECISECONDS,
    Math.max(...asked) + SLACK_DECISECONDS,
  );
  const polygons = cutoffs.map((cutoff, k) =>
    reachPolygon(prepared, field, cutoffMinutes[k] as number, cutoff >= 0 ? outlineOf(field, cutoff) : []),
  );
  dropOldTiles(raster);
  return { polygons, cellMetres: raster.pointMetres };
}

function windowOf(raster: LookupRaster, box: PlaneBox): RasterWindow {
  const column = (x: number) => (x - raster.firstEast) / raster.blockMetres;
  const row = (y: number) => (y - raster.firstNorth) / raster.blockMetres;
  return {
    firstColumn: Math.max(0, Math.floor(column(box.west))),
    firstRow: Math.max(0, Math.floor(row(box.south))),
    lastColumn: Math.min(raster.columns - 1, Math.ceil(column(box.east))),
    lastRow: Math.min(raster.rows - 1, Math.ceil(row(box.north))),
  };
}

const blocksOf = (window: RasterWindow) =>
  Math.max(0, window.lastColumn - window.firstColumn + 1) * Math.max(0, window.lastRow - window.firstRow + 1);

/** The outline of what is reached within so many deciseconds. */
function outlineOf(field: StreetField, cutoff: number): OutlineRing[] {
  const { blockColumns, blockRows } = field;
  const { blocks, mixed } = sortBlocks(field, cutoff);
  const count = mixed.length * BLOCK_SQUARE;
  const inside = new Uint8Array(count);
  // two more for points of blocks that are not mixed
  const points = createOwnedPoints(count + 2);
  for (let k = 0; k < mixed.length; k++)
    field.look(mixed[k] as number, 0, BLOCK_SQUARE, points, k * BLOCK_SQUARE);
  for (let k = 0; k < count; k++) inside[k] = (points.deciseconds[k] as number) <= cutoff ? 1 : 0;
  let spare = 0;
  /** Place in `points` of a point of the lattice; of points of blocks that are not mixed the last two are known. */
  const pointAt = (column: number, row: number): number => {
    const blockColumn = (column / BLOCK_POINTS) | 0;
    const blockRow = (row / BLOCK_POINTS) | 0;
    const block = blockRow * blockColumns + blockColumn;
    const inBlock = (row - blockRow * BLOCK_POINTS) * BLOCK_POINTS + column - blockColumn * BLOCK_POINTS;
    const k = blocks[block] as number;
    if (k >= 0) return k * BLOCK_SQUARE + inBlock;
    spare = 1 - spare;
    field.look(block, inBlock, 1, points, count + spare);
    return count + spare;
  };
  return traceOutline({
    blockColumns,
    blockRows,
    blockPoints: BLOCK_POINTS,
    blocks,
    inside,
    ...outlineBetween(field, cutoff, points, pointAt),
    straightenShare: STRAIGHTEN_METRES / field.raster.pointMetres,
  });
}

/** Blocks wholly reached, not at all, and the rest, whose points have to be looked at. */
function sortBlocks({ blockColumns, earliest, latest }: StreetField, cutoff: number) {
  const blocks = new Int32Array(earliest.length);
  const mixed: number[] = [];
  for (let block = 0; block < blocks.length; block++) {
    let kind = MIXED;
    if ((latest[block] as number) + SLACK_DECISECONDS <= cutoff) kind = INSIDE;
    else if ((earliest[block] as number) - SLACK_DECISECONDS > cutoff) kind = OUTSIDE;
    // an outline between two blocks that are each alike is found in one of them
    const before = block % blockColumns === 0 ? kind : (blocks[block - 1] as number);
    if (kind === MIXED || (before < 0 && before !== kind)) blocks[block] = mixed.push(block) - 1;
    else blocks[block] = kind;
  }
  return { blocks, mixed };
}
const MIXED = 0;

function outlineBetween(
  field: StreetField,
  cutoff: number,
  points: OwnedPoints,
  pointAt: (column: number, row: number) => number,
) {
  const { raster, courses, firstEast, firstNorth, decisecondsPerMetre } = field;
  const { index, claims, groundMetres, stripMetres } = raster.streets;
  const { pieceMetres, pieceEdge } = index;
  const { piece, offMetres, deciseconds } = points;
  let byMetres = 0;
  /** Time at a place if it is reached by this piece; leaves the metres to it in `byMetres`. */
  const timeBy = (of: number, x: number, y: number): number => {
    const x0 = pieceMetres[of * 4] as number;
    const y0 = pieceMetres[of * 4 + 1] as number;
    const dx = (pieceMetres[of * 4 + 2] as number) - x0;
    const dy = (pieceMetres[of * 4 + 3] as number) - y0;
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
    const offX = x - x0 - share * dx;
    const offY = y - y0 - share * dy;
    byMetres = Math.sqrt(offX * offX + offY * offY);
    return courses.onPiece(of, share) + offStreetDeciseconds(byMetres, decisecondsPerMetre);
  };
  const isStrip = (of: number) => of >= 0 && claims[pieceEdge[of] as number] === CLAIM.strip;
  const limitOf = (of: number) => (isStrip(of) ? stripMetres : groundMetres);
  const east = (column: number) => firstEast + column * raster.pointMetres;
  const north = (row: number) => firstNorth + row * raster.pointMetres;
  return {
    crossing(insideColumn: number, insideRow: number, outsideColumn: number, outsideRow: number): number {
      const insidePoint = pointAt(insideColumn, insideRow);
      const outsidePoint = pointAt(outsideColumn, outsideRow);
      const ours = piece[insidePoint] as number;
      const theirs = piece[outsidePoint] as number;
      const atInside = deciseconds[insidePoint] as number;
      const atOutside = deciseconds[outsidePoint] as number;
      if (ours === theirs) return (cutoff - atInside) / (atOutside - atInside);
      const oursOffInside = offMetres[insidePoint] as number;
      const theirsOffOutside = offMetres[outsidePoint] as number;
      const oursAtOutside = timeBy(ours, east(outsideColumn), north(outsideRow));
      const oursOffOutside = byMetres;
      // how far our own street carries
      const carries = oursAtOutside > cutoff ? (cutoff - atInside) / (oursAtOutside - atInside) : Infinity;
      // how far from the border with the other street: nearer to ours than to theirs, and the other way round
      let ahead = limitOf(ours) - oursOffInside;
      let behind = oursOffOutside - limitOf(ours);
      let theirsAtInside = Infinity;
      if (theirs >= 0) {
        theirsAtInside = timeBy(theirs, east(insideColumn), north(insideRow));
        const nearerInside = byMetres - oursOffInside;
        const nearerOutside = oursOffOutside - theirsOffOutside;
        if (isStrip(ours) === isStrip(theirs)) {
          ahead = nearerInside;
          behind = nearerOutside;
        } else if (isStrip(ours)) {
          ahead = Math.min(ahead, nearerInside);
          behind = Math.max(behind, nearerOutside);
        } else {
          ahead = Math.max(byMetres - stripMetres, nearerInside);
          behind = Math.min(stripMetres - theirsOffOutside, nearerOutside);
        }
      }
      const border = ahead + behind > 0 ? ahead / (ahead + behind) : 0.5;
      if (carries <= border) return carries;
      return theirsAtInside > cutoff
        ? border
        : Math.max(border, (cutoff - theirsAtInside) / (atOutside - theirsAtInside));
    },
    joined(column: number, row: number): boolean {
      const x = east(column + 0.5);
      const y = north(row + 0.5);
      let nearestMetres = Infinity;
      let time = Infinity;
      for (let corner = 0; corner < 4; corner++) {
        const of = piece[pointAt(column + (corner & 1), row + (corner >> 1))] as number;
        if (of < 0) continue;
        const byCorner = timeBy(of, x, y);
        if (byMetres >= nearestMetres || byMetres > limitOf(of)) continue;
        nearestMetres = byMetres;
        time = byCorner;
      }
      return time <= cutoff;
    },
  };
}

/** 1 cm: far finer than anything drawn, and no ring is so thin that rounding could make it cross itself. */
const DEGREE_STEPS = 1e7;
const rounded = (degrees: number) => Math.round(degrees * DEGREE_STEPS) / DEGREE_STEPS;

function reachPolygon(
  prepared: PreparedPack,
  field: StreetField,
  minutes: number,
  rings: readonly OutlineRing[],
): ReachPolygon {
  const { plane } = prepared.index;
  const { firstEast, firstNorth } = field;
  const cellMetres = field.raster.pointMetres;
  const [firstLng, firstLat] = planeToLngLat(plane, firstEast, firstNorth);
  const lngPerPoint = cellMetres / plane.metresPerDegreeLng;
  const latPerPoint = cellMetres / plane.metresPerDegreeLat;
  const coordinates: Position[][][] = [];
  /** Place in `coordinates` of each outer ring. */
  const polygonOf = new Int32Array(rings.length);
  let cells = 0;
  rings.forEach(({ points, holeOf, area }, k) => {
    cells += area;
    const ring: Position[] = [];
    for (let i = 0; i < points.length; i += 2)
      ring.push([
        rounded(firstLng + (points[i] as number) * lngPerPoint),
        rounded(firstLat + (points[i + 1] as number) * latPerPoint),
      ]);
    ring.push([...(ring[0] as Position)]);
    if (holeOf < 0) polygonOf[k] = coordinates.push([ring]) - 1;
    else (coordinates[polygonOf[holeOf] as number] as Position[][]).push(ring);
  });
  return {
    minutes,
    geometry: { type: "MultiPolygon", coordinates },
    areaSquareMetres: cells * cellMetres * cellMetres,
  };
}
