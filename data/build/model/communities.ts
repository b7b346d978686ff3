import { type Face, facesOf, type TaggedLine } from "./arrangement.ts";
import { ringOf } from "./blocks.ts";
import { type GroupPiece, groupPieces } from "./group-pieces.ts";
import type { House } from "./houses.ts";
import { namesForGrounds } from "./name-places.ts";
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
import type { CommunityRow, SourceTables, SubDistrictRow } from "./source-tables.ts";
import type { Way, WayBook } from "./ways.ts";

/** A community before its people: outer ring first, then holes; made of whole pieces of ground between streets. */
export interface CommunityGround {
  readonly row: CommunityRow;
  readonly rings: readonly Ring[];
}
interface Piece extends GroupPiece {
  readonly face: Face<null>;
}

/** Ground without houses still counts a little. Persons per m². */
const EMPTY_GROUND_WEIGHT = 0.0003;

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

/** Lengths of common border per pair of neighbouring pieces. */
function borderLengths(
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
  tables: SourceTables,
  book: WayBook,
  dropped: ReadonlySet<number>,
  houses: readonly House[],
  personsOf: (house: House) => number,
  seed: number,
): CommunityGround[] {
  const rows = tables.communities.filter(({ subDistrictCode }) => subDistrictCode === subDistrict.code);
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
  const owner = groupPieces(
    pieces,
    borderLengths(pieces, indexOfFace),
    rows.length,
    randomFor(seed, `communities ${subDistrict.code}`),
  );
  const outlines = rows.map((_, k) =>
    dissolve(
      pieces.filter((_, i) => owner[i] === k),
      (face) => {
        const i = indexOfFace.get(face);
        return i !== undefined && owner[i] === k;
      },
    ),
  );
  const names = namesForGrounds(
    rows,
    outlines.map((rings) => centroid(rings[0] as Ring)),
    tables,
  );
  return outlines.map((rings, k) => ({ row: names[k] as CommunityRow, rings }));
}
