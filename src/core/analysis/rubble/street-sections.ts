import { eastMetres, northMetres } from "../../geo/local-plane.ts";
import type { EdgeIndex } from "../../graph/edge-index.ts";
import type { BuildingStock } from "../../model/buildings.ts";

/** Metres between the cross-sections of a street. A house front is wider, so none slips through. */
const STATION_METRES = 2;

/**
 * Cross-sections of every street: at stations along its centre line, the buildings that a line square to it meets on the
 * left and on the right. Stations of edge e are [stationOffsets[e], stationOffsets[e + 1]), each in the middle of an equal
 * part of the edge's length; sightings of station s are [sightOffsets[s], sightOffsets[s + 1]), buildings rising.
 */
export interface StreetSections {
  readonly stationOffsets: Uint32Array;
  readonly sightOffsets: Uint32Array;
  readonly sightBuilding: Uint32Array;
  /** Metres from the centre line to the wall nearest to it: positive to the left of edgeFrom → edgeTo, negative to the right. A building over the street is sighted on both sides, at +0 and -0. */
  readonly sightMetres: Float32Array;
}

/** Grows by doubling; what is behind `length` is not part of it. */
interface Sightings {
  station: Uint32Array;
  building: Uint32Array;
  metres: Float32Array;
  length: number;
}

/**
 * @param reachMetres per building: how far from its walls it can matter to a street
 * @param exposed 1 per edge that rubble can reach: not the inside of a tunnel, not the deck of a bridge
 */
export function createStreetSections(
  index: EdgeIndex,
  stock: BuildingStock,
  reachMetres: Float32Array,
  exposed: Uint8Array,
): StreetSections {
  const stationOffsets = countStations(index, exposed);
  const sightings: Sightings = {
    station: new Uint32Array(1 << 16),
    building: new Uint32Array(1 << 16),
    metres: new Float32Array(1 << 16),
    length: 0,
  };
  const seenFor = new Int32Array(index.pieceEdge.length).fill(-1);
  let walls = new Float64Array(256);
  for (let building = 0; building < stock.count; building++) {
    const first = stock.wallOffsets[building] as number;
    const wallCount = (stock.wallOffsets[building + 1] as number) - first;
    if (wallCount * 4 > walls.length) walls = new Float64Array(wallCount * 8);
    let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < wallCount * 4; i += 2) {
      const x = eastMetres(index.plane, stock.wallLngLat[first * 4 + i] as number);
      const y = northMetres(index.plane, stock.wallLngLat[first * 4 + i + 1] as number);
      walls[i] = x;
      walls[i + 1] = y;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    const reach = reachMetres[building] as number;
    const column = (x: number) =>
      Math.min(index.columns - 1, Math.max(0, Math.floor((x - index.minEast) / index.cellMetres)));
    const row = (y: number) =>
      Math.min(index.rows - 1, Math.max(0, Math.floor((y - index.minNorth) / index.cellMetres)));
    if (!(west <= east)) continue;
    for (let r = row(south - reach); r <= row(north + reach); r++)
      for (let c = column(west - reach); c <= column(east + reach); c++) {
        const end = index.cellOffsets[r * index.columns + c + 1] as number;
        for (let k = index.cellOffsets[r * index.columns + c] as number; k < end; k++) {
          const piece = index.cellPieces[k] as number;
          if (seenFor[piece] === building) continue;
          seenFor[piece] = building;
          if (exposed[index.pieceEdge[piece] as number] !== 1) continue;
          sight(index, stationOffsets, piece, building, walls, wallCount, reach, sightings);
        }
      }
  }
  return sortByStation(stationOffsets, sightings);
}

function countStations(index: EdgeIndex, exposed: Uint8Array): Uint32Array {
  const { pieceOffsets, pieceMetres } = index;
  const offsets = new Uint32Array(exposed.length + 1);
  for (let edge = 0; edge < exposed.length; edge++) {
    let metres = 0;
    for (let piece = pieceOffsets[edge] as number; piece < (pieceOffsets[edge + 1] as number); piece++)
      metres += Math.hypot(
        (pieceMetres[piece * 4 + 2] as number) - (pieceMetres[piece * 4] as number),
        (pieceMetres[piece * 4 + 3] as number) - (pieceMetres[piece * 4 + 1] as number),
      );
    const count = exposed[edge] === 1 ? Math.max(1, Math.ceil(metres / STATION_METRES)) : 0;
    offsets[edge + 1] = (offsets[edge] as number) + count;
  }
  return offsets;
}

/** Records one building at every station of one straight piece from which it is seen within its reach. */
function sight(
  index: EdgeIndex,
  stationOffsets: Uint32Array,
  piece: number,
  building: number,
  walls: Float64Array,
  wallCount: number,
  reach: number,
  into: Sightings,
): void {
  const { pieceMetres, pieceStartShare, pieceOffsets } = index;
  const edge = index.pieceEdge[piece] as number;
  const x0 = pieceMetres[piece * 4] as number;
  const y0 = pieceMetres[piece * 4 + 1] as number;
  const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
  const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
  const length = Math.hypot(dx, dy);
  if (length === 0) return;
  const [ux, uy] = [dx / length, dy / length];
  let [alongLeast, alongMost, offLeast, offMost] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < wallCount * 4; i += 2) {
    const x = (walls[i] as number) - x0;
    const y = (walls[i + 1] as number) - y0;
    const along = x * ux + y * uy;
    const off = y * ux - x * uy;
    if (along < alongLeast) alongLeast = along;
    if (along > alongMost) alongMost = along;
    if (off < offLeast) offLeast = off;
    if (off > offMost) offMost = off;
  }
  if (alongMost < 0 || alongLeast > length || offLeast > reach || offMost < -reach) return;
  const firstStation = stationOffsets[edge] as number;
  const stations = (stationOffsets[edge + 1] as number) - firstStation;
  const startShare = pieceStartShare[piece] as number;
  const endShare =
    piece + 1 < (pieceOffsets[edge + 1] as number) ? (pieceStartShare[piece + 1] as number) : 1;
  const shareAt = (along: number) => startShare + (Math.max(0, along) / length) * (endShare - startShare);
  const from = Math.max(0, Math.ceil(shareAt(alongLeast) * stations - 0.5));
  // a station on the joint of two pieces belongs to the later one
  const to = Math.min(Math.ceil(endShare * stations - 0.5) - 1, stations - 1);
  for (let i = from; i <= to; i++) {
    const along = (((i + 0.5) / stations - startShare) / (endShare - startShare)) * length;
    if (along > alongMost) break;
    let [left, right] = [Infinity, Infinity];
    let crossings = 0;
    for (let wall = 0; wall < wallCount * 4; wall += 4) {
      const ax = (walls[wall] as number) - x0;
      const ay = (walls[wall + 1] as number) - y0;
      const bx = (walls[wall + 2] as number) - x0;
      const by = (walls[wall + 3] as number) - y0;
      const alongA = ax * ux + ay * uy;
      const alongB = bx * ux + by * uy;
      if (alongA <= along === alongB <= along) continue;
      const offA = ay * ux - ax * uy;
      const offB = by * ux - bx * uy;
      const off = offA + ((along - alongA) / (alongB - alongA)) * (offB - offA);
      if (off >= 0) {
        crossings++;
        if (off < left) left = off;
      } else if (-off < right) right = -off;
    }
    // inside: an odd number of walls on the way out
    if (crossings % 2 === 1) [left, right] = [0, 0];
    if (left <= reach) push(into, firstStation + i, building, left);
    if (right <= reach) push(into, firstStation + i, building, -right);
  }
}

function push(into: Sightings, station: number, building: number, metres: number): void {
  if (into.length === into.station.length) {
    const grown = into.length * 2;
    const [station, building, metres] = [
      new Uint32Array(grown),
      new Uint32Array(grown),
      new Float32Array(grown),
    ];
    station.set(into.station);
    building.set(into.building);
    metres.set(into.metres);
    Object.assign(into, { station, building, metres });
  }
  into.station[into.length] = station;
  into.building[into.length] = building;
  into.metres[into.length++] = metres;
}

function sortByStation(stationOffsets: Uint32Array, from: Sightings): StreetSections {
  const stationCount = stationOffsets[stationOffsets.length - 1] as number;
  const sightOffsets = new Uint32Array(stationCount + 1);
  for (let i = 0; i < from.length; i++) sightOffsets[(from.station[i] as number) + 1]! += 1;
  for (let station = 0; station < stationCount; station++)
    sightOffsets[station + 1]! += sightOffsets[station] as number;
  const cursor = sightOffsets.slice();
  const sightBuilding = new Uint32Array(from.length);
  const sightMetres = new Float32Array(from.length);
  for (let i = 0; i < from.length; i++) {
    const at = cursor[from.station[i] as number]!++;
    sightBuilding[at] = from.building[i] as number;
    sightMetres[at] = from.metres[i] as number;
  }
  return { stationOffsets, sightOffsets, sightBuilding, sightMetres };
}

/** Whether a sighting is on the left: +0 is, -0 is not. */
export const isLeft = (sightMetres: number): boolean => sightMetres > 0 || Object.is(sightMetres, 0);
