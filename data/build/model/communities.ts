import { type Face, facesOf, type TaggedLine } from "./arrangement.ts";
import { ringOf } from "./blocks.ts";
import type { House } from "./houses.ts";
import {
  boxesMeet,
  boxOf,
  centroid,
  distance,
  insideRing,
  interiorPoint,
  type Point,
  type Ring,
  signedArea,
} from "./plane.ts";
import { randomFor } from "./random.ts";
import type { CommunityRow, SubDistrictRow } from "./source-tables.ts";
import type { Way, WayBook } from "./ways.ts";

/** A community before its people: outer ring first, then holes; made of whole pieces of ground between streets. */
export interface CommunityGround {
  readonly row: CommunityRow;
  readonly rings: readonly Ring[];
}
interface Piece {
  readonly face: Face<null>;
  readonly middle: Point;
  /** Persons the piece should count for when communities are balanced. */
  readonly weight: number;
}

const BALANCE_ROUNDS = 80;
/** Ground without houses still counts a little, else empty communities would swallow parks. Persons per m². */
const EMPTY_GROUND_WEIGHT = 0.004;

/** Pieces of ground between streets and lanes inside one sub-district. */
function piecesOf(ring: Ring, book: WayBook, dropped: ReadonlySet<number>): Face<null>[] {
  const box = boxOf(ring);
  const lines: TaggedLine<null>[] = [{ points: [...ring, ring[0] as Point], tag: null }];
  book.ways.forEach((way: Way, id) => {
    if (dropped.has(id) || way.streetClass === "service" || way.streetClass === "footway") return;
    const points = book.vertices(id);
    if (boxesMeet(boxOf(points), box, 5)) lines.push({ points, tag: null });
  });
  return facesOf(lines);
}

/** Power-weighted k-means: as many compact groups of about equal persons as there are communities. */
function group(pieces: readonly Piece[], count: number, seedLabel: string, seed: number): Int32Array {
  const random = randomFor(seed, seedLabel);
  const centres: Point[] = [];
  const first = pieces[random.integer(0, pieces.length - 1)] as Piece;
  centres.push(first.middle);
  while (centres.length < count) {
    // next seed: drawn far from the others, where people are
    const reach = pieces.map(
      (piece) => piece.weight * Math.min(...centres.map((centre) => distance(centre, piece.middle))) ** 2,
    );
    centres.push((pieces[random.weighted(reach)] as Piece).middle);
  }
  const total = pieces.reduce((sum, piece) => sum + piece.weight, 0);
  const target = total / count;
  const handicap = new Float64Array(count);
  const owner = new Int32Array(pieces.length);
  const spacing2 = boxArea(pieces) / count;
  for (let round = 0; round < BALANCE_ROUNDS; round++) {
    const load = new Float64Array(count);
    const sumX = new Float64Array(count);
    const sumY = new Float64Array(count);
    const sumW = new Float64Array(count);
    pieces.forEach((piece, i) => {
      let best = 0;
      let bestCost = Number.POSITIVE_INFINITY;
      for (let k = 0; k < count; k++) {
        const cost = distance(piece.middle, centres[k] as Point) ** 2 + (handicap[k] as number);
        if (cost < bestCost) {
          bestCost = cost;
          best = k;
        }
      }
      owner[i] = best;
      load[best]! += piece.weight;
      const w = piece.weight + 1;
      sumX[best]! += piece.middle[0] * w;
      sumY[best]! += piece.middle[1] * w;
      sumW[best]! += w;
    });
    const step = (spacing2 * 0.25 * (BALANCE_ROUNDS - round)) / BALANCE_ROUNDS;
    for (let k = 0; k < count; k++) {
      handicap[k]! += step * Math.max(-1, Math.min(1, (load[k] as number) / target - 1));
      if ((sumW[k] as number) > 0)
        centres[k] = [(sumX[k] as number) / (sumW[k] as number), (sumY[k] as number) / (sumW[k] as number)];
    }
  }
  return owner;
}
function boxArea(pieces: readonly Piece[]): number {
  const box = boxOf(pieces.map(({ middle }) => middle));
  return Math.max(1, (box.maxX - box.minX) * (box.maxY - box.minY));
}

/** Lengths of common border per pair of neighbouring pieces. */
function neighbours(
  pieces: readonly Piece[],
  indexOfFace: ReadonlyMap<number, number>,
): Map<number, number>[] {
  return pieces.map(({ face }) => {
    const borders = new Map<number, number>();
    for (const side of face.sides) {
      const other = indexOfFace.get(side.across);
      if (other !== undefined) borders.set(other, (borders.get(other) ?? 0) + distance(side.a, side.b));
    }
    return borders;
  });
}

/** Gives pieces cut off from their group to the neighbour with the longest common border; no group stays empty. */
function mend(
  owner: Int32Array,
  count: number,
  pieces: readonly Piece[],
  borders: readonly Map<number, number>[],
): void {
  for (let round = 0; round < 50; round++) {
    let changed = false;
    const part = new Int32Array(pieces.length).fill(-1);
    const weights: number[] = [];
    const sizes: number[] = [];
    for (let start = 0; start < pieces.length; start++) {
      if (part[start] !== -1) continue;
      const id = weights.push(0) - 1;
      sizes.push(0);
      const stack = [start];
      part[start] = id;
      for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
        weights[id]! += (pieces[i] as Piece).weight;
        sizes[id]!++;
        for (const j of borders[i]?.keys() ?? [])
          if (part[j] === -1 && owner[j] === owner[i]) {
            part[j] = id;
            stack.push(j);
          }
      }
    }
    const mainPart = new Map<number, number>();
    part.forEach((id, i) => {
      const k = owner[i] as number;
      const best = mainPart.get(k);
      if (best === undefined || (weights[id] as number) > (weights[best] as number)) mainPart.set(k, id);
    });
    for (let k = 0; k < count; k++) {
      if (mainPart.has(k)) continue;
      // an empty group takes the heaviest piece of the group with most pieces, if that has another
      let donor = -1;
      for (let i = 0; i < pieces.length; i++) {
        const size = sizes[part[i] as number] as number;
        if (size > 1 && (donor < 0 || (pieces[i] as Piece).weight > (pieces[donor] as Piece).weight))
          donor = i;
      }
      if (donor < 0) throw new Error(`too few pieces of ground for ${count} communities`);
      owner[donor] = k;
      changed = true;
      break;
    }
    if (!changed)
      for (let i = 0; i < pieces.length; i++) {
        if (part[i] === mainPart.get(owner[i] as number)) continue;
        let best = -1;
        let longest = 0;
        for (const [j, metres] of borders[i] as Map<number, number>)
          if (owner[j] !== owner[i] && metres > longest) {
            longest = metres;
            best = j;
          }
        if (best >= 0) {
          owner[i] = owner[best] as number;
          changed = true;
        }
      }
    if (!changed) return;
  }
}

/** Outline of a set of pieces: outer ring first, holes after it. */
function dissolve(members: readonly Piece[], isMember: (face: number) => boolean): Ring[] {
  const leaving = new Map<Point, { a: Point; b: Point }[]>();
  for (const { face } of members)
    for (const side of face.sides) {
      if (side.across >= 0 && isMember(side.across)) continue;
      const list = leaving.get(side.a);
      if (list) list.push(side);
      else leaving.set(side.a, [side]);
    }
  const rings: Ring[] = [];
  for (const list of leaving.values())
    for (let first = list.pop(); first; first = list.pop()) {
      const ring: Point[] = [first.a];
      let side = first;
      while (side.b !== first.a) {
        const next = leaving.get(side.b) as { a: Point; b: Point }[];
        const back = Math.atan2(side.a[1] - side.b[1], side.a[0] - side.b[0]);
        // sharpest turn to the left first, so that rings that touch in a point stay apart
        let best = 0;
        let bestTurn = Number.POSITIVE_INFINITY;
        next.forEach(({ a, b }, i) => {
          const turn = (back - Math.atan2(b[1] - a[1], b[0] - a[0]) + 4 * Math.PI) % (2 * Math.PI);
          if (turn < bestTurn) {
            bestTurn = turn;
            best = i;
          }
        });
        side = next.splice(best, 1)[0] as { a: Point; b: Point };
        ring.push(side.a);
      }
      rings.push(ring);
    }
  return rings.sort((p, q) => signedArea(q) - signedArea(p));
}

/** Cuts one sub-district into its communities; together they are the sub-district, nothing twice, nothing left. */
export function communitiesOf(
  subDistrict: SubDistrictRow,
  rows: readonly CommunityRow[],
  book: WayBook,
  dropped: ReadonlySet<number>,
  houses: readonly House[],
  personsOf: (house: House) => number,
  seed: number,
): CommunityGround[] {
  const ring = ringOf(subDistrict.polygon);
  const faces = piecesOf(signedArea(ring) > 0 ? ring : [...ring].reverse(), book, dropped);
  const indexOfFace = new Map<number, number>();
  const own = houses.filter((house) => house.subDistrictCode === subDistrict.code);
  const pieces: Piece[] = [];
  faces.forEach((face, faceIndex) => {
    if (!insideRing(interiorPoint(face.ring), ring)) return;
    indexOfFace.set(faceIndex, pieces.length);
    const box = boxOf(face.ring);
    const persons = own.reduce((sum, house) => {
      const [x, y] = house.middle;
      const here =
        x >= box.minX &&
        x <= box.maxX &&
        y >= box.minY &&
        y <= box.maxY &&
        insideRing(house.middle, face.ring);
      return here ? sum + personsOf(house) : sum;
    }, 0);
    pieces.push({
      face,
      middle: centroid(face.ring),
      weight: persons + face.areaSquareMetres * EMPTY_GROUND_WEIGHT,
    });
  });
  if (pieces.length < rows.length)
    throw new Error(
      `${subDistrict.nameZh}: ${pieces.length} pieces of ground for ${rows.length} communities`,
    );
  const owner = group(pieces, rows.length, `communities ${subDistrict.code}`, seed);
  mend(owner, rows.length, pieces, neighbours(pieces, indexOfFace));
  return rows.map((row, k) => ({
    row,
    rings: dissolve(
      pieces.filter((_, i) => owner[i] === k),
      (face) => {
        const i = indexOfFace.get(face);
        return i !== undefined && owner[i] === k;
      },
    ),
  }));
}
