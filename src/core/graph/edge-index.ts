import { createLocalPlane, eastMetres, type LocalPlane, northMetres } from "../geo/local-plane.ts";
import type { LngLat } from "../model/geometry.ts";
import type { StreetNetwork } from "../model/network.ts";

/** Grid cell of the index: a few hutong lanes each. */
const CELL_METRES = 30;

/**
 * Straight pieces of every edge in metres on a local plane, and a uniform grid over them.
 * Pieces of edge e are [pieceOffsets[e], pieceOffsets[e + 1]) in the order of its shape.
 */
export interface EdgeIndex {
  readonly plane: LocalPlane;
  readonly pieceOffsets: Uint32Array;
  readonly pieceEdge: Uint32Array;
  /** x0, y0, x1, y1 per piece, metres on the plane. */
  readonly pieceMetres: Float64Array;
  /** Share (0-1) of the edge's drawn length before the piece; the piece ends at the next one's, the last at 1. */
  readonly pieceStartShare: Float64Array;
  readonly minEast: number;
  readonly minNorth: number;
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  /** Pieces whose box touches cell c are cellPieces[cellOffsets[c] … cellOffsets[c + 1]). */
  readonly cellOffsets: Uint32Array;
  readonly cellPieces: Uint32Array;
}

/** Point k of an edge: its first node, inner shape points, its last node. */
function edgePoints(network: StreetNetwork, edge: number): LngLat[] {
  const { nodeLng, nodeLat, shapeLngLat, edgeShapeOffsets } = network;
  const from = network.edgeFrom[edge] as number;
  const to = network.edgeTo[edge] as number;
  const points: LngLat[] = [[nodeLng[from] as number, nodeLat[from] as number]];
  const end = edgeShapeOffsets[edge + 1] as number;
  for (let i = edgeShapeOffsets[edge] as number; i < end; i++)
    points.push([shapeLngLat[i * 2] as number, shapeLngLat[i * 2 + 1] as number]);
  points.push([nodeLng[to] as number, nodeLat[to] as number]);
  return points;
}

function networkCentre(network: StreetNetwork): LngLat {
  let west = Infinity;
  let east = -Infinity;
  let south = Infinity;
  let north = -Infinity;
  for (let node = 0; node < network.nodeCount; node++) {
    const lng = network.nodeLng[node] as number;
    const lat = network.nodeLat[node] as number;
    if (lng < west) west = lng;
    if (lng > east) east = lng;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return network.nodeCount === 0 ? [0, 0] : [(west + east) / 2, (south + north) / 2];
}

export function createEdgeIndex(network: StreetNetwork): EdgeIndex {
  const { edgeCount, edgeShapeOffsets } = network;
  const plane = createLocalPlane(networkCentre(network));
  const pieceCount = edgeCount + (edgeShapeOffsets[edgeCount] as number);
  const pieceOffsets = new Uint32Array(edgeCount + 1);
  const pieceEdge = new Uint32Array(pieceCount);
  const pieceMetres = new Float64Array(pieceCount * 4);
  const pieceStartShare = new Float64Array(pieceCount);
  let minEast = Infinity;
  let minNorth = Infinity;
  let maxEast = -Infinity;
  let maxNorth = -Infinity;
  let piece = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    pieceOffsets[edge] = piece;
    const points = edgePoints(network, edge);
    const first = piece;
    let drawnMetres = 0;
    for (let k = 0; k + 1 < points.length; k++) {
      const [lng0, lat0] = points[k] as LngLat;
      const [lng1, lat1] = points[k + 1] as LngLat;
      const x0 = eastMetres(plane, lng0);
      const y0 = northMetres(plane, lat0);
      const x1 = eastMetres(plane, lng1);
      const y1 = northMetres(plane, lat1);
      pieceEdge[piece] = edge;
      pieceMetres.set([x0, y0, x1, y1], piece * 4);
      pieceStartShare[piece] = drawnMetres;
      drawnMetres += Math.hypot(x1 - x0, y1 - y0);
      minEast = Math.min(minEast, x0, x1);
      maxEast = Math.max(maxEast, x0, x1);
      minNorth = Math.min(minNorth, y0, y1);
      maxNorth = Math.max(maxNorth, y0, y1);
      piece++;
    }
    if (drawnMetres > 0)
      for (let k = first; k < piece; k++) pieceStartShare[k] = (pieceStartShare[k] as number) / drawnMetres;
  }
  pieceOffsets[edgeCount] = piece;
  if (pieceCount === 0) {
    minEast = 0;
    minNorth = 0;
    maxEast = 0;
    maxNorth = 0;
  }
  const columns = Math.floor((maxEast - minEast) / CELL_METRES) + 1;
  const rows = Math.floor((maxNorth - minNorth) / CELL_METRES) + 1;
  const cellOffsets = new Uint32Array(columns * rows + 1);
  const column = (x: number) => Math.floor((x - minEast) / CELL_METRES);
  const row = (y: number) => Math.floor((y - minNorth) / CELL_METRES);
  const eachCell = (visit: (cell: number, piece: number) => void) => {
    for (let i = 0; i < pieceCount; i++) {
      const x0 = pieceMetres[i * 4] as number;
      const y0 = pieceMetres[i * 4 + 1] as number;
      const x1 = pieceMetres[i * 4 + 2] as number;
      const y1 = pieceMetres[i * 4 + 3] as number;
      const lastColumn = column(Math.max(x0, x1));
      const lastRow = row(Math.max(y0, y1));
      for (let r = row(Math.min(y0, y1)); r <= lastRow; r++)
        for (let c = column(Math.min(x0, x1)); c <= lastColumn; c++) visit(r * columns + c, i);
    }
  };
  eachCell((cell) => {
    cellOffsets[cell + 1]!++;
  });
  for (let cell = 0; cell < columns * rows; cell++) cellOffsets[cell + 1]! += cellOffsets[cell] as number;
  const cursor = cellOffsets.slice();
  const cellPieces = new Uint32Array(cellOffsets[columns * rows] as number);
  eachCell((cell, i) => {
    cellPieces[cursor[cell]!++] = i;
  });
  return {
    plane,
    pieceOffsets,
    pieceEdge,
    pieceMetres,
    pieceStartShare,
    minEast,
    minNorth,
    columns,
    rows,
    cellMetres: CELL_METRES,
    cellOffsets,
    cellPieces,
  };
}
