import { eastMetres, northMetres, planeToLngLat } from "../geo/local-plane.ts";
import type { LngLat } from "../model/geometry.ts";
import type { StreetNetwork } from "../model/network.ts";
import type { EdgeIndex } from "./edge-index.ts";

/** A place tied to the nearest point of the nearest street it may use. */
export interface EdgeSnap {
  readonly edge: number;
  /** Share of the edge's length from edgeFrom to the tie, 0-1. */
  readonly alongShare: number;
  /** Straight metres from the place to the tie: the access leg, walked at the same pace. */
  readonly accessMetres: number;
}

/** Nearest usable point of the street network; null only when no edge is usable. `usable`: 1 per edge that may be taken. */
export function snapToEdge(index: EdgeIndex, usable: Uint8Array, lngLat: LngLat): EdgeSnap | null {
  const x = eastMetres(index.plane, lngLat[0]);
  const y = northMetres(index.plane, lngLat[1]);
  return snapPlanePoint(index, usable, x, y, Infinity);
}

/** The same for a point in metres on the index's plane, looking no farther than `withinMetres`. */
export function snapPlanePoint(
  index: EdgeIndex,
  usable: Uint8Array,
  x: number,
  y: number,
  withinMetres: number,
): EdgeSnap | null {
  const { columns, rows, cellMetres, cellOffsets, cellPieces, pieceMetres, pieceEdge } = index;
  const column = Math.floor((x - index.minEast) / cellMetres);
  const row = Math.floor((y - index.minNorth) / cellMetres);
  let bestSquared = withinMetres * withinMetres;
  let bestPiece = -1;
  let bestShare = 0;
  const outmost = Math.max(column, columns - 1 - column, row, rows - 1 - row, 0);
  // metres from the point to the nearest side of its own cell: rings beyond (ring - 1) cells + that are farther
  const inset = Math.min(
    x - (index.minEast + column * cellMetres),
    index.minEast + (column + 1) * cellMetres - x,
    y - (index.minNorth + row * cellMetres),
    index.minNorth + (row + 1) * cellMetres - y,
  );
  for (let ring = 0; ring <= outmost; ring++) {
    const clear = ring === 0 ? 0 : inset + (ring - 1) * cellMetres;
    if (clear * clear > bestSquared) break;
    const firstRow = Math.max(0, row - ring);
    const lastRow = Math.min(rows - 1, row + ring);
    for (let r = firstRow; r <= lastRow; r++) {
      const whole = r === row - ring || r === row + ring;
      const step = whole || ring === 0 ? 1 : ring * 2;
      for (let c = column - ring; c <= column + ring; c += step) {
        if (c < 0 || c >= columns) continue;
        const cell = r * columns + c;
        const end = cellOffsets[cell + 1] as number;
        for (let k = cellOffsets[cell] as number; k < end; k++) {
          const piece = cellPieces[k] as number;
          if (usable[pieceEdge[piece] as number] !== 1) continue;
          const x0 = pieceMetres[piece * 4] as number;
          const y0 = pieceMetres[piece * 4 + 1] as number;
          const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
          const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
          const squared = dx * dx + dy * dy;
          const share =
            squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / squared));
          const offX = x - (x0 + share * dx);
          const offY = y - (y0 + share * dy);
          const off = offX * offX + offY * offY;
          // equal distances go to the lower piece, so the answer does not hang on the order of cells
          if (off < bestSquared || (off === bestSquared && (bestPiece < 0 || piece < bestPiece))) {
            bestSquared = off;
            bestPiece = piece;
            bestShare = share;
          }
        }
      }
    }
  }
  if (bestPiece < 0) return null;
  const edge = pieceEdge[bestPiece] as number;
  const start = index.pieceStartShare[bestPiece] as number;
  return {
    edge,
    // the ends exactly, so that a place at a corner is at the corner
    alongShare:
      bestShare === 1
        ? pieceEndShare(index, bestPiece)
        : start + bestShare * (pieceEndShare(index, bestPiece) - start),
    accessMetres: Math.sqrt(bestSquared),
  };
}

export function pieceEndShare(index: EdgeIndex, piece: number): number {
  const edge = index.pieceEdge[piece] as number;
  return piece + 1 < (index.pieceOffsets[edge + 1] as number)
    ? (index.pieceStartShare[piece + 1] as number)
    : 1;
}

/** Metres between two shares of one edge, by its stated length. */
export const metresAlong = (
  network: StreetNetwork,
  edge: number,
  fromShare: number,
  toShare: number,
): number => (Math.abs(toShare - fromShare) * (network.edgeLengthDecimetres[edge] as number)) / 10;

/** The course along an edge from one share to another, ends included, in the direction of travel. */
export function edgeCourse(index: EdgeIndex, edge: number, fromShare: number, toShare: number): LngLat[] {
  const low = Math.min(fromShare, toShare);
  const high = Math.max(fromShare, toShare);
  const course: LngLat[] = [pointOnEdge(index, edge, low)];
  const end = index.pieceOffsets[edge + 1] as number;
  for (let piece = (index.pieceOffsets[edge] as number) + 1; piece < end; piece++) {
    const share = index.pieceStartShare[piece] as number;
    if (share > low && share < high)
      course.push(
        planeToLngLat(
          index.plane,
          index.pieceMetres[piece * 4] as number,
          index.pieceMetres[piece * 4 + 1] as number,
        ),
      );
  }
  course.push(pointOnEdge(index, edge, high));
  return fromShare <= toShare ? course : course.reverse();
}

/** The point at a share (0-1) of an edge's length. */
export function pointOnEdge(index: EdgeIndex, edge: number, share: number): LngLat {
  const end = index.pieceOffsets[edge + 1] as number;
  let piece = index.pieceOffsets[edge] as number;
  while (piece + 1 < end && (index.pieceStartShare[piece + 1] as number) <= share) piece++;
  const start = index.pieceStartShare[piece] as number;
  const width = pieceEndShare(index, piece) - start;
  const part = width > 0 ? Math.min(1, Math.max(0, (share - start) / width)) : 0;
  const x0 = index.pieceMetres[piece * 4] as number;
  const y0 = index.pieceMetres[piece * 4 + 1] as number;
  return planeToLngLat(
    index.plane,
    x0 + part * ((index.pieceMetres[piece * 4 + 2] as number) - x0),
    y0 + part * ((index.pieceMetres[piece * 4 + 3] as number) - y0),
  );
}
